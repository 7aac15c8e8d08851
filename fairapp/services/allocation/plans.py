"""A fair's plans: the draft one works on, the published one everybody sees, and their history."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import defer, joinedload, selectinload

from fairapp.db import db
from fairapp.domain.allocation import How, PlanState
from fairapp.models import (
    AllocationInput,
    AllocationPlan,
    AllocationRun,
    Application,
    Assignment,
    Booth,
    Fair,
    Producer,
    Unplaced,
    User,
)
from fairapp.services.fairs import require_open_book


def published(fair: Fair) -> AllocationPlan | None:
    """The plan that holds; None before the first publication."""
    return _find(fair, PlanState.PUBLISHED)


def find_draft(fair: Fair) -> AllocationPlan | None:
    return _find(fair, PlanState.DRAFT)


def current(fair: Fair) -> AllocationPlan | None:
    """What the organiser works on: the draft, or else the published plan it would be copied from."""
    return find_draft(fair) or published(fair)


def list_versions(fair: Fair) -> list[AllocationPlan]:
    """Every plan that was ever published, the latest first."""
    query = (
        select(AllocationPlan)
        .where(AllocationPlan.fair_id == fair.id, AllocationPlan.state != PlanState.DRAFT)
        .order_by(AllocationPlan.number.desc())
    )
    return list(db.session.scalars(query))


def draft_for_editing(fair: Fair, actor: User | None) -> AllocationPlan:
    """The draft, made from the published plan where there is none. Writers of one fair wait in line.

    Refused once the book is closed: who took part in a fair is not decided after its figures are final.
    """
    require_open_book(fair)
    db.session.execute(select(Fair.id).where(Fair.id == fair.id).with_for_update(key_share=True))
    found = find_draft(fair)
    if found is not None:
        return found
    highest = select(func.max(AllocationPlan.number)).where(AllocationPlan.fair_id == fair.id)
    draft = AllocationPlan(
        fair_id=fair.id,
        number=(db.session.scalar(highest) or 0) + 1,
        made_by_id=actor.id if actor else None,
        assignments=[],
        unplaced=[],
    )
    base = published(fair)
    if base is not None:
        draft.rule, draft.input_hash, draft.run_id = base.rule, base.input_hash, base.run_id
        draft.assignments = [_copy(assignment) for assignment in base.assignments]
        draft.unplaced = [_copy_unplaced(unplaced) for unplaced in base.unplaced]
    db.session.add(draft)
    db.session.flush()
    db.session.expire(draft)
    return find_draft(fair) or draft


def discard(draft: AllocationPlan) -> None:
    """Throw a draft away; the published plan is untouched."""
    db.session.delete(draft)
    db.session.flush()


def published_rows(fair_id: int) -> Select[tuple[Assignment]]:
    """The assignments that hold, joined with their booths, in plan order."""
    return (
        select(Assignment)
        .join(AllocationPlan, AllocationPlan.id == Assignment.plan_id)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(AllocationPlan.fair_id == fair_id, AllocationPlan.state == PlanState.PUBLISHED)
        .order_by(Booth.site_id, Booth.position, Booth.id)
    )


def booths_of(application: Application) -> list[Booth]:
    """The booths of an application in the published plan, in plan order."""
    return [assignment.booth for assignment in assignments_of(application)]


def assignments_of(application: Application) -> list[Assignment]:
    """The published assignments of an application, with their reasons."""
    query = (
        published_rows(application.fair_id)
        .where(Assignment.application_id == application.id)
        .options(
            joinedload(Assignment.booth).joinedload(Booth.zone),
            joinedload(Assignment.booth).joinedload(Booth.site),
        )
    )
    return list(db.session.scalars(query))


def map_booths(fair: Fair) -> dict[int, list[str]]:
    """The published booth numbers of every application that has any."""
    query = published_rows(fair.id).with_only_columns(Assignment.application_id, Booth.number)
    numbers: dict[int, list[str]] = {}
    for application_id, number in db.session.execute(query):
        numbers.setdefault(application_id, []).append(number)
    return numbers


def published_booths(fair: Fair) -> dict[int, list[int]]:
    """The booths of every application that has any in the published plan."""
    rows = published_rows(fair.id).with_only_columns(Assignment.application_id, Assignment.booth_id)
    found: dict[int, list[int]] = {}
    for application_id, booth_id in db.session.execute(rows):
        found.setdefault(application_id, []).append(booth_id)
    return found


def list_exhibitors(fair: Fair) -> list[Application]:
    """The applications with a published booth, with producer and staff, by the Vietnamese alphabet."""
    placed = published_rows(fair.id).with_only_columns(Assignment.application_id).order_by(None)
    query = (
        select(Application)
        .join(Producer, Producer.id == Application.producer_id)
        .where(Application.id.in_(placed))
        .options(joinedload(Application.producer).joinedload(Producer.unit), selectinload(Application.staff))
        .order_by(Producer.sort_key, Application.id)
    )
    return list(db.session.scalars(query))


def count_by_hand(plan: AllocationPlan) -> int:
    """How many applications a person placed."""
    return len({row.application_id for row in plan.assignments if row.how != How.RULE})


def numbers(booths: Sequence[Booth]) -> str:
    """A12, A13 for a sentence or a badge."""
    return ", ".join(booth.number for booth in sorted(booths, key=lambda b: (b.site_id, b.position, b.id)))


def _find(fair: Fair, state: PlanState) -> AllocationPlan | None:
    rows = selectinload(AllocationPlan.assignments)
    query = (
        select(AllocationPlan)
        .where(AllocationPlan.fair_id == fair.id, AllocationPlan.state == state)
        .options(
            rows.joinedload(Assignment.booth),
            rows.joinedload(Assignment.application).joinedload(Application.producer),
            selectinload(AllocationPlan.unplaced),
            joinedload(AllocationPlan.run).options(
                defer(AllocationRun.result),
                joinedload(AllocationRun.input).load_only(AllocationInput.hash),
            ),
        )
    )
    return db.session.scalar(query)


def _copy(assignment: Assignment) -> Assignment:
    return Assignment(
        booth_id=assignment.booth_id,
        application_id=assignment.application_id,
        how=assignment.how,
        locked=assignment.locked,
        reason=assignment.reason,
        reason_values=assignment.reason_values,
    )


def _copy_unplaced(unplaced: Unplaced) -> Unplaced:
    return Unplaced(
        application_id=unplaced.application_id,
        code=unplaced.code,
        reason=unplaced.reason,
        reason_values=unplaced.reason_values,
    )
