import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, assume, given as over, settings, strategies as st

from fairapp.domain.allocation.checker import Rule, violations
from fairapp.domain.allocation.engine.search import ROUNDS, Search
from fairapp.domain.allocation.instance import Province
from fairapp.domain.allocation.objective import score
from fairapp.domain.allocation.reading import read_instance
from fairapp.domain.allocation.weights import PRESETS, Preset
from fairapp.domain.allocation.writing import plan_hash
from tests.domain.allocation.brute import best_plans
from tests.domain.allocation.chance import instances
from tests.domain.allocation.small import a_fair, a_row, an_app, an_instance

BALANCED = PRESETS[Preset.BALANCED]
TINY = json.loads((Path(__file__).parents[2] / "vectors" / "allocation.json").read_text(encoding="utf-8"))
few = settings(max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.generate])


def solved(given, seed=1, steps=4_000, weights=BALANCED, **how):
    return Search(given, weights).run(seed=seed, steps=steps, **how)


@pytest.mark.parametrize("case", TINY, ids=lambda case: case["instance"]["name"])
def test_tiny_cases_are_at_their_optimum(case):
    found = solved(read_instance(case["instance"]))
    assert found.z == case["z"]
    assert {app: list(booths) for app, booths in found.plan.items()} in case["plans"]


def test_with_equal_points_who_applied_first_has_the_booth():
    early, late = an_app("B", hours=1), an_app("A", "Q", hours=2)
    assert solved(an_instance(a_row(1), [late, early])).plan == {"B": ("1",)}


@few
@over(instances(apps=4))
def test_small_instances_are_solved_as_well_as_by_trying_everything(given):
    best, _ = best_plans(given, BALANCED)
    assert solved(given).z == best


@few
@over(instances(apps=4))
def test_minima_are_kept_wherever_some_plan_keeps_them(given):
    given = replace(given, provinces=tuple(replace(p, min=min(2, p.max)) for p in given.provinces))
    best, plans = best_plans(given, BALANCED)
    assume(plans)
    found = solved(given)
    assert violations(given, found.plan) == []
    assert found.z == best


@few
@over(instances(apps=4), st.data())
def test_minima_in_zones_are_kept_wherever_some_plan_keeps_them(given, data):
    quotas = st.dictionaries(
        st.sampled_from("YZ"), st.tuples(st.integers(1, 2), st.integers(2, 4)), min_size=1
    )
    given = replace(given, provinces=tuple(replace(p, zones=data.draw(quotas)) for p in given.provinces))
    best, plans = best_plans(given, BALANCED)
    assume(plans)
    found = solved(given)
    assert violations(given, found.plan) == []
    assert found.z == best


def test_a_zone_minimum_is_worth_more_than_all_that_pulls_elsewhere():
    """Its zone, its wish and its own province draw each of six applications to the other row."""
    floor = [*a_row(6, zone="Y"), *a_row(6, first=7, row=1, island=1, zone="Z", group="drinks")]
    apps = [an_app(f"A{n}", stars=5, prefs=(("zone", "Y"),)) for n in range(6)]
    for least in range(7):
        provinces = (Province(id="P", max=12, zones={"Z": (least, 12)}),)
        given = an_instance(floor, apps, provinces)
        found = solved(given)
        assert violations(given, found.plan) == []
        assert sum(int(booth) > 6 for booths in found.plan.values() for booth in booths) == least


@few
@over(instances(booths=24, apps=30))
def test_no_hard_rule_is_ever_broken_and_the_worth_is_the_defined_one(given):
    for weights in PRESETS.values():
        found = solved(given, steps=1_500, weights=weights)
        assert violations(given, found.plan) == []
        assert found.z == score(given, found.plan, weights).z


def test_same_seed_and_steps_give_the_same_plan_with_any_number_of_cores(monkeypatch):
    first = solved(a_fair(), seed=5)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert solved(a_fair(), seed=5) == first


def test_this_plan_comes_out_on_every_machine():
    assert plan_hash(solved(a_fair(), seed=5).plan)[:16] == "6764b6a9db5bef7b"


def test_other_seeds_search_elsewhere():
    assert len({plan_hash(solved(a_fair(), seed=seed, steps=300).plan) for seed in range(6)}) > 1


def test_more_steps_come_nearer_to_the_best():
    search = Search(a_fair(), BALANCED)
    short = [search.run(seed=seed, steps=100).z for seed in range(5)]
    long = [search.run(seed=seed, steps=20_000).z for seed in range(5)]
    assert sum(short) < sum(long)
    assert min(long) > max(search.run(seed=seed, steps=1).z for seed in range(5))


def test_progress_only_rises_and_reaches_the_end():
    seen = []
    found = solved(a_fair(), on_progress=seen.append)
    assert [each.z for each in seen] == sorted(each.z for each in seen)
    assert len(seen) == ROUNDS
    assert (seen[-1].done, seen[-1].z) == (seen[-1].total, found.z)


def test_stopped_search_gives_its_best_plan_and_can_be_replayed():
    seen = []
    found = solved(a_fair(), on_progress=seen.append, should_stop=lambda: len(seen) == 20)
    assert 0 < found.until < found.steps
    assert found.z >= seen[-1].z
    assert violations(a_fair(), found.plan) == []
    assert solved(a_fair(), until=found.until) == found


def test_search_stopped_before_it_began_still_has_a_plan():
    found = solved(a_fair(), should_stop=lambda: True)
    assert (found.until, violations(a_fair(), found.plan)) == (0, [])


def test_what_was_published_moves_no_more_than_allowed():
    before = solved(a_fair()).plan
    gone = sorted(before)[:2]
    left = replace(
        a_fair(),
        apps=tuple(app for app in a_fair().apps if app.id not in gone),
        published={app: booths[0] for app, booths in before.items()},
    )
    for most in (0, 1, 3):
        limited = replace(left, moved_at_most=most)
        plan = solved(limited).plan
        assert violations(limited, plan) == []
        moved = [app for app in before if app not in gone and plan.get(app) != before[app]]
        assert len(moved) <= most
        assert len(plan) >= len(before) - len(gone)


def test_minima_that_cannot_be_kept_are_told_by_the_checker():
    apps = [an_app("A", needs=frozenset({"flame"})), an_app("B", "Q", needs=frozenset({"flame"}))]
    given = an_instance(
        a_row(1, feat=frozenset({"flame"})), apps, tuple(Province(id=p, min=1, max=1) for p in "PQ")
    )
    assert [wrong.rule for wrong in violations(given, solved(given).plan)] == [Rule.MINIMUM]


def test_hand_order_keeps_the_rules_and_is_no_better_than_the_search():
    search = Search(a_fair(), BALANCED)
    plan = search.in_turn([app.id for app in a_fair().apps])
    assert violations(a_fair(), plan) == []
    assert score(a_fair(), plan, BALANCED).z < search.run(seed=1, steps=20_000).z


def test_nobody_who_may_come_leaves_a_plan_of_nobody():
    given = an_instance(a_row(2, reserved=True), [an_app("A")])
    assert solved(given).plan == {}


def test_what_was_published_against_a_later_rule_is_not_kept():
    given = an_instance(
        a_row(2), [an_app("A"), an_app("B")], published={"A": "1", "B": "2"}, caps={"food": 1}
    )
    assert violations(given, solved(given).plan) == []
