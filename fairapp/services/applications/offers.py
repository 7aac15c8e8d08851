"""Freed booths go down the waiting list: one timed offer at a time, to the next that fits.

Whatever changes an offer holds the fair's waiting list (`line.lock`), so that two never meet; that a place is
offered to one at a time is a unique index all the same.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db, now
from fairapp.domain.calendar import format_moment
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import takes_decisions
from fairapp.domain.offers import MOST_HOURS, OfferState, Stand, ends, misfit
from fairapp.domain.text import N_
from fairapp.models import Application, Fair, Offer, OfferRule, User, Vacancy
from fairapp.services import accounts, fairs
from fairapp.services.applications import line
from fairapp.services.applications.candidates import line_for, stand_of
from fairapp.services.applications.telling import tell_offer

NO_VACANCY = N_("Không có chỗ trống này.")
HELD = N_(
    "Đơn này đang được mời nhận gian đến %(until)s. Hãy chờ trả lời hoặc rút lời mời trước khi quyết định."
)
NOT_NOW = N_("Hội chợ đã khai mạc, đã huỷ hoặc đã khoá sổ nên không mời thêm.")
DONE = N_("Chỗ trống này đã có người nhận hoặc đã đóng.")
NOT_OPEN = N_("Lời mời này đã được trả lời hoặc đã hết giờ.")
OFFERED = N_("Mời nhận %(booths)d gian, trả lời trước %(until)s.")
MOST_BOOTHS = 50
MOST_POWER = 50_000


def rule_of(fair: Fair) -> OfferRule:
    """The fair's own, or one as good as it, which is not kept."""
    return db.session.get(OfferRule, fair.id) or OfferRule(fair_id=fair.id, hours=24, automatic=False)


def set_rule(fair: Fair, actor: User, *, hours: int, automatic: bool) -> None:
    if not 1 <= hours <= MOST_HOURS:
        raise Invalid(N_("Hãy nhập từ 1 đến %(most)d giờ."), field="hours", most=MOST_HOURS)
    rule = rule_of(fair)
    if (rule.hours, rule.automatic) == (hours, automatic) and rule in db.session:
        return
    rule.hours, rule.automatic = hours, automatic
    db.session.add(rule)
    sentence = (
        N_("Gian trống được mời tự động, mỗi lời mời chờ %(hours)d giờ.")
        if automatic
        else N_("Gian trống được mời khi ban tổ chức bấm, mỗi lời mời chờ %(hours)d giờ.")
    )
    accounts.audit(actor, "offer.rule", "fair", fair.id, sentence, fair_id=fair.id, private=True, hours=hours)
    db.session.flush()


def list_vacancies(fair: Fair) -> list[Vacancy]:
    """Places still free first, then those taken or closed; each with its offers."""
    query = (
        select(Vacancy)
        .where(Vacancy.fair_id == fair.id)
        .options(
            joinedload(Vacancy.left_by).joinedload(Application.producer),
            selectinload(Vacancy.offers).joinedload(Offer.application).joinedload(Application.producer),
        )
        .order_by(Vacancy.closed_at.is_not(None), Vacancy.id)
    )
    return list(db.session.scalars(query))


def get_vacancy(vacancy_id: int, fair: Fair) -> Vacancy:
    found = db.session.scalar(select(Vacancy).where(Vacancy.id == vacancy_id, Vacancy.fair_id == fair.id))
    if found is None:
        raise NotFound(NO_VACANCY)
    return found


def open_offer_of(application: Application) -> Offer | None:
    return db.session.scalar(
        select(Offer).where(Offer.application_id == application.id, Offer.state == OfferState.OPEN)
    )


def check_not_held(application: Application) -> None:
    offer = open_offer_of(application)
    if offer is not None:
        raise Conflict(HELD, until=format_moment(offer.expires_at))


def open_vacancy(fair: Fair, actor: User, has: Stand) -> Vacancy:
    """Booths that the organiser knows to be free, for instance after the plan was changed."""
    line.lock(fair)
    _check_fair(fair)
    if not 1 <= has.booths <= MOST_BOOTHS:
        raise Invalid(N_("Hãy nhập một số từ 1 đến %(most)d."), field="booths", most=MOST_BOOTHS)
    if not 0 <= has.power_watts <= MOST_POWER:
        raise Invalid(N_("Hãy nhập một số từ 0 đến %(most)d."), field="power_watts", most=MOST_POWER)
    return _open(fair, actor, has)


def freed(application: Application, stood: Stand | None = None) -> Vacancy | None:
    """An accepted exhibitor has left: its place is free, and offered at once where the fair wants that.

    `stood` is what the booth has that it was given; where none was given yet, what it asked for.
    """
    fair = application.fair
    line.lock(fair)
    if not _may_offer(fair):
        return None
    vacancy = _open(fair, None, stood or stand_of(application), left_by=application)
    if rule_of(fair).automatic:
        vacancy.started_at = now()
        step(vacancy, None)
    return vacancy


def start(vacancy: Vacancy, actor: User) -> Offer | None:
    """From now on the place goes down the line by itself; gives the first offer, None where nobody fits."""
    lock(vacancy)
    _check_fair(vacancy.fair)
    if vacancy.closed_at is not None:
        raise Conflict(DONE)
    vacancy.started_at = vacancy.started_at or now()
    return step(vacancy, actor)


