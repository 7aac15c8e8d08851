"""Visitors who registered: alone, in a group or at a kiosk. Everybody else is counted without a name."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Folded, SortKey, UTCDateTime, db, member_of, now
from fairapp.domain.visitor_groups import GroupKind
from fairapp.domain.visitors import LabelPaper, Source
from fairapp.models.fairs import Fair


class VisitorDay(db.Model):
    """How many registered visitors a fair takes on one day. Its row is what registrations wait for."""

    __tablename__ = "visitor_day"
    __table_args__ = (CheckConstraint("most >= 0", name="most"),)

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    most: Mapped[int]


class VisitorGroup(db.Model):
    """A class, a delegation, a company: one contact, and a visitor with a pass for each who comes."""

    __tablename__ = "visitor_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    kind: Mapped[GroupKind] = mapped_column(member_of(GroupKind))
    name: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(Folded(400), default="")  # its name and its contact's, for searching
    sort_key: Mapped[str] = mapped_column(SortKey, default="")
    contact: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2), default="vi")
    day: Mapped[date | None]  # None: the fair limited no day when it registered
    link: Mapped[str] = mapped_column(String(43), unique=True)  # the contact's own secret address
    once: Mapped[uuid.UUID | None] = mapped_column(Uuid, unique=True)  # one form makes one group
    letters: Mapped[int] = mapped_column(default=0, server_default="0")
    consent_version: Mapped[str] = mapped_column(String(20))
    consent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    fair: Mapped[Fair] = relationship()
    people: Mapped[list["Visitor"]] = relationship(back_populates="group", order_by="Visitor.place")


class VisitorKiosk(db.Model):
    """A tablet at the entrance that registers and prints. A code makes it one, once; hashes are kept."""

    __tablename__ = "visitor_kiosk"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    paper: Mapped[LabelPaper] = mapped_column(member_of(LabelPaper), default=LabelPaper.LABEL)
    code_hash: Mapped[str | None] = mapped_column(
        String(64), unique=True
    )  # waits for the tablet that reads it
    code_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    credential_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    enrolled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    waiting: Mapped[int] = mapped_column(default=0, server_default="0")  # not sent yet, as it said last
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    fair: Mapped[Fair] = relationship()


class Visitor(db.Model):
    """A registered visitor; erased on request, kept no longer than the fair needs."""

    __tablename__ = "visitor"
    __table_args__ = (
        UniqueConstraint("group_id", "place"),
        Index("ix_visitor_fair_id_day", "fair_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    source: Mapped[Source] = mapped_column(member_of(Source), default=Source.PAGE, server_default="page")
    name: Mapped[str] = mapped_column(String(120))  # empty for somebody of a group whom nobody named
    folded: Mapped[str] = mapped_column(Folded(400), default="")  # the name and the group's
    sort_key: Mapped[str] = mapped_column(SortKey, default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2), default="vi", server_default="vi")
    day: Mapped[date | None]  # None: any day, because the fair limited none when they registered
    group_id: Mapped[int | None] = mapped_column(ForeignKey("visitor_group.id"), index=True)
    place: Mapped[int | None]  # in the group
    kiosk_id: Mapped[int | None] = mapped_column(ForeignKey("visitor_kiosk.id"), index=True)
    once: Mapped[uuid.UUID | None] = mapped_column(Uuid, unique=True)  # one form makes one visitor
    letters: Mapped[int] = mapped_column(default=0, server_default="0")
    consent_version: Mapped[str] = mapped_column(String(20))
    consent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # the pass was revoked: takes no place

    fair: Mapped[Fair] = relationship()
    group: Mapped[VisitorGroup | None] = relationship(back_populates="people")
