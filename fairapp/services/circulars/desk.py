"""Writing a notice: whose desk it lies on, its wording and whom it is for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db
from fairapp.domain.circulars import (
    CircularState,
    Repeat,
    Segment,
    Wording,
    check_repeat,
    check_wording,
)
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.text import N_
from fairapp.models import Circular, Delegation, Fair, Notice, User
from fairapp.services import accounts

NO_CIRCULAR = N_("Không có thông báo này.")
WAS_SENT = N_("Thông báo này đã gửi nên không sửa hay bỏ được nữa.")
CHANGED = N_("Thông báo này vừa được người khác sửa. Hãy xem lại rồi làm tiếp.")


@dataclass(frozen=True)
class Desk:
    """The organiser's (no delegation: the whole fair), or a lead's (its delegation's members)."""

    fair: Fair
    delegation: Delegation | None
    actor: User


@dataclass(frozen=True)
class Draft:
    """What a person writes."""

    wording: Wording
    segment: Segment
    deadline: date | None
    repeat: Repeat


def create(desk: Desk, draft: Draft, today: date) -> Circular:
    circular = Circular(fair=desk.fair, delegation=desk.delegation, author=desk.actor)
    circular.sender = desk.delegation.full_name if desk.delegation else ""
    _write(circular, draft, today)
    db.session.add(circular)
    db.session.flush()
    return circular


def save(circular: Circular, draft: Draft, version: int, today: date) -> None:
    _require_draft(circular, version)
    _write(circular, draft, today)
    db.session.flush()


def discard(circular: Circular, version: int) -> None:
    """Throw a draft away; what was sent stays."""
    _require_draft(circular, version)
    db.session.delete(circular)
    db.session.flush()


def get(desk: Desk, circular_id: int, *, lock: bool = False) -> Circular:
    """With `lock` the second of two people waits, and then sees what the first one did."""
    query = select(Circular).where(Circular.id == circular_id, mine(desk))
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(NO_CIRCULAR)
    return found


def list_for(desk: Desk) -> list[Circular]:
    """The latest first."""
    query = (
        select(Circular)
        .where(mine(desk))
        .options(joinedload(Circular.author), selectinload(Circular.rounds))
        .order_by(Circular.id.desc())
    )
    return list(db.session.scalars(query))


def mine(desk: Desk) -> ColumnElement[bool]:
    """What lies on this desk and on no other."""
    here = Circular.fair_id == desk.fair.id
    if desk.delegation is None:
        return here & (Circular.sender == "")
    return here & (Circular.delegation_id == desk.delegation.id)


def notices_of(circular: Circular) -> ColumnElement[bool]:
    """What was told with it, for the ledger."""
    return Notice.circular_id == circular.id


def all_notices(desk: Desk) -> ColumnElement[bool]:
    """The organiser looks after everything its fair told; a lead after what it wrote itself."""
    if desk.delegation is None:
        return Notice.fair_id == desk.fair.id
    return Notice.circular_id.in_(select(Circular.id).where(mine(desk)))


def audit(circular: Circular, actor: User | None, verb: str, sentence: str, **values: object) -> None:
    """In the fair's history."""
    fair_id = circular.fair_id
    accounts.audit(actor, f"circular.{verb}", "circular", circular.id, sentence, fair_id=fair_id, **values)


def _require_draft(circular: Circular, version: int) -> None:
    if circular.state is not CircularState.DRAFT:
        raise Conflict(WAS_SENT)
    if circular.version != version:
        raise Conflict(CHANGED)


def _write(circular: Circular, draft: Draft, today: date) -> None:
    check_wording(draft.wording, draft.deadline)
    check_repeat(draft.repeat, draft.segment, today)
    wording, segment = draft.wording, draft.segment
    circular.subject_vi, circular.body_vi = wording.subject_vi, wording.body_vi
    circular.subject_en, circular.body_en = wording.subject_en, wording.body_en
    circular.states = [state.value for state in segment.states]
    circular.units = [] if circular.sender else list(segment.units)
    circular.lacks = [lack.value for lack in segment.lacks]
    circular.deadline = draft.deadline
    circular.repeat_days = draft.repeat.days
    circular.until = draft.repeat.until if draft.repeat.days else None