def close(vacancy: Vacancy, actor: User) -> None:
    """The place is not offered any more; an open offer is taken back."""
    lock(vacancy)
    if vacancy.closed_at is not None:
        raise Conflict(DONE)
    vacancy.closed_at = now()
    for offer in vacancy.offers:
        if offer.state is OfferState.OPEN:
            end(offer, OfferState.RECALLED, actor, N_("Ban tổ chức rút lời mời nhận gian."))
    _audit_vacancy(vacancy, actor, "close", N_("Thôi mời %(booths)d gian trống."), booths=vacancy.booths)
    db.session.flush()


def step(vacancy: Vacancy, actor: User | None) -> Offer | None:
    """Offer the place to the next in line that fits, unless it is being offered."""
    db.session.flush()
    db.session.refresh(vacancy, ["offers"])
    runs = vacancy.started_at is not None and vacancy.closed_at is None and vacancy.booths
    if not runs or not _may_offer(vacancy.fair) or any(o.state is OfferState.OPEN for o in vacancy.offers):
        return None
    following = next((c.application for c in line_for(vacancy) if c.misfit is None), None)
    return _make(vacancy, following, actor) if following else None


def end(offer: Offer, state: OfferState, actor: User | None, sentence: str) -> None:
    """An offer ends once and stays as it ended."""
    if offer.state is not OfferState.OPEN:
        raise Conflict(NOT_OPEN)
    offer.state, offer.answered_at = state, now()
    _audit(offer, actor, state.value, sentence)
    db.session.flush()


def fill(fair: Fair, accepted: Collection[Application]) -> None:
    """Who is accepted from the list by an ordinary verdict takes a free place: it is offered to nobody else.

    What is being offered to somebody now stays promised.
    """
    vacancies = list_vacancies(fair) if accepted else []
    for application in accepted:
        need = stand_of(application)
        fitting = (v for v in vacancies if v.closed_at is None and misfit(need, _unpromised(v), None) is None)
        vacancy = next(fitting, None)
        if vacancy is not None:
            take_from(vacancy, need.booths)
            sentence = N_("%(booths)d gian trống thuộc về đơn được nhận từ danh sách chờ.")
            _audit_vacancy(vacancy, None, "fill", sentence, booths=need.booths)
    db.session.flush()


def take_from(vacancy: Vacancy, booths: int) -> None:
    """Somebody has these booths now; when none is left the place is closed."""
    vacancy.booths -= booths
    if vacancy.booths == 0:
        vacancy.closed_at = now()


def _unpromised(vacancy: Vacancy) -> Stand:
    promised = sum(offer.booths for offer in vacancy.offers if offer.state is OfferState.OPEN)
    return Stand(
        vacancy.kind, vacancy.booths - promised, vacancy.power_watts, vacancy.water, vacancy.open_flame
    )


def give_up(application: Application) -> None:
    """Who leaves the line lets go of what was offered; it goes on to the next."""
    offer = open_offer_of(application)
    if offer is not None:
        line.lock(application.fair)
        end(offer, OfferState.DECLINED, None, N_("Lời mời nhận gian hết hiệu lực vì đơn đã rút."))
        step(offer.vacancy, None)


def _open(fair: Fair, actor: User | None, has: Stand, left_by: Application | None = None) -> Vacancy:
    vacancy = Vacancy(
        fair=fair,
        left_by=left_by,
        kind=has.kind,
        booths=has.booths,
        power_watts=has.power_watts,
        water=has.water,
        open_flame=has.open_flame,
    )
    db.session.add(vacancy)
    db.session.flush()
    _audit_vacancy(vacancy, actor, "open", N_("Có %(booths)d gian trống."), booths=has.booths)
    return vacancy


def _make(vacancy: Vacancy, application: Application, actor: User | None) -> Offer:
    fair, at = vacancy.fair, now()
    offer = Offer(
        vacancy=vacancy,
        application=application,
        booths=application.booth_count,
        made_by_id=actor.id if actor else None,
        made_at=at,
        expires_at=ends(at, rule_of(fair).hours, _opening(fair)),
    )
    db.session.add(offer)
    db.session.flush()
    _audit(offer, actor, "make", OFFERED, booths=offer.booths, until=format_moment(offer.expires_at))
    tell_offer(offer)
    return offer


def lock(vacancy: Vacancy) -> None:
    line.lock(vacancy.fair)
    db.session.refresh(vacancy)


def _opening(fair: Fair) -> datetime | None:
    return min((opens for opens, _ in fairs.timeline(fair).opens), default=None)


def _may_offer(fair: Fair) -> bool:
    opening = _opening(fair)
    return takes_decisions(fair.state) and (opening is None or now() < opening)


def _check_fair(fair: Fair) -> None:
    if not _may_offer(fair):
        raise Conflict(NOT_NOW)


def _audit(offer: Offer, actor: User | None, verb: str, sentence: str, **values: object) -> None:
    """In the application's history, where its owner reads it."""
    accounts.audit(
        actor,
        f"offer.{verb}",
        "application",
        offer.application_id,
        sentence,
        fair_id=offer.vacancy.fair_id,
        **values,
    )


def _audit_vacancy(vacancy: Vacancy, actor: User | None, verb: str, sentence: str, **values: object) -> None:
    accounts.audit(
        actor,
        f"vacancy.{verb}",
        "vacancy",
        vacancy.id,
        sentence,
        fair_id=vacancy.fair_id,
        private=True,
        **values,
    )
