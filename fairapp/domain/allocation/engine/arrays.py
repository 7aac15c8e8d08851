"""An instance as tables of integers, in canonical order: what the compiled loop reads and changes."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from fairapp.domain.allocation.engine.canon import Canon
from fairapp.domain.allocation.engine.costs import NEVER, costs
from fairapp.domain.allocation.instance import STANDARD, App, Instance, Plan
from fairapp.domain.allocation.objective import points
from fairapp.domain.allocation.shares import fair_shares
from fairapp.domain.allocation.weights import Weights

NOWHERE = -1
NO_LIMIT = 2**30
MINIMUM_POINTS = 1_000_00
"""What a booth under a promised minimum costs on the way; a finished plan has none where it can be helped."""


def record(*names: str) -> np.dtype:
    return np.dtype([(name, np.int32) for name in names])


BOOTH = record("next", "prev", "row_end", "island", "prime", "zone", "facing", "facing_end", "holder")
APP = record(
    *("province", "size", "equivalents", "standard", "line", "group", "points", "tie", "fixed", "old"),
    *("starts", "starts_end", "start", "best"),
)
PROVINCE = record(
    *("least", "most", "fair", "fair_prime", "own", "own_end", "zone_least", "zone_most", "used", "primes")
)
GROUP = record("cap", "used")
NUMBERS = np.dtype(
    [
        (name, np.int64)
        for name in (
            *("unit", "short", "island", "run", "prime", "beside", "facing", "minimum"),
            *("moved_at_most", "movable", "movable_end", "zones", "opposites", "islands"),
            *("worth", "best", "moved", "r0", "r1", "r2", "r3"),
        )
    ]
)


class Floor(NamedTuple):
    """A plan under way as the loop sees it: tables of whole numbers, with everything counted that it needs.

    Money is in hundredths of a point times `unit`, so that below the last hundredth who applied first
    can decide. `lists` holds what has no fixed length; the tables say where each part begins and ends.
    """

    booths: np.ndarray
    apps: np.ndarray
    provinces: np.ndarray
    groups: np.ndarray
    tally: np.ndarray  # province × (islands, then zones): booths it has there
    cost: np.ndarray  # application × start, in hundredths
    lists: np.ndarray
    numbers: np.ndarray  # one record
    work: np.ndarray  # scratch of the move under trial


LONGEST = 64
"""A move changes at most so many applications."""


def floor_of(canon: Canon, weights: Weights) -> Floor:
    """The empty floor."""
    cost = costs(canon, weights)
    lists = _Lists()
    booths, apps = _booths(canon, lists), _apps(canon, weights, cost, lists)
    provinces, groups = _provinces(canon, cost, lists), _groups(canon)
    numbers = np.zeros(1, NUMBERS)
    row = numbers[0]
    row["unit"] = unit = 1 << (len(apps) * (len(apps) + 1) // 2).bit_length()
    for name in ("short", "island", "run", "prime", "beside", "facing"):
        row[name] = getattr(weights, name) * unit
    row["minimum"] = MINIMUM_POINTS * unit
    row["moved_at_most"] = NO_LIMIT if canon.given.moved_at_most is None else canon.given.moved_at_most
    standing = (apps["fixed"] == 0) & (apps["starts"] < apps["starts_end"])
    row["movable"], row["movable_end"] = lists.add(np.nonzero(standing)[0].tolist())
    row["zones"] = any(province.zones for province in canon.given.provinces)
    row["opposites"] = bool(canon.given.facing)
    row["islands"] = islands = len({booth.island for booth in canon.booths})
    missing = int(provinces["least"].sum()) + sum(_zone_least(canon, cost).values())
    row["worth"] = -(int(row["short"]) * int(provinces["fair"].sum()) + int(row["minimum"]) * missing)
    row["moved"] = int((apps["old"] != NOWHERE).sum())
    zones = len({booth.zone for booth in canon.booths})
    return Floor(
        booths=booths,
        apps=apps,
        provinces=provinces,
        groups=groups,
        tally=np.zeros((len(provinces), islands + zones), np.int32),
        cost=cost,
        lists=lists.array(),
        numbers=numbers,
        work=np.zeros((3, LONGEST), np.int32),
    )


class _Lists:
    """Rows of different length one after the other."""

    def __init__(self) -> None:
        self.parts: list[np.ndarray] = [np.zeros(1, np.int32)]
        self.length = 1

    def add(self, values: Iterable[int]) -> tuple[int, int]:
        part = np.asarray(values, np.int32)
        begin = self.length
        self.parts.append(part)
        self.length += len(part)
        return begin, self.length

    def array(self) -> np.ndarray:
        return np.concatenate(self.parts)


def _codes(values: Iterable[object]) -> dict[object, int]:
    """Numbers in the order of first appearance."""
    return {value: n for n, value in enumerate(dict.fromkeys(values))}


def _booths(canon: Canon, lists: _Lists) -> np.ndarray:
    index, given = canon.booth_index, canon.given
    islands, zones = _codes(b.island for b in canon.booths), _codes(b.zone for b in canon.booths)
    opposites = _opposites(canon)
    table = np.zeros(len(canon.booths), BOOTH)
    for n, booth in enumerate(canon.booths):
        row = table[n]
        row["next"] = index[booth.next] if booth.next else NOWHERE
        row["prev"] = index.get(given.previous.get(booth.id, ""), NOWHERE)
        row["island"], row["zone"] = islands[booth.island], zones[booth.zone]
        row["prime"] = booth.prime
        row["facing"], row["facing_end"] = lists.add(opposites[n])
    for n in range(len(table) - 1, -1, -1):
        table[n]["row_end"] = table[n + 1]["row_end"] if canon.booths[n].next else n + 1
    table["holder"] = NOWHERE
    return table


def _apps(canon: Canon, weights: Weights, cost: np.ndarray, lists: _Lists) -> np.ndarray:
    given = canon.given
    lines, groups = _codes(a.line for a in canon.apps), _codes(a.group for a in canon.apps)
    table = np.zeros(len(canon.apps), APP)
    for n, app in enumerate(canon.apps):
        row = table[n]
        row["province"] = canon.province_index[app.prov]
        row["size"], row["equivalents"], row["standard"] = app.size, app.equivalents, app.space == STANDARD
        row["line"], row["group"] = lines[app.line], groups[app.group]
        row["points"], row["tie"] = points(app, weights), len(canon.apps) - n
        row["fixed"] = app.id in given.locks
        row["old"] = canon.booth_index.get(given.published.get(app.id, ""), _was(given, app))
        order = np.argsort(cost[n], kind="stable")
        row["starts"], row["starts_end"] = lists.add(order[: int((cost[n] < NEVER).sum())])
    table["start"] = table["best"] = NOWHERE
    return table


def _provinces(canon: Canon, cost: np.ndarray, lists: _Lists) -> np.ndarray:
    shares, least = fair_shares(canon.given), _least(canon, cost)
    own: dict[str, list[int]] = {province.id: [] for province in canon.provinces}
    for n, app in enumerate(canon.apps):
        own[app.prov].append(n)
    zones = list(dict.fromkeys(booth.zone for booth in canon.booths))
    zone_least = _zone_least(canon, cost)
    table = np.zeros(len(canon.provinces), PROVINCE)
    for n, province in enumerate(canon.provinces):
        row = table[n]
        row["least"], row["most"] = least[province.id], province.max
        row["fair"], row["fair_prime"] = shares.floor[province.id], shares.prime[province.id]
        row["own"], row["own_end"] = lists.add(own[province.id])
        row["zone_least"], _ = lists.add([zone_least.get((province.id, zone), 0) for zone in zones])
        row["zone_most"], _ = lists.add([province.zones.get(zone, (0, NO_LIMIT))[1] for zone in zones])
    return table


def _groups(canon: Canon) -> np.ndarray:
    names = _codes(app.group for app in canon.apps)
    table = np.zeros(len(names), GROUP)
    for name, n in names.items():
        table[n]["cap"] = canon.given.caps.get(str(name), NO_LIMIT)
    return table


def _was(given: Instance, app: App) -> int:
    """-2: it was published at a booth that is gone, so it moves wherever it goes."""
    return -2 if app.id in given.published else NOWHERE


def _opposites(canon: Canon) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in canon.booths]
    for one, other in sorted((canon.booth_index[a], canon.booth_index[b]) for a, b in canon.given.facing):
        found[one].append(other)
        found[other].append(one)
    return found


def _least(canon: Canon, cost: np.ndarray) -> dict[str, int]:
    """A minimum asks for no more than its province's own fitting applications."""
    fits = (cost < NEVER).any(axis=1)
    asked = dict.fromkeys(canon.province_index, 0)
    for n, app in enumerate(canon.apps):
        asked[app.prov] += app.equivalents * int(fits[n])
    return {p.id: min(p.min, asked[p.id]) for p in canon.provinces}


def _zone_least(canon: Canon, cost: np.ndarray) -> dict[tuple[str, str], int]:
    least = {}
    for province in canon.provinces:
        own = [n for n, app in enumerate(canon.apps) if app.prov == province.id]
        for zone, (limit, _) in province.zones.items():
            if limit and any(booth.zone == zone for booth in canon.booths):
                asked = sum(canon.apps[n].equivalents for n in own if _fits_in(canon, zone, n, cost))
                least[province.id, zone] = min(limit, asked)
    return least


def _fits_in(canon: Canon, zone: str, n: int, cost: np.ndarray) -> bool:
    starts, size = np.nonzero(cost[n] < NEVER)[0], canon.apps[n].size
    return any(all(booth.zone == zone for booth in canon.booths[s : s + size]) for s in starts)


def plan_of(canon: Canon, start: np.ndarray) -> Plan:
    """The plan as ids; booths of a row follow each other in canonical order."""
    found = {}
    for app, first in zip(canon.apps, start.tolist(), strict=True):
        if first != NOWHERE:
            found[app.id] = tuple(booth.id for booth in canon.booths[first : first + app.size])
    return found
