"""Counting by sample where no gate can be kept: when to count, and what the counts amount to.

The fair is cut into cells: a counting point, a day, an hour. In each cell a few quarters of an hour are drawn
by lot; in a drawn quarter a counter counts for ten minutes who comes in, and asks some of them whether they
come as visitors and for the first time that day. A cell's estimate is its mean quarter times its number of
quarters; the total is the sum of the cells, its error that of a stratified sample (Cochran, Sampling
Techniques, 3rd ed., sections 5.3 and 5.4; without the correction for a finite population, which errs to the
safe side).
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import sqrt
from typing import NamedTuple

QUARTER = 15
"""Minutes in which a counter walks to the point and counts."""

COUNTED = 10
"""Minutes of a quarter that are counted."""

SHORTEST = 5
"""A count broken off before as many minutes is not used."""

SURE = 1.96
"""Standard errors on either side that hold the true value in 95 of 100 fairs."""

MOST_AN_HOUR = 4


class Cell(NamedTuple):
    point: int
    day: date
    hour: int


class Spell(NamedTuple):
    """Ten minutes at a point, by the counter of that number; `begins` is local."""

    point: int
    begins: datetime
    counter: int

    @property
    def cell(self) -> Cell:
        return Cell(self.point, self.begins.date(), self.begins.hour)


@dataclass(frozen=True)
class Open:
    """The hours of a day in which a point's site is open, local."""

    day: date
    opens: time
    closes: time


@dataclass(frozen=True)
class Count:
    """What a counter brought back: people who came in during so many minutes, how many of them were asked,
    and how many of those asked came as visitors and for the first time that day."""

    point: int
    day: date
    hour: int
    minutes: float
    people: int
    asked: int
    first: int

    @property
    def cell(self) -> Cell:
        return Cell(self.point, self.day, self.hour)


@dataclass(frozen=True)
class Sampled:
    """An estimate with what it may be off by, 95 times in 100."""

    value: int
    plus_minus: int


@dataclass(frozen=True)
class CellEstimate:
    cell: Cell
    entries: int
    visits: int


@dataclass(frozen=True)
class Estimate:
    """The cells add up to the totals exactly."""

    entries: Sampled
    visits: Sampled
    cells: tuple[CellEstimate, ...]
    counts: int
    asked: int


# ---- when to count


def quarters(hours: Iterable[Open]) -> Iterator[datetime]:
    """The beginnings of the quarters in which ten minutes can be counted, local."""
    for one in hours:
        begins, closes = datetime.combine(one.day, one.opens), datetime.combine(one.day, one.closes)
        begins += timedelta(minutes=-begins.minute % QUARTER)
        while begins + timedelta(minutes=COUNTED) <= closes:
            yield begins
            begins += timedelta(minutes=QUARTER)


def draw(
    points: Sequence[int], hours: Sequence[Open], an_hour: int, counters: int, seed: str
) -> tuple[Spell, ...]:
    """A plan: in each hour `an_hour` quarters at each point, no counter at two points at once.

    The quarters of an hour are shuffled and dealt to the points in turn, as many points a quarter as there
    are counters. Dealing does not look at the time, so each point's quarters are a simple random sample of
    the hour's, and no point is dealt one quarter twice. The same seed draws the same plan.
    """
    if not points or not counters >= 1:
        return ()
    lot = random.Random(seed)
    by_hour: defaultdict[tuple[date, int], list[datetime]] = defaultdict(list)
    for begins in quarters(hours):
        by_hour[begins.date(), begins.hour].append(begins)
    spells = []
    for _, begun in sorted(by_hour.items()):
        spells.extend(_deal(points, begun, an_hour, min(counters, len(points)), lot))
    return tuple(sorted(spells, key=lambda spell: (spell.begins, spell.counter)))


