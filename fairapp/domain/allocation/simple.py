"""Which exhibitor gets which booth: the first, simple, deterministic rule.

Applications are taken by stars, then by time of submission, then by id; those that fill what their
province was promised come first, and among a province's own its lead's order goes before. A province
never gets more booths than its quota, in all or in a zone. Each takes the best adjoining booths left:
the zone it asked for, then the zone of its goods, beside or in one row with its province, then what
wastes the least water, flame and power. What is locked is kept as it is.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from fairapp.domain.allocation.blocks import Block, Floor
from fairapp.domain.allocation.simple_reasons import (
    Reason,
    Why,
    basis_of,
    neighbour_rank,
    surroundings,
    why_here,
    why_not,
    wish_place,
    zone_rank,
)
from fairapp.domain.allocation.spots import Input, Promise, Spot, Wish, input_hash, spot_order, the_input


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
    promises: Mapping[str, Promise] | None = None,
) -> Plan:
    """The plan for these booths and applications: the same input always gives the same plan."""
    given = the_input(spots, wishes, quotas, locked, promises)
    work = _Work(given)
    for wish in in_turn(given):
        if wish.id not in given.locked:
            work.place(wish)
    return Plan(
        tuple(sorted(work.placed, key=lambda p: p.application)), tuple(work.unplaced), input_hash(given)
    )


def priority(wish: Wish) -> tuple[int, object, int]:
    """Smaller goes first."""
    return -wish.stars, wish.submitted_at, wish.id


def in_turn(given: Input) -> list[Wish]:
    """The order in which the applications are taken."""
    queue = as_ranked(sorted(given.wishes, key=priority))
    promised: Counter[str] = Counter({party: promise.least for party, promise in given.promises.items()})
    promised.subtract(Counter(wish.province for wish in queue for _ in given.locked.get(wish.id, ())))
    first, rest = [], []
    for wish in queue:
        if wish.id not in given.locked and promised[wish.province] >= wish.count:
            promised[wish.province] -= wish.count
            first.append(wish)
        else:
            rest.append(wish)
    return first + rest


def as_ranked(queue: list[Wish]) -> list[Wish]:
    """Each province keeps its places in the queue; its lead says who of its own stands in them."""
    own: defaultdict[str, list[Wish]] = defaultdict(list)
    for wish in queue:
        own[wish.province].append(wish)
    ranked = {
        province: iter(sorted(wishes, key=lambda wish: (wish.rank is None, wish.rank or 0)))
        for province, wishes in own.items()
    }
    return [next(ranked[wish.province]) for wish in queue]


@dataclass(frozen=True)
class Shortfall:
    """A promise that the plan does not keep. `zone` is None where it is about the whole fair."""

    province: str
    zone: int | None
    least: int
    given: int


def shortfalls(given: Input, booths_of: Mapping[int, Iterable[int]]) -> list[Shortfall]:
    """Where a plan gives a delegation fewer booths than it was promised."""
    used: Counter[tuple[str, int | None]] = Counter()
    for application, booths in booths_of.items():
        wish = given.wish_by_id.get(application)
        for booth in booths if wish else ():
            spot = given.spot_by_id.get(booth)
            used[wish.province, None] += 1
            if spot and spot.zone is not None:
                used[wish.province, spot.zone] += 1
    promised = [
        (party, zone, least)
        for party, promise in given.promises.items()
        for zone, least in [(None, promise.least), *((z, bounds[0]) for z, bounds in promise.zones.items())]
    ]
    return [
        Shortfall(party, zone, least, used[party, zone])
        for party, zone, least in promised
        if used[party, zone] < least
    ]


def meets_needs(spot: Spot, wish: Wish) -> bool:
    return (
        spot.kind == wish.kind
        and spot.party in (None, wish.province)
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
        self.alike = _alike(self.given.spots)
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
        fitting = self._free_and_fitting(wish)
        blocks = list(self.floor.blocks(wish.count, fitting))
        allowed = [block for block in blocks if self._within_zones(wish, block)]
        if allowed:
            return self._preferred(wish, allowed)
        if blocks:
            return self._refuse(wish, Why.ZONE_QUOTA, province=wish.province_name)
        if fitting:
            return self._refuse(wish, Why.ADJOINING, count=wish.count, free=len(fitting))
        return self._missing_need(wish)

    def _within_zones(self, wish: Wish, block: Block) -> bool:
        """Whether its province may have so many booths in each zone of the block."""
        promise = self.given.promises.get(wish.province)
        if promise is None or not promise.zones:
            return True
        spots = self.given.spot_by_id
        used = Counter(spots[booth].zone for booth in self._own(wish))
        used.update(spot.zone for spot in block)
        return all(
            used[spot.zone] <= promise.zones[spot.zone][1] for spot in block if spot.zone in promise.zones
        )

    def _free_and_fitting(self, wish: Wish) -> set[int]:
        same_use = (ids for (example, ids) in self.alike if meets_needs(example, wish))
        return set().union(*same_use) & self.free

    def _preferred(self, wish: Wish, blocks: list[Block]) -> Block:
        """Wishes before zone before neighbours before waste; each of the blocks that the last one left."""
        if wish.wished:
            blocks = _least(blocks, lambda block: wish_place(wish, block))
        province = surroundings(self.floor, self._own(wish))
        rank = {zones: zone_rank(wish, block) for zones, block in _by_zones(blocks).items()}
        blocks = _least(blocks, lambda block: rank[_zones(block)])
        blocks = _least(blocks, lambda block: neighbour_rank(block, self.floor, province))
        return min(blocks, key=lambda block: (*_waste(wish, block), spot_order(block[0])))

    def _missing_need(self, wish: Wish) -> Unplaced:
        """Name the first thing that no free booth has any more."""
        open_to_it = [spot for spot in self.given.spots if spot.party in (None, wish.province)]
        kind = [spot for spot in open_to_it if spot.kind == wish.kind]
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


def _alike(spots: Iterable[Spot]) -> list[tuple[Spot, set[int]]]:
    """The booths in groups that no need can tell apart, each with one of them as the example."""
    groups: dict[object, tuple[Spot, set[int]]] = {}
    for spot in spots:
        _, ids = groups.setdefault(_use(spot), (spot, set()))
        ids.add(spot.id)
    return list(groups.values())


def _use(spot: Spot) -> tuple[object, ...]:
    return spot.kind, spot.power, spot.water, spot.flame, spot.party


def _least(blocks: list[Block], rank: Callable[[Block], int]) -> list[Block]:
    ranks = [rank(block) for block in blocks]
    least = min(ranks)
    return [block for block, its in zip(blocks, ranks, strict=True) if its == least]


def _zones(block: Block) -> tuple[int | None, ...]:
    return tuple([spot.zone for spot in block])


def _by_zones(blocks: list[Block]) -> dict[tuple[int | None, ...], Block]:
    """One block of each combination of zones: the others in it are ranked as that one is."""
    return {_zones(block): block for block in blocks}


def _waste(wish: Wish, block: Block) -> tuple[int, int]:
    """Water and flame that nobody asked for, and the power."""
    unused = sum((spot.water and not wish.water) + (spot.flame and not wish.flame) for spot in block)
    return unused, sum(spot.power for spot in block)
