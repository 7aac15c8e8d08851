"""What the lead of a province sees, and what it says about its producers' applications."""

from sqlalchemy import case, select

from fairapp.db import db, now
from fairapp.domain.applications import LEADS_TO, ApplicationState, Move, Who
from fairapp.domain.errors import NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.text import N_
from fairapp.models import Application, Delegation, Fair, Producer, User
from fairapp.services.applications.drafts import audit, check_move
from fairapp.services.applications.listing import at_places, whole
from fairapp.services.applications.review import check_reason, check_version
from fairapp.services.applications.telling import tell_entered, tell_question

NO_DELEGATION = N_("Không có đoàn tỉnh này.")


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
    """Through which province at which fair this person sees the application."""
    producer = application.producer
    found = next(
        (d for d in _led_by(lead) if (d.fair_id, d.unit_id) == (application.fair_id, producer.unit_id)), None
    )
    if found is None:
        raise NotFound(NO_DELEGATION)
    return found


def places_of(lead: User) -> list[tuple[int, str]]:
    """(fair, province) pairs that bound what this person may see."""
    return [(share.fair_id, share.unit_id) for share in _led_by(lead)]


def units_of(lead: User) -> frozenset[str]:
    return frozenset(delegation.unit_id for delegation in _led_by(lead))


def list_for_delegation(delegation: Delegation) -> list[Application]:
    """The province's applications at this fair: those to be judged first, then by name."""
    first = case((Application.state == ApplicationState.SUBMITTED, 0), else_=1)
    query = (
        whole()
        .join(Application.producer)
        .where(at_places([(delegation.fair_id, delegation.unit_id)]))
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
    query = select(Delegation).join(Fair).where(Delegation.lead_id == lead.id, Fair.state != FairState.DRAFT)
    return list(db.session.scalars(query))
