"""Figures that others reported, and numbered snapshots of our own."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Integer, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.allocation import RunState
from fairapp.domain.batches import BatchKind
from fairapp.domain.report_parts import Part
from fairapp.models.accounts import User
from fairapp.models.fairs import Fair


class ReportedFigure(db.Model):
    """What the press or an office said of a fair: kept beside our counts, never merged with them."""

    __tablename__ = "reported_figure"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    what: Mapped[str] = mapped_column(String(32))  # booths, visits, revenue, provinces, products …
    value: Mapped[Decimal] = mapped_column(Numeric(18, 2))
    qualifier: Mapped[str] = mapped_column(String(60), default="")  # gần, trên, khoảng, ước
    source: Mapped[str] = mapped_column(Text)
    said_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")

    fair: Mapped[Fair] = relationship()


class ReportPart(db.Model):
    """What the organiser writes into one part of a fair's reports."""

    __tablename__ = "report_part"
    __table_args__ = (UniqueConstraint("fair_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    part: Mapped[Part] = mapped_column(member_of(Part))
    text: Mapped[str] = mapped_column(Text)

    fair: Mapped[Fair] = relationship()


class Snapshot(db.Model):
    """The frozen facts of a fair; the same snapshot always gives the same figures."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("fair_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    facts: Mapped[str] = mapped_column(Text)  # canonical JSON, whose bytes are hashed
    sha256: Mapped[str] = mapped_column(String(64))
    frozen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # the facts were still the same
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)

    fair: Mapped[Fair] = relationship()
    frozen_by: Mapped[User | None] = relationship()


class ReportBatch(db.Model):
    """The wish to have every report of one kind from one snapshot; its documents are made once.

    A worker says with each document that it lives (`beat_at`); when it falls silent, another goes on.
    `tries` tells its claim from a later one's, `stuck` how often it was cut off since the last document.
    """

    __tablename__ = "report_batch"
    __table_args__ = (
        UniqueConstraint("snapshot_id", "kind"),
        Index("ix_report_batch_state_beat_at", "state", "beat_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id", ondelete="CASCADE"))
    kind: Mapped[BatchKind] = mapped_column(member_of(BatchKind))
    state: Mapped[RunState] = mapped_column(member_of(RunState), default=RunState.WAITING)
    total: Mapped[int]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    beat_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    stuck: Mapped[int] = mapped_column(default=0)
    stop: Mapped[bool] = mapped_column(default=False)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    detail: Mapped[str] = mapped_column(Text, default="")  # why it failed

    snapshot: Mapped[Snapshot] = relationship()
    asked_by: Mapped[User | None] = relationship()
    documents: Mapped[list["ReportDocument"]] = relationship(
        back_populates="batch",
        order_by="ReportDocument.name",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class ReportDocument(db.Model):
    """A report that was made; the bytes lie in instance/uploads/ under `stored_name`."""

    __tablename__ = "report_document"
    __table_args__ = (UniqueConstraint("batch_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("report_batch.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(80))  # whose it is
    name: Mapped[str] = mapped_column(String(200))  # of the file
    stored_name: Mapped[str] = mapped_column(String(80), unique=True)
    size: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    batch: Mapped[ReportBatch] = relationship(back_populates="documents")
