"""Plans held against each other: a draft against what holds, and any two side by side."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fairapp.db import db
from fairapp.domain.allocation import RunState
from fairapp.domain.allocation.hand import Run
from fairapp.domain.allocation.objective import Score
from fairapp.domain.errors import NotFound
from fairapp.domain.text import N_
from fairapp.models import AllocationPlan, Application, Assignment, Fair
from fairapp.services.allocation import runs
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.plans import find_draft, published
from fairapp.services.allocation.using import Change
from fairapp.services.allocation.what_if import Turn, differences, score_of

NO_PLAN = N_("Không có phương án này.")


def changes(fair: Fair) -> list[Change]:
    """Everybody whose booths differ between the published plan and the draft, by the Vietnamese alphabet."""
    before, after = _by_application(published(fair)), _by_application(find_draft(fair))
    found = []
    for application_id in before.keys() | after.keys():
        old, new = _numbers(before.get(application_id, [])), _numbers(after.get(application_id, []))
        if old != new:
            rows = after.get(application_id) or before[application_id]
            found.append(_change(rows[0].application, old, new, after.get(application_id, [])))
    return sorted(found, key=lambda change: (change.application.producer.sort_key, change.application.id))


@dataclass(frozen=True)
class Side:
    """One of two plans: its key in the address, and each application's booth numbers."""

    key: str
    score: Score
    places: dict[int, list[str]]


@dataclass(frozen=True)
class Comparison:
    left: Side
    right: Side
    turns: tuple[Turn, ...]
    changes: list[Change]  # before: left, after: right


def compare(fair: Fair, left: str, right: str) -> Comparison:
    """Two plans, weighed alike by what the working plan was begun with."""
    desk = open_desk(fair)
    one, other = _side(desk, left), _side(desk, right)
    found = [
        Change(desk.applications[id], one.places.get(id, []), other.places.get(id, []))
        for id in one.places.keys() | other.places.keys()
        if id in desk.applications and one.places.get(id) != other.places.get(id)
    ]
    found.sort(key=lambda change: (change.application.producer.sort_key, change.application.id))
    return Comparison(one, other, differences(one.score, other.score), found)


def list_sides(fair: Fair) -> list[str]:
    """What can be compared: `plan-2`, `run-5`, the latest first."""
    plans = select(AllocationPlan.number).where(AllocationPlan.fair_id == fair.id)
    kept = [f"plan-{n}" for n in sorted(db.session.scalars(plans), reverse=True)]
    done = [f"run-{run.number}" for run in runs.list_full(fair) if run.state == RunState.DONE]
    return [*kept, *done]


def _side(desk: Desk, key: str) -> Side:
    kind, _, number = key.partition("-")
    if not number.isdecimal() or len(number) > 9 or kind not in ("plan", "run"):
        raise NotFound(NO_PLAN)
    places = (_of_plan if kind == "plan" else _of_run)(desk, int(number))
    standing = {
        str(id): run
        for id, run in places.items()
        if id in desk.applications and all(booth in desk.free_to_move.booth for booth in run)
    }
    numbers = {
        id: desk.numbers_of(standing[str(id)]) if str(id) in standing else list(run)
        for id, run in places.items()
    }
    return Side(key, score_of(desk, standing), {id: sorted(found) for id, found in numbers.items()})


def _of_run(desk: Desk, number: int) -> dict[int, Run]:
    run = runs.get(desk.fair, number)
    if run.state != RunState.DONE or run.result is None:
        raise NotFound(NO_PLAN)
    return {int(app): tuple(keys) for app, keys in run.result["plan"].items()}


def _of_plan(desk: Desk, number: int) -> dict[int, Run]:
    query = (
        select(AllocationPlan)
        .where(AllocationPlan.fair_id == desk.fair.id, AllocationPlan.number == number)
        .options(selectinload(AllocationPlan.assignments).joinedload(Assignment.booth))
    )
    plan = db.session.scalar(query)
    if plan is None:
        raise NotFound(NO_PLAN)
    found: dict[int, list[int]] = {}
    for row in plan.assignments:
        found.setdefault(row.application_id, []).append(row.booth_id)
    lie = desk.sources.lie_of
    return {
        id: tuple(desk.keys.booths[b] for b in sorted(ids, key=lambda b: (lie[b].row, lie[b].pos)))
        for id, ids in found.items()
    }


def _change(application: Application, old: list[str], new: list[str], rows: list[Assignment]) -> Change:
    reason, values = (rows[0].reason, rows[0].reason_values) if rows else ("", {})
    return Change(application, old, new, reason, values)


def _by_application(plan: AllocationPlan | None) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = {}
    for row in plan.assignments if plan else []:
        found.setdefault(row.application_id, []).append(row)
    return found


def _numbers(rows: list[Assignment]) -> list[str]:
    return [row.booth.number for row in sorted(rows, key=lambda row: (row.booth.site_id, row.booth.position))]
