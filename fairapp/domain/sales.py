"""The evening diary: what a booth sold on one day, and what no answer means.

Three answers are kept apart: an amount, "nothing sold today", and no answer at all. The last is never
counted as zero.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from fairapp.domain.accounts import Role
from fairapp.domain.calendar import at_local, format_day
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.money import format_vnd
from fairapp.domain.text import N_

FREE_UNTIL = time(10, 0)
"""Until this hour of the next morning a figure may be mended without leaving a trace."""

MOST_ORDERS = 10_000
MOST_AGREEMENTS = 100

FEW = 10_000
"""Fewer đồng than this without a unit are asked back: nobody's day, and no product's, brings 1.200 đồng."""

AT_ONCE = timedelta(minutes=2)
"""An answer that arrives within this time was not kept on a phone for want of a network."""


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
    """One day's answer. A total that was left out is the sum of its lines.

    `transfer` is the part of the total that was paid to an account; None: not said.
    """

    nothing_sold: bool = False
    total: int | None = None
    lines: tuple[Line, ...] = ()
    orders: int = 0
    orders_value: int = 0
    note: str = ""
    transfer: int | None = None
    agreements: int = 0


@dataclass(frozen=True)
class Sent:
    """How an answer came: under an id made where it was written, so that a second sending is known again.

    `seen` are the answers its writer knew of; None: whatever stands. `written_at` is what the phone says.
    """

    id: UUID
    seen: frozenset[UUID] | None = None
    written_at: datetime | None = None


class Arrival(StrEnum):
    """What an answer is to the one that stands."""

    NEW = "new"
    KNOWN = "known"
    UNSEEN = "unseen"


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
AGREEMENTS_RANGE = N_("Số biên bản, hợp đồng từ 0 đến %(most)s.")
OVER_TRANSFER = N_("Tiền chuyển khoản %(transfer)s nhiều hơn tổng %(total)s. Hãy sửa một trong hai.")


def check_answer(answer: Answer) -> Answer:
    """The answer with its total filled in, or why it contradicts itself."""
    _check_orders(answer)
    lines = tuple(line for line in answer.lines if line.amount > 0)
    parts = sum(line.amount for line in lines)
    if answer.nothing_sold:
        if answer.total or lines or answer.transfer:
            raise Invalid(BOTH, field="total")
        return replace(answer, total=0, lines=(), transfer=None)
    if answer.total is None and not lines:
        raise Invalid(SAY_SOMETHING, field="total")
    total = parts if answer.total is None else answer.total
    if total == 0:
        raise Invalid(SAY_NOTHING_SOLD, field="total")
    if parts > total:
        raise Invalid(OVER_TOTAL, field="total", lines=format_vnd(parts), total=format_vnd(total))
    if (answer.transfer or 0) > total:
        over = format_vnd(answer.transfer or 0)
        raise Invalid(OVER_TRANSFER, field="transfer", transfer=over, total=format_vnd(total))
    return replace(answer, total=total, lines=lines)


def _check_orders(answer: Answer) -> None:
    if not 0 <= answer.orders <= MOST_ORDERS:
        raise Invalid(ORDERS_RANGE, field="orders", most=MOST_ORDERS)
    if answer.orders_value and not answer.orders:
        raise Invalid(NO_ORDERS, field="orders")
    if not 0 <= answer.agreements <= MOST_AGREEMENTS:
        raise Invalid(AGREEMENTS_RANGE, field="agreements", most=MOST_AGREEMENTS)


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


def arrival(standing: UUID | None, sent: Sent) -> Arrival:
    """An answer replaces what its writer has seen, and nothing else."""
    if standing == sent.id:
        return Arrival.KNOWN
    if standing is None or sent.seen is None or standing in sent.seen:
        return Arrival.NEW
    return Arrival.UNSEEN


def kept_since(written_at: datetime | None, opens_at: datetime, now: datetime) -> datetime | None:
    """Since when an answer waited on a phone; None: it came at once, or by a clock that is wrong."""
    if written_at is None or not opens_at <= written_at <= now - AT_ONCE:
        return None
    return written_at


def lead_sees(entered_as: Role, has_account: bool) -> bool:
    """A lead sees what a lead wrote down, and everything of whom it alone can write for."""
    return entered_as is Role.DELEGATION or not has_account


def state_of(total: int | None, nothing_sold: bool) -> DiaryState:
    """The state of a day that has an answer (a total) or none."""
    if nothing_sold:
        return DiaryState.NOTHING_SOLD
    return DiaryState.NONE if total is None else DiaryState.REPORTED
