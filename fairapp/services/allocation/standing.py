"""What a plan is worth as it stands, and why: hands may have changed what a run once said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fairapp.db import db
from fairapp.domain.allocation import How
from fairapp.domain.allocation.hand import Run
from fairapp.domain.allocation.objective import Score, score
from fairapp.domain.allocation.sentences import Reason
from fairapp.domain.allocation.why import why_here
from fairapp.domain.allocation.writing import plan_hash
from fairapp.models import AllocationPlan, Unplaced
from fairapp.services.allocation.desk import Desk
from fairapp.services.allocation.solving import refused_of, terms_of
from fairapp.services.allocation.what_if import weights_of


@dataclass(frozen=True)
class Standing:
    """`refused`: code, sentence and values; both with the weights of the run that the plan was begun with."""

    plan_hash: str
    score: Score
    refused: Mapping[int, tuple[str, str, dict[str, object]]]
    why: Mapping[int, Reason]


def standing(desk: Desk) -> Standing | None:
    """Worked out anew; None for a plan that no run began, as nothing says what counts in it."""
    if desk.plan is None or desk.plan.run is None:
        return None
    given, weights = desk.given, weights_of(desk)
    known: dict[str, Run] = {app: run for app, run in desk.places.items() if app in given.app}
    refused = refused_of(given, known, weights)
    return Standing(
        plan_hash(desk.places),
        score(given, known, weights),
        {int(app): (code, sentence, desk.named(values)) for app, (code, sentence, values) in refused.items()},
        {int(app): why_here(given, known, given.app[app], weights) for app in known},
    )


def keep(desk: Desk) -> None:
    """Write with a plan what it is as it stands, in the stead of what its run once said."""
    plan, found = desk.plan, standing(desk)
    if plan is None or found is None:
        return
    for row in plan.assignments:
        if row.how is How.RULE:
            why = found.why[row.application_id]
            row.reason, row.reason_values = why.sentence, why.values
    write_refused(plan, [(app, *refusal) for app, refusal in found.refused.items()])
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
