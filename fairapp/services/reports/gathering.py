"""The facts of a fair, by a fixed number of statements however many rows there are.

Each pair of facts that must fit together is read in an order in which rows that arrive meanwhile cannot
make it contradict itself: people before their entries, diaries in one statement with their lines and
before their exhibitors.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, case, func, select

from fairapp.db import db
from fairapp.domain import calendar, definitions, facts as f
from fairapp.domain.facts import FairFacts
from fairapp.domain.fairs import FairState
from fairapp.domain.passes import Kind, RoleCode
from fairapp.models import (
    Click,
    Count,
    CountPoint,
    CountSpell,
    Fair,
    Gate,
    Hall,
    OpeningSession,
    Pass,
    ReportedFigure,
    Scan,
    Site,
    Venue,
)
from fairapp.services.reports import earlier, exhibits, parties, parts, signed, sponsoring


def gather_whole(fair: Fair, now: datetime) -> FairFacts:
    """To be frozen: with what delegations and exhibitors are told of themselves."""
    facts = gather(fair, now)
    first_day = min((session.day for session in facts.sessions), default=calendar.local_day(now))
    return replace(
        facts,
        sold=parties.sold(fair),
        staff=parties.staff(fair),
        delegations=parties.delegations(fair, first_day),
        written=parties.written(fair),
    )


def gather(fair: Fair, now: datetime) -> FairFacts:
    """What is known of the fair as a whole at this moment."""
    sessions = _sessions(fair)
    people = _people(fair)
    entries, clicks = _entries(fair), _clicks(fair)
    diary, lines = exhibits.diary(fair)
    first_day = min((session.day for session, _ in sessions), default=calendar.local_day(now))
    exhibitors, goods = exhibits.exhibitors(fair, first_day)
    return FairFacts(
        fair=_fair(fair),
        begun=tuple(sorted({session.day for session, opens in sessions if opens <= now})),
        sites=_sites(fair),
        sessions=tuple(session for session, _ in sessions),
        gates=_gates(fair),
        booths=exhibits.booths(fair),
        places=exhibits.booth_places(fair),
        features=exhibits.features(fair),
        exhibitors=exhibitors,
        goods=goods,
        entries=entries,
        clicks=clicks,
        points=_points(fair),
        counts=_counts(fair),
        people=people,
        diary=diary,
        lines=lines,
        agreements=signed.agreements(fair, first_day),
        reported=_reported(fair),
        editions=earlier.editions(fair),
        parts=parts.part_facts(fair),
        definitions=definitions.CURRENT,
        rules=definitions.RULES,
        sponsors=sponsoring.sponsors(fair),
        feedback=sponsoring.feedback(fair),
    )


def _fair(fair: Fair) -> f.FairFact:
    basis = ", ".join(
        part
        for part in (
            fair.basis_number,
            calendar.format_day(fair.basis_date) if fair.basis_date else "",
            fair.basis_issuer,
        )
        if part
    )
    return f.FairFact(
        slug=fair.slug,
        name=fair.name,
        kind=fair.kind.value,
        theme=fair.theme,
        host=fair.unit.name,
        organisers=tuple(fair.organisers) or (fair.owner.name,),
        basis=basis,
        illustrative=fair.illustrative,
        past_record=fair.past_record,
        closed=fair.state is FairState.CLOSED,
    )


def _sites(fair: Fair) -> tuple[f.SiteFact, ...]:
    query = (
        select(Site.id, Site.name, Venue.name.label("venue"), Hall.width_cm, Hall.depth_cm)
        .outerjoin(Hall, Hall.id == Site.hall_id)
        .outerjoin(Venue, Venue.id == Hall.venue_id)
        .where(Site.fair_id == fair.id)
    )
    return tuple(
        f.SiteFact(row.id, row.name, row.venue or "", (row.width_cm or 0) * (row.depth_cm or 0))
        for row in db.session.execute(query)
    )


def _sessions(fair: Fair) -> list[tuple[f.SessionFact, datetime]]:
    """Each session with the moment at which it opens."""
    query = (
        select(OpeningSession.site_id, OpeningSession.day, OpeningSession.opens, OpeningSession.closes)
        .join(Site, Site.id == OpeningSession.site_id)
        .where(Site.fair_id == fair.id)
    )
    return [
        (
            f.SessionFact(site, day, calendar.format_time(opens), calendar.format_time(closes)),
            calendar.at_local(day, opens),
        )
        for site, day, opens, closes in db.session.execute(query)
    ]


def _gates(fair: Fair) -> tuple[f.GateFact, ...]:
    query = select(Gate.id, Gate.site_id, Gate.name).join(Site).where(Site.fair_id == fair.id)
    return tuple(f.GateFact(*row) for row in db.session.execute(query))


def _people(fair: Fair) -> tuple[f.PeopleFact, ...]:
    query = (
        select(Pass.role, func.count(Pass.id.distinct()), func.count(Scan.pass_id.distinct()))
        .outerjoin(Scan, and_(Scan.pass_id == Pass.id, Scan.nth.is_not(None)))
        .where(Pass.fair_id == fair.id)
        .group_by(Pass.role)
    )
    return tuple(
        f.PeopleFact(RoleCode(role).role.value, issued, came)
        for role, issued, came in db.session.execute(query)
    )


def _entries(fair: Fair) -> tuple[f.EntryFact, ...]:
    """People only: a lorry's entry is nobody's visit."""
    first = func.sum(case((Scan.nth == 1, 1), else_=0))
    cell = (Scan.gate_id, Scan.day, Scan.quarter, Pass.role)
    query = (
        select(*cell, func.count(), first)
        .join(Pass, Pass.id == Scan.pass_id)
        .where(Scan.fair_id == fair.id, Scan.nth.is_not(None), Pass.kind == int(Kind.PERSON))
        .group_by(*cell)
    )
    counted: dict[tuple, list[int]] = {}
    for gate, day, quarter, role, n, new in db.session.execute(query):
        at_hour = counted.setdefault((gate, day, quarter // 4, role), [0, 0])
        at_hour[0] += n
        at_hour[1] += int(new)
    return tuple(
        f.EntryFact(gate, day, hour, RoleCode(role).role.value, n, new)
        for (gate, day, hour, role), (n, new) in counted.items()
    )


def _clicks(fair: Fair) -> tuple[f.ClickFact, ...]:
    cell = (Click.gate_id, Click.day, Click.hour)
    query = (
        select(*cell, func.sum(Click.counted))
        .join(Gate, Gate.id == Click.gate_id)
        .join(Site, Site.id == Gate.site_id)
        .where(Site.fair_id == fair.id)
        .group_by(*cell)
    )
    return tuple(f.ClickFact(gate, day, hour, int(n)) for gate, day, hour, n in db.session.execute(query))


def _points(fair: Fair) -> tuple[f.PointFact, ...]:
    query = select(CountPoint.id, CountPoint.site_id, CountPoint.name).join(Site)
    return tuple(f.PointFact(*row) for row in db.session.execute(query.where(Site.fair_id == fair.id)))


def _counts(fair: Fair) -> tuple[f.CountFact, ...]:
    """Those that stand; one that was struck out is no fact."""
    columns = (Count.seconds, Count.people, Count.asked, Count.first)
    query = (
        select(CountSpell.point_id, CountSpell.begins_at, *columns)
        .join(CountSpell, CountSpell.id == Count.spell_id)
        .join(CountPoint, CountPoint.id == CountSpell.point_id)
        .join(Site, Site.id == CountPoint.site_id)
        .where(Site.fair_id == fair.id, Count.struck_at.is_(None))
    )
    rows = ((point, calendar.local(begins), rest) for point, begins, *rest in db.session.execute(query))
    return tuple(f.CountFact(point, begins.date(), begins.hour, *rest) for point, begins, rest in rows)


def _reported(fair: Fair) -> tuple[f.ReportedFact, ...]:
    rows = db.session.scalars(select(ReportedFigure).where(ReportedFigure.fair_id == fair.id))
    return tuple(earlier.reported_fact(row) for row in rows)
