"""Earlier editions of a fair, each by its latest snapshot or by what others reported of it."""

from datetime import date

from sqlalchemy import func, select

from fairapp.db import db
from fairapp.domain import facts as f
from fairapp.domain.summary import FairSummary
from fairapp.models import Fair, OpeningSession, ReportedFigure, Site, Snapshot
from fairapp.services.reports.reading import read_summary

MOST = 4
"""So many editions fit a drawing."""


def editions(fair: Fair) -> tuple[f.EditionFact, ...]:
    """The last few before this one; a fair that is nobody's next edition has none."""
    before = _chain(fair)
    if not before:
        return ()
    ids = [one.id for one in before]
    snapshots, said, firsts = _latest(ids), _reported(ids), _first_days(ids)
    return tuple(
        _edition(nth, one, firsts.get(one.id), snapshots.get(one.id), said.get(one.id, ()))
        for nth, one in enumerate(before, 1)
    )


def _chain(fair: Fair) -> list[Fair]:
    """Back from edition to edition; a ring, which a slip could make, is walked once."""
    found: list[Fair] = []
    one = fair.previous
    while one is not None and one not in (fair, *found) and len(found) < MOST:
        found.append(one)
        one = one.previous
    return found


def _edition(
    nth: int, fair: Fair, first: date | None, snapshot: Snapshot | None, said: tuple[f.ReportedFact, ...]
) -> f.EditionFact:
    bare = f.EditionFact(nth=nth, slug=fair.slug, name=fair.name, first=first, reported=said)
    return bare if snapshot is None or fair.past_record else _with_figures(bare, snapshot)


def _with_figures(bare: f.EditionFact, snapshot: Snapshot) -> f.EditionFact:
    """By the definitions of today, from the facts of then."""
    summary = read_summary(snapshot.sha256, snapshot.facts)
    return f.EditionFact(
        nth=bare.nth,
        slug=bare.slug,
        name=bare.name,
        first=bare.first,
        reported=bare.reported,
        snapshot=snapshot.number,
        sha256=snapshot.sha256,
        visits=summary.audience.visits.value,
        revenue=summary.sales.total or 0,
        sellers=summary.sales.sellers,
        booths=summary.scale.taken,
        exhibitors=summary.scale.exhibitors,
        units=summary.scale.units,
        papers=summary.agreements.total.papers,
        daily=_daily(summary),
    )


def _daily(summary: FairSummary) -> tuple[f.EditionDayFact, ...]:
    """Days on which only builders came are none of the fair's."""
    opening = [day for day in summary.audience.days if day.day in summary.days]
    return tuple(f.EditionDayFact(nth, day.visits) for nth, day in enumerate(opening, 1))


def _latest(fair_ids: list[int]) -> dict[int, Snapshot]:
    newest = (
        select(Snapshot.fair_id, func.max(Snapshot.number).label("number"))
        .where(Snapshot.fair_id.in_(fair_ids))
        .group_by(Snapshot.fair_id)
        .subquery()
    )
    query = select(Snapshot).join(
        newest, (newest.c.fair_id == Snapshot.fair_id) & (newest.c.number == Snapshot.number)
    )
    return {snapshot.fair_id: snapshot for snapshot in db.session.scalars(query)}


def _first_days(fair_ids: list[int]) -> dict[int, date]:
    query = (
        select(Site.fair_id, func.min(OpeningSession.day))
        .join(OpeningSession, OpeningSession.site_id == Site.id)
        .where(Site.fair_id.in_(fair_ids))
        .group_by(Site.fair_id)
    )
    return dict(db.session.execute(query).all())  # type: ignore[arg-type]


def _reported(fair_ids: list[int]) -> dict[int, tuple[f.ReportedFact, ...]]:
    query = select(ReportedFigure).where(ReportedFigure.fair_id.in_(fair_ids)).order_by(ReportedFigure.id)
    said: dict[int, tuple[f.ReportedFact, ...]] = {}
    for row in db.session.scalars(query):
        said[row.fair_id] = (*said.get(row.fair_id, ()), reported_fact(row))
    return said


def reported_fact(row: ReportedFigure) -> f.ReportedFact:
    return f.ReportedFact(row.what, f"{row.value.normalize():f}", row.qualifier, row.source, row.said_on)
