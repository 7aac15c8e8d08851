"""Whose hall it is: a fair occupies its hall from the first day of building to the last of dismantling,
closed days included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fairapp.domain.calendar import format_moment
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.fairs import Hold
from fairapp.domain.text import N_


@dataclass(frozen=True)
class HallUse:
    """One site's claim on a hall."""

    fair_id: int
    fair_name: str
    hold: Hold
    build_from: datetime
    clear_by: datetime


def check_window(build_from: datetime, clear_by: datetime) -> None:
    """Refuse a window that ends before it begins."""
    if clear_by <= build_from:
        raise Invalid(N_("Trả mặt bằng phải sau khi bắt đầu dựng gian."), field="clear_by")


def overlap(a: HallUse, b: HallUse) -> bool:
    """Whether two claims share a moment; one may begin at the very minute the other ends."""
    return a.build_from < b.clear_by and b.build_from < a.clear_by


def judge(wanted: HallUse, others: Iterable[HallUse]) -> list[HallUse]:
    """The tentative claims that stand beside this one, which both sides are shown.

    A firm claim refuses every other, firm or tentative; tentative ones may stand beside each other,
    because an organiser asks about several weekends before one is confirmed.
    """
    beside = [other for other in others if overlap(wanted, other)]
    for other in beside:
        if other.hold is Hold.FIRM:
            raise Conflict(
                N_("Sảnh này đã có %(fair)s dùng từ %(start)s đến %(end)s, kể cả dựng và tháo dỡ."),
                field="hall",
                fair=other.fair_name,
                start=format_moment(other.build_from),
                end=format_moment(other.clear_by),
            )
    return beside
