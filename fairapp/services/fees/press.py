"""Notices to pay, made many at once: as many statements for a thousand as for one."""

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import selectinload

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.domain.fees import Line
from fairapp.domain.purpose_codes import purpose_code
from fairapp.domain.settlement import EntryKind
from fairapp.models import Fair, FeeEntry, FeeInvoice, FeeLine, FeeSchedule, User
from fairapp.services.fees.assessing import Assessed
from fairapp.services.fees.balances import balances

Sheet = tuple[Assessed, FeeInvoice | None]
"""What one exhibitor owes, and the notice that it replaces."""


def make(
    fair: Fair, schedule: FeeSchedule | None, actor: User, sheets: Sequence[Sheet], number: int
) -> list[FeeInvoice]:
    """Notices with numbers one after the other, what was paid on replaced ones carried over.

    By the table: the session would write each row by itself.
    """
    if not sheets:
        return []
    shared = _account(schedule) | {"fair_id": fair.id, "issued_by_id": actor.id}
    facts = [shared | _facts(fair, sheet, number + n) for n, sheet in enumerate(sheets)]
    db.session.execute(insert(FeeInvoice), facts)
    here = (FeeInvoice.fair_id == fair.id, FeeInvoice.number >= number)
    keys = db.session.scalars(select(FeeInvoice.id).where(*here).order_by(FeeInvoice.number)).all()
    lines = [
        {"invoice_id": key} | _frozen(position, line)
        for key, (owed, _) in zip(keys, sheets, strict=True)
        for position, line in enumerate(owed.assessment.lines)
    ]
    if lines:
        db.session.execute(insert(FeeLine), lines)
    made = select(FeeInvoice).where(*here).options(selectinload(FeeInvoice.lines))
    invoices = list(db.session.scalars(made.order_by(FeeInvoice.number)))
    _carry_over(actor, [(old, new) for (_, old), new in zip(sheets, invoices, strict=True) if old])
    return invoices


def _account(schedule: FeeSchedule | None) -> dict[str, object]:
    return {
        "due_on": schedule.due_on if schedule else None,
        "bank_bin": schedule.bank_bin if schedule else "",
        "account_number": schedule.account_number if schedule else "",
        "account_holder": schedule.account_holder if schedule else "",
    }


def _facts(fair: Fair, sheet: Sheet, number: int) -> dict[str, object]:
    assessed, replaces = sheet
    owed = assessed.assessment
    return {
        "application_id": assessed.application.id,
        "number": number,
        "code": purpose_code(fair.id, number),
        "billed_to": assessed.application.producer.name,
        "booths": assessed.booths,
        "charges": owed.charges,
        "subsidised": owed.subsidised,
        "payable": owed.payable,
        "replaces_id": replaces.id if replaces else None,
    }


def _frozen(position: int, line: Line) -> dict[str, object]:
    return {
        "position": position,
        "label": line.label[:300],
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "amount": line.amount,
        "payer": line.payer,
    }


def _carry_over(actor: User, pairs: list[tuple[FeeInvoice, FeeInvoice]]) -> None:
    credits = [balance.paid for balance in balances(old for old, _ in pairs)]
    day, rows = local_day(now()), []
    for (old, new), credit in zip(pairs, credits, strict=True):
        entry = {
            "kind": EntryKind.CREDIT,
            "day": day,
            "note": f"{old.number} → {new.number}",
            "by_id": actor.id,
            "by_name": actor.name,
        }
        if credit:
            rows += [
                entry | {"invoice_id": old.id, "amount": -credit},
                entry | {"invoice_id": new.id, "amount": credit},
            ]
    if rows:
        db.session.execute(insert(FeeEntry), rows)
        for old, _ in pairs:
            db.session.expire(old, ["entries"])
