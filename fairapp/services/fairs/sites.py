"""Sites: which hall a fair holds, from when to when, and on which days it is open there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fairapp.db import db, is_needed
from fairapp.domain import halls, opening
from fairapp.domain.calendar import format_day
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.fairs import FairState, Hold
from fairapp.domain.halls import HallUse
from fairapp.domain.opening import Opening, Run
from fairapp.domain.text import N_, fold
from fairapp.models import Fair, Hall, OpeningSession, Site, User
from fairapp.services.fairs.preparing import record, require_open_book


@dataclass(frozen=True)
class SiteFacts:
    """A place of the fair and how surely it is held."""

    name: str
    hall_id: int | None
    hold: Hold
    build_from: datetime
    clear_by: datetime


def get_site(fair: Fair, site_id: int) -> Site:
    """A site of this fair and of no other."""
    for site in fair.sites:
        if site.id == site_id:
            return site
    raise NotFound(N_("Hội chợ này không có địa điểm đó."))


def add_site(actor: User, fair: Fair, facts: SiteFacts) -> Site:
    """Hold a hall for the fair, or refuse with the name of the fair that has it."""
    require_open_book(fair)
    _judge(fair, facts, None)
    site = Site(**_columns(facts))
    fair.sites.append(site)
    db.session.flush()
    record(actor, fair, "site.create", N_("Thêm địa điểm %(site)s."), site=site.name)
    return site


def change_site(actor: User, site: Site, facts: SiteFacts) -> None:
    """Change the hall, the window or the hold; everything that hangs on them is judged again."""
    require_open_book(site.fair)
    _judge(site.fair, facts, site)
    opening.check(_openings(site), facts.build_from, facts.clear_by)
    for name, value in _columns(facts).items():
        setattr(site, name, value)
    db.session.flush()
    db.session.refresh(site, ["hall"])
    record(actor, site.fair, "site.change", N_("Sửa địa điểm %(site)s."), site=site.name)


def remove_site(actor: User, site: Site) -> None:
    """Give the hall back. What others have built on the site keeps it in place."""
    require_open_book(site.fair)
    if is_needed(Site, [site.id]):
        raise Conflict(
            N_("Địa điểm %(site)s đã có gian được xếp hoặc đã dùng ở khâu sau nên không xoá được."),
            site=site.name,
        )
    record(actor, site.fair, "site.remove", N_("Xoá địa điểm %(site)s."), site=site.name)
    fair = site.fair
    fair.sites.remove(site)
    db.session.flush()


def list_beside(site: Site) -> list[HallUse]:
    """Tentative claims of others on the same hall at the same time."""
    if site.hall_id is None:
        return []
    mine = _use(site)
    return [use for use in _other_uses(site.hall_id, site.id) if halls.overlap(mine, use)]


def list_uses(hall: Hall) -> list[Site]:
    """Everybody's claims on a hall, in the order of time; a cancelled fair claims nothing."""
    query = (
        select(Site)
        .options(joinedload(Site.fair).joinedload(Fair.owner))
        .join(Site.fair)
        .where(Site.hall_id == hall.id, Fair.state != FairState.CANCELLED)
        .order_by(Site.build_from, Site.id)
    )
    return list(db.session.scalars(query))


def add_run(actor: User, site: Site, run: Run) -> list[OpeningSession]:
    """Open the site on a run of days at once."""
    require_open_book(site.fair)
    added = opening.openings(run)
    _check_sessions(site, [*_openings(site), *added])
    sessions = [OpeningSession(day=o.day, opens=o.opens, closes=o.closes) for o in added]
    site.sessions.extend(sessions)
    db.session.flush()
    record(
        actor,
        site.fair,
        "session.add",
        N_("Thêm %(n)d phiên mở cửa từ %(first)s đến %(last)s tại %(site)s."),
        n=len(sessions),
        first=format_day(run.first),
        last=format_day(run.last),
        site=site.name,
    )
    return sessions


def change_sessions(actor: User, site: Site, hours: Mapping[int, tuple[time, time] | None]) -> None:
    """Set the hours of single sessions, by their number; None removes one."""
    require_open_book(site.fair)
    known = {session.id: session for session in site.sessions}
    if unknown := set(hours) - set(known):
        raise NotFound(N_("Có phiên không còn ở địa điểm này. Hãy tải lại trang."), ids=sorted(unknown))
    kept = {id_: hours.get(id_, (s.opens, s.closes)) for id_, s in known.items()}
    _check_sessions(site, [Opening(known[id_].day, *span) for id_, span in kept.items() if span])
    changed = [(s, kept[id_]) for id_, s in known.items() if kept[id_] != (s.opens, s.closes)]
    renewed = [OpeningSession(day=s.day, opens=span[0], closes=span[1]) for s, span in changed if span]
    for session, _ in changed:
        site.sessions.remove(session)
    db.session.flush()  # all away before any comes back: two sessions of a day may swap their hours
    site.sessions.extend(renewed)
    db.session.flush()
    record(actor, site.fair, "session.change", N_("Sửa phiên mở cửa tại %(site)s."), site=site.name)


def list_hours(site: Site) -> list[opening.SameHours]:
    """The sessions as people read them: which days keep which hours."""
    return opening.group(_openings(site))


def _columns(facts: SiteFacts) -> dict[str, object]:
    return {
        "name": facts.name,
        "hall_id": facts.hall_id,
        "hold": facts.hold,
        "build_from": facts.build_from,
        "clear_by": facts.clear_by,
    }


def _judge(fair: Fair, facts: SiteFacts, site: Site | None) -> None:
    """Refuse a second site of one name, a window that ends before it begins, and a hall that is taken."""
    if fold(facts.name) in {fold(other.name) for other in fair.sites if other is not site}:
        raise Conflict(N_("Hội chợ đã có địa điểm tên %(name)s."), field="name", name=facts.name)
    halls.check_window(facts.build_from, facts.clear_by)
    if facts.hall_id is not None:
        _lock_hall(facts.hall_id)
        wanted = HallUse(fair.id, fair.name, facts.hold, facts.build_from, facts.clear_by)
        halls.judge(wanted, _other_uses(facts.hall_id, site.id if site else None))


def _lock_hall(hall_id: int) -> None:
    """Of two claims at once the second sees the first.

    SQLite's writing transactions stand in line anyway (db.begin_writing); PostgreSQL locks the row.
    """
    if db.session.scalar(select(Hall.id).where(Hall.id == hall_id).with_for_update()) is None:
        raise NotFound(N_("Không có sảnh này."), field="hall")


def _other_uses(hall_id: int, but: int | None) -> list[HallUse]:
    query = (
        select(Site)
        .options(joinedload(Site.fair))
        .join(Site.fair)
        .where(Site.hall_id == hall_id, Fair.state != FairState.CANCELLED)
        .order_by(Site.build_from, Site.id)
    )
    return [_use(site) for site in db.session.scalars(query) if site.id != but]


def _use(site: Site) -> HallUse:
    return HallUse(site.fair_id, site.fair.name, site.hold, site.build_from, site.clear_by)


def _openings(site: Site) -> list[Opening]:
    return [Opening(s.day, s.opens, s.closes) for s in site.sessions]


def _check_sessions(site: Site, openings: list[Opening]) -> None:
    opening.check(openings, site.build_from, site.clear_by)
