"""The next edition of a fair: the same fair with every date moved by one number of days."""

from dataclasses import dataclass
from datetime import date, timedelta

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_

SAME_WEEKDAY_NEXT_YEAR = timedelta(weeks=52)


@dataclass(frozen=True)
class Shift:
    """How far everything moves, and what that does to weekdays."""

    days: int
    moved: tuple[tuple[date, date], ...]  # (day of the old edition, day of the new one)

    @property
    def keeps_weekdays(self) -> bool:
        return self.days % 7 == 0

    @property
    def by(self) -> timedelta:
        return timedelta(days=self.days)


def proposal(first_day: date) -> date:
    """The same weekday a year later, which is what most fairs keep."""
    return first_day + SAME_WEEKDAY_NEXT_YEAR


def nearest_same_weekday(old: date, wanted: date) -> date:
    """The day closest to the wanted one that falls on the old weekday."""
    ahead = (old.weekday() - wanted.weekday()) % 7
    return wanted + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def shift(days: list[date], first: date) -> Shift:
    """Move the opening days so that the first one falls on `first`."""
    if not days:
        raise Invalid(
            N_("Lần tổ chức trước chưa có ngày mở cửa nên không biết dời bao nhiêu ngày."), field="first"
        )
    moved_by = (first - days[0]).days
    if moved_by <= 0:
        raise Invalid(N_("Ngày mở cửa mới phải sau ngày mở cửa của lần trước."), field="first")
    return Shift(moved_by, tuple((day, day + timedelta(days=moved_by)) for day in days))
