"""What the clock does with offers: those whose time is over lapse, and idle places are offered again."""

from datetime import datetime

from sqlalchemy import exists, select

from fairapp.db import db
from fairapp.domain.applications import ApplicationState
from fairapp.domain.offers import OfferState
from fairapp.domain.text import N_
from fairapp.models import Application, Offer, Vacancy
from fairapp.services.applications import line, offers
from fairapp.services.applications.telling import tell_lapsed


def list_due(at: datetime) -> list[int]:
    """Offers whose time is over."""
    query = select(Offer.id).where(Offer.state == OfferState.OPEN, Offer.expires_at <= at)
    return list(db.session.scalars(query.order_by(Offer.expires_at, Offer.id)))


def lapse(offer_id: int, at: datetime) -> bool:
    """The time of one offer is over: who did not answer goes to the end, and the next is asked."""
    offer = db.session.get_one(Offer, offer_id)
    fair = offer.vacancy.fair
    line.lock(fair)
    db.session.refresh(offer)
    if offer.state is not OfferState.OPEN or offer.expires_at > at:
        return False
    application = offer.application
    offers.end(offer, OfferState.EXPIRED, None, N_("Lời mời nhận gian hết giờ mà không được trả lời."))
    line.to_the_end(application)
    tell_lapsed(offer)
    offers.step(offer.vacancy, None)
    return True


def list_idle() -> list[int]:
    """Started places that are offered to nobody, while somebody waits who has not been asked about them."""
    being_offered = select(Offer.vacancy_id).where(Offer.state == OfferState.OPEN)
    asked = exists().where(Offer.vacancy_id == Vacancy.id, Offer.application_id == Application.id)
    somebody = exists().where(
        Application.fair_id == Vacancy.fair_id, Application.state == ApplicationState.WAITLISTED, ~asked
    )
    query = select(Vacancy.id).where(Vacancy.started_at.is_not(None), Vacancy.closed_at.is_(None), somebody)
    return list(db.session.scalars(query.where(Vacancy.id.not_in(being_offered)).order_by(Vacancy.id)))


def resume(vacancy_id: int) -> bool:
    vacancy = db.session.get_one(Vacancy, vacancy_id)
    offers.lock(vacancy)
    return offers.step(vacancy, None) is not None
