"""Who was accepted and has no booth in the published plan, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import literal, select, union

from fairapp.db import db
from fairapp.domain.allocation import PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.models import AllocationPlan, Application, Assignment, Unplaced


@dataclass(frozen=True)
class LeftOut:
    """An accepted application without a booth. No reason: it was accepted after the plan was made."""

    application: Application
    row: Unplaced | None

    @property
    def code(self) -> str:
        return self.row.code if self.row else ""

    @property
    def reason(self) -> str:
        return self.row.reason if self.row else ""

    @property
    def values(self) -> Mapping[str, object]:
        return self.row.reason_values if self.row else {}


def find_left_out(plan: AllocationPlan | None, application: Application) -> LeftOut | None:
    """That a published plan leaves the application out; None where it has a booth or awaits none."""
    return next(iter(list_left_out(plan, [application])), None) if plan else None


def list_left_out(plan: AllocationPlan, applications: Iterable[Application]) -> list[LeftOut]:
    """Those of them that were accepted and stand nowhere in this plan, by the Vietnamese alphabet."""
    placed, refused = {row.application_id for row in plan.assignments}, reasons_of(plan)
    found = [
        LeftOut(application, refused.get(application.id))
        for application in applications
        if application.state == ApplicationState.ACCEPTED and application.id not in placed
    ]
    return sorted(found, key=lambda one: (one.application.producer.sort_key, one.application.id))


def reasons_of(plan: AllocationPlan) -> dict[int, Unplaced]:
    return {row.application_id: row for row in plan.unplaced}


def told_before(plan: AllocationPlan) -> set[tuple[int, str]]:
    """Application and code of each reason that a plan before this one was published with.

    Whoever lost its booths was told with the loss, by a plan made by hand without any code.
    """
    named = select(Unplaced.application_id, Unplaced.code).join(
        AllocationPlan, AllocationPlan.id == Unplaced.plan_id
    )
    stood = select(Assignment.application_id, literal("")).join(
        AllocationPlan, AllocationPlan.id == Assignment.plan_id
    )
    earlier = (
        AllocationPlan.fair_id == plan.fair_id,
        AllocationPlan.id != plan.id,
        AllocationPlan.state != PlanState.DRAFT,
    )
    query = union(named.where(*earlier), stood.where(*earlier))
    return {(application, code) for application, code in db.session.execute(query)}
