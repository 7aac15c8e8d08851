"""What each start costs each application, whoever else stands where."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from fairapp.domain.allocation.engine.canon import Canon
from fairapp.domain.allocation.instance import STANDARD, App
from fairapp.domain.allocation.shares import may_come, runs
from fairapp.domain.allocation.weights import Weights

NEVER = np.int32(2**30)
"""The cost of a start where the application cannot stand."""


@dataclass(frozen=True)
class _Places:
    """Where applications of one kind fit in an empty hall, and what is true of each start."""

    starts: np.ndarray
    zones: np.ndarray
    outside: np.ndarray  # booths of the run outside the zone of the goods
    plain: np.ndarray  # no corner, no entrance in it
    loading: np.ndarray


def costs(canon: Canon, weights: Weights) -> np.ndarray:
    """One row an application, one column a start."""
    given = canon.given
    table = np.full((len(canon.apps), len(canon.booths)), NEVER, np.int32)
    kept = any(booth.only for booth in given.booths)
    zone_codes = {zone: n for n, zone in enumerate(dict.fromkeys(b.zone for b in canon.booths))}

    @cache
    def places(space: str, size: int, needs: frozenset[str], group: str, prov: str) -> _Places:
        facts = {"space": space, "size": size, "needs": needs, "group": group, "prov": prov}
        like = App(id="", cert_until=given.fair_end, applied=canon.apps[0].applied, **facts)
        found = sorted((canon.booth_index[run[0].id], run) for run in runs(given, like))
        return _Places(
            np.array([start for start, _ in found], np.int64),
            np.array([zone_codes[run[0].zone] for _, run in found], np.int64),
            np.array([sum(b.group not in ("", group) for b in run) for _, run in found], np.int64),
            np.array([not any(b.prime for b in run) for _, run in found], np.int64),
            np.array([run[0].loading for _, run in found], np.int64),
        )

    for n, app in enumerate(canon.apps):
        if may_come(given, app):
            where = places(app.space, app.size, app.needs, app.group, app.prov if kept else "")
            table[n, where.starts] = _row(canon, app, where, weights, zone_codes)
    return table


def _row(canon: Canon, app: App, where: _Places, weights: Weights, zone_codes: dict[str, int]) -> np.ndarray:
    cost = app.goods * where.loading // 1000 * weights.loading
    if app.space == STANDARD:
        cost += weights.zone * where.outside + weights.repaid * int(app.bad_before) * where.plain
    old = canon.given.published.get(app.id)
    if old is not None:
        cost += weights.moved * (where.starts != canon.booth_index.get(old, -1))
    wish = np.zeros_like(cost)
    for (kind, id), worth in reversed(list(zip(app.prefs, weights.wishes, strict=False))):
        if kind == "zone":
            wish[where.zones == zone_codes.get(id, -1)] = worth
        elif id in canon.booth_index:
            booth = canon.booth_index[id]
            wish[(where.starts <= booth) & (booth < where.starts + app.size)] = worth
    return cost - wish
