"""A plan as it is drawn: rectangles in centimetres with what stands on them. Page and paper draw the same."""

from dataclasses import dataclass, field
from itertools import pairwise

from fairapp.domain.booths import BoothKind, FeatureKind
from fairapp.domain.geometry import Rect, is_corner

TINTS = 8
"""How many tints, each with its own hatch, a plan has for its zones; tint 0 is paper."""

LEGIBLE_PX = 10
GLYPH = 0.64  # width of a bold digit, in ems
MARGIN = 120


@dataclass(frozen=True)
class BoothLook:
    """What a later chapter says of a booth: who is there, in which state, where a click leads."""

    state: str = ""  # a key of web.statuses' booth family, or "mine" and "new"
    label: str = ""  # a second line under the number
    title: str = ""  # more words for the tooltip and the screen reader
    href: str = ""
    tint: int | None = None  # None: that of the zone
    chosen: bool = False  # set apart from the others, because the page speaks of it


@dataclass(frozen=True)
class BoothDrawing:
    """One booth. `open_sides` are letters of N, E, S, W."""

    id: int
    number: str
    rect: Rect
    kind: BoothKind
    open_sides: str
    zone: str = ""
    tint: int = 0
    state: str = ""
    label: str = ""
    title: str = ""
    href: str = ""
    chosen: bool = False

    @property
    def corner(self) -> bool:
        return is_corner(self.open_sides)

    @property
    def number_size(self) -> int:
        """The letter height, in centimetres, at which the number fits its booth."""
        return _fitting(
            self.number, self.rect.width - 30, min(self.rect.depth * (28 if self.label else 38) // 100, 150)
        )

    @property
    def label_size(self) -> int:
        return _fitting(self.label, self.rect.width - 30, self.rect.depth * 18 // 100)

    @property
    def closed_edges(self) -> str:
        """The path of the walls: every side that is not open."""
        r = self.rect
        edges = {
            "N": f"M{r.x} {r.y}H{r.right}",
            "E": f"M{r.right} {r.y}V{r.bottom}",
            "S": f"M{r.x} {r.bottom}H{r.right}",
            "W": f"M{r.x} {r.y}V{r.bottom}",
        }
        return "".join(path for side, path in edges.items() if side not in self.open_sides)


@dataclass(frozen=True)
class FeatureDrawing:
    """An entrance, a stage, a column: where it is and what is written on it."""

    id: int
    kind: FeatureKind
    label: str
    rect: Rect
    href: str = ""

    @property
    def upright(self) -> bool:
        """Whether its words run downwards."""
        return self.rect.depth > self.rect.width * 3 // 2

    def text_size(self, words: str) -> int:
        """The letter height that fits; 0 when the words would be too small to read."""
        along, across = max(self.rect.width, self.rect.depth), min(self.rect.width, self.rect.depth)
        size = _fitting(words, along - 20, min(across * 60 // 100, 110))
        return size if size >= 28 else 0


@dataclass(frozen=True)
class ZoneKey:
    """A zone in the legend."""

    code: str
    name: str
    tint: int
    booths: int


@dataclass(frozen=True)
class PlanDrawing:
    """A whole plan, ready to be drawn."""

    key: str  # of this drawing among others on a page
    name: str
    hall: Rect
    booths: tuple[BoothDrawing, ...] = ()
    features: tuple[FeatureDrawing, ...] = ()
    zones: tuple[ZoneKey, ...] = ()
    grid: bool = False  # metre lines with their figures, for those who draw the plan
    states: tuple[str, ...] = field(default=())  # which states the legend explains

    @property
    def view_box(self) -> str:
        return f"{-MARGIN} {-MARGIN} {self.hall.width + 2 * MARGIN} {self.hall.depth + 2 * MARGIN + 160}"

    def strips(self, widest: int) -> tuple[str, ...]:
        """View boxes that show the hall piece by piece, none wider than `widest`, cut beside booths."""
        count = -(-self.hall.width // widest)
        if count < 2:
            return (self.view_box,)
        cuts = [
            0,
            *(self._cut_before(self.hall.width * i // count) for i in range(1, count)),
            self.hall.width,
        ]
        height = self.hall.depth + 2 * MARGIN + 160
        return tuple(f"{a - MARGIN} {-MARGIN} {b - a + 2 * MARGIN} {height}" for a, b in pairwise(cuts))

    def _cut_before(self, x: int) -> int:
        """The rightmost place up to x, within ten metres, where a line downwards crosses no booth."""
        places = sorted(
            {x, *(b.rect.x for b in self.booths), *(b.rect.right for b in self.booths)}, reverse=True
        )
        free = (p for p in places if p <= x and not any(b.rect.x < p < b.rect.right for b in self.booths))
        return next((p for p in free if p > x - 1000), x)

    @property
    def least_width_px(self) -> int:
        """The narrowest drawing in which every number can still be read; a page scrolls below it."""
        smallest = min((booth.number_size for booth in self.booths), default=100)
        return max(320, (self.hall.width + 2 * MARGIN) * LEGIBLE_PX // max(smallest, 1))

    @property
    def most_width_px(self) -> int:
        """A small hall is not blown up to the width of a large screen."""
        return self.least_width_px * 9 // 4

    @property
    def scale_cm(self) -> int:
        """The length of the scale bar: a round number of metres, about a sixth of the hall."""
        for metres in (50, 20, 10, 5, 2, 1):
            if metres * 100 * 4 <= self.hall.width:
                return metres * 100
        return 100

    @property
    def grid_step(self) -> int:
        """Every metre would be a wall of lines in a large hall."""
        return 500 if max(self.hall.width, self.hall.depth) > 1500 else 100


def tint_of(position: int) -> int:
    """The tint of the n-th zone: 1 to TINTS, then from the start again."""
    return position % TINTS + 1


def _fitting(text: str, width: int, tallest: int) -> int:
    if not text:
        return max(tallest, 1)
    return max(1, min(tallest, int(width / (GLYPH * len(text)))))
