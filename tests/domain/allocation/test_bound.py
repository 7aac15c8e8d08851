from dataclasses import replace

import pytest
from hypothesis import Phase, assume, given as over, settings

from bench.fairs import a_fair
from fairapp.domain.allocation.engine import bound as bounds, linear, parts
from fairapp.domain.allocation.engine.bound import bound, missing
from fairapp.domain.allocation.engine.linear import INFINITE, Choice, Model, best_possible
from fairapp.domain.allocation.instance import Province
from fairapp.domain.allocation.objective import score
from fairapp.domain.allocation.weights import PRESETS, Preset
from tests.domain.allocation.brute import best_plans
from tests.domain.allocation.chance import instances
from tests.domain.allocation.small import a_row, an_app, an_instance

BALANCED = PRESETS[Preset.BALANCED]
few = settings(max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.generate])


@few
@over(instances(apps=4))
def test_no_plan_is_worth_more_than_the_bound(given):
    given = replace(given, provinces=tuple(replace(p, min=min(1, p.max)) for p in given.provinces))
    best, plans = best_plans(given, BALANCED)
    assume(plans)
    assert bound(given, BALANCED) >= best


@few
@over(instances(apps=4))
def test_coarser_parts_bound_as_well(given):
    best, _ = best_plans(given, BALANCED)
    before = parts.COLUMNS
    try:
        parts.COLUMNS = 1
        assert bound(given, BALANCED) >= best
    finally:
        parts.COLUMNS = before


def test_bound_is_the_optimum_where_nothing_is_left_out():
    apps = [an_app(f"A{n}", "PQ"[n % 2], stars=3 + n % 3) for n in range(6)]
    provinces = tuple(Province(id=p, min=1, max=2, share=500_000) for p in "PQ")
    given = an_instance([*a_row(3), *a_row(2, first=9, row=1, island=1)], apps, provinces)
    best, _ = best_plans(given, BALANCED)
    assert bound(given, BALANCED) == best


def test_a_booth_wished_for_alone_costs_a_whole_run_and_island(monkeypatch):
    """Four together cost the least; by its size alone the one would pay a quarter of a row of its own."""
    monkeypatch.setattr(bounds, "WHOLE_UP_TO", 0)
    wishing = an_app("W", prefs=(("booth", "gone"), ("booth", "9")))
    apps = [wishing, *(an_app(f"A{n}", hours=n, prefs=(("booth", f"{n + 1}"),)) for n in range(3))]
    given = an_instance([*a_row(4), *a_row(4, first=9, row=1, island=1)], apps)
    best, _ = best_plans(given, BALANCED)
    assert bound(given, BALANCED) == best


def test_a_zone_wished_for_alone_costs_a_whole_run_and_island(monkeypatch):
    monkeypatch.setattr(bounds, "WHOLE_UP_TO", 0)
    zones = "ZYYY"
    apps = [an_app(f"A{n}", hours=n, prefs=(("zone", zone),)) for n, zone in enumerate(zones)]
    given = an_instance([*a_row(4, zone="Y"), *a_row(4, first=9, row=1, island=1, zone="Z")], apps)
    best, _ = best_plans(given, BALANCED)
    assert bound(given, BALANCED) == best


def test_who_is_not_placed_makes_no_island_cheaper(monkeypatch):
    """Of three alike only one has room; by their number it would pay a third of its run and island."""
    monkeypatch.setattr(bounds, "WHOLE_UP_TO", 0)
    apps = [an_app(f"A{n}", hours=n, stars=3 + n % 3) for n in range(3)]
    given = an_instance(a_row(3), apps, (Province(id="P", max=1),))
    best, _ = best_plans(given, BALANCED)
    assert bound(given, BALANCED) == best


def test_bound_does_not_depend_on_names():
    apps = [an_app(f"A{n}", "PQ"[n % 2], hours=n, stars=3 + n % 3) for n in range(6)]
    given = an_instance(a_row(4), apps)
    renamed = replace(given, apps=tuple(replace(app, id=f"Z{app.id}") for app in reversed(apps)))
    assert bound(given, BALANCED) == bound(renamed, BALANCED)


def test_what_may_be_missing_is_a_part_of_the_best_possible():
    assert missing(95, 100) * 100 == 5
    assert missing(100, 100) == missing(0, 0) == 0


def test_empty_hall_is_bounded_by_what_an_empty_plan_is_worth():
    given = an_instance(a_row(2, reserved=True), [an_app("A")])
    assert bound(given, BALANCED) == score(given, {}, BALANCED).z


@pytest.mark.parametrize("whole", [True, False])
def test_any_prices_give_a_valid_bound(whole):
    model = Model()
    columns = [model.column(worth, 1, whole=whole) for worth in (5, 4, 3)]
    model.row([(column, 2.0) for column in columns], -float("inf"), 3)
    assert best_possible(model, 0) >= (5 if whole else 7) - 1e-9
    assert best_possible(model, 100 if whole else 0) == pytest.approx(5 if whole else 7)


def test_whoever_is_placed_pays_for_one_place_whole():
    """Half here and half there, each of which costs a quarter: less than the one place that it takes."""
    model = Model()
    placed = model.column(10, 1, whole=False)
    places = [(model.column(-4, 1, whole=False), model.column(0, 1, whole=False)) for _ in range(2)]
    model.row([(placed, -1.0), *((used, 1.0) for _, used in places)], 0, 0)
    for cost, used in places:
        model.row([(used, 1.0), (cost, -2.0)], -INFINITE, 0)
        model.row([(used, 1.0)], -INFINITE, 0.5)
    assert best_possible(model, 0) == pytest.approx(8)
    assert best_possible(model, 0, [Choice([(placed,)], [(cost, [used]) for cost, used in places])]) == (
        pytest.approx(6)
    )


def test_bound_of_a_fair_forbids_what_its_first_solution_got_away_with(monkeypatch):
    given = a_fair(60, 1)
    monkeypatch.setattr(bounds, "WHOLE_UP_TO", 0)
    twice = bound(given, BALANCED)
    monkeypatch.setattr(linear, "ROUNDS", 1)
    assert twice < bound(given, BALANCED)
