"""What producers have behind them: at how many fairs they stood, and who stood badly last time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.allocation import PlanState
from fairapp.domain.geometry import is_corner
from fairapp.models import (
    AllocationPlan,
    Application,
    Assignment,
    Booth,
    Fair,
    OpeningSession,
    PlanFeature,
    Site,
)
from fairapp.services.allocation.floors import Lie, floor_of, lies

NEAR_ENTRANCE = 600  # centimetres on foot: what visitors see first


def is_prime(booth: Booth, lie: Lie | None) -> bool:
    """A corner, or right at an entrance."""
    return is_corner(booth.open_sides) or is_at_entrance(lie)


def is_at_entrance(lie: Lie | None) -> bool:
    return lie is not None and lie.away.entrance is not None and lie.away.entrance <= NEAR_ENTRANCE


def editions(fair: Fair, before: date) -> dict[int, int]:
    """producer → at how many earlier fairs of the same organiser it had a booth."""
    begun = (
        select(Site.fair_id)
        .join(OpeningSession, OpeningSession.site_id == Site.id)
        .group_by(Site.fair_id)
        .having(func.min(OpeningSession.day) < before)
    )
    query = (
        select(Application.producer_id, func.count(distinct(Application.fair_id)))
        .join(Assignment, Assignment.application_id == Application.id)
        .join(AllocationPlan, AllocationPlan.id == Assignment.plan_id)
        .join(Fair, Fair.id == Application.fair_id)
        .where(AllocationPlan.state == PlanState.PUBLISHED, Fair.owner_id == fair.owner_id)
        .where(Fair.id != fair.id, Fair.id.in_(begun))
        .group_by(Application.producer_id)
    )
    return dict(db.session.execute(query).all())  # type: ignore[arg-type]


def stood_badly(fair: Fair) -> frozenset[int]:
    """Producers who at the edition before had no corner, no entrance, and a place in the farthest quarter."""
    if fair.previous_id is None:
        return frozenset()
    bad = _bad_booths(fair.previous_id)
    query = (
        select(Application.producer_id, Assignment.booth_id)
        .join(Assignment, Assignment.application_id == Application.id)
        .join(AllocationPlan, AllocationPlan.id == Assignment.plan_id)
        .where(AllocationPlan.fair_id == fair.previous_id, AllocationPlan.state == PlanState.PUBLISHED)
    )
    had: dict[int, list[bool]] = defaultdict(list)
    for producer_id, booth_id in db.session.execute(query):
        had[producer_id].append(booth_id in bad)
    return frozenset(producer_id for producer_id, booths in had.items() if all(booths))


def _bad_booths(fair_id: int) -> set[int]:
    booths = list(
        db.session.scalars(
            select(Booth)
            .join(Booth.site)
            .where(Site.fair_id == fair_id)
            .options(joinedload(Booth.site).joinedload(Site.hall))
            .order_by(Booth.site_id, Booth.position, Booth.id)
        )
    )
    features = list(
        db.session.scalars(
            select(PlanFeature).join(PlanFeature.site).where(Site.fair_id == fair_id).order_by(PlanFeature.id)
        )
    )
    return {id for each in by_site(booths, features).values() for id in _farthest(booths, each)}


def _farthest(booths: Sequence[Booth], lie_of: Mapping[int, Lie]) -> list[int]:
    """Of one site: the farthest quarter from an entrance, without the prime booths in it."""
    ways = {b.id: lie_of[b.id].away.entrance for b in booths if b.id in lie_of}
    reached = sorted(way for way in ways.values() if way is not None)
    if not reached:
        return []
    far = reached[len(reached) * 3 // 4] if len(reached) > 1 else reached[0] + 1
    return [
        b.id for b in booths if b.id in lie_of and (ways[b.id] or 0) >= far and not is_prime(b, lie_of[b.id])
    ]


def by_site(booths: Sequence[Booth], features: Sequence[PlanFeature]) -> dict[int, dict[int, Lie]]:
    """site → booth → where it lies."""
    sites = {booth.site_id: booth.site for booth in booths}
    return {
        id: lies(
            floor_of(
                site,
                [b for b in booths if b.site_id == id],
                [f for f in features if f.site_id == id],
            )
        )
        for id, site in sites.items()
    }
