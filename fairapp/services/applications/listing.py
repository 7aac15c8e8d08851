"""Finding applications: through the producer, the province's lead, or the fair."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from fairapp.db import db
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import NotFound
from fairapp.domain.text import N_
from fairapp.models import (
    Application,
    ApplicationPlace,
    ApplicationProduct,
    Booth,
    Delegation,
    DocumentKind,
    Fair,
    Paper,
    Producer,
    Site,
)
from fairapp.services.applications.line import lock_of
from fairapp.services.applications.parties import of_any

NO_APPLICATION = N_("Không có đơn này.")

# A draft is the applicant's own business.
SENT = Application.state != ApplicationState.DRAFT


def get_for_producer(
    application_id: int, producer: Producer, *, lock: bool = False, line: bool = False
) -> Application:
    """`line`: the waiting list may change with it, so the list is locked first."""
    if line:
        lock_of(application_id)
    return _get(lock, Application.id == application_id, Application.producer_id == producer.id)


def get_for_fair(application_id: int, fair: Fair, *, lock: bool = False) -> Application:
    """A sent application, for the organiser."""
    return _get(lock, Application.id == application_id, Application.fair_id == fair.id, SENT)


def get_for_places(
    application_id: int, places: Collection[Delegation], *, lock: bool = False, line: bool = False
) -> Application:
    """An application from one of these delegations."""
    if line:
        lock_of(application_id)
    return _get(lock, Application.id == application_id, at_places(places))


def at_places(places: Collection[Delegation]) -> ColumnElement[bool]:
    """Restricts a query over Application and Producer to what a lead answers for.

    A draft is seen only where the lead wrote it, for a producer without an account.
    """
    return and_(of_any(places), or_(SENT, Producer.user_id.is_(None)))


def list_for_producer(producer: Producer) -> list[Application]:
    """The producer's applications, the latest first."""
    query = whole().where(Application.producer_id == producer.id).order_by(Application.id.desc())
    return list(db.session.scalars(query))


def list_accepted(fair: Fair) -> list[Application]:
    """The applications that have been accepted and told so, in the order in which they were sent."""
    query = (
        select(Application)
        .options(*_wanted())
        .where(Application.fair_id == fair.id, Application.state == ApplicationState.ACCEPTED)
        .order_by(Application.submitted_at, Application.id)
    )
    return list(db.session.scalars(query))


def get_paper_for_fair(paper_id: int, fair: Fair) -> Paper:
    """A paper of somebody who has applied to this fair; any other is not found.

    Of kinds that other organisers have added, only they see papers.
    """
    return _paper(paper_id, and_(Application.fair_id == fair.id, SENT))


def get_paper_for_places(paper_id: int, places: Collection[Delegation]) -> Paper:
    """A paper of an applicant for whom a lead answers."""
    return _paper(paper_id, at_places(places))


def _paper(paper_id: int, condition: ColumnElement[bool]) -> Paper:
    query = (
        select(Paper)
        .join(Producer, Producer.id == Paper.producer_id)
        .join(Application, Application.producer_id == Producer.id)
        .join(Fair, Fair.id == Application.fair_id)
        .join(DocumentKind, DocumentKind.id == Paper.kind_id)
        .where(Paper.id == paper_id, condition)
        .where(or_(DocumentKind.organisation_id.is_(None), DocumentKind.organisation_id == Fair.owner_id))
        .limit(1)
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(N_("Không có giấy tờ này."))
    return found


def _get(lock: bool, *conditions: ColumnElement[bool]) -> Application:
    """With `lock` the second of two people waits for the first, and then sees what that one did."""
    query = whole().join(Application.producer).where(*conditions)
    found = db.session.scalar(query.with_for_update(of=Application) if lock else query)
    if found is None:
        raise NotFound(NO_APPLICATION)
    return found


def whole() -> Select[tuple[Application]]:
    """An application with all that its pages show, in a constant number of statements."""
    sites = joinedload(Application.fair).selectinload(Fair.sites)
    return select(Application).options(
        *_wanted(),
        sites.selectinload(Site.sessions),
        selectinload(Application.staff),
        selectinload(Application.acceptances),
        selectinload(Application.consents),
    )


def places() -> tuple[ExecutableOption, ...]:
    """Ranked wishes with the zone or booth that each names."""
    ranked = selectinload(Application.places)
    return (
        ranked.joinedload(ApplicationPlace.zone),
        ranked.joinedload(ApplicationPlace.booth).joinedload(Booth.zone),
    )


def _wanted() -> tuple[ExecutableOption, ...]:
    """Who applies, with which goods, for which zone."""
    return (
        joinedload(Application.producer).joinedload(Producer.unit),
        *places(),
        selectinload(Application.goods).joinedload(ApplicationProduct.product),
    )
