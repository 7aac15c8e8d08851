"""Checks of booths as facts, their photos in parts, what was said of findings, and visitors' reports."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.inspections import PHOTO_FORGOTTEN, Point, ReportKind, ReportState, Word
from fairapp.models.accounts import User
from fairapp.models.applications import Application
from fairapp.models.booths import Booth
from fairapp.models.fairs import Fair
from fairapp.models.gate import GateDevice


class FloorCheck(db.Model):
    """One check of a booth, kept as it came. The id is made on the phone: once is once."""

    __tablename__ = "floor_check"
    __table_args__ = (Index("ix_floor_check_fair_id_at", "fair_id", "at"),)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"))
    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id"), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("gate_device.id"), index=True)
    by_sign: Mapped[bool]  # the booth's genuine sign was scanned, not the booth chosen from the list
    at: Mapped[datetime] = mapped_column(UTCDateTime)  # corrected by the phone's skew
    time_doubtful: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    present: Mapped[bool | None]  # None: nobody looked
    goods: Mapped[bool | None]
    labels: Mapped[bool | None]
    prices: Mapped[bool | None]
    own: Mapped[bool | None]
    note: Mapped[str] = mapped_column(String(500), default="")

    fair: Mapped[Fair] = relationship()
    booth: Mapped[Booth] = relationship()
    application: Mapped[Application | None] = relationship()
    device: Mapped[GateDevice] = relationship()
    photos: Mapped[list["FloorPhoto"]] = relationship(
        order_by="FloorPhoto.position", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def answers(self) -> dict[Point, bool]:
        said = {point: getattr(self, point.value) for point in Point}
        return {point: answer for point, answer in said.items() if answer is not None}


class FloorPhoto(db.Model):
    """A photo of a check; until all its parts are here it is only announced."""

    __tablename__ = "floor_photo"
    __table_args__ = (CheckConstraint("size > 0", name="size"),)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    check_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("floor_check.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    size: Mapped[int]  # bytes, as the phone announced it
    stored_name: Mapped[str | None] = mapped_column(String(80), unique=True)
    refused: Mapped[str] = mapped_column(
        String(300), default=""
    )  # why it is not kept: a msgid, or that its time is over

    check: Mapped[FloorCheck] = relationship(back_populates="photos")

    @property
    def is_forgotten(self) -> bool:
        return self.refused == PHOTO_FORGOTTEN


class FloorPhotoPart(db.Model):
    """Bytes of a photo that is still coming, from `start` on."""

    __tablename__ = "floor_photo_part"

    photo_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("floor_photo.id", ondelete="CASCADE"), primary_key=True
    )
    start: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class FloorWord(db.Model):
    """What the exhibitor or the organiser said of a finding afterwards."""

    __tablename__ = "floor_word"

    check_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("floor_check.id", ondelete="CASCADE"), primary_key=True
    )
    point: Mapped[Point] = mapped_column(member_of(Point), primary_key=True)
    word: Mapped[Word] = mapped_column(member_of(Word), primary_key=True)
    note: Mapped[str] = mapped_column(String(300), default="")
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    user: Mapped[User] = relationship()


class BoothReport(db.Model):
    """What a visitor reported by a booth's sign; nobody knows who, unless a telephone number was left."""

    __tablename__ = "booth_report"
    __table_args__ = (Index("ix_booth_report_fair_id_at", "fair_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"))
    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id"), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    kind: Mapped[ReportKind] = mapped_column(member_of(ReportKind))
    text: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(String(20), default="")
    consent_version: Mapped[str | None] = mapped_column(String(20))
    stored_name: Mapped[str | None] = mapped_column(String(80), unique=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    state: Mapped[ReportState] = mapped_column(member_of(ReportState), default=ReportState.NEW)
    answer: Mapped[str] = mapped_column(String(500), default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    fair: Mapped[Fair] = relationship()
    booth: Mapped[Booth] = relationship()
    application: Mapped[Application | None] = relationship()
    answered_by: Mapped[User | None] = relationship()
