from itertools import pairwise

from hypothesis import Phase, given as over, settings, strategies as st

from fairapp.domain.allocation.bearers import OF_PROVINCES, Bearers, bearers
from fairapp.domain.allocation.objective import Term, score
from fairapp.domain.allocation.shares import fair_shares, runs
from fairapp.domain.allocation.weights import PRESETS, Preset
from tests.domain.allocation.chance import instances
from tests.domain.allocation.small import a_row, an_app, an_instance

BALANCED = PRESETS[Preset.BALANCED]
few = settings(max_examples=60, deadline=None, derandomize=True, database=None, phases=[Phase.generate])


def borne(given, before, after):
    return bearers(given, before, after, fair_shares(given))


def changed(given, before, after):
    pairs = zip(*(score(given, plan, BALANCED).lines for plan in (before, after)), strict=True)
    return {then.term for then, now in pairs if then.count != now.count}


def anyhow(given, chance):
    """Whoever comes first stands at some free place; rules between exhibitors are not looked at."""
    plan, taken = {}, set()
    for app in given.apps:
        free = [run for run in runs(given, app) if not taken & {booth.id for booth in run}]
        if free and chance.random() < 0.8:
            plan[app.id] = tuple(booth.id for booth in chance.choice(free))
            taken |= set(plan[app.id])
    return plan


@few
@over(instances(booths=16, apps=12), st.randoms(use_true_random=False))
def test_each_change_of_a_province_or_between_rivals_has_somebody_who_bears_it(given, chance):
    plans = [anyhow(given, chance) for _ in range(4)]
    for before, after in pairwise(plans):
        terms = changed(given, before, after) & {*OF_PROVINCES, Term.BESIDE, Term.FACING}
        found = borne(given, before, after)
        assert terms <= found.keys()
        moved = {given.app[id].prov for id in given.app if before.get(id) != after.get(id)}
        assert all(moved.issuperset(those.provinces) for those in found.values())


def test_a_new_neighbour_with_the_same_goods_is_named_and_the_mover_is_not():
    apps = [an_app("A", line="tea"), an_app("B", line="tea", prov="Q")]
    given = an_instance(a_row(3), apps)
    found = borne(given, {"A": ("1",), "B": ("3",)}, {"A": ("2",), "B": ("3",)})
    assert found[Term.BESIDE] == Bearers(apps=("B",))


def test_a_province_whose_row_is_broken_is_named():
    apps = [an_app(id) for id in "ABC"]
    given = an_instance(a_row(5), apps)
    found = borne(given, {"A": ("1",), "B": ("2",), "C": ("3",)}, {"A": ("1",), "B": ("5",), "C": ("3",)})
    assert found == {Term.RUN: Bearers(provinces=("P",))}


def test_of_two_who_change_places_each_is_named_with_what_is_its_own():
    apps = [an_app("A", prefs=(("booth", "2"),)), an_app("B", prefs=(("zone", "Y"), ("booth", "2")))]
    given = an_instance((*a_row(2), *a_row(1, first=3)), apps)
    found = borne(given, {"A": ("1",), "B": ("2",)}, {"A": ("2",), "B": ("1",)})
    assert found == {Term.WISH1: Bearers(apps=("A",)), Term.WISH2: Bearers(apps=("B",))}


def test_a_plan_that_stays_as_it_is_touches_nobody():
    given = an_instance(a_row(2), [an_app("A")])
    assert borne(given, {"A": ("1",)}, {"A": ("1",)}) == {}
