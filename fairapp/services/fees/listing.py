"""Finding invoices: by the fair, the exhibitor, the province."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db
from fairapp.domain.errors import NotFound
from fairapp.domain.pages import Page, place
from fairapp.domain.purpose_codes import find_codes
from fairapp.domain.settlement import InvoiceState
from fairapp.domain.text import N_, fold
from fairapp.models import (
    Application,
    AuditEntry,
    Delegation,
    Fair,
    FeeBundleMember,
    FeeEntry,
    FeeInvoice,
    Producer,
    StatementLine,
    Unit,
)
from fairapp.services import accounts
from fairapp.services.applications.listing import at_places
from fairapp.services.fees.balances import Balance, balances, sums

NO_INVOICE = N_("Không có thông báo nộp phí này.")
PER_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What to show of a fair's invoices. Cancelled ones only when asked for."""

    q: str = ""
    unit: str = ""
    state: InvoiceState | None = None
    sort: str = "name"
    page: int = 1


def list_page(fair: Fair, wanted: Wanted) -> Page[Balance]:
    """One page of a fair's invoices, in a constant number of statements."""
    query = _wanted(fair, wanted)
    found = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    page, pages = place(found, wanted.page, PER_PAGE)
    rows = query.offset((page - 1) * PER_PAGE).limit(PER_PAGE).options(_producer())
    return Page(balances(db.session.scalars(rows)), found, page, pages)


def list_all(fair: Fair, wanted: Wanted) -> list[Balance]:
    """The same list without its pages and with every line, to take away."""
    query = _wanted(fair, wanted).options(_producer(), selectinload(FeeInvoice.lines))
    return balances(db.session.scalars(query))


def get_for_fair(invoice_id: int, fair: Fair) -> FeeInvoice:
    return _get(FeeInvoice.id == invoice_id, FeeInvoice.fair_id == fair.id)


def find_for_application(application: Application) -> FeeInvoice | None:
    """The invoice that holds; none before the notices are sent, or when the exhibitor is gone."""
    query = _whole().where(FeeInvoice.application_id == application.id, FeeInvoice.cancelled_at.is_(None))
    return db.session.scalar(query)


def find_balance(application: Application) -> Balance | None:
    """How the invoice that holds stands, without its lines and entries."""
    query = select(FeeInvoice).where(
        FeeInvoice.application_id == application.id, FeeInvoice.cancelled_at.is_(None)
    )
    return next(iter(balances(db.session.scalars(query))), None)


def get_for_application(application: Application) -> FeeInvoice:
    found = find_for_application(application)
    if found is None:
        raise NotFound(NO_INVOICE)
    return found


def list_earlier(invoice: FeeInvoice) -> list[FeeInvoice]:
    """The same exhibitor's other notices, the latest first."""
    query = (
        select(FeeInvoice)
        .where(FeeInvoice.application_id == invoice.application_id, FeeInvoice.id != invoice.id)
        .order_by(FeeInvoice.number.desc())
    )
    return list(db.session.scalars(query))


def find_by_typed(fair: Fair, typed: str) -> FeeInvoice | None:
    """By its code or its number, as a person types it."""
    codes, bare = find_codes(typed), typed.strip().lstrip("0")
    if codes:
        condition = FeeInvoice.code == codes[0]
    elif bare.isascii() and bare.isdecimal() and len(bare) < 6:
        condition = FeeInvoice.number == int(bare)
    else:
        return None
    return db.session.scalar(select(FeeInvoice).where(FeeInvoice.fair_id == fair.id, condition))


def list_lacking(fair: Fair) -> list[Balance]:
    """Invoices that still lack money, by name: whose payment a line may be."""
    paid = sums().subquery()
    query = (
        select(FeeInvoice)
        .outerjoin(paid, paid.c.invoice_id == FeeInvoice.id)
        .join(Application, Application.id == FeeInvoice.application_id)
        .join(Producer, Producer.id == Application.producer_id)
        .where(FeeInvoice.fair_id == fair.id, FeeInvoice.cancelled_at.is_(None))
        .where(FeeInvoice.payable > func.coalesce(paid.c.paid, 0))
        .order_by(Producer.sort_key, FeeInvoice.id)
        .options(_producer())
    )
    return balances(db.session.scalars(query))


def list_for_places(places: Collection[Delegation]) -> list[Balance]:
    """The invoices of a lead's exhibitors, by name."""
    query = (
        select(FeeInvoice)
        .join(Application, Application.id == FeeInvoice.application_id)
        .join(Producer, Producer.id == Application.producer_id)
        .where(at_places(places), FeeInvoice.cancelled_at.is_(None))
        .order_by(Producer.sort_key, FeeInvoice.id)
        .options(_producer())
    )
    return balances(db.session.scalars(query))


