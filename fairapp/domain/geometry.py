"""Rectangles on a hall's floor, in whole centimetres from its upper left corner; y grows downwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIDES = "NESW"
CORNERS = ("NE", "ES", "SW", "NW")


@dataclass(frozen=True, order=True)
class Rect:
    """A booth, a feature or a whole hall."""

    x: int
    y: int
    width: int
    depth: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.depth

    @property
    def area(self) -> int:
        return self.width * self.depth


def overlap(a: Rect, b: Rect) -> bool:
    """Whether two rectangles share floor; touching is not sharing."""
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def inside(inner: Rect, outer: Rect) -> bool:
    return (
        inner.x >= outer.x
        and inner.y >= outer.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def touching_side(rect: Rect, other: Rect) -> str:
    """The side of `rect` along which `other` leans on it; empty when they meet in a point or not at all."""
    beside = min(rect.bottom, other.bottom) > max(rect.y, other.y)
    above = min(rect.right, other.right) > max(rect.x, other.x)
    if beside and other.x == rect.right:
        return "E"
    if beside and other.right == rect.x:
        return "W"
    if above and other.bottom == rect.y:
        return "N"
    if above and other.y == rect.bottom:
        return "S"
    return ""


def wall_sides(rect: Rect, hall: Rect) -> str:
    """The sides that stand against the hall's walls."""
    against = {
        "N": rect.y == hall.y,
        "E": rect.right == hall.right,
        "S": rect.bottom == hall.bottom,
        "W": rect.x == hall.x,
    }
    return "".join(side for side in SIDES if against[side])


def open_sides(rect: Rect, others: Iterable[Rect], hall: Rect) -> str:
    """The sides that no booth and no wall touches, in the order N, E, S, W."""
    closed = set(wall_sides(rect, hall)).union(*(touching_side(rect, other) for other in others))
    return "".join(side for side in SIDES if side not in closed)


def all_open_sides(rects: Sequence[Rect], hall: Rect) -> list[str]:
    """The open sides of every booth of a plan, without comparing each with each."""
    by_edge: dict[tuple[str, int], list[Rect]] = {}
    for rect in rects:
        for edge in (("x", rect.x), ("right", rect.right), ("y", rect.y), ("bottom", rect.bottom)):
            by_edge.setdefault(edge, []).append(rect)
    return [open_sides(rect, _leaning_on(rect, by_edge), hall) for rect in rects]


def _leaning_on(rect: Rect, by_edge: dict[tuple[str, int], list[Rect]]) -> Iterable[Rect]:
    for edge in (("x", rect.right), ("right", rect.x), ("y", rect.bottom), ("bottom", rect.y)):
        yield from by_edge.get(edge, ())


def is_corner(open_sides: str) -> bool:
    """A corner has two adjoining open sides."""
    return any(set(corner) <= set(open_sides) for corner in CORNERS)


def bounding(rects: Sequence[Rect]) -> Rect:
    """The smallest rectangle around all of them."""
    x, y = min(r.x for r in rects), min(r.y for r in rects)
    return Rect(x, y, max(r.right for r in rects) - x, max(r.bottom for r in rects) - y)


def form_rectangle(rects: Sequence[Rect]) -> bool:
    """Whether rectangles that do not overlap fill one rectangle together."""
    return bool(rects) and bounding(rects).area == sum(r.area for r in rects)


def split(rect: Rect, parts: int) -> list[Rect]:
    """Equal parts along the longer side; what does not divide goes to the first ones, a centimetre each."""
    along = max(rect.width, rect.depth)
    lengths = [along // parts + (1 if i < along % parts else 0) for i in range(parts)]
    starts = [sum(lengths[:i]) for i in range(parts)]
    if rect.width >= rect.depth:
        return [Rect(rect.x + s, rect.y, n, rect.depth) for s, n in zip(starts, lengths, strict=True)]
    return [Rect(rect.x, rect.y + s, rect.width, n) for s, n in zip(starts, lengths, strict=True)]


def first_overlap(rects: Sequence[Rect]) -> tuple[int, int] | None:
    """The indexes of two rectangles that share floor, found by a sweep along x."""
    order = sorted(range(len(rects)), key=lambda i: rects[i].x)
    active: list[int] = []
    for i in order:
        active = [j for j in active if rects[j].right > rects[i].x]
        for j in active:
            if overlap(rects[i], rects[j]):
                return min(i, j), max(i, j)
        active.append(i)
    return None
