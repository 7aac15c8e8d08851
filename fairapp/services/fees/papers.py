"""Invoices on their way to paper and to a bank's application."""

from collections.abc import Sequence

from fairapp.documents import fee_papers
from fairapp.documents.fee_papers import Account, FeeNotice, Receipt, Received, Row
from fairapp.domain.errors import NotFound
from fairapp.domain.phones import display
from fairapp.domain.settlement import ENTRY_KIND_LABELS, EntryKind
from fairapp.domain.text import N_
from fairapp.models import Fair, FeeEntry, FeeInvoice
from fairapp.services.fees.balances import Balance
from fairapp.services.fees.bundles import Together
from fairapp.services.fees.paying import account, account_for
from fairapp.services.fees.schedules import find_schedule

NOTHING_PAID = N_("Chưa có khoản nộp nào để in biên nhận.")


def account_for_bundle(together: Together) -> Account | None:
    """One transfer for all; it goes to the account that the fair names today."""
    schedule = find_schedule(together.bundle.fair)
    if not together.lacking or schedule is None or not schedule.account_number:
        return None
    return account(
        schedule.bank_bin,
        schedule.account_number,
        schedule.account_holder,
        together.bundle.code,
        together.lacking,
    )


def print_notice(balance: Balance) -> bytes:
    invoice = balance.invoice
    rows = tuple(Row(r.label, r.quantity, r.unit, r.unit_price, r.amount) for r in invoice.lines)
    return fee_papers.notice(
        FeeNotice(
            **_head(invoice.fair),
            number=invoice.number,
            issued_at=invoice.issued_at,
            payer=invoice.billed_to,
            payer_facts=_payer_facts(invoice),
            rows=rows,
            charges=invoice.charges,
            subsidised=invoice.subsidised,
            payable=invoice.payable,
            paid=balance.paid,
            due_on=invoice.due_on,
            account=account_for(balance),
            is_cancelled=invoice.cancelled_at is not None,
        )
    )


def print_bundle(together: Together) -> bytes:
    bundle = together.bundle
    paid = together.payable - together.lacking
    rows = tuple(
        Row(f"{m.invoice.billed_to} – {m.invoice.booths}", 100, "", m.invoice.payable, m.invoice.payable)
        for m in together.members
    )
    return fee_papers.notice(
        FeeNotice(
            **_head(bundle.fair),
            number=bundle.number,
            issued_at=bundle.made_at,
            payer=bundle.payer,
            payer_facts=(),
            rows=rows,
            charges=together.payable,
            subsidised=0,
            payable=together.payable,
            paid=paid,
            due_on=min((m.invoice.due_on for m in together.members if m.invoice.due_on), default=None),
            account=account_for_bundle(together),
            is_bundle=True,
        )
    )


def print_receipt(balance: Balance) -> bytes:
    """What was paid on an invoice; slips that were taken back are not on it."""
    invoice = balance.invoice
    entries = standing(invoice.entries)
    if not entries:
        raise NotFound(NOTHING_PAID)
    return fee_papers.receipt(
        Receipt(
            **_head(invoice.fair),
            number=invoice.number,
            written_at=max(entry.at for entry in entries),
            payer=invoice.billed_to,
            payer_facts=_payer_facts(invoice),
            received=tuple(_received(entry) for entry in entries),
            payable=invoice.payable,
            noted_by=tuple(dict.fromkeys(entry.by_name for entry in entries if entry.by_name)),
        )
    )


def standing(entries: Sequence[FeeEntry]) -> list[FeeEntry]:
    """Entries without those that were taken back, and what took them back."""
    reversed_ids = {entry.reverses_id for entry in entries}
    return [entry for entry in entries if entry.reverses_id is None and entry.id not in reversed_ids]


def _head(fair: Fair) -> dict[str, object]:
    hotline = display(fair.hotline) if fair.hotline.startswith("+") else fair.hotline
    return {
        "fair": fair.name,
        "organisers": tuple(fair.organisers),
        "place": fair.unit.name,
        "hotline": hotline,
        "is_demo": fair.illustrative,
    }


def _payer_facts(invoice: FeeInvoice) -> tuple[tuple[str, str], ...]:
    producer = invoice.application.producer
    return (
        ("Gian hàng", invoice.booths),
        ("Tỉnh, thành phố", producer.unit.name),
        ("Mã số thuế", producer.tax_code),
        ("Địa chỉ", ", ".join(part for part in (producer.address, producer.commune) if part)),
    )


def _received(entry: FeeEntry) -> Received:
    reference = entry.note
    if entry.line is not None:
        reference = entry.line.reference or entry.line.text
    how = "Chuyển từ thông báo trước" if entry.kind is EntryKind.CREDIT else ENTRY_KIND_LABELS[entry.kind]
    return Received(entry.day, how, reference, entry.amount)
