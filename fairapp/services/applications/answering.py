"""The applicant's answer to an offer from the waiting list."""

from fairapp.db import db, now
from fairapp.domain.applications import LEADS_TO, Decision, Move, Who
from fairapp.domain.calendar import format_moment
from fairapp.domain.errors import Conflict
from fairapp.domain.offers import OfferState
from fairapp.domain.text import N_
from fairapp.models import Application, Offer, User
from fairapp.services.applications import line, offers
from fairapp.services.applications.drafts import check_move

TOO_LATE = N_("Lời mời đã hết giờ lúc %(until)s nên không trả lời được nữa.")


def take(application: Application, actor: User, offer_id: int) -> None:
    """Accept what is offered: a booth at once, and those behind move up."""
    line.lock(application.fair)
    check_move(application, Move.TAKE_OFFER, Who.APPLICANT)
    offer = _answerable(application, offer_id)
    vacancy = offer.vacancy
    offers.end(offer, OfferState.ACCEPTED, actor, N_("Nhận gian được mời từ danh sách chờ."))
    application.state, application.waitlist_number = LEADS_TO[Move.TAKE_OFFER], None
    application.decision, application.decision_reason = Decision.ACCEPT, ""
    application.announced_at = now()
    offers.take_from(vacancy, offer.booths)
    db.session.flush()
    line.close_gaps(application.fair)
    offers.step(vacancy, None)


def decline(application: Application, actor: User, offer_id: int) -> None:
    """Not this one: the place on the list stays, and the next is asked."""
    line.lock(application.fair)
    check_move(application, Move.TAKE_OFFER, Who.APPLICANT)
    offer = _answerable(application, offer_id)
    offers.end(offer, OfferState.DECLINED, actor, N_("Không nhận gian được mời, vẫn ở danh sách chờ."))
    offers.step(offer.vacancy, None)


def _answerable(application: Application, offer_id: int) -> Offer:
    offer = offers.open_offer_of(application)
    if offer is None or offer.id != offer_id:
        raise Conflict(offers.NOT_OPEN)
    if now() >= offer.expires_at:
        raise Conflict(TOO_LATE, until=format_moment(offer.expires_at))
    return offer
