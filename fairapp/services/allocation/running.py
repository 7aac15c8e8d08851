"""The automatic run: looked at first, then saved if nothing has changed in between."""

from dataclasses import dataclass

from fairapp.db import db
from fairapp.domain.allocation import How
from fairapp.domain.allocation.simple import Placement, Plan, allocate
from fairapp.domain.allocation.simple_check import violations
from fairapp.domain.allocation.simple_reasons import Reason
from fairapp.domain.allocation.spots import RULE
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_
from fairapp.models import Application, Assignment, Fair, Unplaced, User
from fairapp.services.accounts import audit
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.plans import draft_for_editing


@dataclass(frozen=True)
class Change:
    """What the run does to one application. `before` and `after` are booth numbers."""

    application: Application
    before: list[str]
    after: list[str]
    reason: str = ""
    values: dict[str, object] | None = None


@dataclass(frozen=True)
class Preview:
    """The run's outcome, not saved. `key` names its input: saving asks for it again."""

    key: str
    placed: list[Change]
    moved: list[Change]
    freed: list[Change]
    unplaced: list[Change]
    kept: int
    plan: Plan


def preview(fair: Fair) -> Preview:
    """What the rule would make of the fair as it stands now."""
    desk = open_desk(fair)
    return _compare(desk, _run(desk))


def run(fair: Fair, actor: User | None, key: str | None = None) -> Plan:
    """Run the rule and keep its outcome in the draft. `key` is that of the preview that was looked at."""
    desk = open_desk(fair, draft_for_editing(fair, actor))
    plan = _run(desk)
    if key is not None and key != plan.input_hash:
        raise Conflict(
            N_("Sơ đồ, đơn hoặc chỉ tiêu vừa thay đổi nên kết quả xem trước không còn đúng. Hãy xem lại.")
        )
    _save(desk, plan)
    audit(
        actor,
        "allocation.run",
        "fair",
        fair.id,
        N_("Xếp tự động: %(placed)d đơn có gian, %(unplaced)d đơn chưa xếp được."),
        fair_id=fair.id,
        private=True,
        placed=len(plan.placements),
        unplaced=len(plan.unplaced),
    )
    return plan


def _run(desk: Desk) -> Plan:
    given = desk.given
    plan = allocate(given.spots, given.wishes, given.quotas, given.locked, given.promises)
    wrong = violations(given, {placement.application: placement.booths for placement in plan.placements})
    if wrong:  # only what is locked can break a rule, such as a quota lowered since
        raise Invalid(wrong[0].sentence, **wrong[0].values)
    return plan


def _save(desk: Desk, plan: Plan) -> None:
    """Replace what is not locked. Rows are deleted before new ones are written, for the unique key."""
    draft = desk.plan
    assert draft is not None
    kept = {placement.application for placement in plan.placements if placement.locked}
    for row in draft.assignments:
        if row.application_id not in kept:
            db.session.delete(row)
    for old in draft.unplaced:
        db.session.delete(old)
    db.session.flush()
    db.session.add_all(row for p in plan.placements if not p.locked for row in _rows(draft.id, p))
    db.session.add_all(
        Unplaced(
            plan_id=draft.id,
            application_id=u.application,
            code=u.code,
            reason=u.reason.sentence,
            reason_values=u.reason.values,
        )
        for u in plan.unplaced
    )
    draft.rule, draft.input_hash = str(RULE), plan.input_hash
    db.session.flush()
    db.session.expire(draft)


def _rows(plan_id: int, placement: Placement) -> list[Assignment]:
    assert placement.reason is not None
    return [
        Assignment(
            plan_id=plan_id,
            booth_id=booth_id,
            application_id=placement.application,
            how=How.RULE,
            locked=False,
            reason=placement.reason.sentence,
            reason_values=placement.reason.values,
        )
        for booth_id in placement.booths
    ]


def _compare(desk: Desk, plan: Plan) -> Preview:
    placed: list[Change] = []
    moved: list[Change] = []
    kept = 0
    for placement in plan.placements:
        after = [desk.booths[booth].number for booth in placement.booths]
        change = _change(desk, placement.application, after, placement.reason)
        if placement.reason is None or change.before == after:
            kept += 1
        else:
            (moved if change.before else placed).append(change)
    unplaced = [_change(desk, u.application, [], u.reason) for u in plan.unplaced]
    freed = [change for change in unplaced if change.before]
    return Preview(plan.input_hash, placed, moved, freed, unplaced, kept, plan)


def _change(desk: Desk, application_id: int, after: list[str], reason: Reason | None) -> Change:
    before = desk.numbers(application_id)
    said = (reason.sentence, reason.values) if reason else ("", None)
    return Change(desk.applications[application_id], before, after, *said)
