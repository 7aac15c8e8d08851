"""What stays visible of an answer that came or changed after ten the next morning."""

from dataclasses import dataclass

from fairapp.domain.calendar import format_day, format_moment
from fairapp.domain.money import format_vnd
from fairapp.domain.text import N_
from fairapp.models import Application, AuditEntry, DiaryDay, User
from fairapp.services import accounts

FIRST_LATE = N_("Báo muộn ngày %(day)s: %(new)s.")
CHANGED_LATE = N_("Sửa sau hạn ngày %(day)s: từ %(old)s thành %(new)s.")
KEPT_LATE = N_("Báo muộn ngày %(day)s: %(new)s. Đã ghi trên điện thoại lúc %(at)s khi mất mạng.")
LINES_LATE = N_("Sửa sau hạn sản phẩm ngày %(day)s: từ %(old)s thành %(new)s.")
ORDERS_LATE = N_("Sửa sau hạn đơn đặt hàng ngày %(day)s: từ %(old)s thành %(new)s.")
SPLIT_LATE = N_("Sửa sau hạn tiền chuyển khoản ngày %(day)s: từ %(old)s thành %(new)s.")
AGREEMENTS_LATE = N_("Sửa sau hạn số biên bản, hợp đồng ngày %(day)s: từ %(old)s thành %(new)s.")


@dataclass(frozen=True)
class Told:
    """A day's figures as the history writes them."""

    total: str
    transfer: str
    lines: str
    orders: str
    agreements: str


def history(application: Application) -> list[AuditEntry]:
    """What was answered or changed late, newest first."""
    return accounts.list_audit("diary", application.id, private=True)


def leave_trace(actor: User, application: Application, former: Told | None, entry: DiaryDay) -> None:
    """A line of history for each part that changed after the hour."""
    new = told_of(entry)
    if former is None:
        _note_first(actor, application, entry, new.total)
        return
    parts = (
        (CHANGED_LATE, former.total, new.total),
        (SPLIT_LATE, former.transfer, new.transfer),
        (LINES_LATE, former.lines, new.lines),
        (ORDERS_LATE, former.orders, new.orders),
        (AGREEMENTS_LATE, former.agreements, new.agreements),
    )
    for sentence, old_part, new_part in parts:
        if old_part != new_part:
            _note(actor, application, "diary.change", sentence, entry, old=old_part, new=new_part)


def _note_first(actor: User, application: Application, entry: DiaryDay, new: str) -> None:
    """Late is late by the server's clock; that a phone had it in time is told beside it."""
    if entry.written_at is None:
        _note(actor, application, "diary.late", FIRST_LATE, entry, new=new)
    else:
        at = format_moment(entry.written_at)
        _note(actor, application, "diary.late", KEPT_LATE, entry, new=new, at=at)


def _note(
    actor: User, application: Application, action: str, sentence: str, entry: DiaryDay, **values: str
) -> None:
    accounts.audit(
        actor,
        action,
        "diary",
        application.id,
        sentence,
        fair_id=application.fair_id,
        private=True,
        day=format_day(entry.day),
        **values,
    )


def told_of(entry: DiaryDay) -> Told:
    lines = sorted((line.product_id, line.amount) for line in entry.lines)
    names = {goods.product_id: goods.product.name for goods in entry.application.goods}
    return Told(
        total=format_vnd(entry.total),
        transfer="–" if entry.transfer is None else format_vnd(entry.transfer),
        agreements=str(entry.agreements),
        lines="; ".join(f"{names.get(id, id)} {format_vnd(amount)}" for id, amount in lines) or "–",
        orders=f"{entry.orders} ({format_vnd(entry.orders_value)})" if entry.orders else "–",
    )
