"""Plans of who stands where. A published plan is never edited; the next one supersedes it."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, UTCDateTime, db, member_of, now
from fairapp.domain.allocation import How, PlanState, Preset, RunKind, RunState, Stop
from fairapp.models.accounts import User
from fairapp.models.applications import Application
from fairapp.models.booths import Booth, Zone
from fairapp.models.fairs import Fair


def _only_one(state: str) -> Index:
    """A fair has one draft and one published plan at most."""
    where = text(f"state = '{state}'")
    name = f"uq_allocation_plan_{state}"
    return Index(name, "fair_id", unique=True, sqlite_where=where, postgresql_where=where)


class AllocationRule(db.Model):
    """The text from which a fair's chance is drawn, named before the first run; without a row: the usual."""

    __tablename__ = "allocation_rule"

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), primary_key=True)
    lottery: Mapped[bool] = mapped_column(default=False)  # settles ties
    seed_rule: Mapped[str] = mapped_column(String(300), default="")  # where the text will come from
    seed_text: Mapped[str] = mapped_column(String(200), default="")  # empty: the fair's own address
    announced_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)  # two organisers at once: the second is told

    fair: Mapped[Fair] = relationship()

    __mapper_args__ = {"version_id_col": version}


class GroupCap(db.Model):
    """The most booths that one group of goods may have at a fair."""

    __tablename__ = "group_cap"
    __table_args__ = (CheckConstraint("most >= 0", name="most"),)

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), primary_key=True)
    group_code: Mapped[str] = mapped_column(String(8), primary_key=True)
    most: Mapped[int]


class GroupZone(db.Model):
    """A zone in which a group of goods must stand; with several, in any of them."""

    __tablename__ = "group_zone"

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), primary_key=True)
    group_code: Mapped[str] = mapped_column(String(8), primary_key=True)
    zone_id: Mapped[int] = mapped_column(
        ForeignKey("zone.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    zone: Mapped[Zone] = relationship()


class AllocationInput(db.Model):
    """What runs were made from, once for all runs of the same input; it names nobody."""

    __tablename__ = "allocation_input"
    __table_args__ = (UniqueConstraint("fair_id", "hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    hash: Mapped[str] = mapped_column(String(64))
    booths: Mapped[int]  # how many there are in it
    facts: Mapped[str] = mapped_column(Text)  # the JSON that `flask allocation solve` reads


class AllocationRun(db.Model):
    """One search for a plan: asked for on a page, made by a worker, and kept with all that repeats it.

    A worker says every moment that it lives (`beat_at`); when it falls silent, another begins anew.
    """

    __tablename__ = "allocation_run"
    __table_args__ = (
        UniqueConstraint("fair_id", "number"),
        Index("ix_allocation_run_state_beat_at", "state", "beat_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    number: Mapped[int | None]  # of full runs: 1, 2, …
    kind: Mapped[RunKind] = mapped_column(member_of(RunKind))
    state: Mapped[RunState] = mapped_column(member_of(RunState), default=RunState.WAITING)
    preset: Mapped[Preset] = mapped_column(member_of(Preset))
    levels: Mapped[dict[str, int]] = mapped_column(Json, default=dict)  # aim -> 0…5
    ranked: Mapped[list[str]] = mapped_column(
        Json, default=list
    )  # aims, the dearest first; else preset and levels
    weights: Mapped[dict[str, int]] = mapped_column(Json)
    lottery: Mapped[bool] = mapped_column(default=False)
    seed_text: Mapped[str] = mapped_column(String(200))
    seed: Mapped[int] = mapped_column(BigInteger)
    steps: Mapped[int] = mapped_column(BigInteger)
    engine: Mapped[str] = mapped_column(String(20), default="")
    input_id: Mapped[int] = mapped_column(ForeignKey("allocation_input.id"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    beat_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    progress: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    stop: Mapped[Stop | None] = mapped_column(member_of(Stop))
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    detail: Mapped[str] = mapped_column(Text, default="")  # why it failed
    z: Mapped[int | None] = mapped_column(BigInteger)  # hundredths of a point
    bound: Mapped[int | None] = mapped_column(BigInteger)
    plan_hash: Mapped[str] = mapped_column(String(64), default="")
    result: Mapped[dict[str, Any] | None] = mapped_column(
        Json
    )  # plan, terms, reasons; of a failed one, what is wrong

    fair: Mapped[Fair] = relationship()
    input: Mapped[AllocationInput] = relationship()
    asked_by: Mapped[User | None] = relationship()


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
    run_id: Mapped[int | None] = mapped_column(ForeignKey("allocation_run.id"), index=True)  # that began it
    plan_hash: Mapped[str] = mapped_column(String(64), default="")  # of what was published, hands and all
    z: Mapped[int | None] = mapped_column(
        BigInteger
    )  # its worth by the run's weights; None: no run, or a draft
    terms: Mapped[list[list[Any]]] = mapped_column(Json, default=list)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    fair: Mapped[Fair] = relationship()
    run: Mapped[AllocationRun | None] = relationship()
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
