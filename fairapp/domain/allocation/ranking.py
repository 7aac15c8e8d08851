"""A lead's order among its own: points change hands inside the delegation, nobody else is touched."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from fairapp.domain.allocation.instance import App
from fairapp.domain.allocation.objective import points
from fairapp.domain.allocation.weights import Weights

PLAIN = Weights()


def ranked(apps: Iterable[App], ranks: Mapping[str, int]) -> tuple[App, ...]:
    """The applications with `merit` set so that the ranked ones of a province count in their lead's order.

    The points that they earn for stars and the like stay in the delegation; the first in the order gets
    the most of them, and each the next ones but at least one point less.
    """
    found = list(apps)
    own: defaultdict[str, list[App]] = defaultdict(list)
    for app in found:
        if app.id in ranks:
            own[app.prov].append(app)
    merits: dict[str, int] = {}
    for members in own.values():
        earned = sorted((_earned(app) for app in members), reverse=True)
        above = earned[0] + 1
        for app, worth in zip(sorted(members, key=lambda a: (ranks[a.id], a.id)), earned, strict=True):
            above = min(worth, above - 1)
            merits[app.id] = above - _earned(app)
    return tuple(replace(app, merit=merits.get(app.id, app.merit)) for app in found)


def _earned(app: App) -> int:
    """Whole points that it is worth to place the application, its size apart."""
    return (points(replace(app, size=1, merit=0), PLAIN)) // PLAIN.merit
