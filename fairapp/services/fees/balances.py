"""What stands on invoices: the sums of their entries."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select

from fairapp.db import db
from fairapp.domain.settlement import EntryKind, InvoiceState, invoice_state, refundable
from fairapp.models import FeeEntry, FeeInvoice

AT_ONCE = 500  # keys in one IN, far below every database's bound


@dataclass(frozen=True)
class Balance:
    """An invoice with its money. `paid` is what is left after refunds."""

    invoice: FeeInvoice
    paid: int = 0
    refunded: int = 0

    @property
    def state(self) -> InvoiceState:
        invoice = self.invoice
        return invoice_state(invoice.payable, self.paid, invoice.cancelled_at is not None)

    @property
    def lacking(self) -> int:
        """What is still to be paid."""
        return 0 if self.invoice.cancelled_at else max(0, self.invoice.payable - self.paid)

    @property
    def refundable(self) -> int:
        """What may go back today."""
        invoice = self.invoice
        if invoice.cancelled_at is None:
            return refundable(invoice.payable, self.paid, self.refunded)
        return refundable(0, self.paid, self.refunded, invoice.refund_percent or 0)


def sums() -> Select[tuple[int, int, int]]:
    """(invoice, paid, refunded) of every invoice that has entries: to be joined or narrowed."""
    back = case((FeeEntry.kind == EntryKind.REFUND, -FeeEntry.amount), else_=0)
    return select(
        FeeEntry.invoice_id,
        func.sum(FeeEntry.amount).label("paid"),
        func.sum(back).label("refunded"),
    ).group_by(FeeEntry.invoice_id)


def balance_of(invoice: FeeInvoice) -> Balance:
    return balances([invoice])[0]


def balances(invoices: Iterable[FeeInvoice]) -> list[Balance]:
    """In the order given, in one statement for every few hundred."""
    invoices = list(invoices)
    found: dict[int, tuple[int, int]] = {}
    for start in range(0, len(invoices), AT_ONCE):
        keys = [invoice.id for invoice in invoices[start : start + AT_ONCE]]
        for key, paid, refunded in db.session.execute(sums().where(FeeEntry.invoice_id.in_(keys))):
            found[key] = (int(paid), int(refunded))
    return [Balance(invoice, *found.get(invoice.id, (0, 0))) for invoice in invoices]
