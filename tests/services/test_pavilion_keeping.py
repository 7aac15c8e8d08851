"""What becomes of the booths kept for a delegation when the plan under them changes."""

import pytest

from fairapp.domain.errors import Conflict
from fairapp.models import AuditEntry, PavilionBooth
from fairapp.services import booths
from fairapp.services.applications import pavilions
from fairapp.services.applications.pavilion_keeping import keeping_pavilions
from tests.factories import a_booth, a_delegation, an_open_fair
from tests.people import an_organiser


@pytest.fixture
def fair(db):
    """A row of four booths; a stranger's fair with a kept one stands beside it."""
    stranger = an_open_fair()
    keep(db, a_delegation(fair=stranger), a_booth(site=stranger.sites[0], number="A1"))
    fair = an_open_fair()
    for i in range(4):
        a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0)
    return fair


@pytest.fixture
def site(fair):
    booths.refresh(fair.sites[0])
    return fair.sites[0]


@pytest.fixture
def organiser(fair):
    return an_organiser(organisation=fair.owner)


@pytest.fixture
def ours(fair):
    return a_delegation(fair=fair)


def keep(db, delegation, *chosen):
    db.session.add_all(PavilionBooth(booth_id=b.id, delegation_id=delegation.id) for b in chosen)
    db.session.flush()


def kept(db, delegation):
    db.session.flush()
    return [booth.number for booth in pavilions.list_booths(delegation)]


def standing(site):
    return {booth.number: booth for booth in booths.list_for_site(site)}


@pytest.mark.parametrize("marked", [["A1"], ["A2"], ["A1", "A2"]])
def test_a_booth_merged_from_a_kept_one_is_kept(db, site, organiser, ours, marked):
    here = standing(site)
    keep(db, ours, *(here[number] for number in marked), here["A4"])
    with keeping_pavilions(organiser, site):
        booths.merge(organiser, site, [here["A1"], here["A2"]])
    assert kept(db, ours) == ["A1", "A4"]


def test_the_history_tells_what_is_kept_now(db, site, organiser, ours):
    here = standing(site)
    keep(db, ours, here["A2"])
    with keeping_pavilions(organiser, site):
        booths.merge(organiser, site, [here["A1"], here["A2"]])
    [entry] = db.session.scalars(db.select(AuditEntry).where(AuditEntry.action == "delegation.pavilion"))
    assert (entry.actor_id, entry.values["numbers"]) == (organiser.id, "A1")


def test_booths_kept_for_two_delegations_are_not_merged(db, site, organiser, fair, ours):
    other, here = a_delegation(fair=fair, unit_id="lao-cai"), standing(site)
    keep(db, ours, here["A1"])
    keep(db, other, here["A2"])
    with pytest.raises(Conflict) as refused, db.session.begin_nested(), keeping_pavilions(organiser, site):
        booths.merge(organiser, site, [here["A1"], here["A2"]])
    assert refused.value.values["numbers"] == "A1, A2"
    assert (kept(db, ours), kept(db, other)) == (["A1"], ["A2"])


def test_parts_of_a_kept_booth_are_kept_and_so_is_what_an_undone_merge_gives_back(db, site, organiser, ours):
    here = standing(site)
    keep(db, ours, here["A1"], here["A2"])
    with keeping_pavilions(organiser, site):
        whole = booths.merge(organiser, site, [here["A1"], here["A2"]])
    with keeping_pavilions(organiser, site):
        booths.undo(organiser, site)
    assert kept(db, ours) == ["A1", "A2"]
    with keeping_pavilions(organiser, site):
        booths.split(organiser, site, whole, 2)
    assert len(kept(db, ours)) == 3


def test_what_is_free_stays_free_and_what_is_removed_is_nobodys(db, site, organiser, ours):
    here = standing(site)
    keep(db, ours, here["A1"], here["A4"])
    with keeping_pavilions(organiser, site):
        booths.merge(organiser, site, [here["A2"], here["A3"]])
    with keeping_pavilions(organiser, site):
        booths.remove(organiser, site, [here["A4"]])
    assert kept(db, ours) == ["A1"]
