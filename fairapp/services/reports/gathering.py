"""The facts of a fair, by a fixed number of statements however many rows there are.

Each pair of facts that must fit together is read in an order in which rows that arrive meanwhile cannot
make it contradict itself: people before their entries, diaries in one statement with their lines and
before their exhibitors.
"""

from collections import Counter
from datetime import date, datetime

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import selectinload

from fairapp.db import db
from fairapp.domain import calendar, facts as f, ocop, places
from fairapp.domain.allocation import PlanState
from fairapp.domain.facts import FairFacts
from fairapp.domain.fairs import FairState
from fairapp.domain.passes import RoleCode
from fairapp.models import (
    Admission,
    Agreement,
    AllocationPlan,
    Application,
    ApplicationProduct,
    Assignment,
    Booth,
    Click,
    DiaryDay,
    DiaryLine,
    Fair,
    Gate,
    Hall,
    OpeningSession,
    Pass,
    Producer,
    Product,
    ReportedFigure,
    Site,
    Sponsor,
    Venue,
)


def gather(fair: Fair, now: datetime) -> FairFacts:
    """Everything that is known of the fair at this moment."""
    sessions = _sessions(fair)
    people = _people(fair)
    entries, clicks = _entries(fair), _clicks(fair)
    diary, lines = _diary(fair)
    first_day = min((session.day for session, _ in sessions), default=calendar.local_day(now))
    return FairFacts(
        fair=_fair(fair),
        begun=tuple(sorted({session.day for session, opens in sessions if opens <= now})),
        sites=_sites(fair),
        sessions=tuple(session for session, _ in sessions),
        gates=_gates(fair),
        booths=_booths(fair),
        exhibitors=_exhibitors(fair, first_day),
        goods=_goods(fair),
        entries=entries,
        clicks=clicks,
        people=people,
        diary=diary,
        lines=lines,
        agreements=_agreements(fair),
        reported=_reported(fair),
        sponsors=_sponsors(fair),
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
        select(Pass.role, func.count(Pass.id.distinct()), func.count(Admission.pass_id.distinct()))
        .outerjoin(Admission, Admission.pass_id == Pass.id)
        .where(Pass.fair_id == fair.id)
        .group_by(Pass.role)
    )
    return tuple(
        f.PeopleFact(RoleCode(role).role.value, issued, came)
        for role, issued, came in db.session.execute(query)
    )


def _entries(fair: Fair) -> tuple[f.EntryFact, ...]:
    first = func.sum(case((Admission.nth == 1, 1), else_=0))
    cell = (Admission.gate_id, Admission.day, Admission.hour, Pass.role)
    query = (
        select(*cell, func.count(), first)
        .join(Pass, Pass.id == Admission.pass_id)
        .where(Pass.fair_id == fair.id)
        .group_by(*cell)
    )
    return tuple(
        f.EntryFact(gate, day, hour, RoleCode(role).role.value, n, int(new))
        for gate, day, hour, role, n, new in db.session.execute(query)
    )


def _clicks(fair: Fair) -> tuple[f.ClickFact, ...]:
    cell = (Click.gate_id, Click.day, Click.hour)
    query = (
        select(*cell, func.sum(Click.n))
        .join(Gate, Gate.id == Click.gate_id)
        .join(Site, Site.id == Gate.site_id)
        .where(Site.fair_id == fair.id)
        .group_by(*cell)
    )
    return tuple(f.ClickFact(gate, day, hour, int(n)) for gate, day, hour, n in db.session.execute(query))


def _diary(fair: Fair) -> tuple[tuple[f.DiaryFact, ...], tuple[f.LineFact, ...]]:
    """Answers and their lines in one statement: a figure changed meanwhile is seen whole or not at all."""
    query = (
        select(
            DiaryDay.application_id,
            DiaryDay.day,
            DiaryDay.total,
            DiaryDay.orders,
            DiaryDay.orders_value,
            DiaryLine.amount,
            Product.leaf_code,
            Product.stars,
        )
        .join(Application, Application.id == DiaryDay.application_id)
        .outerjoin(DiaryLine, DiaryLine.diary_day_id == DiaryDay.id)
        .outerjoin(Product, Product.id == DiaryLine.product_id)
        .where(Application.fair_id == fair.id)
    )
    answers: dict[tuple[int, date], f.DiaryFact] = {}
    parts: Counter[tuple[int, date, str, int | None]] = Counter()
    for exhibitor, day, total, orders, orders_value, amount, leaf, stars in db.session.execute(query):
        answers[exhibitor, day] = f.DiaryFact(exhibitor, day, total, orders, orders_value)
        if amount is not None:
            parts[exhibitor, day, ocop.group_of(leaf).code, stars] += amount
    return tuple(answers.values()), tuple(f.LineFact(*cell, amount) for cell, amount in parts.items())


