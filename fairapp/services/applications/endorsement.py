"""What the lead of a delegation sees, and what it says about its producers' applications."""

from dataclasses import dataclass

from sqlalchemy import case, or_, select
from sqlalchemy.orm import joinedload

from fairapp.db import db, now
from fairapp.domain.applications import LEADS_TO, ApplicationState, Move, Who
from fairapp.domain.errors import NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.places import get_unit, unit_now
from fairapp.domain.text import N_
from fairapp.models import Application, Delegation, DelegationMember, Fair, Producer, User
from fairapp.services.applications import confirmations, parties
from fairapp.services.applications.drafts import audit, check_move
from fairapp.services.applications.listing import at_places, whole
from fairapp.services.applications.review import check_reason, check_version
from fairapp.services.applications.telling import tell_entered, tell_question
from fairapp.services.places import choices_today

NO_DELEGATION = N_("Không có đoàn này.")


@dataclass(frozen=True)
class Charge:
    """The producers without an account for whom a lead acts: by their unit, or one by one.

    `offered` are the units in which it may write new ones down.
    """

    offered: frozenset[str]
    units: frozenset[str]
    ids: frozenset[int]


def get_for_lead(delegation_id: int, lead: User) -> Delegation:
    """A province at a fair that this person leads; any other is not found."""
    found = db.session.scalar(
        select(Delegation)
        .join(Fair)
        .where(Delegation.id == delegation_id, Delegation.lead_id == lead.id, Fair.state != FairState.DRAFT)
    )
    if found is None:
        raise NotFound(NO_DELEGATION)
    return found


def delegation_of(application: Application, lead: User) -> Delegation:
    """Through which delegation this person sees the application."""
    found = parties.read(application.fair).find(
        application.fair_id, application.producer_id, application.producer.unit_id
    )
    if found is None or found.lead_id != lead.id:
        raise NotFound(NO_DELEGATION)
    return found


def places_of(lead: User) -> list[Delegation]:
    """The delegations that bound what this person may see."""
    return _led_by(lead)


def charge_of(lead: User) -> Charge:
    """The producers for whom this person acts, and where it may write new ones down."""
    return _charge(lead, _led_by(lead))


def charge_in(delegation: Delegation, lead: User) -> Charge:
    """The same within one delegation."""
    return _charge(lead, [delegation])


def _charge(lead: User, led: list[Delegation]) -> Charge:
    provinces = [d for d in led if d.unit_id]
    collectives = [d.id for d in led if not d.unit_id]
    offered = {unit_now(get_unit(d.unit_id)).id for d in provinces if d.unit_id}
    if collectives:
        offered |= {unit for unit, _ in choices_today()}
    units = frozenset().union(*(parties.area(d) for d in provinces))
    return Charge(frozenset(offered), units, _of_collectives(lead, collectives))


def _of_collectives(lead: User, collectives: list[int]) -> frozenset[int]:
    """Whom a collective brings, and whom its lead wrote down for it."""
    if not collectives:
        return frozenset()
    joined = select(DelegationMember.producer_id).where(
        parties.JOINED, DelegationMember.delegation_id.in_(collectives)
    )
    query = select(Producer.id).where(or_(Producer.id.in_(joined), Producer.entered_by_id == lead.id))
    return frozenset(db.session.scalars(query.where(Producer.user_id.is_(None))))


def list_for_delegation(delegation: Delegation) -> list[Application]:
    """The province's applications at this fair: those to be judged first, then by name."""
    first = case((Application.state == ApplicationState.SUBMITTED, 0), else_=1)
    query = (
        whole()
        .join(Application.producer)
        .where(at_places([delegation]))
        .order_by(first, Producer.sort_key, Application.id)
    )
    return list(db.session.scalars(query))


def endorse(application: Application, lead: User, version: int) -> None:
    """The province vouches for this producer."""
    check_version(application, version)
    check_move(application, Move.ENDORSE, Who.LEAD)
    application.state, application.endorsed_at = LEADS_TO[Move.ENDORSE], now()
    audit(lead, application, "endorse", N_("Đoàn tỉnh xác nhận."))
    db.session.flush()


def endorse_own(application: Application, lead: User) -> None:
    """What a lead sends for a producer without an account is vouched for by having been sent."""
    if application.state is ApplicationState.SUBMITTED and application.producer.user_id is None:
        endorse(application, lead, application.version)
        confirmations.supersede(application)
        tell_entered(application, lead)


def send_back(application: Application, lead: User, reason: str, version: int) -> None:
    """Return it to the producer with what is missing."""
    check_version(application, version)
    check_move(application, Move.RETURN, Who.LEAD)
    application.return_reason = check_reason(reason, "reason")
    application.returned_by = N_("Đầu mối đoàn tỉnh")
    application.state, application.decision = LEADS_TO[Move.RETURN], None
    audit(lead, application, "return", N_("Đoàn tỉnh trả lại: %(reason)s"), reason=application.return_reason)
    db.session.flush()
    tell_question(application)


def _led_by(lead: User) -> list[Delegation]:
    query = (
        select(Delegation)
        .join(Fair)
        .where(Delegation.lead_id == lead.id, Fair.state != FairState.DRAFT)
        .options(joinedload(Delegation.unit))
    )
    return list(db.session.scalars(query))
