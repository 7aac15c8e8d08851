"""Minima that no plan can keep are found before a search."""

import pytest

from fairapp.domain.allocation.checker import Rule, violations
from fairapp.domain.allocation.instance import RAW, Province
from fairapp.domain.allocation.minima import ALL, ALL_IN_ZONE, OWN, OWN_IN_ZONE, shortages
from tests.domain.allocation.small import a_fair, a_row, an_app, an_instance


def of(given):
    return [(found.sentence, dict(found.values), dict(found.who)) for found in shortages(given)]


def apps(province, count, **facts):
    return [an_app(f"{province}{n}", province, **facts) for n in range(count)]


def provinces(**least):
    return tuple(Province(id=name, min=n, max=99) for name, n in least.items())


def test_minima_that_add_up_to_more_than_the_booths_are_named_with_their_provinces():
    given = an_instance(a_row(5), [*apps("P", 4), *apps("Q", 4)], provinces(P=3, Q=3))
    assert of(given) == [(ALL, {"least": 6, "free": 5}, {"P": 3, "Q": 3})]


def test_minima_that_just_fit_are_no_shortage():
    assert of(an_instance(a_row(6), [*apps("P", 4), *apps("Q", 4)], provinces(P=3, Q=3))) == []


def test_a_minimum_binds_no_further_than_applications_reach():
    assert of(an_instance(a_row(2), apps("P", 2), provinces(P=9))) == []


def test_applications_that_all_want_the_one_tap_cannot_fill_a_minimum():
    booths = [*a_row(1, feat=frozenset({"water"})), *a_row(4, 2)]
    given = an_instance(booths, apps("P", 3, needs=frozenset({"water"})), provinces(P=3))
    assert of(given)[0] == (OWN, {"province": "P", "least": 3, "free": 1}, {})


def test_a_booth_locked_for_another_is_not_there_for_a_minimum():
    given = an_instance(a_row(3), [*apps("P", 3), *apps("Q", 1)], provinces(P=3, Q=0), locks={"Q0": ("1",)})
    assert of(given)[0] == (OWN, {"province": "P", "least": 3, "free": 2}, {})


def test_a_booth_locked_for_ones_own_counts_for_the_minimum():
    given = an_instance(a_row(3), apps("P", 3), provinces(P=3), locks={"P0": ("1",)})
    assert of(given) == []


def test_reserved_booths_are_not_there():
    booths = [*a_row(2), *a_row(2, 3, reserved=True)]
    assert of(an_instance(booths, apps("P", 4), provinces(P=3)))[0][1]["free"] == 2


def test_a_raw_plot_counts_as_four_on_both_sides():
    given = an_instance(a_row(1, kind=RAW), apps("P", 1, space=RAW), provinces(P=4))
    assert of(given) == []


def test_minima_in_one_zone_are_held_against_its_booths_alone():
    booths = [*a_row(2, zone="A"), *a_row(4, 3, zone="B")]
    quotas = tuple(Province(id=p, max=99, zones={"A": (2, 9)}) for p in "PQ")
    given = an_instance(booths, [*apps("P", 2), *apps("Q", 2)], quotas)
    assert of(given) == [(ALL_IN_ZONE, {"least": 4, "free": 2, "zone": "A"}, {"P": 2, "Q": 2})]


def test_one_delegations_minimum_in_a_zone_is_held_against_what_fits_it():
    booths = [*a_row(1, zone="A"), *a_row(2, 2, zone="A", only="Q"), *a_row(2, 4, zone="B")]
    quotas = (Province(id="P", max=99, zones={"A": (2, 9)}), Province(id="Q", max=99))
    given = an_instance(booths, [*apps("P", 2), *apps("Q", 1)], quotas)
    assert of(given)[0] == (OWN_IN_ZONE, {"province": "P", "least": 2, "free": 1, "zone": "A"}, {})


@pytest.mark.parametrize("least", range(4))
def test_nothing_is_refused_that_a_plan_keeps(least):
    """The checker, which shares none of this, has found a plan for the very same minima."""
    given = an_instance(a_row(3), [*apps("P", 3), *apps("Q", 3)], provinces(P=least, Q=3 - least))
    plan = {f"P{n}": (str(n + 1),) for n in range(least)}
    plan |= {f"Q{n}": (str(least + n + 1),) for n in range(3 - least)}
    assert violations(given, plan) == []
    assert of(given) == []


def test_what_is_refused_no_plan_could_keep():
    given = an_instance(a_row(2), [*apps("P", 2), *apps("Q", 2)], provinces(P=2, Q=1))
    assert of(given) != []
    full = ({"P0": ("1",), "P1": ("2",)}, {"P0": ("1",), "Q0": ("2",)}, {"Q0": ("1",), "Q1": ("2",)})
    for plan in full:
        assert {wrong.rule for wrong in violations(given, plan)} == {Rule.MINIMUM}


def test_a_fair_with_room_has_no_shortage():
    assert of(a_fair()) == []
