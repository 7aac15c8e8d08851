"""What a fair's invoices come to together."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import case, func, select

from fairapp.db import db
from fairapp.domain.settlement import InvoiceState, invoice_state
from fairapp.models import Fair, FeeInvoice, FeeLine
from fairapp.services.fees.balances import sums


@dataclass(frozen=True)
class Totals:
    """The invoices that hold: charges = subsidised + payable, and payable = paid + lacking - over."""

    invoices: int = 0
    charges: int = 0
    subsidised: int = 0
    payable: int = 0
    paid: int = 0
    lacking: int = 0
    over: int = 0
    kept: int = 0  # stands on cancelled invoices
    states: Counter[InvoiceState] | None = None
    payers: tuple[tuple[str, int], ...] = ()


def totals(fair: Fair) -> Totals:
    """The sums of all invoices that hold, in three statements."""
    paid = sums().subquery()
    stands = func.coalesce(paid.c.paid, 0)
    query = (
        select(
            FeeInvoice.cancelled_at.is_not(None),
            FeeInvoice.charges,
            FeeInvoice.subsidised,
            FeeInvoice.payable,
            stands,
        )
        .outerjoin(paid, paid.c.invoice_id == FeeInvoice.id)
        .where(FeeInvoice.fair_id == fair.id)
    )
    return _added_up([tuple(row) for row in db.session.execute(query)], _payers(fair))


def _added_up(rows: list[tuple], payers: tuple[tuple[str, int], ...]) -> Totals:
    holding = [row[1:] for row in rows if not row[0]]
    states: Counter[InvoiceState] = Counter(
        invoice_state(payable, int(paid)) for _, _, payable, paid in holding
    )
    return Totals(
        invoices=len(holding),
        charges=sum(charges for charges, _, _, _ in holding),
        subsidised=sum(subsidised for _, subsidised, _, _ in holding),
        payable=sum(payable for _, _, payable, _ in holding),
        paid=sum(int(paid) for _, _, _, paid in holding),
        lacking=sum(max(0, payable - int(paid)) for _, _, payable, paid in holding),
        over=sum(max(0, int(paid) - payable) for _, _, payable, paid in holding),
        kept=sum(int(row[4]) for row in rows if row[0]),
        states=states,
        payers=payers,
    )


def _payers(fair: Fair) -> tuple[tuple[str, int], ...]:
    """Who takes over how much, the largest share first."""
    share = func.sum(case((FeeLine.amount < 0, -FeeLine.amount), else_=0))
    query = (
        select(FeeLine.payer, share)
        .join(FeeInvoice, FeeInvoice.id == FeeLine.invoice_id)
        .where(FeeInvoice.fair_id == fair.id, FeeInvoice.cancelled_at.is_(None), FeeLine.payer != "")
        .group_by(FeeLine.payer)
        .order_by(share.desc(), FeeLine.payer)
    )
    return tuple((payer, int(amount)) for payer, amount in db.session.execute(query))
