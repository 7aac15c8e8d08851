"""Days and moments of the fair: moments are UTC, a day is a day at the fair."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
CLOSED = {"vi": "nghỉ", "en": "closed"}


def local(moment: datetime) -> datetime:
    """The moment on the clocks of the fair; a naive one is a mistake of the caller."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return moment.astimezone(LOCAL)


def local_day(moment: datetime) -> date:
    return local(moment).date()


def quarter_of(moment: datetime) -> int:
    """Which quarter of an hour of its local day, 0 to 95."""
    at = local(moment)
    return at.hour * 4 + at.minute // 15


def at_local(day: date, clock: time) -> datetime:
    """The moment, in UTC, when the clocks of the fair show this time on this day."""
    return datetime.combine(day, clock, LOCAL).astimezone(UTC)


def add_months(day: date, n: int) -> date:
    """The same day n months later, or the last of that month where it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def parse_day(written: str) -> date | None:
    """03/11/2026, 2026-11-03, 03-11-26, with or without a time after or before it; None when unreadable."""
    if match := re.search(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", written):
        year, month, day = map(int, match.groups())
    elif match := re.search(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)", written):
        day, month, year = map(int, match.groups())
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def format_day(day: date) -> str:
    """03/11/2025, in both languages: the day first, as everywhere in Viet Nam."""
    return f"{day:%d/%m}/{day.year:04}"


def format_short_day(day: date) -> str:
    """03/11, where the year goes without saying."""
    return f"{day:%d/%m}"


def format_time(clock: time | datetime) -> str:
    """19:30; a moment is shown in the fair's time."""
    return f"{local(clock) if isinstance(clock, datetime) else clock:%H:%M}"


def format_moment(moment: datetime) -> str:
    """19:30 03/11/2025, in the fair's time."""
    return f"{format_time(moment)} {format_day(local_day(moment))}"


def weekday_name(day: date, lang: str = "vi") -> str:
    return WEEKDAYS[lang][day.weekday()]


def document_date(place: str, day: date, lang: str = "vi") -> str:
    """The line over an official letter. Days below 10 and the first two months take a zero there."""
    if lang == "en":
        return f"{place}, {day.day} {MONTHS[day.month - 1]} {day.year}"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def join_days(days: Iterable[date], lang: str = "vi") -> str:
    """Opening days for people: 28/10–03/11/2025, nghỉ 31/10.

    Where the fair is closed more often than open, the open days themselves are listed.
    """
    ordered = sorted(set(days))
    if not ordered:
        return ""
    runs = _runs(ordered)
    gaps = [(before[1] + timedelta(1), after[0] - timedelta(1)) for before, after in pairwise(runs)]
    whole = _span(ordered[0], ordered[-1])
    if not gaps:
        return whole
    closed = sum((last - first).days + 1 for first, last in gaps)
    if closed > len(ordered):
        return ", ".join(_span(*run) for run in runs)
    return f"{whole}, {CLOSED[lang]} {', '.join(_span(*gap, year=False) for gap in gaps)}"


def list_days(days: Iterable[date]) -> str:
    """Days one by one or in unbroken stretches: 28–30/10/2025, 02/11/2025. Nothing is said of the others."""
    return ", ".join(_span(*run) for run in _runs(sorted(set(days)))) if days else ""


def _runs(ordered: list[date]) -> list[tuple[date, date]]:
    """First and last day of each unbroken stretch."""
    runs = [(ordered[0], ordered[0])]
    for day in ordered[1:]:
        first, last = runs[-1]
        if day - last == timedelta(1):
            runs[-1] = (first, day)
        else:
            runs.append((day, day))
    return runs


def _span(first: date, last: date, year: bool = True) -> str:
    """What the two ends share is written once: 08–12/10/2020."""
    end = format_day(last) if year else f"{last:%d/%m}"
    if first == last:
        return end
    if first.year != last.year and year:
        return f"{format_day(first)}–{end}"
    return f"{first:%d}–{end}" if first.month == last.month else f"{first:%d/%m}–{end}"
