"""Money written on invoices by people: received in cash, given back, taken back when it was a slip."""

from datetime import date

from sqlalchemy import select

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.money import MOST, format_vnd
from fairapp.domain.settlement import BY_HAND, EntryKind, LineState
from fairapp.domain.text import N_
from fairapp.models import Fair, FeeEntry, FeeInvoice, User
from fairapp.services import accounts
from fairapp.services.fees.balances import balance_of
from fairapp.services.fees.schedules import wait_in_line

NO_ENTRY = N_("Không có khoản này.")


def receive(
    fair: Fair, actor: User, invoice: FeeInvoice, kind: EntryKind, amount: int, day: date, note: str
) -> FeeEntry:
    """A payment that this person saw with its own eyes; its name stays with it."""
    wait_in_line(fair)
    _check_amount(amount)
    _check_day(day)
    if kind not in BY_HAND:
        raise Invalid(N_("Hãy chọn cách nộp."), field="kind")
    if not note:
        raise Invalid(N_("Hãy ghi căn cứ: số phiếu thu, ai nộp, ở đâu."), field="note")
    if invoice.cancelled_at is not None:
        raise Conflict(N_("Thông báo này đã huỷ. Hãy ghi vào thông báo đang có hiệu lực."))
    entry = write(invoice, actor, kind, amount, day, note=note)
    db.session.flush()
    _note(actor, invoice, "receive", N_("Ghi đã nhận %(amount)s cho thông báo số %(number)d."), amount)
    return entry


def refund(fair: Fair, actor: User, invoice: FeeInvoice, amount: int, day: date, note: str) -> FeeEntry:
    """Money that went back, at most what may."""
    wait_in_line(fair)
    _check_amount(amount)
    _check_day(day)
    if not note:
        raise Invalid(N_("Hãy ghi hoàn bằng cách nào, cho ai."), field="note")
    most = balance_of(invoice).refundable
    if amount > most:
        raise Conflict(N_("Chỉ được hoàn nhiều nhất %(most)s."), field="amount", most=format_vnd(most))
    entry = write(invoice, actor, EntryKind.REFUND, -amount, day, note=note)
    db.session.flush()
    _note(actor, invoice, "refund", N_("Hoàn %(amount)s của thông báo số %(number)d."), amount)
    return entry


def take_back(fair: Fair, actor: User, invoice: FeeInvoice, entry_id: int) -> None:
    """A slip is not wiped out: a second entry takes the first one back, and a bank's line waits again."""
    wait_in_line(fair)
    entry = db.session.scalar(
        select(FeeEntry).where(FeeEntry.id == entry_id, FeeEntry.invoice_id == invoice.id)
    )
    if entry is None:
        raise NotFound(NO_ENTRY)
    if entry.kind is EntryKind.CREDIT or entry.reverses_id is not None or is_reversed(entry):
        raise Conflict(N_("Khoản này không bỏ được."))
    if invoice.cancelled_at is not None:
        raise Conflict(N_("Thông báo này đã huỷ nên các khoản của nó giữ nguyên."))
    parts = [entry] if entry.line is None else [e for e in entry.line.entries if _stands(e)]
    for part in parts:
        write(part.invoice, actor, part.kind, -part.amount, local_day(now()), line=part.line, reverses=part)
    if entry.line is not None:
        entry.line.state, entry.line.handled_by = LineState.UNKNOWN, ""
    db.session.flush()
    sentence = N_("Bỏ khoản %(amount)s ghi nhầm ở thông báo số %(number)d.")
    _note(actor, invoice, "take_back", sentence, entry.amount)


def write(
    invoice: FeeInvoice,
    actor: User,
    kind: EntryKind,
    amount: int,
    day: date,
    *,
    note: str = "",
    line: object = None,
    reverses: FeeEntry | None = None,
) -> FeeEntry:
    """One more entry; nothing is ever changed."""
    entry = FeeEntry(
        invoice=invoice,
        kind=kind,
        amount=amount,
        day=day,
        note=note,
        line=line,
        reverses_id=reverses.id if reverses else None,
        by_id=actor.id,
        by_name=actor.name,
    )
    db.session.add(entry)
    return entry


def is_reversed(entry: FeeEntry) -> bool:
    return db.session.scalar(select(FeeEntry.id).where(FeeEntry.reverses_id == entry.id)) is not None


def _stands(entry: FeeEntry) -> bool:
    return entry.reverses_id is None and not is_reversed(entry)


def _check_amount(amount: int) -> None:
    if not 0 < amount <= MOST:
        raise Invalid(N_("Hãy nhập số tiền lớn hơn 0."), field="amount")


def _check_day(day: date) -> None:
    if day > local_day(now()):
        raise Invalid(N_("Ngày này chưa tới."), field="day")


def _note(actor: User, invoice: FeeInvoice, verb: str, sentence: str, amount: int) -> None:
    accounts.audit(
        actor,
        f"fee.{verb}",
        "fee_invoice",
        invoice.id,
        sentence,
        fair_id=invoice.fair_id,
        number=invoice.number,
        amount=format_vnd(abs(amount)),
    )
