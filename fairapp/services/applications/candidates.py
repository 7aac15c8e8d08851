"""The waiting list as a freed place sees it: who would fit, and what stands in the way of the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.offers import Misfit, OfferState, Stand, misfit
from fairapp.models import Application, Booth, Fair, Offer, Producer, Vacancy
from fairapp.services.applications import delegations, parties
from fairapp.services.applications.parties import Parties


@dataclass(frozen=True)
class Candidate:
    """Somebody in the line, and what stands in the way of this place, if anything."""

    application: Application
    misfit: Misfit | None


@dataclass(frozen=True)
class Room:
    """Booths that each delegation may still take; what is being offered counts as taken."""

    parties: Parties
    left: dict[int, int]

    def of(self, application: Application) -> int | None:
        """None where no delegation brings the applicant: then no quota binds it."""
        producer = application.producer
        found = self.parties.find(application.fair_id, producer.id, producer.unit_id)
        return self.left[found.id] if found else None


def line_for(vacancy: Vacancy) -> list[Candidate]:
    """The whole waiting list in its order, as this place sees it."""
    fair = vacancy.fair
    busy = held_ids(fair) | {offer.application_id for offer in vacancy.offers}
    room = _quota_left(fair)
    has = Stand(vacancy.kind, vacancy.booths, vacancy.power_watts, vacancy.water, vacancy.open_flame)
    return [Candidate(a, _judge(a, has, busy, room)) for a in list_waiting(fair)]


def list_waiting(fair: Fair) -> list[Application]:
    query = (
        select(Application)
        .where(Application.fair_id == fair.id, Application.state == ApplicationState.WAITLISTED)
        .options(joinedload(Application.producer).joinedload(Producer.unit))
        .order_by(Application.waitlist_number, Application.id)
    )
    return list(db.session.scalars(query))


def held_ids(fair: Fair) -> set[int]:
    """Applications that hold an offer now."""
    query = select(Offer.application_id).join(Vacancy).where(Vacancy.fair_id == fair.id)
    return set(db.session.scalars(query.where(Offer.state == OfferState.OPEN)))


def _judge(application: Application, has: Stand, busy: set[int], room: Room) -> Misfit | None:
    if application.id in busy:
        return Misfit.OFFERED
    if application.decision is not Decision.WAITLIST:
        return Misfit.DECIDED
    return misfit(stand_of(application), has, room.of(application))


def stand_of(application: Application) -> Stand:
    return Stand(
        application.booth_kind,
        application.booth_count,
        application.power_watts,
        application.water,
        application.open_flame,
    )


def stand_of_booths(booths: Sequence[Booth]) -> Stand | None:
    """What booths that somebody was given have in common; None where there are none."""
    if not booths:
        return None
    return Stand(
        booths[0].kind,
        len(booths),
        min(booth.power_watts for booth in booths),
        all(booth.water for booth in booths),
        all(booth.open_flame for booth in booths),
    )


def _quota_left(fair: Fair) -> Room:
    query = (
        select(Producer.id, Producer.unit_id, Offer.booths)
        .join(Application, Application.id == Offer.application_id)
        .join(Producer, Producer.id == Application.producer_id)
        .where(Application.fair_id == fair.id, Offer.state == OfferState.OPEN)
    )
    found = parties.read(fair)
    left = {share.delegation.id: share.left for share in delegations.shares(fair)}
    for producer_id, unit_id, booths in db.session.execute(query):
        delegation = found.find(fair.id, producer_id, unit_id)
        if delegation is not None:
            left[delegation.id] -= booths
    return Room(found, left)
