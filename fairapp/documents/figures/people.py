"""Who came, for bars and a strip of hours."""

from dataclasses import dataclass

from fairapp.documents.figures.units import language
from fairapp.domain.attendance import AttendanceDay
from fairapp.domain.calendar import weekday_name
from fairapp.domain.summary import FairSummary


@dataclass(frozen=True)
class Heat:
    """Entries by day and hour."""

    columns: list[str]
    rows: list[tuple[str, list[int | None]]]


def attendance_bars(summary: FairSummary) -> list[tuple[str, int]]:
    """Visits per day of the fair."""
    return [(f"{day.day:%d/%m}", day.visits) for day in _days_with_visitors(summary)]


def _days_with_visitors(summary: FairSummary) -> list[AttendanceDay]:
    """Not the days of building and dismantling, on which only exhibitors and staff come."""
    return [day for day in summary.audience.days if day.day in summary.days or day.entries]


def gate_bars(summary: FairSummary) -> list[tuple[str, int]]:
    several = len({gate.site for gate in summary.audience.gates}) > 1
    return [
        (f"{gate.name} · {gate.site}" if several else gate.name, gate.entries)
        for gate in summary.audience.gates
    ]


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
