"""Notices to pay: who needs one, which are out of date, and sending them all in one act."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db, now
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.fairs import FairState
from fairapp.domain.fees import Line
from fairapp.domain.settlement import RefundRule, refund_percent
from fairapp.domain.text import N_
from fairapp.models import (
    Application,
    AuditEntry,
    Fair,
    FeeBundle,
    FeeInvoice,
    FeeSchedule,
    Producer,
    User,
)
from fairapp.services import accounts, allocation, fairs
from fairapp.services.fees import press
from fairapp.services.fees.assessing import Assessed, assess_all
from fairapp.services.fees.schedules import find_schedule, wait_in_line
from fairapp.services.fees.telling import tell_invoices

CHANGED = N_("Gian hoặc biểu phí đã đổi.")
WITHDRAWN = N_("Đơn vị đã rút khỏi hội chợ.")
TAKEN_AWAY = N_("Đơn vị không còn gian ở hội chợ.")
CALLED_OFF = N_("Hội chợ đã huỷ.")
NOT_PUBLISHED = N_("Chưa công bố sơ đồ xếp gian nên chưa lập được thông báo nộp phí.")
NO_ACCOUNT = N_("Hãy ghi tài khoản nhận phí trong biểu phí trước: có khoản phải nộp.")
LOOK_AGAIN = N_("Biểu phí hoặc sơ đồ vừa thay đổi. Hãy xem lại rồi lập thông báo.")


@dataclass(frozen=True)
class Renewal:
    """An invoice that no longer says what is owed."""

    invoice: FeeInvoice
    assessed: Assessed


@dataclass(frozen=True)
class Leaving:
    """An invoice of somebody who is gone, and how many per cent of what was paid go back."""

    invoice: FeeInvoice
    reason: str
    percent: int


@dataclass(frozen=True)
class Outlook:
    """What sending would do."""

    new: list[Assessed] = field(default_factory=list)
    renewed: list[Renewal] = field(default_factory=list)
    leaving: list[Leaving] = field(default_factory=list)
    same: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.renewed or self.leaving)

    @property
    def fingerprint(self) -> str:
        """Tells whether what is sent is what the person looked at."""
        facts = [
            [(one.application.id, one.assessment) for one in self.new],
            [(one.invoice.id, one.assessed.assessment) for one in self.renewed],
            [(one.invoice.id, one.percent) for one in self.leaving],
        ]
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def outlook(fair: Fair) -> Outlook:
    """Who would get a notice, whose is out of date and who is gone; in a constant number of statements."""
    schedule = find_schedule(fair)
    owed = assess_all(fair, schedule)
    result = Outlook(new=[], renewed=[], leaving=[])
    same = 0
    standing = {invoice.application_id: invoice for invoice in _open_invoices(fair)}
    for key, assessed in owed.items():
        invoice = standing.get(key)
        if invoice is None:
            result.new.append(assessed)
        elif lines_of(invoice) != assessed.assessment.lines:
            result.renewed.append(Renewal(invoice, assessed))
        else:
            same += 1
    gone = [invoice for key, invoice in standing.items() if key not in owed]
    result.leaving.extend(_leaving(fair, schedule, gone))
    return Outlook(result.new, result.renewed, result.leaving, same)


def issue(fair: Fair, actor: User, seen: str | None = None) -> Outlook:
    """Send what is due: new notices, new ones for old, and none any more for those who are gone.

    `seen` is the fingerprint of the outlook that the person looked at.
    """
    if fair.state is FairState.CLOSED:
        raise Conflict(N_("Hội chợ đã khoá sổ nên không lập thông báo nộp phí được nữa."))
    wait_in_line(fair)
    if allocation.published(fair) is None:
        raise Conflict(NOT_PUBLISHED)
    coming = outlook(fair)
    if seen is not None and seen != coming.fingerprint:
        raise Conflict(LOOK_AGAIN)
    schedule = find_schedule(fair)
    assessed = [*coming.new, *(renewal.assessed for renewal in coming.renewed)]
    if any(one.assessment.payable for one in assessed) and not (schedule and schedule.account_number):
        raise Invalid(NO_ACCOUNT)
    for leaving in coming.leaving:
        _cancel(leaving.invoice, leaving.reason, leaving.percent)
    for renewal in coming.renewed:
        _cancel(renewal.invoice, CHANGED)
    db.session.flush()  # before the new ones: an application has one notice that holds
    sheets = [*((one.assessed, one.invoice) for one in coming.renewed), *((one, None) for one in coming.new)]
    tell_invoices(press.make(fair, schedule, actor, sheets, next_number(fair)))
    _audit(fair, actor, coming)
    return coming


def _cancel(invoice: FeeInvoice, reason: str, percent: int | None = None) -> None:
    invoice.cancelled_at, invoice.cancel_reason = now(), reason
    invoice.refund_percent = percent


def next_number(fair: Fair) -> int:
    """Invoices and bundles share one row of numbers, because their codes are made of them."""
    highest = [
        db.session.scalar(select(func.max(table.number)).where(table.fair_id == fair.id)) or 0
        for table in (FeeInvoice, FeeBundle)
    ]
    return max(highest) + 1


def lines_of(invoice: FeeInvoice) -> tuple[Line, ...]:
    return tuple(
        Line(row.label, row.quantity, row.unit, row.unit_price, row.amount, row.payer)
        for row in invoice.lines
    )


def _open_invoices(fair: Fair) -> Iterable[FeeInvoice]:
    query = (
        select(FeeInvoice)
        .where(FeeInvoice.fair_id == fair.id, FeeInvoice.cancelled_at.is_(None))
        .options(
            selectinload(FeeInvoice.lines),
            joinedload(FeeInvoice.application).joinedload(Application.producer).joinedload(Producer.unit),
        )
        .order_by(FeeInvoice.number)
    )
    return db.session.scalars(query)


def _leaving(fair: Fair, schedule: FeeSchedule | None, gone: list[FeeInvoice]) -> list[Leaving]:
    """Who withdrew is under the fair's rules; whom the organiser took the booth gets everything back."""
    rules = [RefundRule(row.days_before, row.percent) for row in schedule.refund_rules] if schedule else []
    opening = min(fairs.days(fair), default=None)
    withdrawn = _withdrawn_at([invoice.application_id for invoice in gone])
    result = []
    for invoice in gone:
        if fair.state is FairState.CANCELLED:
            result.append(Leaving(invoice, CALLED_OFF, 100))
        elif invoice.application.state is not ApplicationState.WITHDRAWN or opening is None:
            result.append(Leaving(invoice, TAKEN_AWAY, 100))
        else:
            day = local_day(withdrawn.get(invoice.application_id) or now())
            result.append(Leaving(invoice, WITHDRAWN, refund_percent(rules, opening, day)))
    return result


def _withdrawn_at(application_ids: list[int]) -> dict[int, object]:
    """When each was last withdrawn, as the record of decisions has it."""
    if not application_ids:
        return {}
    query = (
        select(AuditEntry.subject_id, func.max(AuditEntry.at))
        .where(AuditEntry.subject_kind == "application", AuditEntry.action == "application.withdraw")
        .where(AuditEntry.subject_id.in_([str(key) for key in application_ids]))
        .group_by(AuditEntry.subject_id)
    )
    return {int(key): at for key, at in db.session.execute(query)}


def _audit(fair: Fair, actor: User, done: Outlook) -> None:
    if done.is_empty:
        return
    accounts.audit(
        actor,
        "fee.issue",
        "fair",
        fair.id,
        N_("Lập %(new)d thông báo nộp phí, thay %(renewed)d, huỷ %(gone)d."),
        fair_id=fair.id,
        new=len(done.new),
        renewed=len(done.renewed),
        gone=len(done.leaving),
    )
