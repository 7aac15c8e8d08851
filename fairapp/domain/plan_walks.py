"""How far it is over a plan's floor: on foot around everything that stands there, or for a cable."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isqrt

from fairapp.domain.booths import FeatureKind
from fairapp.domain.floors import SOLID, Floor, Stand, Thing
from fairapp.domain.geometry import Rect

CELL = 50  # centimetres of floor that are walked at once
MOST_CELLS = 40_000  # of a larger hall the cells are larger


@dataclass(frozen=True)
class Distances:
    """How far a booth is from what matters to it, in centimetres; None: there is none, or no way to it."""

    entrance: int | None = None
    unloading: int | None = None
    power: int | None = None
    water: int | None = None


class Walks:
    """The floor in squares. `to(things)` tells for each booth how far one walks to the nearest of them."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        area = floor.hall.width * floor.hall.depth
        self.cell = max(CELL, -(-isqrt(area // MOST_CELLS) // 10) * 10)
        self.columns = -(-floor.hall.width // self.cell) + 2  # with a wall around, so that nobody walks out
        self.rows = -(-floor.hall.depth // self.cell) + 2

    @cached_property
    def taken(self) -> bytearray:
        """1 where something stands, and all along the walls."""
        grid = bytearray(b"\1" * (self.columns * self.rows))
        free = bytes(self.columns - 2)
        for row in range(1, self.rows - 1):
            grid[row * self.columns + 1 : (row + 1) * self.columns - 1] = free
        for rect in self._standing():
            self._fill(grid, rect)
        return grid

    def to(self, things: Iterable[Thing]) -> dict[int, int | None]:
        """The way from each booth's open sides; None where there is no way."""
        steps = self._steps([thing.rect for thing in things])
        return {stand.id: self._nearest(stand, steps) for stand in self.floor.stands}

    def reaches(self, thing: Thing, starts: Iterable[Thing]) -> bool:
        """Whether one can walk from any of `starts` to this one."""
        steps = self._steps([start.rect for start in starts])
        return any(steps[cell] >= 0 for cell in self._cells(thing.rect))

    def _standing(self) -> Iterable[Rect]:
        yield from (stand.rect for stand in self.floor.stands)
        yield from (thing.rect for thing in self.floor.things if thing.kind in SOLID)

    def _span(self, low: int, high: int, cells: int) -> range:
        """The cells whose middle lies between two lengths, inside the hall."""
        first = (low + self.cell // 2 - 1) // self.cell + 1
        last = (high + self.cell // 2 - 1) // self.cell
        return range(max(1, first), min(cells - 2, last) + 1)

    def _fill(self, grid: bytearray, rect: Rect) -> None:
        across = self._span(rect.x, rect.right, self.columns)
        for row in self._span(rect.y, rect.bottom, self.rows):
            start = row * self.columns
            grid[start + across.start : start + across.stop] = b"\1" * len(across)

    def _cells(self, rect: Rect) -> list[int]:
        """The free cells on and right around a rectangle: where one stands when one has come to it."""
        grown = Rect(
            rect.x - self.cell, rect.y - self.cell, rect.width + 2 * self.cell, rect.depth + 2 * self.cell
        )
        across = self._span(grown.x, grown.right, self.columns)
        return [
            row * self.columns + column
            for row in self._span(grown.y, grown.bottom, self.rows)
            for column in across
            if not self.taken[row * self.columns + column]
        ]

    def _steps(self, starts: list[Rect]) -> list[int]:
        """How many cells it is from the starts to each cell; -1: not to be reached."""
        steps = [-1] * len(self.taken)
        taken, columns = self.taken, self.columns
        edge = [cell for rect in starts for cell in self._cells(rect)]
        count = 0
        while edge:
            beyond = []
            for cell in edge:
                if steps[cell] < 0 and not taken[cell]:
                    steps[cell] = count
                    beyond += (cell + 1, cell - 1, cell + columns, cell - columns)
            edge, count = beyond, count + 1
        return steps

    def _nearest(self, stand: Stand, steps: list[int]) -> int | None:
        reached = [steps[cell] for cell in self._front(stand) if steps[cell] >= 0]
        return min(reached) * self.cell if reached else None

    def _front(self, stand: Stand) -> list[int]:
        """The free cells before the open sides."""
        rect, one = stand.rect, self.cell
        before = {
            "N": Rect(rect.x, rect.y - one, rect.width, one),
            "S": Rect(rect.x, rect.bottom, rect.width, one),
            "W": Rect(rect.x - one, rect.y, one, rect.depth),
            "E": Rect(rect.right, rect.y, one, rect.depth),
        }
        return [
            row * self.columns + column
            for side in stand.open_sides
            for row in self._span(before[side].y, before[side].bottom, self.rows)
            for column in self._span(before[side].x, before[side].right, self.columns)
            if not self.taken[row * self.columns + column]
        ]


def cable(a: Rect, b: Rect) -> int:
    """The way of a cable or a hose: straight along walls, from edge to edge."""
    across = max(0, a.x - b.right, b.x - a.right)
    along = max(0, a.y - b.bottom, b.y - a.bottom)
    return across + along


def nearest(stand: Stand, things: Iterable[Thing]) -> Thing | None:
    """The thing with the shortest cable to a booth; of two alike the one that was there first."""
    return min(things, key=lambda thing: (cable(stand.rect, thing.rect), thing.id), default=None)


def hanging(stands: Iterable[Stand], things: Sequence[Thing]) -> dict[int, list[Stand]]:
    """By thing id the booths that hang on each: every booth on the nearest."""
    found: dict[int, list[Stand]] = {thing.id: [] for thing in things}
    for stand in stands:
        if thing := nearest(stand, things):
            found[thing.id].append(stand)
    return found


def distances(floor: Floor) -> dict[int, Distances]:
    """For each booth the walk to the nearest entrance and unloading bay, and the cable to power and water."""
    walks = Walks(floor)
    entrance = walks.to(floor.of_kind(FeatureKind.ENTRANCE))
    unloading = walks.to(floor.of_kind(FeatureKind.UNLOADING))
    feeds, taps = floor.of_kind(FeatureKind.POWER), floor.of_kind(FeatureKind.WATER)
    return {
        stand.id: Distances(
            entrance[stand.id], unloading[stand.id], _cable(stand, feeds), _cable(stand, taps)
        )
        for stand in floor.stands
    }


def _cable(stand: Stand, things: list[Thing]) -> int | None:
    thing = nearest(stand, things)
    return None if thing is None else cable(stand.rect, thing.rect)
