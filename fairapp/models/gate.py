"""Gates, scans as facts, admissions derived from them, and the clicker's counts."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.verdicts import Direction, How, Reason
from fairapp.models.accounts import User
from fairapp.models.fairs import Site
from fairapp.models.passes import Pass


class Gate(db.Model):
    """A way into a site; `zone_bit` is the area it opens (0 to 7)."""

    __tablename__ = "gate"
    __table_args__ = (
        UniqueConstraint("site_id", "name"),
        CheckConstraint("zone_bit BETWEEN 0 AND 7", name="zone_bit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    zone_bit: Mapped[int] = mapped_column(default=0)

    site: Mapped[Site] = relationship()


class GateDuty(db.Model):
    """Who may scan at which gate."""

    __tablename__ = "gate_duty"

    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)

    gate: Mapped[Gate] = relationship()
    user: Mapped[User] = relationship()


class Scan(db.Model):
    """One reading of a code, kept whatever the verdict. The id is made on the phone: once is once."""

    __tablename__ = "scan"
    __table_args__ = (Index("ix_scan_gate_id_day", "gate_id", "day"),)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id"))
    pass_id: Mapped[int | None] = mapped_column(ForeignKey("pass.id"), index=True)  # None: not ours
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    issue: Mapped[int | None]
    direction: Mapped[Direction] = mapped_column(member_of(Direction))
    how: Mapped[How] = mapped_column(member_of(How))
    reason: Mapped[Reason] = mapped_column(member_of(Reason))  # its verdict follows: VERDICTS[reason]
    day: Mapped[date]  # the fair's local day
    scanned_at: Mapped[datetime] = mapped_column(UTCDateTime)  # corrected by the phone's skew
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    gate: Mapped[Gate] = relationship()
    badge: Mapped[Pass | None] = relationship()


class Admission(db.Model):
    """A person inside: the nth entry of a pass on a day. Two gates at one instant admit one person
    once, because the second row cannot be written."""

    __tablename__ = "admission"
    __table_args__ = (
        UniqueConstraint("pass_id", "day", "nth"),
        Index("ix_admission_gate_id_day_hour", "gate_id", "day", "hour"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pass_id: Mapped[int] = mapped_column(ForeignKey("pass.id"), index=True)
    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id"))
    scan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("scan.id"), unique=True)
    day: Mapped[date]
    hour: Mapped[int]  # local hour, for the board
    nth: Mapped[int]
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    badge: Mapped[Pass] = relationship()
    gate: Mapped[Gate] = relationship()


class Click(db.Model):
    """People without a pass, counted at a gate; an undo is a click of the opposite number."""

    __tablename__ = "click"
    __table_args__ = (Index("ix_click_gate_id_day_hour", "gate_id", "day", "hour"),)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    undoes_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("click.id"), unique=True)
    kind: Mapped[str] = mapped_column(String(8))  # adult, child
    n: Mapped[int]
    day: Mapped[date]
    hour: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    gate: Mapped[Gate] = relationship()
