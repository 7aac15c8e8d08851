"""A plan's faults by the rules of its own site, and with the numbers of the fair's other sites."""

import pytest

from fairapp.domain.booths import FeatureKind
from fairapp.domain.plan_lint import FaultKind
from fairapp.models import PlanFeature
from fairapp.services import booths
from tests.factories import a_booth, a_site, an_open_fair
from tests.people import an_organiser


@pytest.fixture
def site(db):
    """Two booths at an aisle of 1,5 m, the first 2,5 m from a door; and another site with the same rules."""
    site = an_open_fair().sites[0]
    a_booth(site=site, number="A1", x_cm=300, y_cm=600, open_sides="S", power_watts=2_000)
    a_booth(site=site, number="A2", x_cm=300, y_cm=1050, open_sides="N", power_watts=1_500)
    door = {"kind": FeatureKind.ENTRANCE, "x_cm": 0, "y_cm": 600, "width_cm": 50, "depth_cm": 300}
    feed = {"kind": FeatureKind.POWER, "x_cm": 900, "y_cm": 600, "width_cm": 50, "depth_cm": 50}
    db.session.add_all([PlanFeature(site=site, **door), PlanFeature(site=site, watts=3_500, **feed)])
    db.session.flush()
    return site


def kinds(site):
    return [fault.kind for fault in booths.list_faults(site)]


def test_a_sites_own_rules_say_how_wide_an_aisle_is_and_what_a_door_wants(site):
    organiser = an_organiser(organisation=site.fair.owner)
    assert kinds(site) == [FaultKind.NARROW_AISLE]
    booths.set_rules(organiser, site, aisle=150, exit_clear=250)
    assert kinds(site) == []
    booths.set_rules(organiser, site, aisle=150, exit_clear=251)
    assert kinds(site) == [FaultKind.EXIT_BLOCKED]
    booths.set_rules(organiser, site, aisle=151, exit_clear=250)
    assert kinds(site) == [FaultKind.NARROW_AISLE]


def test_a_number_of_another_site_of_the_fair_is_told_and_one_of_another_fair_is_not(site):
    booths.set_rules(an_organiser(organisation=site.fair.owner), site, aisle=150, exit_clear=250)
    a_booth(site=an_open_fair().sites[0], number="A1")
    there = a_site(fair=site.fair)
    a_booth(site=there, number="B1", x_cm=0, y_cm=0)
    assert kinds(site) == []
    a_booth(site=there, number="A01", x_cm=600, y_cm=0)
    [fault] = booths.list_faults(site)
    assert (fault.kind, fault.values["names"]) == (FaultKind.NUMBER_TWICE, "A1, A01")


def test_booths_that_want_more_than_their_feed_gives_are_told(site, db):
    booths.set_rules(an_organiser(organisation=site.fair.owner), site, aisle=150, exit_clear=250)
    a_booth(site=site, number="A3", x_cm=1500, y_cm=600, open_sides="S", power_watts=1)
    [fault] = booths.list_faults(site)
    assert (fault.kind, fault.values["sum"]) == (FaultKind.POWER_OVER, 3_501)