def _deal(
    points: Sequence[int], begun: list[datetime], an_hour: int, counters: int, lot: random.Random
) -> Iterator[Spell]:
    times, order = lot.sample(begun, len(begun)), lot.sample(points, len(points))
    wanted = order * min(an_hour, len(begun))
    for i, point in enumerate(wanted[: len(times) * counters]):
        yield Spell(point, times[i // counters], i % counters)


def needed_counters(points: int, an_hour: int) -> int:
    """How many counters it takes for every point to get its quarters of a full hour."""
    return -(-points * an_hour // (60 // QUARTER))


# ---- what the counts amount to


class _Unit(NamedTuple):
    """A count as people and visitors of a whole quarter."""

    entries: float
    visits: float


def estimate(cells: Mapping[Cell, int], counts: Iterable[Count]) -> Estimate | None:
    """`cells` says how many quarters each cell has. None where some point was not counted twice."""
    used = [count for count in counts if count.minutes >= SHORTEST and count.cell in cells]
    share = _share(used)
    units: defaultdict[Cell, list[_Unit]] = defaultdict(list)
    for count in used:
        units[count.cell].append(_unit(count, share))
    groups = list(_groups(cells, units))
    if not groups or any(sum(len(units[cell]) for cell in group) < 2 for group in groups):
        return None
    rows = [row for group in groups for row in _estimate_cells(group, cells, units)]
    return Estimate(
        entries=Sampled(sum(row.entries for row in rows), _error(groups, cells, units, 0)),
        visits=Sampled(sum(row.visits for row in rows), _error(groups, cells, units, 1)),
        cells=tuple(sorted(rows, key=lambda row: row.cell)),
        counts=len(used),
        asked=sum(count.asked for count in used),
    )


def _share(counts: Sequence[Count]) -> float:
    """First visits among all who were asked, for counts in which nobody was."""
    asked = sum(count.asked for count in counts)
    return sum(count.first for count in counts) / asked if asked else 1.0


def _unit(count: Count, share: float) -> _Unit:
    people = count.people * QUARTER / count.minutes
    return _Unit(people, people * (count.first / count.asked if count.asked else share))


def _groups(cells: Mapping[Cell, int], units: Mapping[Cell, list[_Unit]]) -> Iterator[list[Cell]]:
    """Neighbouring hours of a point, taken together until at least two counts stand in each group. An error
    needs two counts, and an hour nobody counted is like its neighbours (collapsed strata, Cochran 5A.12)."""
    by_point: defaultdict[int, list[list[Cell]]] = defaultdict(list)
    for cell in sorted(cells):
        groups = by_point[cell.point]
        last = groups[-1] if groups else None
        complete = last and sum(len(units.get(one, ())) for one in last) >= 2
        if last and not complete:
            last.append(cell)
        else:
            groups.append([cell])
    for groups in by_point.values():
        if len(groups) > 1 and sum(len(units.get(one, ())) for one in groups[-1]) < 2:
            groups[-2].extend(groups.pop())
        yield from groups


def _estimate_cells(
    group: Sequence[Cell], cells: Mapping[Cell, int], units: Mapping[Cell, list[_Unit]]
) -> Iterator[CellEstimate]:
    """Each cell by its own counts, or by its group's where it has none."""
    whole = [unit for cell in group for unit in units.get(cell, ())]
    for cell in group:
        own = units.get(cell) or whole
        entries, visits = (cells[cell] * sum(unit[i] for unit in own) / len(own) for i in (0, 1))
        yield CellEstimate(cell, round(entries), round(visits))


def _error(
    groups: Iterable[Sequence[Cell]], cells: Mapping[Cell, int], units: Mapping[Cell, list[_Unit]], what: int
) -> int:
    variance = 0.0
    for group in groups:
        values = [unit[what] for cell in group for unit in units.get(cell, ())]
        mean = sum(values) / len(values)
        spread = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
        variance += sum(cells[cell] for cell in group) ** 2 * spread / len(values)
    return round(SURE * sqrt(variance))
