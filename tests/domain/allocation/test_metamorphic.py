"""What must not matter to the search, and what may only help: told without knowing the best plan."""

from dataclasses import replace
from random import Random

from hypothesis import Phase, assume, event, given as over, settings, strategies as st

from fairapp.domain.allocation.checker import violations
from fairapp.domain.allocation.engine.search import Search
from fairapp.domain.allocation.objective import score
from fairapp.domain.allocation.weights import PRESETS, Preset
from tests.domain.allocation.brute import best_plans
from tests.domain.allocation.chance import instances
from tests.domain.allocation.small import a_row, an_app, an_instance

BALANCED = PRESETS[Preset.BALANCED]
few = settings(max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.generate])


def solved(given, seed=1, steps=4_000, weights=BALANCED):
    return Search(given, weights).run(seed=seed, steps=steps)


def with_another_booth(given, data):
    """One more at the end of a row, or by itself."""
    last = data.draw(st.sampled_from([None, *(booth for booth in given.booths if not booth.next)]))
    if last is None:
        return replace(given, booths=(*given.booths, *a_row(1, first=99, row=9, island=9)))
    more = replace(last, id="99", pos=last.pos + 1, reserved=False, corner=False, facing=(), only=None)
    booths = (replace(booth, next="99") if booth is last else booth for booth in given.booths)
    return replace(given, booths=(*booths, more))


def published(given, plan, **facts):
    return replace(given, published={app: booths[0] for app, booths in plan.items()}, **facts)


@few
@over(instances(booths=20, apps=20))
def test_names_and_the_order_of_rows_change_nothing(given):
    def other(name):
        return f"x{Random(name).random()}"

    renamed = replace(
        given,
        booths=tuple(
            replace(
                booth,
                id=other(booth.id),
                next=other(booth.next) if booth.next else None,
                facing=tuple(other(id) for id in booth.facing),
                only=other(booth.only) if booth.only else None,
            )
            for booth in reversed(given.booths)
        ),
        apps=tuple(
            replace(
                app,
                id=other(app.id),
                prov=other(app.prov),
                prefs=tuple((kind, other(id) if kind == "booth" else id) for kind, id in app.prefs),
            )
            for app in sorted(given.apps, key=lambda app: other(app.id))
        ),
        provinces=tuple(replace(p, id=other(p.id)) for p in reversed(given.provinces)),
        locks={other(app): tuple(map(other, booths)) for app, booths in given.locks.items()},
        published={other(app): other(booth) for app, booth in given.published.items()},
    )
    plan, same = solved(given, steps=500).plan, solved(renamed, steps=500).plan
    assert {other(app): tuple(map(other, booths)) for app, booths in plan.items()} == same


@few
@over(instances(booths=24, apps=30), st.data())
def test_another_free_booth_leaves_nobody_out_whom_a_run_without_moves_had_placed(given, data):
    before = solved(given, steps=500).plan
    more = published(with_another_booth(given, data), before, moved_at_most=0)
    after = solved(more, steps=500).plan
    assert violations(more, after) == []
    assert {app: after.get(app) for app in before} == before


@few
@over(instances(booths=24, apps=30), st.data())
def test_a_run_after_another_free_booth_is_worth_no_less_than_staying(given, data):
    before = solved(given, steps=500).plan
    more = published(replace(with_another_booth(given, data), moved_at_most=None), before)
    assume(not violations(more, before))  # a booth more may make a minimum due
    assert solved(more, steps=500).z >= score(more, before, BALANCED).z


@few
@over(instances(apps=5), st.data())
def test_another_free_booth_only_adds_to_the_worth_where_shares_do_not_grow_with_the_floor(given, data):
    weights = replace(BALANCED, short=0, prime=0)
    assert solved(with_another_booth(given, data), weights=weights).z >= solved(given, weights=weights).z


@few
@over(instances(apps=5))
def test_another_free_booth_never_places_fewer_where_each_wants_one(given):
    single = replace(given, apps=tuple(replace(app, size=1) for app in given.apps))
    more = replace(single, booths=(*single.booths, *a_row(1, first=99, row=9, island=9)))
    assert len(solved(more).plan) >= len(solved(single).plan)


def test_where_sizes_differ_the_best_plan_itself_may_place_fewer_in_a_larger_hall():
    """Three booths are worth more with one dear application of three than with two of one: 240 against 200
    points. So a number of applications can be promised only with a limit on moves, as above."""
    large = an_app("L", size=3, stars=5)
    apps = [large, an_app("A"), an_app("B")]
    sizes = []
    for booths in (2, 3):
        given = an_instance(a_row(booths), apps)
        best, plans = best_plans(given, BALANCED)
        found = solved(given)
        assert found.z == best
        assert {len(found.plan)} == {len(plan) for plan in plans}
        sizes.append(len(found.plan))
    assert sizes == [2, 1]


@settings(few, max_examples=25)
@over(instances(apps=4), st.data())
def test_a_lock_that_agrees_with_the_plan_changes_nothing(given, data):
    """Where trying everything shows only one best plan, that plan; else one that is worth as much."""
    found = solved(given)
    assume(found.plan)
    app = data.draw(st.sampled_from(sorted(found.plan)))
    again = solved(replace(given, locks={**given.locks, app: found.plan[app]}))
    best, plans = best_plans(given, BALANCED)
    event("one best plan" if len(plans) == 1 else "several")
    if len(plans) == 1:
        assert [again.plan, found.plan] == [plans[0], plans[0]]
    assert again.plan[app] == found.plan[app]
    assert (score(given, again.plan, BALANCED).z, found.z) == (best, best)


@few
@over(instances(booths=24, apps=30))
def test_locks_on_all_of_a_plan_give_that_plan(given):
    found = solved(given, steps=500)
    locked = replace(given, locks={**given.locks, **found.plan})
    again = solved(locked, steps=500).plan
    assert {app: again.get(app) for app in found.plan} == found.plan
    assert violations(locked, again) == []
    assert score(given, again, BALANCED).z >= found.z


@few
@over(instances(booths=24, apps=30), st.data())
def test_a_lock_on_what_was_published_makes_no_plan_worse(given, data):
    found = solved(given, steps=500)
    assume(found.plan)
    app = data.draw(st.sampled_from(sorted(found.plan)))
    here = published(replace(given, moved_at_most=None), found.plan)
    again = solved(replace(here, locks={**given.locks, app: found.plan[app]}), steps=500).plan
    assert again[app] == found.plan[app]
    assert score(here, again, BALANCED).z >= score(here, found.plan, BALANCED).z


@few
@over(instances(apps=5), st.data())
def test_an_application_that_cannot_come_changes_nothing(given, data):
    late = an_app("late", given.provinces[0].id, hours=9, cert_until=given.fair_end.replace(day=1))
    also = replace(given, apps=tuple(data.draw(st.permutations([*given.apps, late]))))
    assert solved(also).z == solved(given).z
