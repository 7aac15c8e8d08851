"""What the allocation rule reads: booths, accepted applications, quotas and what is locked."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from fairapp.domain.booths import BoothKind

RULE = 3
"""Raised whenever the rule changes, so that an old plan's hash still says which rule made it."""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A booth that may be given: not blocked, with the zone it stands in."""

    id: int
    site: int
    number: str
    position: int
    kind: BoothKind
    x: int
    y: int
    width: int
    depth: int
    open_sides: str
    zone: int | None = None
    zone_name: str = ""
    group: str | None = None  # OCOP group of the zone; None: any goods
    power: int = 0
    water: bool = False
    flame: bool = False
    party: str | None = None  # kept for this delegation's exhibitors; None: for anybody


@dataclass(frozen=True, kw_only=True)
class Wish:
    """An accepted application, as far as it bears on where it may stand."""

    id: int
    province: str  # or what else brings it: the key of its delegation
    province_name: str
    submitted_at: datetime
    stars: int = 0
    kind: BoothKind = BoothKind.STANDARD
    count: int = 1
    power: int = 0
    water: bool = False
    flame: bool = False
    wished_zone: int | None = None  # of the first wish
    wished: tuple[tuple[str, int], ...] = ()  # ("booth", id) or ("zone", id), the dearest first
    groups: tuple[str, ...] = ()  # groups of the goods, most goods first
    rank: int | None = None  # where its lead put it among the delegation's own; None: nowhere


@dataclass(frozen=True)
class Promise:
    """What a delegation may have beside its quota: booths promised, and (least, most) zone by zone."""

    least: int = 0
    zones: Mapping[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Input:
    """All that a plan is made from. A province without a quota may have any number of booths."""

    spots: tuple[Spot, ...]
    wishes: tuple[Wish, ...]
    quotas: Mapping[str, int]
    locked: Mapping[int, tuple[int, ...]]  # application -> booths
    promises: Mapping[str, Promise] = field(default_factory=dict)

    @cached_property
    def spot_by_id(self) -> dict[int, Spot]:
        return {spot.id: spot for spot in self.spots}

    @cached_property
    def wish_by_id(self) -> dict[int, Wish]:
        return {wish.id: wish for wish in self.wishes}


def the_input(
    spots: Iterable[Spot],
    wishes: Iterable[Wish],
    quotas: Mapping[str, int] | None = None,
    locked: Mapping[int, Iterable[int]] | None = None,
    promises: Mapping[str, Promise] | None = None,
) -> Input:
    """The input in one fixed order, whatever order the rows came in."""
    return Input(
        tuple(sorted(spots, key=spot_order)),
        tuple(sorted(wishes, key=lambda wish: wish.id)),
        dict(sorted((quotas or {}).items())),
        {app: tuple(sorted(ids)) for app, ids in sorted((locked or {}).items())},
        dict(sorted((promises or {}).items())),
    )


def spot_order(spot: Spot) -> tuple[int, int, str, int]:
    return spot.site, spot.position, spot.number, spot.id


def input_hash(given: Input) -> str:
    """SHA-256 over canonical JSON: the same hash means the same plan."""
    facts = {
        "rule": RULE,
        "spots": [vars(spot) for spot in given.spots],
        "wishes": [{**vars(wish), "submitted_at": wish.submitted_at.isoformat()} for wish in given.wishes],
        "quotas": given.quotas,
        "locked": {str(app): ids for app, ids in given.locked.items()},
        "promises": {party: vars(promise) for party, promise in given.promises.items()},
    }
    canonical = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
