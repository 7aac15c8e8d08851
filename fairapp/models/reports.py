"""Figures that others reported, and numbered snapshots of our own."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Integer, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
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
