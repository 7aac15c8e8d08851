"""Finding fairs: by whom they belong to, by what the public may see, by when they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db, now as clock
from fairapp.domain import calendar, fairs as rules
from fairapp.domain.errors import NotFound
from fairapp.domain.fairs import FairKind, FairState, Phase, Timeline
from fairapp.domain.text import N_, fold
from fairapp.models import Fair, Hall, OpeningSession, Site, User

PUBLIC = or_(
    Fair.state.in_((FairState.ANNOUNCED, FairState.CLOSED)),
    and_(Fair.state == FairState.CANCELLED, Fair.announced_at.is_not(None)),
)
NO_SUCH_FAIR = N_("Không có hội chợ này.")


@dataclass(frozen=True)
class Listed:
    """A fair in a list, with what the calendar says of it."""

    fair: Fair
    phase: Phase
    days: list[date]


def get_for_organiser(fair_id: int, user: User) -> Fair:
    """A fair of the user's organisation; a stranger's is not found."""
    fair = db.session.scalar(_whole().where(Fair.id == fair_id, Fair.owner_id == user.organisation_id))
    if fair is None:
        raise NotFound(NO_SUCH_FAIR)
    return fair


def get_public(slug: str) -> Fair:
    """A fair that has been announced, by the name in its address."""
    fair = db.session.scalar(_whole().where(PUBLIC, Fair.slug == slug))
    if fair is None:
        raise NotFound(NO_SUCH_FAIR)
    return fair


def get_by_slug(slug: str) -> Fair:
    """Any fair by the name in its address, for commands on the server itself."""
    fair = db.session.scalar(_whole().where(Fair.slug == slug))
    if fair is None:
        raise NotFound(NO_SUCH_FAIR)
    return fair


def list_all(now: datetime) -> list[Listed]:
    """Every organisation's fairs, the latest first, for commands on the server itself."""
    return latest_first(listed(fair, now) for fair in db.session.scalars(_whole()))


def get_announced(fair_id: int) -> Fair:
    """An announced fair by its number, for people who take part in it."""
    fair = db.session.scalar(_whole().where(PUBLIC, Fair.id == fair_id))
    if fair is None:
        raise NotFound(NO_SUCH_FAIR)
    return fair


def list_open_for_application(now: datetime) -> list[Listed]:
    """Fairs to which a producer may apply now, the next deadline first."""
    query = (
        _whole()
        .where(Fair.state == FairState.ANNOUNCED, Fair.apply_until > now)
        .where(or_(Fair.apply_from.is_(None), Fair.apply_from <= now))
        .order_by(Fair.apply_until, Fair.id)
    )
    return [listed(fair, now) for fair in db.session.scalars(query)]


def list_public(now: datetime) -> list[Listed]:
    """Every announced fair, the latest first; cancelled ones keep their page but not their place here."""
    query = _whole().where(Fair.state.in_((FairState.ANNOUNCED, FairState.CLOSED)))
    return latest_first(listed(fair, now) for fair in db.session.scalars(query))


def list_for_organiser(user: User, now: datetime, q: str = "", kind: FairKind | None = None) -> list[Listed]:
    """The fairs of the user's organisation, the latest first."""
    query = _whole().where(Fair.owner_id == user.organisation_id)
    if q:
        query = query.where(Fair.folded.contains(fold(q), autoescape=True))
    if kind:
        query = query.where(Fair.kind == kind)
    return latest_first(listed(fair, now) for fair in db.session.scalars(query))


def listed(fair: Fair, now: datetime) -> Listed:
    return Listed(fair, phase(fair, now), days(fair))


def latest_first(rows: Iterable[Listed]) -> list[Listed]:
    """By first day: those still without a day on top, past ones of which no day is known at the end.

    Names in Vietnamese order decide between equals.
    """
    by_name = sorted(rows, key=lambda row: row.fair.sort_key)
    return sorted(by_name, key=_first_day, reverse=True)


def _first_day(row: Listed) -> date:
    if row.days:
        return row.days[0]
    return date.min if row.fair.past_record else date.max


def sessions(fair: Fair) -> list[OpeningSession]:
    """Every opening session of every site, in the order of time."""
    found = [session for site in fair.sites for session in site.sessions]
    return sorted(found, key=lambda session: (session.day, session.opens, session.site_id))


def days(fair: Fair) -> list[date]:
    """The local days on which any site is open."""
    return sorted({session.day for site in fair.sites for session in site.sessions})


def first_day(fair: Fair) -> date:
    """The day on which units are read; today as long as no day is known."""
    return min(days(fair), default=calendar.local_day(clock()))


def phase(fair: Fair, now: datetime) -> Phase:
    return rules.phase(timeline(fair), now)


def takes_applications(fair: Fair, now: datetime) -> bool:
    return rules.takes_applications(timeline(fair), now)


def timeline(fair: Fair) -> Timeline:
    """The fair's state and moments, as the domain judges them."""
    return Timeline(
        state=fair.state,
        opens=tuple(
            (calendar.at_local(s.day, s.opens), calendar.at_local(s.day, s.closes)) for s in sessions(fair)
        ),
        build_from=min((site.build_from for site in fair.sites), default=None),
        clear_by=max((site.clear_by for site in fair.sites), default=None),
        apply_from=fair.apply_from,
        apply_until=fair.apply_until,
    )


def _whole() -> Select[tuple[Fair]]:
    """A fair with all that its lists and pages show, in a constant number of statements."""
    sites = selectinload(Fair.sites)
    return select(Fair).options(
        joinedload(Fair.unit),
        joinedload(Fair.owner),
        sites.selectinload(Site.sessions),
        sites.joinedload(Site.hall).joinedload(Hall.venue),
    )
