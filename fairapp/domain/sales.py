"""The evening diary: what a booth sold on one day, and what no answer means.

Three answers are kept apart: an amount, "nothing sold today", and no answer at all. The last is never
counted as zero.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from fairapp.domain.calendar import at_local, format_day
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.money import format_vnd
from fairapp.domain.text import N_

FREE_UNTIL = time(10, 0)
"""Until this hour of the next morning a figure may be mended without leaving a trace."""

MOST_ORDERS = 10_000


class DiaryState(StrEnum):
    """What is known of a booth's day."""

    REPORTED = "reported"
    NOTHING_SOLD = "nothing_sold"
    NONE = "none"


DIARY_STATE_LABELS = {
    DiaryState.REPORTED: N_("Đã báo"),
    DiaryState.NOTHING_SOLD: N_("Không bán được"),
    DiaryState.NONE: N_("Chưa báo"),
}


@dataclass(frozen=True)
class Line:
    """A product's part of the day."""

    product_id: int
    amount: int


@dataclass(frozen=True)
class Answer:
    """One day's answer. A total that was left out is the sum of its lines."""

    nothing_sold: bool = False
    total: int | None = None
    lines: tuple[Line, ...] = ()
    orders: int = 0
    orders_value: int = 0
    note: str = ""


@dataclass(frozen=True)
class OpenDay:
    """A day of the fair, with its first opening."""

    day: date
    opens_at: datetime


SAY_SOMETHING = N_("Hãy nhập số tiền bán được, hoặc chọn “Hôm nay không bán được”.")
SAY_NOTHING_SOLD = N_("Nếu không bán được gì, hãy chọn “Hôm nay không bán được” thay vì nhập 0.")
BOTH = N_("Đã chọn “Hôm nay không bán được” thì không nhập số tiền. Hãy bỏ một trong hai.")
OVER_TOTAL = N_("Các sản phẩm cộng lại là %(lines)s, nhiều hơn tổng %(total)s. Hãy sửa tổng hoặc từng dòng.")
NOT_A_DAY = N_("Ngày %(day)s không phải ngày mở cửa của hội chợ này.")
NOT_BEGUN = N_("Ngày %(day)s chưa mở cửa nên chưa ghi được.")
NO_ORDERS = N_("Có giá trị đơn đặt hàng thì cần ghi số đơn.")
ORDERS_RANGE = N_("Số đơn đặt hàng từ 0 đến %(most)s.")


def check_answer(answer: Answer) -> Answer:
    """The answer with its total filled in, or why it contradicts itself."""
    _check_orders(answer)
    lines = tuple(line for line in answer.lines if line.amount > 0)
    parts = sum(line.amount for line in lines)
    if answer.nothing_sold:
        if answer.total or lines:
            raise Invalid(BOTH, field="total")
        return Answer(True, 0, (), answer.orders, answer.orders_value, answer.note)
    if answer.total is None and not lines:
        raise Invalid(SAY_SOMETHING, field="total")
    total = parts if answer.total is None else answer.total
    if total == 0:
        raise Invalid(SAY_NOTHING_SOLD, field="total")
    if parts > total:
        raise Invalid(OVER_TOTAL, field="total", lines=format_vnd(parts), total=format_vnd(total))
    return Answer(False, total, lines, answer.orders, answer.orders_value, answer.note)


def _check_orders(answer: Answer) -> None:
    if not 0 <= answer.orders <= MOST_ORDERS:
        raise Invalid(ORDERS_RANGE, field="orders", most=MOST_ORDERS)
    if answer.orders_value and not answer.orders:
        raise Invalid(NO_ORDERS, field="orders")


def check_day(day: date, days: Collection[OpenDay], now: datetime) -> None:
    """A diary is kept for days of the fair that have begun."""
    opens = next((open_day.opens_at for open_day in days if open_day.day == day), None)
    if opens is None:
        raise Invalid(NOT_A_DAY, day=format_day(day))
    if now < opens:
        raise Conflict(NOT_BEGUN, day=format_day(day))


def begun(days: Sequence[OpenDay], now: datetime) -> list[date]:
    """The days for which an answer may be expected by now, oldest first."""
    return sorted(open_day.day for open_day in days if open_day.opens_at <= now)


def free_until(day: date) -> datetime:
    """The moment after which a change keeps the former figure visible."""
    return at_local(day + timedelta(days=1), FREE_UNTIL)


def is_late(day: date, now: datetime) -> bool:
    return now >= free_until(day)


def state_of(total: int | None, nothing_sold: bool) -> DiaryState:
    """The state of a day that has an answer (a total) or none."""
    if nothing_sold:
        return DiaryState.NOTHING_SOLD
    return DiaryState.NONE if total is None else DiaryState.REPORTED
