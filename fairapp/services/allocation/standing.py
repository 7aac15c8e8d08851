"""What a plan is worth as it stands, and why: hands may have changed what a run once said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fairapp.db import db
from fairapp.domain.allocation import How
from fairapp.domain.allocation.objective import Score, score
from fairapp.domain.allocation.writing import plan_hash
from fairapp.models import AllocationPlan, Unplaced
from fairapp.services.allocation.desk import Desk
from fairapp.services.allocation.reasoning import Reasons
from fairapp.services.allocation.solving import terms_of


@dataclass(frozen=True)
class Standing:
    """With the weights of the run that the plan was begun with."""

    plan_hash: str
    score: Score
    reasons: Reasons


def standing(desk: Desk) -> Standing | None:
    """Worked out anew; None for a plan that no run began, as nothing says what counts in it."""
    if desk.plan is None or desk.plan.run is None:
        return None
    reasons = Reasons(desk)
    return Standing(plan_hash(desk.places), score(desk.given, reasons.places, reasons.weights), reasons)


def keep(desk: Desk) -> None:
    """Write with a plan what it is as it stands, in the stead of what its run once said."""
    plan, found = desk.plan, standing(desk)
    if plan is None or found is None:
        return
    for row in plan.assignments:
        if row.how is How.RULE:
            why = found.reasons.why_here(row.application_id)
            row.reason, row.reason_values = why.sentence, why.values
    refused = found.reasons.refused()
    write_refused(plan, [(app, code, why.sentence, why.values) for app, code, why in refused])
    plan.plan_hash, plan.z, plan.terms = found.plan_hash, found.score.z, terms_of(found.score)
    db.session.flush()


def write_refused(plan: AllocationPlan, refused: Iterable[tuple[int, str, str, dict[str, Any]]]) -> None:
    """Rows are deleted before new ones are written, for the unique key."""
    for old in plan.unplaced:
        db.session.delete(old)
    db.session.flush()
    db.session.add_all(
        Unplaced(plan_id=plan.id, application_id=app, code=code, reason=reason, reason_values=values)
        for app, code, reason, values in refused
    )
    db.session.flush()
    db.session.expire(plan, ["unplaced"])
