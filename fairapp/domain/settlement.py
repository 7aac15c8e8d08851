"""What has come in against what is owed: states, credits and what goes back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fairapp.domain.text import N_


class InvoiceState(StrEnum):
    """How an invoice stands. Nobody sets it: it follows from what was paid."""

    FREE = "free"
    UNPAID = "unpaid"
    PARTIAL = "partial"
    PAID = "paid"
    OVER = "over"
    CANCELLED = "cancelled"


INVOICE_STATE_LABELS = {
    InvoiceState.FREE: N_("Không phải nộp"),
    InvoiceState.UNPAID: N_("Chưa nộp"),
    InvoiceState.PARTIAL: N_("Nộp một phần"),
    InvoiceState.PAID: N_("Đã nộp đủ"),
    InvoiceState.OVER: N_("Nộp thừa"),
    InvoiceState.CANCELLED: N_("Đã huỷ"),
}


class EntryKind(StrEnum):
    """Why money stands on an invoice: it came in, it was carried over, or it went back."""

    BANK = "bank"
    CASH = "cash"
    OTHER = "other"
    CREDIT = "credit"
    REFUND = "refund"


ENTRY_KIND_LABELS = {
    EntryKind.BANK: N_("Chuyển khoản"),
    EntryKind.CASH: N_("Tiền mặt"),
    EntryKind.OTHER: N_("Cách khác"),
    EntryKind.CREDIT: N_("Chuyển sang thông báo khác"),
    EntryKind.REFUND: N_("Hoàn lại"),
}
BY_HAND = (EntryKind.CASH, EntryKind.BANK, EntryKind.OTHER)
"""What a person may write down in its own name."""


@dataclass(frozen=True)
class RefundRule:
    """Who withdraws at least so many days before the opening gets so many per cent back."""

    days_before: int
    percent: int


def invoice_state(payable: int, paid: int, cancelled: bool = False) -> InvoiceState:
    if cancelled:
        return InvoiceState.CANCELLED
    if paid > payable:
        return InvoiceState.OVER
    if payable == 0:
        return InvoiceState.FREE
    if paid == payable:
        return InvoiceState.PAID
    return InvoiceState.PARTIAL if paid > 0 else InvoiceState.UNPAID


def refund_percent(rules: Iterable[RefundRule], opening: date, today: date) -> int:
    """What the rules give back to somebody who withdraws today; nothing where no rule reaches."""
    left = (opening - today).days
    held = [rule for rule in rules if rule.days_before <= left]
    return max(held, key=lambda rule: rule.days_before).percent if held else 0


def refundable(payable: int, paid: int, refunded: int, percent: int | None = None) -> int:
    """What may still go back: what is over, or the withdrawn exhibitor's share (`percent`) of what it paid.

    `paid` is what stands on the invoice after refunds.
    """
    if percent is None:
        return max(0, paid - payable)
    return max(0, (paid + refunded) * percent // 100 - refunded)


def split(amount: int, lacking: Sequence[int]) -> list[int]:
    """One payment over several invoices, the first filled first; what is over stays with the last."""
    parts = []
    for lacks in lacking:
        part = min(amount, max(0, lacks))
        parts.append(part)
        amount -= part
    if parts:
        parts[-1] += amount
    return parts


class LineState(StrEnum):
    """What became of a payment on a bank's statement. `DUPLICATE` is only ever a forecast: it is not kept."""

    MATCHED = "matched"
    PARTIAL = "partial"
    OVER = "over"
    UNKNOWN = "unknown"
    SET_ASIDE = "set_aside"
    DUPLICATE = "duplicate"


LINE_STATE_LABELS = {
    LineState.MATCHED: N_("Khớp"),
    LineState.PARTIAL: N_("Còn thiếu"),
    LineState.OVER: N_("Thừa tiền"),
    LineState.UNKNOWN: N_("Chưa rõ của ai"),
    LineState.SET_ASIDE: N_("Để riêng"),
    LineState.DUPLICATE: N_("Đã nhập trước"),
}


def line_state(amount: int, lacking: int) -> LineState:
    """How a payment fits what its invoices still lack."""
    if amount == lacking:
        return LineState.MATCHED
    return LineState.PARTIAL if amount < lacking else LineState.OVER
