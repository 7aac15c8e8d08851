from dataclasses import replace

import pytest
from hypothesis import Phase, given as over, settings

from fairapp.domain.allocation.checker import made_worse, violations
from fairapp.domain.allocation.engine.search import Search
from fairapp.domain.allocation.instance import Province
from fairapp.domain.allocation.objective import ADMISSION, Term, score
from fairapp.domain.allocation.shares import runs
from fairapp.domain.allocation.weights import PRESETS, Preset
from fairapp.domain.allocation.why_here import MOST_TRIED, Explainer, Stays, suits
from tests.domain.allocation.chance import instances
from tests.domain.allocation.small import a_row, an_app, an_instance

BALANCED = PRESETS[Preset.BALANCED]
few = settings(max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.generate])


def solved(given):
    return Search(given, BALANCED).run(seed=1, steps=2_000).plan


@few
@over(instances(booths=16, apps=12))
def test_terms_of_a_booth_add_up_to_what_the_plan_would_gain_without(given):
    plan = solved(given)
    explainer = Explainer(given, plan, BALANCED)
    for app in plan:
        rest = {other: booths for other, booths in plan.items() if other != app}
        now, without = score(given, plan, BALANCED), score(given, rest, BALANCED)
        lines = explainer.why_here(app).lines
        assert sum(line.value for line in lines) == without.cost - now.cost
        assert not {line.term for line in lines} & ADMISSION


def test_nearest_better_booth_and_who_would_lose_by_it():
    row = (*a_row(2, group="drinks"), *a_row(2, first=3, row=1))
    row = tuple(replace(booth, x=3 * n) for n, booth in enumerate(row))
    apps = [an_app("A"), an_app("B", hours=1), an_app("C", hours=2)]
    given = an_instance(row, apps)
    plan = {"A": ("1",), "B": ("3",), "C": ("4",)}
    why = Explainer(given, plan, BALANCED).why_here("A")
    assert (Term.ZONE, 1) in {(line.term, line.count) for line in why.lines}
    assert why.better.booths == ("3",)
    assert (why.better.gain, why.better.change) == (12_00, 0)
    assert [(loser.app, loser.booths, loser.change) for loser in why.better.losers] == [("B", ("1",), -12_00)]


def test_the_other_end_of_ones_own_hall_is_nearer_than_the_next_hall():
    here, far = a_row(1, group="drinks"), a_row(1, first=2, row=1, x=90)
    next_door = a_row(1, first=3, row=2, hall=1, x=3)
    given = an_instance([*here, *far, *next_door], [an_app("A")])
    assert Explainer(given, {"A": ("1",)}, BALANCED).why_here("A").better.booths == ("2",)
    given = an_instance([*here, *next_door], [an_app("A")])
    assert Explainer(given, {"A": ("1",)}, BALANCED).why_here("A").better.booths == ("3",)


def test_who_stands_best_or_is_locked_has_no_better_booth():
    given = an_instance(a_row(2), [an_app("A"), an_app("B")])
    plan = {"A": ("1",), "B": ("2",)}
    why = Explainer(given, plan, BALANCED).why_here("A")
    assert (why.better, why.stays) == (None, Stays.BEST)
    wrong = an_instance((*a_row(1, group="drinks"), *a_row(1, first=2)), [an_app("A")], locks={"A": ("1",)})
    why = Explainer(wrong, {"A": ("1",)}, BALANCED).why_here("A")
    assert (why.better, why.stays) == (None, Stays.LOCKED)


def test_a_least_that_another_province_lacks_hides_no_better_booth():
    provinces = (Province(id="P", max=9), Province(id="Q", min=1, max=9))
    row = (*a_row(1, group="drinks"), *a_row(1, first=2))
    given = an_instance(row, [an_app("A"), an_app("W", "Q")], provinces)
    assert violations(given, {"A": ("1",)})
    assert Explainer(given, {"A": ("1",)}, BALANCED).why_here("A").better.booths == ("2",)


@pytest.mark.parametrize(("better", "stays"), [(3, Stays.BROKEN), (MOST_TRIED + 1, Stays.FAR)])
def test_better_booths_that_are_locked_are_told_as_such(better, stays):
    row = (*a_row(1, group="drinks"), *a_row(better, first=2, row=1))
    apps = [an_app("A"), *(an_app(f"B{n}") for n in range(better))]
    others = {f"B{n}": (str(n + 2),) for n in range(better)}
    why = Explainer(an_instance(row, apps, locks=others), {"A": ("1",), **others}, BALANCED).why_here("A")
    assert (why.better, why.stays, why.tried) == (None, stays, min(better, MOST_TRIED))


@few
@over(instances(booths=16, apps=12))
def test_what_is_said_of_better_booths_is_so_wherever_one_looks(given):
    """Also where the plan lacks what it promises a province: half of it has gone by hand."""
    least = tuple(replace(province, min=min(province.max, 3)) for province in given.provinces)
    given, kept = replace(given, provinces=least), list(solved(given).items())
    plan = dict(kept[::2]) | {id: run for id, run in kept if id in given.locks}
    explainer = Explainer(given, plan, BALANCED)
    for id in plan:
        app, why = given.app[id], explainer.why_here(id)
        own = suits(given, app, plan[id], BALANCED)
        wanted = [r for r in runs(given, app) if suits(given, app, tuple(b.id for b in r), BALANCED) > own]
        free = [run for run in wanted if not any(booth.id in taken_by_others(plan, id) for booth in run)]
        sound = [run for run in free if not worse(given, plan, id, tuple(b.id for b in run))]
        if why.better is None:
            assert (why.stays is Stays.LOCKED) == (id in given.locks)
            assert why.stays is Stays.LOCKED or (why.stays is Stays.BEST) == (not wanted)
            assert why.stays is Stays.LOCKED or not sound or len(wanted) > MOST_TRIED
        else:
            assert why.stays is None
            there = {loser.app: loser.booths for loser in why.better.losers if loser.booths}
            gone = {loser.app for loser in why.better.losers}
            after = {a: r for a, r in plan.items() if a not in gone} | there | {id: why.better.booths}
            assert made_worse(violations(given, plan), violations(given, after)) == []
            assert score(given, after, BALANCED).z - score(given, plan, BALANCED).z == why.better.change


def taken_by_others(plan, id):
    return {booth for other, run in plan.items() if other != id for booth in run}


def worse(given, plan, id, run):
    return made_worse(violations(given, plan), violations(given, {**plan, id: run}))
