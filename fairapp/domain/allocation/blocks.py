"""Which booths adjoin. Two booths adjoin when they touch along a whole side and open onto one aisle."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from fairapp.domain.allocation.spots import Spot, spot_order

Block = tuple[Spot, ...]
AISLES = ({"N", "S"}, {"E", "W"})
"""Where the aisle of a row may lie: of one that runs eastwards, and of one that runs southwards."""


def is_east_neighbour(west: Spot, east: Spot) -> bool:
    """Whether `east` continues a row that runs from west to east."""
    return (
        west.site == east.site
        and (west.x + west.width, west.y, west.depth) == (east.x, east.y, east.depth)
        and bool(AISLES[0] & set(west.open_sides) & set(east.open_sides))
    )


def is_south_neighbour(north: Spot, south: Spot) -> bool:
    """Whether `south` continues a row that runs from north to south."""
    return (
        north.site == south.site
        and (north.y + north.depth, north.x, north.width) == (south.y, south.x, south.width)
        and bool(AISLES[1] & set(north.open_sides) & set(south.open_sides))
    )


class Floor:
    """The rows that booths form, read once from their geometry."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self.spots = tuple(sorted(spots, key=spot_order))

    @cached_property
    def next_in_row(self) -> tuple[dict[int, Spot], dict[int, Spot]]:
        """The following booth eastwards and southwards, by booth id."""
        corners = {(spot.site, spot.x, spot.y): spot for spot in self.spots}
        east, south = {}, {}
        for spot in self.spots:
            beside = corners.get((spot.site, spot.x + spot.width, spot.y))
            if beside and is_east_neighbour(spot, beside):
                east[spot.id] = beside
            below = corners.get((spot.site, spot.x, spot.y + spot.depth))
            if below and is_south_neighbour(spot, below):
                south[spot.id] = below
        return east, south

    @cached_property
    def neighbours(self) -> dict[int, set[int]]:
        """The ids of all adjoining booths."""
        found: dict[int, set[int]] = {spot.id: set() for spot in self.spots}
        for following in self.next_in_row:
            for first, second in following.items():
                found[first].add(second.id)
                found[second.id].add(first)
        return found

    @cached_property
    def lines(self) -> dict[int, frozenset[tuple[int, int]]]:
        """The straight rows each booth stands in: (direction, first booth of the row)."""
        found: dict[int, set[tuple[int, int]]] = {spot.id: set() for spot in self.spots}
        for direction, following in enumerate(self.next_in_row):
            not_first = {spot.id for spot in following.values()}
            for start in following.keys() - not_first:
                here: int | None = start
                while here is not None:
                    found[here].add((direction, start))
                    here = following[here].id if here in following else None
        return {booth: frozenset(rows) for booth, rows in found.items()}

    def blocks(self, size: int, allowed: set[int]) -> Iterator[Block]:
        """Every straight run of `size` adjoining booths, all of them in `allowed`, in plan order."""
        if size == 1:
            yield from ((spot,) for spot in self.spots if spot.id in allowed)
            return
        for spot in self.spots:
            for aisles, following in zip(AISLES, self.next_in_row, strict=True):
                run = self._run(spot, size, aisles, following, allowed)
                if run:
                    yield run

    @staticmethod
    def _run(
        spot: Spot, size: int, aisles: set[str], following: dict[int, Spot], allowed: set[int]
    ) -> Block | None:
        run, common = [spot], set(spot.open_sides)
        while run[-1].id in allowed and common & aisles:
            if len(run) == size:
                return tuple(run)
            beside = following.get(run[-1].id)
            if beside is None:
                return None
            run.append(beside)
            common &= set(beside.open_sides)
        return None
