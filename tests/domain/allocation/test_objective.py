from dataclasses import replace

import pytest

from fairapp.domain.allocation.instance import Province
from fairapp.domain.allocation.objective import Term, score
from fairapp.domain.allocation.shares import fair_shares
from fairapp.domain.allocation.weights import PRESETS, Preset, Weights
from tests.domain.allocation.small import a_row, an_app, an_instance

BALANCED = PRESETS[Preset.BALANCED]


def counted(given, plan):
    return {line.term: line.count for line in score(given, plan, BALANCED).lines if line.count}


def test_empty_plan_costs_only_what_provinces_miss():
    given = an_instance(a_row(2), [an_app("A")], (Province(id="P", max=9, share=1_000_000),))
    assert counted(given, {}) == {Term.SHORT: 1}
    assert score(given, {}, BALANCED).z == -30_00


def test_points_of_the_placed():
    app = an_app("A", size=2, stars=5, first=True, past=7, merit=4)
    given = an_instance(a_row(2), [app])
    found = score(given, {"A": ("1", "2")}, BALANCED)
    assert found.admission == 100_00 + 40_00 + 15_00 + 9_00 + 50_00 + 4_00
    assert found.z == found.admission - 8_00 - 4_00


@pytest.mark.parametrize(
    ("prefs", "term"),
    [
        ((("booth", "2"), ("zone", "Z")), Term.WISH1),
        ((("booth", "9"), ("zone", "Z")), Term.WISH2),
        ((("zone", "Y"), ("booth", "9"), ("booth", "1")), Term.WISH3),
    ],
)
def test_dearest_wish_that_is_granted_counts(prefs, term):
    given = an_instance(a_row(2), [an_app("A", size=2, prefs=prefs)])
    assert counted(given, {"A": ("1", "2")})[term] == 1


def test_neighbours_of_one_province_are_one_run():
    apps = [an_app("A"), an_app("B"), an_app("C", "Q"), an_app("D")]
    given = an_instance(a_row(5), apps)
    found = counted(given, {"A": ("1",), "B": ("2",), "C": ("3",), "D": ("5",)})
    assert (found[Term.RUN], found[Term.ISLAND]) == (3, 2)


def test_pillar_ends_a_run():
    given = an_instance(a_row(2, breaks={1}), [an_app("A"), an_app("B")])
    assert counted(given, {"A": ("1",), "B": ("2",)})[Term.RUN] == 2


def test_same_product_beside_and_opposite():
    row = (*a_row(2), *(replace(booth, facing=("1",)) for booth in a_row(1, first=7)))
    apps = [an_app("A", line="tea"), an_app("B", line="tea"), an_app("C", line="tea")]
    found = counted(an_instance(row, apps), {"A": ("1",), "B": ("2",), "C": ("7",)})
    assert (found[Term.BESIDE], found[Term.FACING]) == (1, 1)


def test_one_exhibitor_is_no_rival_of_itself():
    found = counted(an_instance(a_row(2), [an_app("A", size=2)]), {"A": ("1", "2")})
    assert Term.BESIDE not in found


def test_booths_outside_their_zone():
    given = an_instance(a_row(2, group="drinks"), [an_app("A", size=2)])
    assert counted(given, {"A": ("1", "2")})[Term.ZONE] == 2
    anything = an_instance(a_row(2, group=""), [an_app("A", size=2)])
    assert Term.ZONE not in counted(anything, {"A": ("1", "2")})


def test_corners_above_a_fair_share():
    apps = [an_app("A"), an_app("B"), an_app("C", "Q"), an_app("D", "Q")]
    provinces = tuple(Province(id=name, max=9, share=500_000) for name in "PQ")
    given = an_instance((*a_row(2, corner=True), *a_row(2, first=5)), apps, provinces)
    assert fair_shares(given).prime == {"P": 1, "Q": 1}
    assert counted(given, {"A": ("1",), "B": ("2",)})[Term.PRIME] == 1
    assert Term.PRIME not in counted(given, {"A": ("1",), "C": ("2",)})


def test_goods_carried_bad_luck_and_moves():
    app = an_app("A", goods=2_000, bad_before=True)
    given = an_instance(a_row(1, loading=35), [app], published={"A": "elsewhere"})
    found = counted(given, {"A": ("1",)})
    assert (found[Term.LOADING], found[Term.REPAID], found[Term.MOVED]) == (70, 1, 1)
    corner = replace(given, booths=a_row(1, corner=True), published={"A": "1"})
    assert not {Term.REPAID, Term.MOVED} & counted(corner, {"A": ("1",)}).keys()


def test_goods_for_several_booths_are_carried_to_the_first_of_them():
    floor = (replace(a_row(2)[0], loading=10), replace(a_row(2)[1], loading=90))
    given = an_instance(floor, [an_app("A", size=2, goods=2_000)])
    assert counted(given, {"A": ("1", "2")})[Term.LOADING] == 20


def test_floor_is_poured_by_share_up_to_demand_and_maximum():
    apps = [an_app(f"{p}{n}", p) for p in "PQR" for n in range(4)]
    provinces = (
        Province(id="P", max=99, share=600_000),
        Province(id="Q", max=1, share=300_000),
        Province(id="R", max=99, share=100_000),
    )
    assert fair_shares(an_instance(a_row(6), apps, provinces)).floor == {"P": 4, "Q": 1, "R": 1}
    assert fair_shares(an_instance(a_row(60), apps, provinces)).floor == {"P": 4, "Q": 1, "R": 4}


def test_presets_differ_only_in_their_weights_and_weights_are_bounded():
    given = an_instance(a_row(2, group="drinks"), [an_app("A"), an_app("B", "Q")])
    plan = {"A": ("1",), "B": ("2",)}
    lines = {preset: score(given, plan, weights).lines for preset, weights in PRESETS.items()}
    assert len({tuple(line.count for line in found) for found in lines.values()}) == 1
    assert len({sum(line.value for line in found) for found in lines.values()}) == 3
    with pytest.raises(ValueError, match="weight"):
        Weights(zone=-1)
