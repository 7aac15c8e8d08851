"""Plans of who stands where. A published plan is never edited; the next one supersedes it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, UTCDateTime, db, member_of, now
from fairapp.domain.allocation import How, PlanState
from fairapp.models.applications import Application
from fairapp.models.booths import Booth
from fairapp.models.fairs import Fair


def _only_one(state: str) -> Index:
    """A fair has one draft and one published plan at most."""
    where = text(f"state = '{state}'")
    name = f"uq_allocation_plan_{state}"
    return Index(name, "fair_id", unique=True, sqlite_where=where, postgresql_where=where)


class AllocationPlan(db.Model):
    """One version of a fair's allocation: a draft to work on, or what was published and when."""

    __tablename__ = "allocation_plan"
    __table_args__ = (
        UniqueConstraint("fair_id", "number"),
        _only_one("draft"),
        _only_one("published"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    number: Mapped[int]
    state: Mapped[PlanState] = mapped_column(member_of(PlanState), default=PlanState.DRAFT)
    rule: Mapped[str] = mapped_column(Text, default="")
    input_hash: Mapped[str] = mapped_column(String(64), default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    fair: Mapped[Fair] = relationship()
    assignments: Mapped[list["Assignment"]] = relationship(
        back_populates="plan", cascade="all, delete-orphan"
    )
    unplaced: Mapped[list["Unplaced"]] = relationship(cascade="all, delete-orphan")


class Assignment(db.Model):
    """One booth given to one application. An application of two booths has two rows."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("plan_id", "booth_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("allocation_plan.id", ondelete="CASCADE"), index=True)
    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    how: Mapped[How] = mapped_column(member_of(How))
    locked: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text, default="")  # msgid
    reason_values: Mapped[dict[str, object]] = mapped_column(Json, default=dict)

    plan: Mapped[AllocationPlan] = relationship(back_populates="assignments")
    booth: Mapped[Booth] = relationship()
    application: Mapped[Application] = relationship()


class Unplaced(db.Model):
    """An accepted application that the rule could not place, and which rule stood in the way."""

    __tablename__ = "unplaced"
    __table_args__ = (UniqueConstraint("plan_id", "application_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("allocation_plan.id", ondelete="CASCADE"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    code: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(Text)  # msgid
    reason_values: Mapped[dict[str, object]] = mapped_column(Json, default=dict)

    application: Mapped[Application] = relationship()
