"""Demo data: past fairs as the press reported them, and one fair under way."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import func, select

from fairapp.db import db, now as the_clock
from fairapp.models import Fair
from fairapp.seeds import (
    accounts,
    coming_applications,
    coming_fair,
    coming_visitors,
    document_kinds,
    last_edition,
    last_week,
    letters,
    next_year,
    office,
    papers,
    past_fairs,
    past_plans,
    producers,
    signings,
    stranger,
    units,
    venues,
)
from fairapp.seeds.live_fair import (
    agreements,
    allocation,
    applications,
    crowd,
    delegations,
    fair,
    fees,
    inspections,
    parties,
    passes,
    phones,
    plan,
    sales,
    scans,
    snapshot,
    sponsors,
    visitors,
)
from fairapp.seeds.story import Story, told_at

STEPS: tuple[Callable[[Story], str], ...] = (
    accounts.sow,
    venues.sow,
    past_fairs.sow,
    past_plans.sow,
    signings.sow,
    producers.sow,
    fair.sow,
    plan.sow,
    delegations.sow,
    applications.sow,
    parties.sow,
    allocation.sow,
    fees.sow,
    passes.sow,
    visitors.sow,
    phones.sow,
    crowd.sow,
    scans.sow,
    inspections.sow,
    sales.sow,
    agreements.sow,
    sponsors.sow,
    last_edition.sow,
    snapshot.sow,
    coming_fair.sow,
    coming_applications.sow,
    coming_visitors.sow,
    papers.sow,
    last_week.sow,
    office.sow,
    next_year.sow,
    stranger.sow,
    letters.sow,
)


def stands() -> bool:
    """Whether any fair is there already."""
    return bool(db.session.scalar(select(func.count()).select_from(Fair)))


def lay_ground() -> None:
    """What every installation stands on: administrative units and kinds of papers. Not demo data."""
    units.sow()
    document_kinds.sow()


def sow(now: datetime | None = None) -> Iterator[str]:
    """Fill the database step by step; each step gives a line that says what it made.

    The fair under way began two days before `now`. The same moment gives the same data.
    """
    story = Story((now or the_clock()).replace(microsecond=0))
    yield f"{units.sow()} administrative units"
    yield f"{document_kinds.sow()} kinds of papers"
    for step in STEPS:
        with told_at(story.now):
            line = step(story)
        yield line
