"""Whom a notice is for: conditions as data, each a clause of one statement; papers are judged first."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import contains_eager

from fairapp.db import db
from fairapp.domain.applications import ApplicationState
from fairapp.domain.circulars import Lack
from fairapp.domain.ocop import FEWEST_CERTIFIED_STARS
from fairapp.domain.places import area_of
from fairapp.models import (
    Application,
    ApplicationProduct,
    ApplicationStaff,
    Assignment,
    Circular,
    Fair,
    FeeEntry,
    FeeInvoice,
    Producer,
    Product,
)
from fairapp.services import fairs, sales
from fairapp.services.allocation.plans import published_rows
from fairapp.services.applications import wanted_papers
from fairapp.services.applications.listing import SENT
from fairapp.services.applications.parties import of_any

Clause = Callable[[Fair, date], ColumnElement[bool]]


def list_recipients(circular: Circular, today: date) -> list[Application]:
    """Everybody whom the segment holds today, by the Vietnamese alphabet, in a fixed number of statements."""
    segment, fair = circular.segment, circular.fair
    clauses = [LACKS[lack](fair, today) for lack in segment.lacks]
    if segment.states:
        clauses.append(Application.state.in_(segment.states))
    if circular.sender:
        clauses.append(of_any([circular.delegation] if circular.delegation else []))
    elif segment.units:
        clauses.append(Producer.unit_id.in_({unit for id in segment.units for unit in area_of(id)}))
    query = (
        select(Application)
        .join(Application.producer)
        .where(Application.fair_id == fair.id, SENT, *clauses)
        .options(contains_eager(Application.producer))
        .order_by(Producer.sort_key, Application.id)
    )
    return list(db.session.scalars(query))


def _without_papers(fair: Fair, _today: date) -> ColumnElement[bool]:
    """A paper that the fair requires is not as it should be, or a certificate does not last to its end."""
    failing = wanted_papers.failing(fair, select(Application.id).where(Application.fair_id == fair.id, SENT))
    return Application.id.in_(list(failing)) | _without_certificate(fair)


def _without_certificate(fair: Fair) -> ColumnElement[bool]:
    days = fairs.days(fair)
    gaps = [Product.certificate_number == "", Product.issued_on.is_(None), Product.expires_on.is_(None)]
    gaps += [Product.expires_on < days[-1]] if days else []
    brought = ApplicationProduct.application_id == Application.id
    return exists(
        select(Product.id)
        .join(ApplicationProduct, ApplicationProduct.product_id == Product.id)
        .where(brought, Product.removed_at.is_(None), Product.stars >= FEWEST_CERTIFIED_STARS, or_(*gaps))
        .correlate(Application)
    )


def _without_payment(_fair: Fair, _today: date) -> ColumnElement[bool]:
    paid = (
        select(func.coalesce(func.sum(FeeEntry.amount), 0))
        .where(FeeEntry.invoice_id == FeeInvoice.id)
        .correlate(FeeInvoice)
        .scalar_subquery()
    )
    open_one = (FeeInvoice.application_id == Application.id) & FeeInvoice.cancelled_at.is_(None)
    return exists(select(FeeInvoice.id).where(open_one, FeeInvoice.payable > paid).correlate(Application))


def _without_booth(fair: Fair, _today: date) -> ColumnElement[bool]:
    placed = published_rows(fair.id).with_only_columns(Assignment.application_id).order_by(None)
    return (Application.state == ApplicationState.ACCEPTED) & Application.id.not_in(placed)


def _without_staff(_fair: Fair, _today: date) -> ColumnElement[bool]:
    named = select(ApplicationStaff.id).where(ApplicationStaff.application_id == Application.id)
    return ~exists(named.correlate(Application))


def _without_diary(fair: Fair, today: date) -> ColumnElement[bool]:
    return Application.id.in_(sales.silent_ids(fair.id, today))


LACKS: dict[Lack, Clause] = {
    Lack.PAPERS: _without_papers,
    Lack.PAYMENT: _without_payment,
    Lack.BOOTH: _without_booth,
    Lack.STAFF: _without_staff,
    Lack.DIARY: _without_diary,
}
