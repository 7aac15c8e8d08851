"""What was signed, as facts: whom each paper binds here, and what became of it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain import facts as f, follow_ups
from fairapp.models import Agreement, Application, Fair
from fairapp.services.reports import exhibits


def agreements(fair: Fair, first_day: date) -> tuple[f.AgreementFact, ...]:
    """Each with those of the fair's exhibitors and of the provinces that it binds."""
    query = select(Agreement).where(Agreement.fair_id == fair.id)
    query = query.options(
        joinedload(Agreement.event), joinedload(Agreement.parties), joinedload(Agreement.follow_ups)
    )
    known = select(Application.producer_id, Application.id).where(Application.fair_id == fair.id)
    applied = dict(db.session.execute(known).all())
    return tuple(_agreement(row, applied, first_day) for row in db.session.scalars(query).unique())


def _agreement(row: Agreement, applied: dict[int, int], first_day: date) -> f.AgreementFact:
    said = [answer.said for answer in row.follow_ups]
    last = follow_ups.latest(said)
    producers = {row.producer_id, *(party.producer_id for party in row.parties)}
    units = {party.unit_id for party in row.parties if party.unit_id}
    return f.AgreementFact(
        kind=row.kind.value,
        level=row.level.value,
        count=row.count,
        value=row.value,
        id=row.id,
        event=row.event.name if row.event else "",
        exhibitors=tuple(sorted(applied[id] for id in producers if id in applied)),
        units=tuple(sorted({exhibits.name_then(unit, first_day) for unit in units})),
        answer=last.answer.value if last else "",
        delivered=follow_ups.delivered_of(said),
    )
