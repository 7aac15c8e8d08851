"""Opening sessions: a fair opens in stretches of hours on single days, which need not be contiguous."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from fairapp.domain.calendar import at_local, format_day, format_moment, format_time
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_

LONGEST_RUN = 92
SATURDAY = 5


@dataclass(frozen=True, order=True)
class Opening:
    """One stretch of opening hours on one local day."""

    day: date
    opens: time
    closes: time


@dataclass(frozen=True)
class SameHours:
    """Days that keep the same hours; `hours` has two entries where a fair closes for lunch."""

    days: tuple[date, ...]
    hours: tuple[tuple[time, time], ...]


@dataclass(frozen=True)
class Run:
    """“From day to day, from hour to hour”, with other hours at the weekend where wanted."""

    first: date
    last: date
    opens: time
    closes: time
    weekend: tuple[time, time] | None = None


def openings(run: Run) -> list[Opening]:
    """One opening a day, from the first to the last day."""
    length = (run.last - run.first).days + 1
    if length < 1:
        raise Invalid(N_("Ngày cuối phải từ ngày đầu trở đi."), field="last")
    if length > LONGEST_RUN:
        raise Invalid(
            N_("Một đợt dài nhất %(n)d ngày. Hãy chia thành nhiều đợt."), field="last", n=LONGEST_RUN
        )
    days = (run.first + timedelta(days=i) for i in range(length))
    return [Opening(day, *_hours(run, day)) for day in days]


def _hours(run: Run, day: date) -> tuple[time, time]:
    return run.weekend if run.weekend and day.weekday() >= SATURDAY else (run.opens, run.closes)


def check(openings: Iterable[Opening], build_from: datetime, clear_by: datetime) -> None:
    """Refuse hours that end before they begin, leave the site's window or overlap on one day."""
    before: Opening | None = None
    for opening in sorted(openings):
        _check_hours(opening)
        _check_window(opening, build_from, clear_by)
        if before and before.day == opening.day and opening.opens < before.closes:
            raise Conflict(
                N_("Ngày %(day)s có hai phiên chồng giờ: %(first)s và %(second)s."),
                field="first",
                day=format_day(opening.day),
                first=_span(before),
                second=_span(opening),
            )
        before = opening


def _check_hours(opening: Opening) -> None:
    if opening.closes <= opening.opens:
        raise Invalid(
            N_("Ngày %(day)s: giờ đóng cửa phải sau giờ mở cửa."), field="closes", day=format_day(opening.day)
        )


def _check_window(opening: Opening, build_from: datetime, clear_by: datetime) -> None:
    if at_local(opening.day, opening.opens) < build_from or at_local(opening.day, opening.closes) > clear_by:
        raise Invalid(
            N_("Phiên %(hours)s ngày %(day)s nằm ngoài thời gian giữ mặt bằng (%(start)s đến %(end)s)."),
            field="first",
            hours=_span(opening),
            day=format_day(opening.day),
            start=format_moment(build_from),
            end=format_moment(clear_by),
        )


def group(openings: Iterable[Opening]) -> list[SameHours]:
    """The same openings as people read them: which days keep which hours, in the order of first days."""
    by_day: dict[date, list[tuple[time, time]]] = {}
    for opening in sorted(set(openings)):
        by_day.setdefault(opening.day, []).append((opening.opens, opening.closes))
    by_hours: dict[tuple[tuple[time, time], ...], list[date]] = {}
    for day, hours in by_day.items():
        by_hours.setdefault(tuple(hours), []).append(day)
    return [SameHours(tuple(days), hours) for hours, days in by_hours.items()]


def _span(opening: Opening) -> str:
    return f"{format_time(opening.opens)}–{format_time(opening.closes)}"
