"""What would be fair: each province's part of the floor, and of the corner and entrance booths."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from fairapp.domain.allocation.instance import STANDARD, App, Booth, Instance

FULLEST = 50
"""The level never rises above so many times the floor: a province with next to no share stays small."""


def may_stand(given: Instance, app: App, booth: Booth) -> bool:
    """Whether nothing but other exhibitors keeps the application from this booth."""
    zones = given.mandatory.get(app.group) if app.space == STANDARD else None
    return (
        not booth.reserved
        and booth.kind == app.space
        and app.needs <= booth.feat
        and booth.only in (None, app.prov)
        and (zones is None or booth.zone in zones)
    )


def runs(given: Instance, app: App, shut: frozenset[str] = frozenset()) -> Iterator[tuple[Booth, ...]]:
    """Every row of adjoining booths that the application could have in an empty hall."""
    for first in given.booths:
        run: list[Booth] = []
        here: Booth | None = first
        while here and len(run) < app.size and here.id not in shut and may_stand(given, app, here):
            run.append(here)
            here = given.booth[here.next] if here.next else None
        if len(run) == app.size:
            yield tuple(run)


def may_come(given: Instance, app: App) -> bool:
    """Whether its certificates are valid to the fair's end."""
    return app.cert_until >= given.fair_end


@dataclass(frozen=True)
class Shares:
    """Standard-booth equivalents and prime booths that would be each province's fair part."""

    floor: Mapping[str, int]
    prime: Mapping[str, int]


def fair_shares(given: Instance) -> Shares:
    demand = _demand(given)
    most = {p.id: min(demand[p.id], p.max) for p in given.provinces}
    capacity = sum(booth.area // 9 for booth in given.booths if not booth.reserved)
    floor = _water_fill(given, most, capacity)
    prime = sum(booth.prime and not booth.reserved for booth in given.booths)
    total = sum(floor.values()) or 1
    return Shares(floor, {province: -(-prime * part // total) for province, part in floor.items()})


def _demand(given: Instance) -> Counter[str]:
    """What each province asks for, as far as there is any place for it beside the locks."""
    locked = frozenset(id for booths in given.locks.values() for id in booths)
    asked: Counter[str] = Counter()
    placeable: dict[object, bool] = {}
    for app in given.apps:
        alike = (app.space, app.size, app.needs, app.group, app.prov)
        if alike not in placeable:
            placeable[alike] = any(True for _ in runs(given, app, locked))
        if may_come(given, app) and (app.id in given.locks or placeable[alike]):
            asked[app.prov] += app.equivalents
    return asked


def _water_fill(given: Instance, most: Mapping[str, int], capacity: int) -> dict[str, int]:
    """The floor poured out by `share` until each is full or nothing is left; whole booths only."""
    share = {p.id: p.share for p in given.provinces}
    level, left, weight = Fraction(capacity * FULLEST, 1_000_000), capacity, sum(share.values())
    for province in sorted((p for p in share if share[p]), key=lambda p: Fraction(most[p], share[p])):
        if left * share[province] <= most[province] * weight:
            level = min(level, Fraction(left, weight))
            break
        left -= most[province]
        weight -= share[province]
    return {p: int(min(most[p], level * share[p])) for p in share}
