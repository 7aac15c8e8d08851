"""Counting by sample at a site without gates: where and when, by whom, and what was counted."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, now
from fairapp.models.fairs import Site


class CountPoint(db.Model):
    """A place where people come in; `stand` tells the counter where to stand and which way to look."""

    __tablename__ = "count_point"
    __table_args__ = (UniqueConstraint("site_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(60))
    stand: Mapped[str] = mapped_column(String(200), default="")

    site: Mapped[Site] = relationship()


class CountPlan(db.Model):
    """How a site's spells were drawn: the same seed draws them again (domain/counting.py)."""

    __tablename__ = "count_plan"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    an_hour: Mapped[int]
    counters: Mapped[int]
    seed: Mapped[str] = mapped_column(String(32))
    drawn_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class Counter(db.Model):
    """One who counts, known by a number and a secret link; the link's hash is kept."""

    __tablename__ = "counter"
    __table_args__ = (UniqueConstraint("site_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    number: Mapped[int]
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    linked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    site: Mapped[Site] = relationship()


class CountSpell(db.Model):
    """Ten minutes at a point, for the counter of that number."""

    __tablename__ = "count_spell"
    __table_args__ = (UniqueConstraint("point_id", "begins_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    point_id: Mapped[int] = mapped_column(ForeignKey("count_point.id", ondelete="CASCADE"))
    begins_at: Mapped[datetime] = mapped_column(UTCDateTime)
    counter: Mapped[int]

    point: Mapped[CountPoint] = relationship()
    count: Mapped["Count | None"] = relationship(back_populates="spell")


class Count(db.Model):
    """What was counted in a spell. The id is made on the phone: once is once."""

    __tablename__ = "count"
    __table_args__ = (
        CheckConstraint("seconds > 0 AND people >= 0", name="counted"),
        CheckConstraint("first BETWEEN 0 AND asked", name="asked"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    spell_id: Mapped[int] = mapped_column(ForeignKey("count_spell.id"), unique=True)
    seconds: Mapped[int]
    people: Mapped[int]
    asked: Mapped[int]
    first: Mapped[int]
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    struck_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    struck_why: Mapped[str] = mapped_column(String(200), default="")

    spell: Mapped[CountSpell] = relationship(back_populates="count")
