"""Who came, for bars and a strip of hours."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from fairapp.documents.figures.units import language
from fairapp.domain.attendance import AttendanceDay, GateCount
from fairapp.domain.calendar import weekday_name
from fairapp.domain.summary import FairSummary


@dataclass(frozen=True)
class Heat:
    """Entries by day and hour."""

    columns: list[str]
    rows: list[tuple[str, list[int | None]]]


@dataclass(frozen=True)
class Grid:
    """Entries at each gate, row by row. Its sums are added from its own cells."""

    columns: list[str]
    rows: list[tuple[str, list[int]]]

    @property
    def sums(self) -> list[int]:
        """Of each column."""
        return [sum(cells[n] for _word, cells in self.rows) for n in range(len(self.columns))]

    @property
    def whole(self) -> int:
        return sum(self.sums)


MOST_GATES = 6
"""So many columns a page can hold."""


def attendance_bars(summary: FairSummary) -> list[tuple[str, int]]:
    """Visits per day of the fair."""
    return [(f"{day.day:%d/%m}", day.visits) for day in _days_with_visitors(summary)]


def _days_with_visitors(summary: FairSummary) -> list[AttendanceDay]:
    """Not the days of building and dismantling, on which only exhibitors and staff come."""
    return [day for day in summary.audience.days if day.day in summary.days or day.entries]


def gate_bars(summary: FairSummary) -> list[tuple[str, int]]:
    return [(name, gate.entries) for name, gate in _named_gates(summary)]


def _named_gates(summary: FairSummary) -> list[tuple[str, GateCount]]:
    """With the site where there are several."""
    gates = summary.audience.gates
    several = len({gate.site for gate in gates}) > 1
    return [(f"{gate.name} · {gate.site}" if several else gate.name, gate) for gate in gates]


def gates_by_hour(summary: FairSummary, day: date | None = None, most: int = MOST_GATES) -> Grid | None:
    """Hours in rows, of all days together or of one; nothing before anybody came, or where one
    gate says the same as the hours."""
    return _grid(
        summary,
        most,
        lambda hour: hour.hour if day in (None, hour.day) else None,
        lambda hour: gettext("%(from)d–%(to)d giờ", **{"from": hour, "to": hour + 1}),
    )


def gates_by_day(summary: FairSummary, most: int = MOST_GATES) -> Grid | None:
    lang = language()
    return _grid(summary, most, lambda hour: hour.day, lambda day: f"{weekday_name(day, lang)} {day:%d/%m}")


def days_at_gates(summary: FairSummary) -> list[date]:
    """The days on which anybody came in, where there are several of them."""
    days = sorted({hour.day for gate in summary.audience.gates for hour in gate.hours})
    return days if len(days) > 1 else []


def _grid(summary: FairSummary, most: int, row_of: Callable, word_of: Callable) -> Grid | None:
    """The busiest gates have a column each; the rest, where there are too many for a page, share the last."""
    gates = _named_gates(summary)
    if len(gates) < 2 or not any(gate.hours for _name, gate in gates):
        return None
    own = gates if len(gates) <= most else gates[: most - 1]
    counts: Counter[tuple[Any, int]] = Counter()
    for place, (_name, gate) in enumerate(gates):
        for hour in gate.hours:
            if (row := row_of(hour)) is not None:
                counts[row, min(place, len(own))] += hour.entries
    names = [name for name, _gate in own]
    if len(own) < len(gates):
        names.append(gettext("%(n)d nơi khác", n=len(gates) - len(own)))
    keys = sorted({row for row, _place in counts})
    rows = [(word_of(key), [counts[key, place] for place in range(len(names))]) for key in keys]
    return Grid(names, rows)


def heat(summary: FairSummary) -> Heat:
    """Day by hour, from the first to the last hour in which anybody came."""
    hours = summary.audience.hours
    if not hours:
        return Heat([], [])
    span = range(min(h.hour for h in hours), max(h.hour for h in hours) + 1)
    counts = {(h.day, h.hour): h.entries for h in hours}
    lang = language()
    rows = [
        (
            f"{weekday_name(day.day, lang)} {day.day:%d/%m}",
            [max(0, counts[day.day, hour]) if (day.day, hour) in counts else None for hour in span],
        )
        for day in _days_with_visitors(summary)
    ]
    return Heat([f"{hour}h" for hour in span], rows)
