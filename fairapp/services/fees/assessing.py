"""What every exhibitor owes by the schedule of today and the plan that is published."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.allocation import PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.domain.fairs import FairState
from fairapp.domain.fees import Assessment, Exhibitor, Stand, SurchargeKind, assess
from fairapp.models import (
    AllocationPlan,
    Application,
    Assignment,
    Booth,
    Fair,
    FeeExtra,
    FeeSchedule,
    FeeSurcharge,
    Producer,
)
from fairapp.services.fees.schedules import rules_of

NEEDS = {
    SurchargeKind.WATER: "water",
    SurchargeKind.FLAME: "open_flame",
    SurchargeKind.COLD: "cold_storage",
    SurchargeKind.LORRY: "lorry",
}


@dataclass(frozen=True)
class Assessed:
    """An exhibitor with what it owes."""

    application: Application
    booths: str
    assessment: Assessment


def assess_all(fair: Fair, schedule: FeeSchedule | None) -> dict[int, Assessed]:
    """Everybody who has a booth and is still accepted, by application, in a constant number of statements."""
    if fair.state is FairState.CANCELLED:
        return {}
    booths: dict[int, list[Booth]] = defaultdict(list)
    applications: dict[int, Application] = {}
    for row in db.session.scalars(_placed(fair)):
        booths[row.application_id].append(row.booth)
        applications[row.application_id] = row.application
    extras, rules = _extras(fair), rules_of(schedule)
    return {
        key: Assessed(
            application,
            ", ".join(booth.number for booth in booths[key])[:120],
            assess(rules, _exhibitor(application, booths[key], extras[key])),
        )
        for key, application in applications.items()
    }


def _placed(fair: Fair):  # noqa: ANN202  (a Select of Assignment)
    application = joinedload(Assignment.application).joinedload(Application.producer)
    return (
        select(Assignment)
        .join(AllocationPlan, AllocationPlan.id == Assignment.plan_id)
        .join(Application, Application.id == Assignment.application_id)
        .join(Producer, Producer.id == Application.producer_id)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(AllocationPlan.fair_id == fair.id, AllocationPlan.state == PlanState.PUBLISHED)
        .where(Application.state == ApplicationState.ACCEPTED)
        .options(joinedload(Assignment.booth), application.joinedload(Producer.unit))
        .order_by(Producer.sort_key, Application.id, Booth.site_id, Booth.position, Booth.id)
    )


def _extras(fair: Fair) -> dict[int, dict[int, int]]:
    """Pieces hired, by application and surcharge."""
    query = (
        select(FeeExtra)
        .join(FeeSurcharge, FeeSurcharge.id == FeeExtra.surcharge_id)
        .join(FeeSchedule, FeeSchedule.id == FeeSurcharge.schedule_id)
        .where(FeeSchedule.fair_id == fair.id)
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for row in db.session.scalars(query):
        found[row.application_id][row.surcharge_id] = row.quantity
    return found


def _exhibitor(application: Application, booths: list[Booth], extras: dict[int, int]) -> Exhibitor:
    return Exhibitor(
        application.producer.unit_id,
        application.producer.kind,
        tuple(
            Stand(b.number, b.kind, b.width_cm, b.depth_cm, b.open_sides, b.fee, b.subsidy, b.subsidy_by)
            for b in booths
        ),
        application.power_watts,
        frozenset(kind for kind, column in NEEDS.items() if getattr(application, column)),
        extras,
    )
