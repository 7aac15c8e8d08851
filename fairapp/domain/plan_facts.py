"""What a booth's place is worth, read from the plan: its free front, its neighbours, whom it faces.

Everything here is computed and nothing is kept, so it is true of the plan as it stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from fairapp.domain.floors import Floor, Near, Stand, band, stretch, uncovered
from fairapp.domain.geometry import Rect, overlap, touching_side

WIDEST_OBSTACLE = 150  # what stands between two neighbours of a row; a wider gap is a cross aisle
WIDEST_AISLE = 800  # across a wider one nobody compares two booths
OPPOSITE = {"N": "S", "S": "N", "E": "W", "W": "E"}


class Meeting(StrEnum):
    """How two booths stand to each other."""

    SIDE = "side"  # side by side in a row, open to one aisle: a pair that one exhibitor may have
    OBSTACLE = "obstacle"  # in one row, with a column or the like between them
    BACK = "back"  # they share a wall, and no aisle
    FACING = "facing"  # they look at each other across an aisle


@dataclass(frozen=True)
class Pair:
    """Two booths that have to do with each other; `first` lies west or north of `second`."""

    first: int
    second: int
    meeting: Meeting
    gap: int = 0  # centimetres between them


def frontage(floor: Floor, stand: Stand) -> dict[str, int]:
    """The centimetres of each open side that visitors can come up to."""
    near = [floor.solids.rects[i] for i in floor.solids.touching(stand.rect)]
    free = {}
    for side in stand.open_sides:
        covers = [stretch(other, side) for other in near if touching_side(stand.rect, other) == side]
        free[side] = uncovered(stretch(stand.rect, side), covers)
    return free


def pairs(floor: Floor) -> list[Pair]:
    """Every two booths that stand side by side, back to back or face to face, in plan order."""
    places = Near([stand.rect for stand in floor.stands])
    found = [
        pair
        for i, stand in enumerate(floor.stands)
        for side in "ES"
        for j in places.touching(band(stand.rect, side, WIDEST_AISLE))
        if j != i and (pair := _pair(floor, stand, floor.stands[j], side))
    ]
    return sorted(found, key=lambda pair: (pair.first, pair.second, pair.meeting))


def neighbours(pairs: Iterable[Pair], *meetings: Meeting) -> dict[int, set[int]]:
    """Who meets whom in one of these ways, both ways round."""
    found: dict[int, set[int]] = {}
    for pair in pairs:
        if pair.meeting in meetings:
            found.setdefault(pair.first, set()).add(pair.second)
            found.setdefault(pair.second, set()).add(pair.first)
    return found


def islands(floor: Floor, pairs: Iterable[Pair]) -> dict[int, int]:
    """For each booth the island it belongs to, named by the smallest booth id of all that hang together.

    Booths hang together side by side, back to back and around an obstacle; an aisle parts islands.
    """
    joined = neighbours(pairs, Meeting.SIDE, Meeting.OBSTACLE, Meeting.BACK)
    island: dict[int, int] = {}
    for start in sorted(stand.id for stand in floor.stands):
        waiting = [start] if start not in island else []
        while waiting:
            here = waiting.pop()
            if here not in island:
                island[here] = start
                waiting.extend(joined.get(here, ()))
    return island


def _pair(floor: Floor, stand: Stand, other: Stand, side: str) -> Pair | None:
    """How `other` stands to `stand` where it lies to its east or south; None: not at all."""
    gap = (other.rect.x - stand.rect.right) if side == "E" else (other.rect.y - stand.rect.bottom)
    low, high = _shared(stand.rect, other.rect, side)
    if gap < 0 or high <= low:
        return None
    between = (
        Rect(stand.rect.right, low, gap, high - low)
        if side == "E"
        else Rect(low, stand.rect.bottom, high - low, gap)
    )
    if gap == 0:
        return Pair(stand.id, other.id, Meeting.SIDE if _in_row(stand, other, side) else Meeting.BACK)
    if gap <= WIDEST_OBSTACLE and _in_row(stand, other, side) and _obstructed(floor, between, stand, other):
        return Pair(stand.id, other.id, Meeting.OBSTACLE, gap)
    faces = side in stand.open_sides and OPPOSITE[side] in other.open_sides
    if faces and not _obstructed(floor, _middle(between), stand, other):
        return Pair(stand.id, other.id, Meeting.FACING, gap)
    return None


def _in_row(stand: Stand, other: Stand, side: str) -> bool:
    """Whether both open onto one aisle along their row, and one front line runs along both."""
    return bool(shared_fronts(stand, other, side))


def shared_fronts(stand: Stand, other: Stand, side: str) -> frozenset[str]:
    """The sides on which both open onto one aisle, in one line, where `other` lies to the E or S."""
    return frozenset(
        front
        for front in ("NS" if side == "E" else "EW")
        if front in stand.open_sides
        and front in other.open_sides
        and _edge(stand, front) == _edge(other, front)
    )


def _edge(stand: Stand, side: str) -> int:
    rect = stand.rect
    return {"N": rect.y, "E": rect.right, "S": rect.bottom, "W": rect.x}[side]


def _shared(a: Rect, b: Rect, side: str) -> tuple[int, int]:
    (a_low, a_high), (b_low, b_high) = stretch(a, side), stretch(b, side)
    return max(a_low, b_low), min(a_high, b_high)


def _middle(rect: Rect) -> Rect:
    """A hand's breadth along the middle: what stands there is between the two."""
    x, y = rect.x + rect.width // 2, rect.y + rect.depth // 2
    return Rect(x - 5, y - 5, 10, 10)


def _obstructed(floor: Floor, between: Rect, stand: Stand, other: Stand) -> bool:
    return any(
        overlap(rect, between) and rect not in (stand.rect, other.rect)
        for rect in (floor.solids.rects[i] for i in floor.solids.touching(between))
    )