def list_log(invoice: FeeInvoice) -> list[AuditEntry]:
    return accounts.list_audit("fee_invoice", invoice.id, private=True)


def held_in_bundles(fair: Fair) -> dict[int, int]:
    """Which bundle pays for which application."""
    query = (
        select(FeeBundleMember.application_id, FeeBundleMember.bundle_id)
        .join(Application, Application.id == FeeBundleMember.application_id)
        .where(Application.fair_id == fair.id, FeeBundleMember.released_at.is_(None))
    )
    return {row.application_id: row.bundle_id for row in db.session.execute(query)}


def units_of(fair: Fair) -> list[Unit]:
    """The provinces whose exhibitors have invoices, by the Vietnamese alphabet."""
    theirs = (
        select(Producer.unit_id)
        .join(Application, Application.producer_id == Producer.id)
        .join(FeeInvoice, FeeInvoice.application_id == Application.id)
        .where(FeeInvoice.fair_id == fair.id)
    )
    return list(db.session.scalars(select(Unit).where(Unit.id.in_(theirs)).order_by(Unit.sort_key)))


def list_delegation(delegation: Delegation) -> list[Balance]:
    return list_for_places([delegation])


def _wanted(fair: Fair, wanted: Wanted) -> Select[tuple[FeeInvoice]]:
    paid = sums().subquery()
    lacking = FeeInvoice.payable - func.coalesce(paid.c.paid, 0)
    order = {
        "name": Producer.sort_key,
        "number": FeeInvoice.number,
        "payable": FeeInvoice.payable,
        "lacking": lacking,
    }.get(wanted.sort.removeprefix("-"), Producer.sort_key)
    return (
        select(FeeInvoice)
        .outerjoin(paid, paid.c.invoice_id == FeeInvoice.id)
        .join(Application, Application.id == FeeInvoice.application_id)
        .join(Producer, Producer.id == Application.producer_id)
        .where(FeeInvoice.fair_id == fair.id, *_conditions(wanted, lacking, func.coalesce(paid.c.paid, 0)))
        .order_by(order.desc() if wanted.sort.startswith("-") else order, FeeInvoice.id)
    )


def _conditions(
    wanted: Wanted, lacking: ColumnElement[int], paid: ColumnElement[int]
) -> list[ColumnElement[bool]]:
    is_cancelled = FeeInvoice.cancelled_at.is_not(None)
    states = {
        InvoiceState.FREE: and_(FeeInvoice.payable == 0, lacking == 0),
        InvoiceState.UNPAID: and_(FeeInvoice.payable > 0, paid <= 0),
        InvoiceState.PARTIAL: and_(paid > 0, lacking > 0),
        InvoiceState.PAID: and_(FeeInvoice.payable > 0, lacking == 0),
        InvoiceState.OVER: lacking < 0,
    }
    conditions = [is_cancelled if wanted.state is InvoiceState.CANCELLED else ~is_cancelled]
    if wanted.state in states:
        conditions.append(states[wanted.state])
    if wanted.unit:
        conditions.append(Producer.unit_id == wanted.unit)
    if wanted.q:
        conditions.append(_search(wanted.q))
    return conditions


def _search(q: str) -> ColumnElement[bool]:
    """A name, a booth, a number or a code."""
    codes = find_codes(q)
    if codes:
        return FeeInvoice.code == codes[0]
    bare = q.strip().lstrip("0")
    ways = [
        Producer.folded.contains(fold(q), autoescape=True),
        FeeInvoice.booths.contains(q.strip().upper(), autoescape=True),
    ]
    if bare.isascii() and bare.isdecimal() and len(bare) < 6:
        ways.append(FeeInvoice.number == int(bare))
    return or_(*ways)


def _producer():  # noqa: ANN202  (a loader option)
    return joinedload(FeeInvoice.application).joinedload(Application.producer).joinedload(Producer.unit)


def _whole() -> Select[tuple[FeeInvoice]]:
    """An invoice with all that its page shows, in a constant number of statements."""
    return select(FeeInvoice).options(
        _producer(),
        selectinload(FeeInvoice.lines),
        selectinload(FeeInvoice.entries).joinedload(FeeEntry.line).joinedload(StatementLine.statement),
        joinedload(FeeInvoice.replaces),
        joinedload(FeeInvoice.fair),
    )


def _get(*conditions: ColumnElement[bool]) -> FeeInvoice:
    found = db.session.scalar(_whole().where(*conditions))
    if found is None:
        raise NotFound(NO_INVOICE)
    return found
