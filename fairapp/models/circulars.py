"""Notices written to many: the wording, whom it is for, and the rounds in which it went out."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, UTCDateTime, db, member_of, now
from fairapp.domain.circulars import CircularState, Repeat, Segment, Wording
from fairapp.models.accounts import User
from fairapp.models.applications import Delegation
from fairapp.models.fairs import Fair


class Circular(db.Model):
    """One wording for many recipients. With a sender it is that delegation's lead who writes, to its members.

    The sender's name stays when the delegation is taken away; then nobody is its member any more.
    """

    __tablename__ = "circular"
    __table_args__ = (
        Index("ix_circular_fair_id_delegation_id", "fair_id", "delegation_id"),
        CheckConstraint("delegation_id IS NULL OR sender <> ''", name="sender"),
        CheckConstraint("repeat_days IS NULL OR until IS NOT NULL", name="repeat_ends"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    delegation_id: Mapped[int | None] = mapped_column(
        ForeignKey("delegation.id", ondelete="SET NULL"), index=True
    )
    sender: Mapped[str] = mapped_column(String(200), default="")  # empty: the organiser
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    subject_vi: Mapped[str] = mapped_column(String(200))
    body_vi: Mapped[str] = mapped_column(Text)
    subject_en: Mapped[str] = mapped_column(String(200), default="")
    body_en: Mapped[str] = mapped_column(Text, default="")
    states: Mapped[list[str]] = mapped_column(Json, default=list)
    units: Mapped[list[str]] = mapped_column(Json, default=list)
    lacks: Mapped[list[str]] = mapped_column(Json, default=list)
    deadline: Mapped[date | None]
    repeat_days: Mapped[int | None]
    until: Mapped[date | None]
    state: Mapped[CircularState] = mapped_column(member_of(CircularState), default=CircularState.DRAFT)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_by: Mapped[str] = mapped_column(String(120), default="")
    stopped_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # no further rounds, by hand
    version: Mapped[int] = mapped_column(default=1)  # two people at once: the second is told

    fair: Mapped[Fair] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    author: Mapped[User] = relationship()
    rounds: Mapped[list["CircularRound"]] = relationship(
        order_by="CircularRound.number", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def wording(self) -> Wording:
        return Wording(self.subject_vi, self.body_vi, self.subject_en, self.body_en)

    @property
    def segment(self) -> Segment:
        return Segment.read(self.states, self.units, self.lacks)

    @property
    def repeat(self) -> Repeat:
        return Repeat(self.repeat_days, self.until)


class CircularRound(db.Model):
    """A sending: the first by a person, the others by the clock. The unique key lets each happen once."""

    __tablename__ = "circular_round"
    __table_args__ = (UniqueConstraint("circular_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    circular_id: Mapped[int] = mapped_column(ForeignKey("circular.id", ondelete="CASCADE"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    recipients: Mapped[int]
