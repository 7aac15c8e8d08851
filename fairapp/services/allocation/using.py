"""From a finished run to the draft: only what the checker passes, and only for the input it was made from."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fairapp.db import db
from fairapp.domain.allocation import How, RunKind, RunState
from fairapp.domain.allocation.checker import violations
from fairapp.domain.allocation.instance import Instance
from fairapp.domain.allocation.writing import instance_hash
from fairapp.domain.errors import Conflict
from fairapp.domain.text import N_
from fairapp.models import AllocationPlan, AllocationRun, Application, Assignment, Fair, User
from fairapp.services.accounts import audit
from fairapp.services.allocation import runs
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.plans import draft_for_editing
from fairapp.services.allocation.standing import write_refused

NOT_READY = N_("Lượt chạy số %(number)s chưa có phương án để dùng.")
STALE = N_(
    "Sơ đồ, đơn, chỉ tiêu hoặc gian đã khoá vừa thay đổi nên phương án này không còn đúng. Hãy chạy lại."
)


@dataclass(frozen=True)
class Change:
    """What a plan does to one application. `before` and `after` are booth numbers."""

    application: Application
    before: list[str]
    after: list[str]
    reason: str = ""
    values: dict[str, object] | None = None


@dataclass(frozen=True)
class Outcome:
    """A run's plan against the one on the desk."""

    placed: list[Change]
    moved: list[Change]
    freed: list[Change]
    unplaced: list[Change]
    kept: int
    is_current: bool  # whether it was made from what is true now


def outcome(fair: Fair, run: AllocationRun) -> Outcome:
    """What using a finished run would change; people and booths that have gone since are passed over."""
    desk = open_desk(fair)
    placed: list[Change] = []
    moved: list[Change] = []
    kept = 0
    result = run.result or {}
    for app, keys in result.get("plan", {}).items():
        if int(app) not in desk.applications:
            continue
        change = _change(desk, app, _numbers(desk, keys), result["why"].get(app))
        if sorted(change.before) == sorted(change.after):
            kept += 1
        else:
            (moved if change.before else placed).append(change)
    unplaced = [
        _change(desk, app, [], refusal[1:])
        for app, refusal in result.get("refused", {}).items()
        if int(app) in desk.applications
    ]
    for changes in (placed, moved, unplaced):
        changes.sort(key=lambda change: (change.application.producer.sort_key, change.application.id))
    freed = [change for change in unplaced if change.before]
    return Outcome(placed, moved, freed, unplaced, kept, is_current(desk, run))


def is_current(desk: Desk, run: AllocationRun) -> bool:
    return instance_hash(_input_like(desk, run)) == run.input.hash


def use(fair: Fair, actor: User | None, number: int) -> AllocationPlan:
    """Replace what is not locked in the draft by the plan of a finished run."""
    run = runs.get(fair, number)
    if run.kind != RunKind.FULL or run.state != RunState.DONE or run.result is None:
        raise Conflict(NOT_READY, number=number)
    draft = draft_for_editing(fair, actor)
    desk = open_desk(fair, draft)
    given = _input_like(desk, run)
    plan = {app: tuple(keys) for app, keys in run.result["plan"].items()}
    if instance_hash(given) != run.input.hash or violations(given, plan):
        raise Conflict(STALE)
    _save(desk, run, run.result)
    audit(
        actor,
        "allocation.run",
        "fair",
        fair.id,
        N_("Dùng lượt chạy số %(number)d: %(placed)d đơn có gian, %(unplaced)d đơn chưa xếp được."),
        fair_id=fair.id,
        private=True,
        number=run.number,
        placed=len(plan),
        unplaced=len(run.result["refused"]),
    )
    return draft


def _input_like(desk: Desk, run: AllocationRun) -> Instance:
    return runs.input_of(desk, json.loads(run.input.facts).get("moved_at_most"))


def _save(desk: Desk, run: AllocationRun, result: Mapping[str, Any]) -> None:
    """Rows are deleted before new ones are written, for the unique key."""
    draft = desk.plan
    assert draft is not None
    for row in draft.assignments:
        if str(row.application_id) not in desk.given.locks:
            db.session.delete(row)
    db.session.flush()
    db.session.add_all(
        row
        for app, keys in result["plan"].items()
        if app not in desk.given.locks
        for row in _rows(desk, draft.id, int(app), keys, result["why"].get(app))
    )
    refused = result["refused"].items()
    write_refused(draft, [(int(app), code, why, desk.named(values)) for app, (code, why, values) in refused])
    draft.rule, draft.input_hash, draft.run_id = run.engine, run.input.hash, run.id
    db.session.flush()
    db.session.expire(draft)


def _rows(
    desk: Desk, plan_id: int, application_id: int, keys: Iterable[str], why: tuple[str, dict] | None
) -> list[Assignment]:
    reason, values = why or ("", {})
    return [
        Assignment(
            plan_id=plan_id,
            booth_id=desk.keys.booth_of[key],
            application_id=application_id,
            how=How.RULE,
            locked=False,
            reason=reason,
            reason_values=values,
        )
        for key in keys
    ]


def _numbers(desk: Desk, keys: Iterable[str]) -> list[str]:
    """A booth that has gone is shown by what it was called."""
    return [desk.booths[desk.keys.booth_of[key]].number if key in desk.keys.booth_of else key for key in keys]


def _change(desk: Desk, app: str, after: list[str], why: Any) -> Change:
    reason, values = why or ("", {})
    return Change(desk.applications[int(app)], desk.numbers(int(app)), after, reason, desk.named(values))
