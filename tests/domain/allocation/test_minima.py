"""Minima that no plan can keep are found before a search."""

from dataclasses import replace

import pytest
from hypothesis import Phase, event, given as over, settings, strategies as st

from fairapp.domain.allocation.checker import Rule, violations
from fairapp.domain.allocation.instance import RAW, Province
from fairapp.domain.allocation.locked import wrong_locks
from fairapp.domain.allocation.minima import (
    ALL,
    ALL_BOUND,
    ALL_BOUND_IN_ZONE,
    ALL_CAPPED,
    ALL_CAPPED_IN_ZONE,
    ALL_IN_ZONE,
    OWN,
    OWN_BOUND,
    OWN_BOUND_IN_ZONE,
    OWN_CAPPED,
    OWN_CAPPED_IN_ZONE,
    OWN_IN_ZONE,
    ZONES_FULL,
    ZONES_OVER,
    shortages,
)
from tests.domain.allocation.brute import has_a_plan
from tests.domain.allocation.chance import GROUPS, instances
from tests.domain.allocation.small import a_fair, a_row, an_app, an_instance

few = settings(max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.generate])


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


TWO_ZONES = (*a_row(2, zone="A"), *a_row(6, 3, zone="B"))
WHO = {"P": 2, "Q": 2}


def mixed(province, food, drinks):
    return [
        *(an_app(f"{province}f{n}", province, group="food") for n in range(food)),
        *(an_app(f"{province}d{n}", province, group="drinks") for n in range(drinks)),
    ]


def in_a(*names, least=2):
    return tuple(Province(id=name, max=99, zones={"A": (least, 9)}) for name in names)


def test_a_cap_that_leaves_less_than_a_minimum_is_named_with_its_group():
    given = an_instance(a_row(6), mixed("P", 4, 1), provinces(P=4), caps={"food": 2})
    assert of(given) == [
        (OWN_CAPPED, {"province": "P", "least": 4, "free": 3, "groups": ("food",), "most": 2}, {})
    ]
    assert of(replace(given, caps={"food": 3})) == []


def test_what_locks_have_of_a_cap_is_gone_for_a_minimum():
    apps = [*mixed("P", 2, 0), *mixed("Q", 1, 0)]
    given = an_instance(a_row(6), apps, provinces(P=2, Q=0), caps={"food": 2}, locks={"Qf0": ("1",)})
    assert of(given)[0][1] == {"province": "P", "least": 2, "free": 1, "groups": ("food",), "most": 2}
    assert of(replace(given, locks={"Pf0": ("1",)})) == []


def test_minima_together_past_a_cap_name_their_provinces_and_the_group():
    given = an_instance(
        a_row(9), [*mixed("P", 3, 0), *mixed("Q", 3, 0)], provinces(P=2, Q=2), caps={"food": 3}
    )
    assert of(given) == [(ALL_CAPPED, {"least": 4, "free": 3, "groups": ("food",), "most": 3}, WHO)]


def test_who_can_do_without_the_scarce_group_is_not_named():
    apps = [*mixed("P", 3, 0), *mixed("Q", 3, 0), *mixed("R", 0, 3)]
    given = an_instance(a_row(9), apps, provinces(P=2, Q=2, R=3), caps={"food": 3, "drinks": 3})
    assert [found[2] for found in of(given)] == [WHO]


def test_a_cap_is_held_against_minima_in_a_zone():
    booths, caps = a_row(9, zone="A"), {"food": 1}
    of_p = an_instance(booths, mixed("P", 3, 0), in_a("P"), caps=caps)
    values = {"least": 2, "free": 1, "groups": ("food",), "most": 1, "zone": "A"}
    assert of(of_p) == [(OWN_CAPPED_IN_ZONE, {**values, "province": "P"}, {})]
    of_both = an_instance(booths, [*mixed("P", 1, 0), *mixed("Q", 1, 0)], in_a("P", "Q", least=1), caps=caps)
    assert of(of_both) == [(ALL_CAPPED_IN_ZONE, values, {"P": 1, "Q": 1})]


