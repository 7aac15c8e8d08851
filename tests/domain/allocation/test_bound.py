from dataclasses import replace

import pytest
from hypothesis import Phase, assume, given as over, settings

from fairapp.domain.allocation.engine import bound as bounds
from fairapp.domain.allocation.engine.bound import bound, missing
from fairapp.domain.allocation.engine.linear import Model, best_possible
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
    before = bounds.COLUMNS
    try:
        bounds.COLUMNS = 1
        assert bound(given, BALANCED) >= best
    finally:
        bounds.COLUMNS = before


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