def _booths(fair: Fair) -> tuple[f.BoothFact, ...]:
    given = _assigned(fair).subquery()
    query = (
        select(
            Booth.number,
            Booth.site_id,
            Booth.kind,
            Booth.width_cm * Booth.depth_cm,
            Booth.blocked,
            given.c.application_id,
        )
        .join(Site, Site.id == Booth.site_id)
        .outerjoin(given, given.c.booth_id == Booth.id)
        .where(Site.fair_id == fair.id)
    )
    return tuple(
        f.BoothFact(number, site, kind.value, area, blocked is not None, exhibitor)
        for number, site, kind, area, blocked, exhibitor in db.session.execute(query)
    )


def _exhibitors(fair: Fair, first_day: date) -> tuple[f.ExhibitorFact, ...]:
    query = (
        select(Application.id, Producer.kind, Producer.unit_id)
        .join(Producer, Producer.id == Application.producer_id)
        .where(_took_part(fair))
    )
    return tuple(
        f.ExhibitorFact(id, kind.value, _name_then(unit_id, first_day), _name_now(unit_id))
        for id, kind, unit_id in db.session.execute(query)
    )


def _name_then(unit_id: str, day: date) -> str:
    """The province as it was on the fair's first day; of a later one the name is all that is known."""
    unit = places.get_unit(unit_id)
    while unit.successor and unit.valid_to and unit.valid_to < day:
        unit = places.get_unit(unit.successor)
    term = unit.term_on(day)
    return term.name if term else unit.name


def _name_now(unit_id: str) -> str:
    return places.unit_now(places.get_unit(unit_id)).name


def _goods(fair: Fair) -> tuple[f.GoodsFact, ...]:
    query = (
        select(Product.leaf_code, Product.stars, func.count(Product.id.distinct()))
        .join(ApplicationProduct, ApplicationProduct.product_id == Product.id)
        .join(Application, Application.id == ApplicationProduct.application_id)
        .where(_took_part(fair))
        .group_by(Product.leaf_code, Product.stars)
    )
    counts: Counter[tuple[str, int | None]] = Counter()
    for leaf, stars, n in db.session.execute(query):
        counts[ocop.group_of(leaf).code, stars] += n
    return tuple(f.GoodsFact(group, stars, n) for (group, stars), n in counts.items())


def _agreements(fair: Fair) -> tuple[f.AgreementFact, ...]:
    query = select(Agreement.kind, Agreement.level, Agreement.count, Agreement.value).where(
        Agreement.fair_id == fair.id
    )
    return tuple(
        f.AgreementFact(kind.value, level.value, count, value)
        for kind, level, count, value in db.session.execute(query)
    )


def _reported(fair: Fair) -> tuple[f.ReportedFact, ...]:
    rows = db.session.scalars(select(ReportedFigure).where(ReportedFigure.fair_id == fair.id))
    return tuple(
        f.ReportedFact(row.what, f"{row.value.normalize():f}", row.qualifier, row.source, row.said_on)
        for row in rows
    )


def _sponsors(fair: Fair) -> tuple[f.SponsorFact, ...]:
    query = select(Sponsor).where(Sponsor.fair_id == fair.id).options(selectinload(Sponsor.benefits))
    return tuple(
        f.SponsorFact(
            id=sponsor.id,
            name=sponsor.name,
            tier=sponsor.tier.value,
            contribution=sponsor.contribution,
            in_kind=sponsor.in_kind,
            goals=sponsor.goals,
            benefits=tuple(
                f.BenefitFact(
                    what=benefit.what,
                    unit=benefit.unit,
                    promised=benefit.promised,
                    delivered=benefit.delivered,
                    proof=benefit.proof,
                    shortfall=benefit.shortfall,
                    make_good=benefit.make_good,
                    delivered_on=calendar.local_day(benefit.delivered_at) if benefit.delivered_at else None,
                )
                for benefit in sponsor.benefits
            ),
        )
        for sponsor in db.session.scalars(query)
    )


def _assigned(fair: Fair) -> Select[tuple[int, int]]:
    """Booths and applications of the published plan."""
    return (
        select(Assignment.booth_id, Assignment.application_id)
        .join(AllocationPlan, AllocationPlan.id == Assignment.plan_id)
        .where(AllocationPlan.fair_id == fair.id, AllocationPlan.state == PlanState.PUBLISHED)
    )


def _took_part(fair: Fair):  # noqa: ANN202  (a condition over Application)
    """Placed by the published plan, or kept a diary before losing the place."""
    assigned = _assigned(fair).subquery()
    return and_(
        Application.fair_id == fair.id,
        or_(
            Application.id.in_(select(assigned.c.application_id)),
            Application.id.in_(select(DiaryDay.application_id)),
        ),
    )
