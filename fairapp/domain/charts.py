"""The geometry of charts: from figures to places, one drawing for page and paper.

Across, places are per cent of the chart's width, so that it fits a phone and a sheet alike and its letters
stay as large as they are; down they are pixels. Templates draw what stands here and reckon nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

HEAD, FOOT = 28, 24
"""Pixels over the highest bar, for its figure, and under the lowest line, for the words."""
GUTTER = 12.0
"""Per cent at the left that the words of the axis take."""
HEAT_STEPS = 5
FEWEST = 3
"""Quartiles of fewer would be somebody's own figures."""
FENCE = 1.5
"""So many heights of the box a whisker reaches at most, as Tukey drew it."""


@dataclass(frozen=True)
class Tick:
    """A line of the axis: what it stands for, and where."""

    value: int
    at: float


@dataclass(frozen=True)
class Outline:
    """The bar of the edition before, drawn as a line around nothing."""

    value: int
    y: float
    height: float


@dataclass(frozen=True)
class Bar:
    x: float
    width: float
    y: float
    height: float
    value: int
    peak: bool
    worded: bool
    before: Outline | None

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 3)

    @property
    def top(self) -> float:
        """Where a figure may stand: over the bar, and over the outline where that is higher."""
        return min(self.y, self.before.y) if self.before else self.y

    @property
    def stripes(self) -> list[float]:
        """Lines across the highest bar: it is told from the others in grey, too."""
        return [self.y + 6 * n for n in range(1, int(self.height // 6) + 1)] if self.peak else []


@dataclass(frozen=True)
class BarChart:
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    ground: float


def tick_values(top: int, most: int = 4) -> tuple[int, ...]:
    """Round figures from 0 to the first at or over `top`, in no more than `most` steps."""
    if top <= 0:
        return (0,)
    size = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * size
            if -(-top // step) <= most:
                return tuple(range(0, -(-top // step) * step + 1, step))
        size *= 10


def bars(values: Sequence[int], before: Sequence[int | None] = (), height: int = 220) -> BarChart:
    """Standing bars in the given order; the first of the highest is the peak."""
    earlier = [before[i] if i < len(before) else None for i in range(len(values))]
    highest = max(values, default=0)
    ticks = tick_values(max([highest, *(value for value in earlier if value is not None)]))
    span, most = height - HEAD - FOOT, ticks[-1] or 1
    slot = (100 - GUTTER) / max(len(values), 1)
    every = -(-len(values) // 8) if len(values) > 10 else 1
    peak = list(values).index(highest) if highest > 0 else -1

    def tall(value: int) -> float:
        return round(span * max(0, value) / most, 1)

    return BarChart(
        tuple(
            Bar(
                x=round(GUTTER + slot * (i + 0.15), 3),
                width=round(slot * 0.7, 3),
                y=round(HEAD + span - tall(value), 1),
                height=tall(value),
                value=value,
                peak=i == peak,
                worded=i % every == 0,
                before=None
                if (past := earlier[i]) is None
                else Outline(past, round(HEAD + span - tall(past), 1), tall(past)),
            )
            for i, value in enumerate(values)
        ),
        tuple(Tick(value, round(HEAD + span - tall(value), 1)) for value in ticks),
        HEAD + span,
    )


def share(value: int, top: int, whole: float = 100) -> float:
    """How far a lying bar reaches when the longest reaches `whole`."""
    return round(whole * max(0, value) / top, 2) if top > 0 else 0.0


def heat_step(value: int, top: int) -> int:
    """0 for nobody, then 1 (pale) to 5 (dark): steps of lightness, which grey keeps."""
    if value <= 0 or top <= 0:
        return 0
    return min(HEAT_STEPS, 1 + value * HEAT_STEPS // top)


def heat_ranges(top: int) -> list[tuple[int, int, int]]:
    """What each step stands for: step, from, to. Steps in which no whole figure lies are left out."""
    firsts = [1, *(-(-top * n // HEAT_STEPS) for n in range(1, HEAT_STEPS)), top + 1]
    ranges = [(n, max(firsts[n - 1], 1), firsts[n] - 1) for n in range(1, HEAT_STEPS + 1)]
    return [(step, low, high) for step, low, high in ranges if low <= high]


@dataclass(frozen=True)
class Five:
    """How figures spread: the box is the middle half, whiskers reach the last that are no outliers."""

    count: int
    low: int
    first: int
    median: int
    third: int
    high: int
    outliers: tuple[int, ...] = ()


def five(values: Sequence[int]) -> Five | None:
    """None for fewer than three. Between two figures a quartile is interpolated, as spreadsheets do."""
    if len(values) < FEWEST:
        return None
    first, median, third = (round(cut) for cut in quantiles(values, n=4, method="inclusive"))
    reach = FENCE * (third - first)
    inside = [value for value in values if first - reach <= value <= third + reach]
    outside = sorted(value for value in values if not first - reach <= value <= third + reach)
    return Five(len(values), min(inside), first, median, third, max(inside), tuple(outside))


@dataclass(frozen=True)
class Box:
    """The same as places across."""

    low: float
    first: float
    median: float
    third: float
    high: float
    outliers: tuple[float, ...]


@dataclass(frozen=True)
class BoxPlot:
    boxes: tuple[Box, ...]
    ticks: tuple[Tick, ...]


def box_plot(rows: Sequence[Five], left: float = 1, right: float = 94) -> BoxPlot:
    """All rows on one axis, which begins at 0."""
    ticks = tick_values(max((max(row.high, *row.outliers, 0) for row in rows), default=0))
    most = ticks[-1] or 1

    def across(value: int) -> float:
        return round(left + (right - left) * max(0, value) / most, 2)

    return BoxPlot(
        tuple(
            Box(
                *(across(value) for value in (row.low, row.first, row.median, row.third, row.high)),
                outliers=tuple(sorted({across(value) for value in row.outliers})),
            )
            for row in rows
        ),
        tuple(Tick(value, across(value)) for value in ticks),
    )


@dataclass(frozen=True)
class Point:
    """One edition on a slope; of what nobody knows there is no point."""

    x: float
    y: float
    value: int


def slope(
    values: Sequence[int | None], height: int = 120, left: float = 14, right: float = 86
) -> list[Point]:
    """From edition to edition over a ground of 0, so that twice as much stands twice as high."""
    top = max((value for value in values if value is not None), default=0)
    span, step = height - HEAD - FOOT, (right - left) / max(len(values) - 1, 1)
    return [
        Point(
            round(left + step * i if len(values) > 1 else 50.0, 2),
            round(HEAD + span - span * share(value, top, 1.0), 1),
            value,
        )
        for i, value in enumerate(values)
        if value is not None
    ]


def change_permille(before: int | None, after: int | None) -> int | None:
    """By how many thousandths it grew, or shrank below 0; of nothing nothing can be said."""
    if before is None or after is None or before <= 0:
        return None
    difference = (after - before) * 1000
    return (abs(difference) + before // 2) // before * (1 if difference >= 0 else -1)
