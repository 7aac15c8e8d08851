"""The facts of an exhibitor's home, read from every chapter; what they mean says `domain.exhibitors`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db
from fairapp.domain.applications import WITH_ORGANISER, ApplicationState
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.exhibitors import Facts, FairDay, FollowUp
from fairapp.domain.follow_ups import asked_until
from fairapp.domain.offers import OfferState
from fairapp.domain.papers import Standing as PaperStanding
from fairapp.models import (
    Application,
    ApplicationProduct,
    Booth,
    Delegation,
    Fair,
    FeeBundle,
    Offer,
    Paper,
    Producer,
    Product,
    Site,
)
from fairapp.services import agreements, allocation, applications, fairs, papers, passes, producers, sales
from fairapp.services.agreements import Followed
from fairapp.services.applications import parties
from fairapp.services.exhibitors.feedback import feedback_refusal, find_feedback
from fairapp.services.fees import bundles, listing
from fairapp.services.fees.balances import Balance
from fairapp.services.producers import products

WANTS_PAPERS = WITH_ORGANISER | {ApplicationState.DRAFT, ApplicationState.ACCEPTED}


@dataclass(frozen=True)
class Standing:
    """One exhibitor at one fair, with the rows that its home shows. Without a fair only itself."""

    producer: Producer
    facts: Facts
    products: Sequence[Product]
    papers: Sequence[Paper]
    fair: Fair | None = None
    application: Application | None = None
    wanted: Sequence[PaperStanding] = ()
    booths: Sequence[Booth] = ()
    pass_limit: int = 0
    balance: Balance | None = None
    bundle: FeeBundle | None = None
    delegation: Delegation | None = None

    @property
    def numbers(self) -> str:
        return allocation.numbers(self.booths)


@dataclass
class _Exhibit:
    """What an accepted applicant with a booth has."""

    booths: list[Booth] = field(default_factory=list)
    days: tuple[FairDay, ...] = ()
    balance: Balance | None = None
    bundle: FeeBundle | None = None
    passes: int = 0
    limit: int = 0

    @property
    def owes(self) -> int:
        return 0 if self.balance is None or self.bundle else self.balance.lacking


def list_mine(producer: Producer) -> list[Application]:
    """A producer's applications with as much as the home reads: fairs with their hours, and goods."""
    query = (
        select(Application)
        .where(Application.producer_id == producer.id)
        .options(
            joinedload(Application.producer).joinedload(Producer.unit),
            joinedload(Application.fair).selectinload(Fair.sites).selectinload(Site.sessions),
            selectinload(Application.goods).joinedload(ApplicationProduct.product),
        )
        .order_by(Application.id.desc())
    )
    return list(db.session.scalars(query))


def briefs_of(mine: Sequence[Application], offers: dict[int, Offer]) -> list[tuple[Application, Facts]]:
    """As much of each as decides which comes first; no statement of its own."""
    return [(a, _brief(a, offers.get(a.id))) for a in mine]


def brief_of_open(fair: Fair) -> Facts:
    """A fair that could be applied to, to be ranked among one's own."""
    return Facts(timeline=fairs.timeline(fair))


def open_offers_of(producer: Producer) -> dict[int, Offer]:
    """Places that are held for this producer now, by application."""
    query = (
        select(Offer)
        .join(Application, Application.id == Offer.application_id)
        .where(Application.producer_id == producer.id, Offer.state == OfferState.OPEN)
    )
    return {offer.application_id: offer for offer in db.session.scalars(query)}


def standing_at(producer: Producer, fair: Fair | None, now: datetime) -> Standing:
    """Before anything is written: as it stands to a fair that takes applications, or to none."""
    made, filed = products.list_products(producer), papers.list_papers(producer)
    timeline = fairs.timeline(fair) if fair else None
    facts = Facts(timeline=timeline, follow_ups=_follow_ups(producer, now), **_own(producer, made, filed))
    found = parties.read(fair).find(fair.id, producer.id, producer.unit_id) if fair else None
    return Standing(producer, facts, made, filed, fair=fair, delegation=found)


def gather(application: Application, offer: Offer | None, now: datetime) -> Standing:
    """Everything about one application, in a fixed number of statements."""
    producer, fair = application.producer, application.fair
    made, filed = products.list_products(producer), papers.list_papers(producer)
    wanted = applications.standings_of(application) if application.state in WANTS_PAPERS else []
    has = _exhibit(application)
    facts = Facts(
        timeline=fairs.timeline(fair),
        state=application.state,
        failing=sum(standing.fails for standing in wanted),
        offer_until=offer.expires_at if offer else None,
        booths=len(has.booths),
        billed=has.balance is not None and has.balance.invoice.payable > 0,
        owes=has.owes,
        fee_due=has.balance.invoice.due_on if has.balance else None,
        passes=has.passes,
        days=has.days,
        feedback_given=bool(has.booths) and find_feedback(application) is not None,
        feedback_open=feedback_refusal(application, has.booths, now) is None,
        follow_ups=_follow_ups(producer, now),
        **_own(producer, made, filed),
    )
    return Standing(
        producer,
        facts,
        made,
        filed,
        fair=fair,
        application=application,
        wanted=wanted,
        booths=has.booths,
        pass_limit=has.limit,
        balance=has.balance,
        bundle=has.bundle,
        delegation=parties.read(fair).find(fair.id, producer.id, producer.unit_id),
    )


def _follow_ups(producer: Producer, now: datetime) -> tuple[FollowUp, ...]:
    """Where it still exhibits or did: whoever lost its booth has no page of agreements."""
    asked = agreements.list_asked_of(producer, local_day(now))
    placed = {one.id for one in {application for application, _ in asked} if allocation.booths_of(one)}
    return tuple(_follow_up(application, one) for application, one in asked if application.id in placed)


def _follow_up(application: Application, one: Followed) -> FollowUp:
    step = one.step or (one.last.step if one.last else 0)
    return FollowUp(
        application=application.id,
        agreement=one.agreement.id,
        step=step,
        parties=" – ".join(one.agreement.names),
        until=at_local(asked_until(one.begins, step), time()),
        done=one.step is None,
    )


def _own(producer: Producer, made: Sequence[Product], filed: Sequence[Paper]) -> dict[str, int | bool]:
    return {
        "profile_complete": producers.is_complete(producer),
        "products": len(made),
        "papers": len(filed),
    }


def _brief(application: Application, offer: Offer | None) -> Facts:
    return Facts(
        timeline=fairs.timeline(application.fair),
        state=application.state,
        offer_until=offer.expires_at if offer else None,
    )


def _exhibit(application: Application) -> _Exhibit:
    if application.state is not ApplicationState.ACCEPTED:
        return _Exhibit()
    booths = allocation.booths_of(application)
    if not booths:
        return _Exhibit()
    return _Exhibit(
        booths,
        _days(booths, sales.answered_days(application)),
        listing.find_balance(application),
        bundles.find_holding(application),
        passes.count_for_application(application),
        passes.limit_of(application.fair, len(booths)),
    )


def _days(booths: list[Booth], answered: set[date]) -> tuple[FairDay, ...]:
    closes: dict[date, datetime] = {}
    for session in (session for booth in booths for session in booth.site.sessions):
        end = at_local(session.day, session.closes)
        closes[session.day] = max(end, closes.get(session.day, end))
    return tuple(
        FairDay(open_day.day, open_day.opens_at, closes[open_day.day], open_day.day in answered)
        for open_day in sales.open_days(booths)
    )
