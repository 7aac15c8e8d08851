"""The best plan of a tiny instance by trying all of them; knows nothing of the engine."""

from fairapp.domain.allocation.checker import violations
from fairapp.domain.allocation.objective import score
from fairapp.domain.allocation.shares import fair_shares, may_come, runs


def best_plans(given, weights):
    """The highest worth and every plan that has it."""
    shares = fair_shares(given)
    best, found = None, []
    for plan in _plans(given, list(given.apps), frozenset()):
        worth = score(given, plan, weights, shares).z
        if (best is None or worth >= best) and not violations(given, plan):
            found = [plan] if best is None or worth > best else [*found, plan]
            best = worth
    return best, found


def _plans(given, apps, held):
    if not apps:
        yield {}
        return
    app, *rest = apps
    for plan in _plans(given, rest, held) if app.id not in given.locks else ():
        yield plan
    for run in runs(given, app) if may_come(given, app) else ():
        ids = tuple(booth.id for booth in run)
        if not held & set(ids) and given.locks.get(app.id, ids) == ids:
            for plan in _plans(given, rest, held | set(ids)):
                yield {app.id: ids, **plan}


def has_a_plan(given):
    """Whether any plan at all keeps every hard rule."""
    return any(not violations(given, plan) for plan in _plans(given, list(given.apps), frozenset()))
