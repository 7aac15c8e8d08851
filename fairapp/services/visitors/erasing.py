"""Forgetting people: at their wish at once, and everybody some time after the fair."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.domain.text import N_
from fairapp.domain.visitors import KEPT_DAYS
from fairapp.models import Fair, User, Visitor, VisitorGroup
from fairapp.services import fairs, letters
from fairapp.services.accounts import audit

LETTER = letters.VISIT


def end(visitor: Visitor) -> None:
    """Their pass was revoked: the day has a place again."""
    if visitor.ended_at is None:
        visitor.ended_at = now()


def erase(visitor: Visitor) -> None:
    """Forget a person. Whatever refers to the row has let go of it before."""
    letters.forget(f"{LETTER}{visitor.id}:")
    db.session.delete(visitor)
    db.session.flush()


def erase_group(group: VisitorGroup) -> None:
    """Forget a group whose people are forgotten already."""
    letters.forget(f"{LETTER}g{group.id}:")
    db.session.expire(group, ["people"])
    db.session.delete(group)
    db.session.flush()


def list_due_for_erasure(at: datetime) -> list[Visitor]:
    """The visitors of fairs whose last day is long enough ago, with their fairs."""
    over = _over(select(Fair).join(Visitor, Visitor.fair_id == Fair.id), at)
    query = select(Visitor).where(Visitor.fair_id.in_(over)).options(joinedload(Visitor.fair))
    return list(db.session.scalars(query)) if over else []


def list_groups_due_for_erasure(at: datetime) -> list[VisitorGroup]:
    over = _over(select(Fair).join(VisitorGroup, VisitorGroup.fair_id == Fair.id), at)
    query = select(VisitorGroup).where(VisitorGroup.fair_id.in_(over))
    return list(db.session.scalars(query)) if over else []


def note_erasure(actor: User | None, fair: Fair, n: int = 1) -> None:
    """That somebody was forgotten is kept; who it was is not."""
    sentence = N_("Xoá dữ liệu của %(n)d khách tham quan.")
    audit(actor, "visitor.erase", "fair", fair.id, sentence, fair_id=fair.id, private=True, n=n)


def _over(query, at: datetime) -> list[int]:  # noqa: ANN001 - a Select of Fair
    return [fair.id for fair in db.session.scalars(query.distinct()) if _is_long_over(fair, at)]


def _is_long_over(fair: Fair, at: datetime) -> bool:
    known = fairs.days(fair)
    return bool(known) and local_day(at) > known[-1] + timedelta(days=KEPT_DAYS)
