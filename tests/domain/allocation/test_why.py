"""Why an exhibitor stands where it does, as it reads it itself."""

import pytest

from fairapp.domain.allocation.sentences import BETWEEN
from fairapp.domain.allocation.weights import PRESETS, Preset
from fairapp.domain.allocation.why import BESIDE, BY_RULE, GOODS_ZONE, WISHES, why_here
from tests.domain.allocation.small import a_row, an_app, an_instance

BALANCED = PRESETS[Preset.BALANCED]
FLOOR = (*a_row(3, zone="Z"), *a_row(3, first=4, row=1, zone="Y", group="drinks"))


def clauses(app, *others, **plan):
    given = an_instance(FLOOR, [app, *others])
    found = why_here(given, plan, app, BALANCED)
    return found.sentence.split(BETWEEN)


@pytest.mark.parametrize(
    ("prefs", "said"),
    [
        ((), GOODS_ZONE),
        ((("booth", "1"),), WISHES[0]),
        ((("booth", "9"), ("zone", "Z")), WISHES[1]),
        ((("zone", "Y"), ("booth", "2"), ("booth", "1")), WISHES[2]),
        ((("zone", "Y"), ("booth", "2")), GOODS_ZONE),
    ],
)
def test_the_wish_that_is_granted_is_named_and_without_one_the_zone_of_its_goods(prefs, said):
    assert clauses(an_app("A", prefs=prefs), A=("1",)) == [BY_RULE, said]


def test_a_run_partly_in_another_groups_zone_is_no_reason():
    assert clauses(an_app("A"), A=("4",)) == [BY_RULE]
    assert clauses(an_app("A", group="drinks"), A=("4",)) == [BY_RULE, GOODS_ZONE]
    given = an_instance([*a_row(1), *a_row(1, first=2, group="drinks")], [an_app("A", size=2)])
    assert why_here(given, {"A": ("1", "2")}, given.apps[0], BALANCED).sentence == BY_RULE


@pytest.mark.parametrize(
    ("own", "neighbour", "is_said"),
    [("2", "1", True), ("2", "3", True), ("1", "3", False), ("3", "4", False)],
)
def test_a_booth_beside_the_own_delegation_is_told_and_one_beside_strangers_is_not(own, neighbour, is_said):
    said = [BY_RULE, GOODS_ZONE, BESIDE][: 2 + is_said]
    assert clauses(an_app("A"), an_app("B"), A=(own,), B=(neighbour,)) == said
    assert clauses(an_app("A"), an_app("B", "Q"), A=(own,), B=(neighbour,)) == said[:2]


def test_a_run_of_two_is_beside_by_either_end_and_never_by_itself():
    pair = an_app("A", size=2)
    assert clauses(pair, A=("1", "2")) == [BY_RULE, GOODS_ZONE]
    assert clauses(pair, an_app("B"), A=("1", "2"), B=("3",)) == [BY_RULE, GOODS_ZONE, BESIDE]


def test_points_are_those_of_the_weights_that_were_asked_for():
    app = an_app("A", stars=5, first=True)
    given = an_instance(FLOOR, [app])
    assert why_here(given, {"A": ("1",)}, app, BALANCED).values == {"points": 155}
