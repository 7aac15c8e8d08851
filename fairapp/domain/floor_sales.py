"""Where on the floor was sold how much: stretches of booths that stand together, three exhibitors at least.

For the organiser alone. Together with the tables, sums of places would tell more of single exhibitors.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from fairapp.domain.charts import FEWEST
from fairapp.domain.facts import FairFacts, PlaceFact

BESIDE = 20
"""So many centimetres of a gap are still one stretch: plans are drawn by hand."""


@dataclass(frozen=True)
class Stretch:
    """Booths that stand together. Only `booths` are reckoned, those whose exhibitors answered."""

    name: str
    places: tuple[PlaceFact, ...]
    booths: int
    sellers: int
    amount: int

    @property
    def known(self) -> bool:
        return self.sellers >= FEWEST

    @property
    def average(self) -> int:
        """Of a booth: a long stretch would else be dark because it is long."""
        return self.amount // self.booths if self.booths else 0


@dataclass(frozen=True)
class FloorSales:
    site: str
    width: int
    depth: int
    stretches: tuple[Stretch, ...]


def floor_sales(facts: FairFacts) -> tuple[FloorSales, ...]:
    """Each site that has a plan. An exhibitor counts where most of its booths are."""
    holders = {(b.site, b.number): b.exhibitor for b in facts.booths if b.exhibitor is not None}
    sums: Counter[int] = Counter()
    for answer in facts.diary:
        sums[answer.exhibitor] += answer.total
    answered = {answer.exhibitor for answer in facts.diary}
    floors = []
    for site in facts.sites:
        places = [place for place in facts.places if place.site == site.id]
        groups = _join_small(_blocks(places), holders, answered)
        if any(len(_holders(group, holders) & answered) >= FEWEST for group in groups):
            home = _homes(groups, holders)
            floors.append(_floor(site.name, groups, holders, home, sums, answered))
    return tuple(floors)


def _floor(
    name: str,
    groups: list[list[PlaceFact]],
    holders: dict[tuple[int, str], int],
    home: dict[int, int],
    sums: Counter[int],
    answered: set[int],
) -> FloorSales:
    stretches = []
    for i, group in enumerate(groups):
        sellers = {one for one in _holders(group, holders) & answered if home[one] == i}
        booths = sum(holders.get((place.site, place.number)) in sellers for place in group)
        amount = sum(sums[one] for one in sellers)
        stretches.append(Stretch(_name(group), tuple(group), booths, len(sellers), amount))
    everywhere = [place for group in groups for place in group]
    return FloorSales(
        name,
        max(p.x + p.width for p in everywhere) + min(p.x for p in everywhere),  # as much air right as left
        max(p.y + p.depth for p in everywhere) + min(p.y for p in everywhere),
        tuple(sorted(stretches, key=lambda stretch: (-stretch.average, stretch.name))),
    )


def _blocks(places: list[PlaceFact]) -> list[list[PlaceFact]]:
    """Booths of one zone that touch, or nearly do."""
    left = sorted(places, key=_natural)
    blocks = []
    while left:
        block, reached = [left.pop(0)], 0
        while reached < len(block):
            near = [place for place in left if _together(block[reached], place)]
            left = [place for place in left if place not in near]
            block += near
            reached += 1
        blocks.append(sorted(block, key=_natural))
    return blocks


def _together(a: PlaceFact, b: PlaceFact) -> bool:
    across = max(a.x, b.x) - min(a.x + a.width, b.x + b.width)
    down = max(a.y, b.y) - min(a.y + a.depth, b.y + b.depth)
    return a.zone == b.zone and across <= BESIDE and down <= BESIDE and min(across, down) < 0


def _join_small(
    blocks: list[list[PlaceFact]], holders: dict[tuple[int, str], int], answered: set[int]
) -> list[list[PlaceFact]]:
    """A block of fewer than three joins the nearest of its zone, until nothing more can be joined."""
    blocks = list(blocks)
    while True:
        small = next(
            (
                block
                for block in blocks
                if len(_holders(block, holders) & answered) < FEWEST and _neighbours(block, blocks)
            ),
            None,
        )
        if small is None:
            return blocks
        nearest = min(
            _neighbours(small, blocks), key=lambda other: (_distance(small, other), _natural(other[0]))
        )
        blocks = [block for block in blocks if block is not small and block is not nearest]
        blocks.append(sorted(small + nearest, key=_natural))


def _neighbours(block: list[PlaceFact], blocks: list[list[PlaceFact]]) -> list[list[PlaceFact]]:
    return [other for other in blocks if other is not block and other[0].zone == block[0].zone]


def _distance(a: list[PlaceFact], b: list[PlaceFact]) -> int:
    def middle(block: list[PlaceFact]) -> tuple[int, int]:
        return (
            sum(2 * p.x + p.width for p in block) // (2 * len(block)),
            sum(2 * p.y + p.depth for p in block) // (2 * len(block)),
        )

    (ax, ay), (bx, by) = middle(a), middle(b)
    return abs(ax - bx) + abs(ay - by)


def _homes(groups: list[list[PlaceFact]], holders: dict[tuple[int, str], int]) -> dict[int, int]:
    """exhibitor → the group in which it has most booths, the first of equals."""
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for i, group in enumerate(groups):
        for place in group:
            holder = holders.get((place.site, place.number))
            if holder is not None:
                counts[holder][i] += 1
    return {holder: min(of, key=lambda i: (-of[i], i)) for holder, of in counts.items()}


def _holders(group: Iterable[PlaceFact], holders: dict[tuple[int, str], int]) -> set[int]:
    return {holders[place.site, place.number] for place in group if (place.site, place.number) in holders}


def _natural(place: PlaceFact) -> tuple[tuple[int, int, str], ...]:
    """A2 before A10."""
    parts = re.findall(r"\d+|\D+", place.number)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def _name(group: list[PlaceFact]) -> str:
    """A01–A16, and more than one stretch where numbers of several rows came together."""
    numbers = [place.number for place in sorted(group, key=_natural)]
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