def test_mandatory_zones_too_small_for_a_minimum_are_named_with_the_group():
    given = an_instance(TWO_ZONES, mixed("P", 4, 1), provinces(P=4), mandatory={"food": ("A",)})
    values = {"province": "P", "least": 4, "free": 3, "groups": ("food",), "zones": ("A",), "there": 2}
    assert of(given) == [(OWN_BOUND, values, {})]
    assert of(replace(given, mandatory={"food": ("A", "B")})) == []


def test_together_too_what_is_bound_elsewhere_fills_no_minimum_in_a_zone():
    booths = [*a_row(1, zone="A", feat=frozenset({"water"})), *a_row(3, 2, zone="A"), *a_row(6, 5, zone="B")]
    apps = [an_app(p, p, needs=frozenset({"water"})) for p in "PQ"]
    bound = [an_app(f"{p}d", p, group="drinks") for p in "PQ"]
    given = an_instance(booths, [*apps, *bound], in_a("P", "Q", least=1), mandatory={"drinks": ("B",)})
    values = {"least": 2, "free": 1, "groups": ("drinks",), "zones": ("B",), "there": 0, "zone": "A"}
    assert of(given) == [(ALL_BOUND_IN_ZONE, values, {"P": 1, "Q": 1})]


def test_mandatory_zones_too_small_for_minima_together_name_their_provinces():
    apps = [*mixed("P", 2, 0), *mixed("Q", 2, 0)]
    given = an_instance(TWO_ZONES, apps, provinces(P=2, Q=2), mandatory={"food": ("A",)})
    values = {"least": 4, "free": 2, "groups": ("food",), "zones": ("A",), "there": 2}
    assert of(given) == [(ALL_BOUND, values, WHO)]


def test_a_group_bound_elsewhere_fills_no_minimum_in_a_zone():
    """Both that need the one tap fit A and are asked for; what could do without it may not stand there."""
    booths = [*a_row(1, zone="A", feat=frozenset({"water"})), *a_row(3, 2, zone="A"), *a_row(6, 5, zone="B")]
    apps = [an_app(f"P{n}", needs=frozenset({"water"})) for n in range(2)]
    given = an_instance(booths, [*apps, an_app("d", group="drinks")], in_a("P"), mandatory={"drinks": ("B",)})
    assert of(replace(given, mandatory={})) == []
    values = {"province": "P", "least": 2, "free": 1, "groups": ("drinks",), "zones": ("B",), "there": 0}
    assert of(given) == [(OWN_BOUND_IN_ZONE, {**values, "zone": "A"}, {})]


def test_zones_that_let_in_fewer_than_the_minimum_of_the_whole_are_told():
    quotas = (Province(id="P", min=4, max=9, zones={"A": (0, 1), "B": (0, 2)}),)
    given = an_instance(TWO_ZONES, apps("P", 6), quotas)
    assert of(given) == [(ZONES_FULL, {"province": "P", "least": 4, "free": 3}, {})]
    assert of(replace(given, provinces=(replace(quotas[0], min=3),))) == []


def test_locks_outside_the_zones_of_a_minimum_leave_no_room_below_the_quota():
    quotas = (Province(id="P", max=3, zones={"A": (2, 3)}),)
    given = an_instance(TWO_ZONES, apps("P", 5), quotas, locks={"P0": ("3",), "P1": ("4",)})
    assert of(given) == [(ZONES_OVER, {"province": "P", "least": 4, "most": 3}, {})]
    assert of(replace(given, locks={"P0": ("3",), "P1": ("1",)})) == []


@st.composite
def promises(draw):
    """Small instances with every kind of rule that may contradict another, locks against rules among them."""
    given = draw(instances(apps=4))
    bounds = st.tuples(st.integers(0, 3), st.integers(3, 5))
    provinces = tuple(
        replace(
            p,
            min=draw(st.integers(0, min(4, p.max))),
            zones=draw(st.dictionaries(st.sampled_from("YZ"), bounds, max_size=2)),
        )
        for p in given.provinces
    )
    caps = draw(st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 3), max_size=2))
    return replace(given, provinces=provinces, caps=caps, moved_at_most=None)


@few
@over(promises())
def test_nothing_is_refused_that_some_plan_keeps(given):
    """Tried by force: where anything is told, not one of all plans keeps every rule."""
    told = [*shortages(given), *wrong_locks(given)]
    event("told" if told else "untold")
    if told:
        assert not has_a_plan(given)
