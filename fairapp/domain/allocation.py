"""Which exhibitor gets which booth: the first, simple, deterministic rule.

Applications are taken by stars, then by time of submission, then by id; a province never gets more
booths than its quota. Each takes the best adjoining booths left: the zone it asked for, then the zone
of its goods, beside or in one row with its province, then what wastes the least water, flame and power.
What is locked is kept as it is.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fairapp.domain.allocation_blocks import Block, Floor
from fairapp.domain.allocation_input import Input, Spot, Wish, input_hash, spot_order, the_input
from fairapp.domain.allocation_reasons import (
    Reason,
    Why,
    basis_of,
    neighbour_rank,
    surroundings,
    why_here,
    why_not,
    zone_rank,
)
from fairapp.domain.text import N_


class PlanState(StrEnum):
    """A plan is worked on, then published; a later published plan supersedes it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class How(StrEnum):
    """By whom a booth was given."""

    HAND = "hand"
    RULE = "rule"


HOW_LABELS = {How.HAND: N_("Xếp bằng tay"), How.RULE: N_("Xếp tự động")}


@dataclass(frozen=True)
class Placement:
    """The booths of one application. A locked one carries no reason: it keeps the one it had."""

    application: int
    booths: tuple[int, ...]
    reason: Reason | None = None

    @property
    def locked(self) -> bool:
        return self.reason is None


@dataclass(frozen=True)
class Unplaced:
    """An application without a booth, and the rule that stood in the way."""

    application: int
    code: Why
    reason: Reason


@dataclass(frozen=True)
class Plan:
    """What the rule made of its input."""

    placements: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    input_hash: str


def allocate(
    spots: Iterable[Spot],
    wishes: Iterable[Wish],
    quotas: Mapping[str, int] | None = None,
    locked: Mapping[int, Iterable[int]] | None = None,
) -> Plan:
    """The plan for these booths and applications: the same input always gives the same plan."""
    given = the_input(spots, wishes, quotas, locked)
    work = _Work(given)
    for wish in sorted(given.wishes, key=priority):
        if wish.id not in given.locked:
            work.place(wish)
    return Plan(
        tuple(sorted(work.placed, key=lambda p: p.application)), tuple(work.unplaced), input_hash(given)
    )


def priority(wish: Wish) -> tuple[int, object, int]:
    """Smaller goes first."""
    return -wish.stars, wish.submitted_at, wish.id


def meets_needs(spot: Spot, wish: Wish) -> bool:
    return (
        spot.kind == wish.kind
        and spot.power >= wish.power
        and (spot.water or not wish.water)
        and (spot.flame or not wish.flame)
    )


def left_of_quota(given: Input, province: str, used: int) -> int | None:
    """How many booths the province may still have; None without a quota."""
    quota = given.quotas.get(province)
    return None if quota is None else quota - used


@dataclass
class _Work:
    """The state of one run: what is free, and what each province has."""

    given: Input
    placed: list[Placement] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.floor = Floor(self.given.spots)
        self.free = {spot.id for spot in self.given.spots}
        self.of_province: dict[str, set[int]] = {}
        wishes = self.given.wish_by_id
        for application, booths in self.given.locked.items():
            self._take(wishes[application], booths, None)

    def place(self, wish: Wish) -> None:
        why = self._quota_used_up(wish) or self._best(wish)
        if isinstance(why, Unplaced):
            self.unplaced.append(why)
            return
        reason = why_here(basis_of(wish), wish, why, self.floor, self._own(wish))
        self._take(wish, tuple(spot.id for spot in why), reason)

    def _take(self, wish: Wish, booths: tuple[int, ...], reason: Reason | None) -> None:
        in_order = sorted(booths, key=lambda booth: spot_order(self.given.spot_by_id[booth]))
        self.placed.append(Placement(wish.id, tuple(in_order), reason))
        self.free -= set(booths)
        self._own(wish).update(booths)

    def _own(self, wish: Wish) -> set[int]:
        return self.of_province.setdefault(wish.province, set())

    def _quota_used_up(self, wish: Wish) -> Unplaced | None:
        used = len(self._own(wish))
        left = left_of_quota(self.given, wish.province, used)
        if left is None or left >= wish.count:
            return None
        values = {"province": wish.province_name, "used": used, "count": wish.count}
        return self._refuse(wish, Why.QUOTA, quota=self.given.quotas[wish.province], **values)

    def _best(self, wish: Wish) -> Block | Unplaced:
        fitting = {spot.id for spot in self.given.spots if spot.id in self.free and meets_needs(spot, wish)}
        blocks = list(self.floor.blocks(wish.count, fitting))
        if blocks:
            province = surroundings(self.floor, self._own(wish))
            return min(blocks, key=lambda block: self._preference(wish, block, province))
        if fitting:
            return self._refuse(wish, Why.ADJOINING, count=wish.count, free=len(fitting))
        return self._missing_need(wish)

    def _preference(
        self, wish: Wish, block: Block, province: tuple[set[int], set[tuple[int, int]]]
    ) -> tuple[object, ...]:
        return (
            zone_rank(wish, block),
            neighbour_rank(block, self.floor, province),
            sum((spot.water and not wish.water) + (spot.flame and not wish.flame) for spot in block),
            sum(spot.power for spot in block),
            spot_order(block[0]),
        )

    def _missing_need(self, wish: Wish) -> Unplaced:
        """Name the first thing that no free booth has any more."""
        kind = [spot for spot in self.given.spots if spot.kind == wish.kind]
        needs: tuple[tuple[Why, bool, Callable[[Spot], bool]], ...] = (
            (Why.KIND, True, lambda spot: True),
            (Why.POWER, wish.power > 0, lambda spot: spot.power >= wish.power),
            (Why.WATER, wish.water, lambda spot: spot.water),
            (Why.FLAME, wish.flame, lambda spot: spot.flame),
        )
        for code, needed, has in needs:
            having = [spot for spot in kind if has(spot)]
            if needed and not any(spot.id in self.free for spot in having):
                return self._refuse(wish, code, power=wish.power, all=len(having))
        return self._refuse(wish, Why.NEEDS, power=wish.power)

    @staticmethod
    def _refuse(wish: Wish, code: Why, **values: object) -> Unplaced:
        return Unplaced(wish.id, code, why_not(code, wish, **values))
