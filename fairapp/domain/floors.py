"""A plan as its rules look at it: the hall's floor, the booths on it and whatever else stands there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fairapp.domain.booths import FeatureKind
from fairapp.domain.geometry import Rect

SOLID = frozenset(
    {
        FeatureKind.STAGE,
        FeatureKind.COLUMN,
        FeatureKind.OFFICE,
        FeatureKind.WATER,
        FeatureKind.POWER,
        FeatureKind.TOILET,
    }
)
"""What nobody walks through; entrances, exits and unloading bays are floor."""

BUCKET = 800


@dataclass(frozen=True)
class Stand:
    """A booth: `open_sides` as in the booth's own row, letters of N, E, S, W."""

    id: int
    number: str
    rect: Rect
    open_sides: str
    power_watts: int = 0


@dataclass(frozen=True)
class Thing:
    """Whatever is no booth; `watts` is what a power point can give, 0 when nobody has said."""

    id: int
    kind: FeatureKind
    rect: Rect
    label: str = ""
    watts: int = 0


@dataclass(frozen=True)
class Floor:
    """One site's plan."""

    hall: Rect
    stands: tuple[Stand, ...]
    things: tuple[Thing, ...] = ()

    def of_kind(self, *kinds: FeatureKind) -> list[Thing]:
        return [thing for thing in self.things if thing.kind in kinds]

    @cached_property
    def solids(self) -> "Near":
        """The rectangles of everything that is in the way."""
        return Near([*(s.rect for s in self.stands), *(t.rect for t in self.things if t.kind in SOLID)])


class Near:
    """Rectangles found by where they are, without looking at each."""

    def __init__(self, rects: Sequence[Rect]) -> None:
        self.rects = rects
        self._buckets: dict[tuple[int, int], list[int]] = {}
        for i, rect in enumerate(rects):
            for bucket in _buckets(rect):
                self._buckets.setdefault(bucket, []).append(i)

    def touching(self, rect: Rect) -> list[int]:
        """The indexes, in order, of those that share floor or an edge with `rect`."""
        found = {i for bucket in _buckets(rect) for i in self._buckets.get(bucket, ())}
        return sorted(i for i in found if _meet(self.rects[i], rect))


def _buckets(rect: Rect) -> Iterator[tuple[int, int]]:
    for column in range((rect.x - 1) // BUCKET, rect.right // BUCKET + 1):
        for row in range((rect.y - 1) // BUCKET, rect.bottom // BUCKET + 1):
            yield column, row


def _meet(a: Rect, b: Rect) -> bool:
    return a.x <= b.right and b.x <= a.right and a.y <= b.bottom and b.y <= a.bottom


def band(rect: Rect, side: str, depth: int) -> Rect:
    """The floor before one side, `depth` deep."""
    return {
        "N": Rect(rect.x, rect.y - depth, rect.width, depth),
        "S": Rect(rect.x, rect.bottom, rect.width, depth),
        "W": Rect(rect.x - depth, rect.y, depth, rect.depth),
        "E": Rect(rect.right, rect.y, depth, rect.depth),
    }[side]


def stretch(rect: Rect, side: str) -> tuple[int, int]:
    """From where to where a side runs, along x for N and S, along y for E and W."""
    return (rect.x, rect.right) if side in "NS" else (rect.y, rect.bottom)


def uncovered(stretch: tuple[int, int], covers: Iterable[tuple[int, int]]) -> int:
    """The length that is left of a stretch when the covers are taken away."""
    start, end = stretch
    free, at = 0, start
    for low, high in sorted((max(a, start), min(b, end)) for a, b in covers):
        if high > at:
            free += max(0, low - at)
            at = high
    return free + max(0, end - at)


def clearance(floor: Floor, rect: Rect, side: str, most: int) -> int:
    """How far it is, straight out of a side, to the next booth, solid thing or wall; at most `most`."""
    hall, ahead = floor.hall, most
    wall = {
        "N": rect.y - hall.y,
        "S": hall.bottom - rect.bottom,
        "W": rect.x - hall.x,
        "E": hall.right - rect.right,
    }
    before = band(rect, side, most)
    for i in floor.solids.touching(before):
        other = floor.solids.rects[i]
        low, high = stretch(other, side)
        start, end = stretch(rect, side)
        if min(high, end) <= max(low, start):
            continue  # it only meets the band at its edge
        gap = {
            "N": rect.y - other.bottom,
            "S": other.y - rect.bottom,
            "W": rect.x - other.right,
            "E": other.x - rect.right,
        }[side]
        if gap >= 0:
            ahead = min(ahead, gap)
    return max(0, min(ahead, wall[side]))
