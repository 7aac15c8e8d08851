"""Publication: one moment in which a draft becomes the plan that everybody sees."""

from fairapp.db import db, now
from fairapp.domain.allocation import PlanState
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_
from fairapp.models import AllocationPlan, Fair, User
from fairapp.services.accounts import audit
from fairapp.services.allocation.comparing import changes
from fairapp.services.allocation.desk import open_desk
from fairapp.services.allocation.plans import (
    discard as delete_draft,
    draft_for_editing,
    find_draft,
    published,
)
from fairapp.services.allocation.standing import keep
from fairapp.services.allocation.telling import tell_publication

NOTHING_NEW = N_("Không có bản nháp nào để công bố.")


def publish(fair: Fair, actor: User | None, why: str = "", number: int | None = None) -> AllocationPlan:
    """Publish the draft; the plan before it is superseded, and stays as it was.

    `number` is the draft that the person looked at.
    """
    draft = _the_draft(fair, actor, number)
    desk = open_desk(fair, draft)
    if not draft.assignments:
        raise Invalid(N_("Bản nháp chưa xếp gian nào nên chưa công bố được."))
    wrong = desk.problems()
    if wrong:
        raise Invalid(
            N_("Bản nháp còn %(n)d chỗ sai nên chưa công bố được. Hãy sửa các mục nêu bên dưới."),
            n=len(wrong),
        )
    before = published(fair)
    if before is not None and not why.strip():
        raise Invalid(N_("Hãy ghi lý do thay đổi so với bản đã công bố."), field="why")
    keep(desk)
    changed = changes(fair)
    if before is not None:
        before.state = PlanState.SUPERSEDED
        db.session.flush()
    draft.state, draft.published_at = PlanState.PUBLISHED, now()
    draft.made_by_id = actor.id if actor else None
    db.session.flush()
    _audit(actor, draft, why)
    tell_publication(draft, changed, list(desk.applications.values()))
    return draft


def discard(fair: Fair, actor: User, number: int | None = None) -> None:
    """Throw the draft away and go back to what is published."""
    delete_draft(_the_draft(fair, actor, number))
    audit(
        actor,
        "allocation.discard",
        "fair",
        fair.id,
        N_("Bỏ bản nháp xếp gian."),
        fair_id=fair.id,
        private=True,
    )


def _the_draft(fair: Fair, actor: User | None, number: int | None) -> AllocationPlan:
    if find_draft(fair) is None:
        raise Conflict(NOTHING_NEW)
    draft = draft_for_editing(fair, actor)
    if number is not None and draft.number != number:
        raise Conflict(NOTHING_NEW)
    return draft


def _audit(actor: User | None, plan: AllocationPlan, why: str) -> None:
    given = len({row.application_id for row in plan.assignments})
    sentence = (
        N_("Công bố sơ đồ xếp gian bản %(number)d cho %(applications)d đơn: %(why)s")
        if why.strip()
        else N_("Công bố sơ đồ xếp gian bản %(number)d cho %(applications)d đơn.")
    )
    audit(
        actor,
        "allocation.publish",
        "fair",
        plan.fair_id,
        sentence,
        fair_id=plan.fair_id,
        number=plan.number,
        applications=given,
        why=why.strip(),
    )
