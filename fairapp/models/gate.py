"""Gates and the phones at them, scans and clicks as facts, and the running totals that follow from them."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, UTCDateTime, db, member_of, now
from fairapp.domain.verdicts import Direction, How, Reason
from fairapp.models.accounts import User
from fairapp.models.fairs import Fair, Site
from fairapp.models.passes import Pass


class GateSetting(db.Model):
    """What one fair's gates share; `again_after` is for roles whose rule has none (domain/gate_bundle.py),
    `role_zones` has the zones of each role that is bound to some."""

    __tablename__ = "gate_setting"

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), primary_key=True)
    again_after: Mapped[int | None]
    digest_key: Mapped[bytes] = mapped_column(LargeBinary(32))  # of what phones show each other
    role_zones: Mapped[dict[str, list[int]]] = mapped_column(Json, default=dict, server_default="{}")


class GateArea(db.Model):
    """How many people a site may hold at once."""

    __tablename__ = "gate_area"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    most_inside: Mapped[int | None]


class Gate(db.Model):
    """A way into a site; `zone_bit` is the area it opens (0 to 7)."""

    __tablename__ = "gate"
    __table_args__ = (
        UniqueConstraint("site_id", "name"),
        CheckConstraint("zone_bit BETWEEN 0 AND 7", name="zone_bit"),
        CheckConstraint("kind_bits BETWEEN 1 AND 3", name="kind_bits"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    zone_bit: Mapped[int] = mapped_column(default=0)
    kind_bits: Mapped[int] = mapped_column(default=3, server_default="3")  # bit 0 persons, bit 1 vehicles

    site: Mapped[Site] = relationship()


class GateDevice(db.Model):
    """A phone at a gate; of its credential the hash is kept."""

    __tablename__ = "gate_device"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    supervisor: Mapped[bool] = mapped_column(default=False)
    inspector: Mapped[bool] = mapped_column(default=False, server_default=false())  # may check booths
    credential_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    enrolled_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    battery: Mapped[int | None]  # per cent
    unsent: Mapped[int | None]
    version: Mapped[str] = mapped_column(String(40), default="")
    skew: Mapped[int | None]  # milliseconds that the phone's clock is ahead

    fair: Mapped[Fair] = relationship()
    gate: Mapped[Gate] = relationship()


class GateEnrolment(db.Model):
    """A link that makes one phone a device, once: a new one, or an earlier device over again."""

    __tablename__ = "gate_enrolment"

    id: Mapped[int] = mapped_column(primary_key=True)
    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id", ondelete="CASCADE"), index=True)
    device_id: Mapped[int | None] = mapped_column(
        ForeignKey("gate_device.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    supervisor: Mapped[bool] = mapped_column(default=False)
    inspector: Mapped[bool] = mapped_column(default=False, server_default=false())
    until: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    gate: Mapped[Gate] = relationship()


class GateSupervisor(db.Model):
    """Somebody whose PIN overrides a refusal. `key` follows from the PIN: see domain/gate_pins.py."""

    __tablename__ = "gate_supervisor"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    rounds: Mapped[int]
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Scan(db.Model):
    """One reading of a code, kept whatever the verdict. The id is made on the phone: once is once.

    The columns up to `override_why` are the fact and never change; what it amounts to beside the other scans
    of its pass stands in `reason`, `nth` and `left_at` (domain/gate_merge.py). A scan with an `nth` is an
    entry, the nth of its pass on that day; whom a phone let in without one, is a conflict.
    """

    __tablename__ = "scan"
    __table_args__ = (
        UniqueConstraint("pass_id", "day", "nth"),
        Index("ix_scan_fair_id_changed_at", "fair_id", "changed_at"),
        Index(
            "ix_scan_conflict",
            "fair_id",
            "scanned_at",
            sqlite_where=text("let_in AND nth IS NULL"),
            postgresql_where=text("let_in AND nth IS NULL"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"))
    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id"), index=True)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("gate_device.id"), index=True)
    pass_id: Mapped[int | None] = mapped_column(ForeignKey("pass.id"))  # None: not ours
    issue: Mapped[int | None]
    direction: Mapped[Direction] = mapped_column(member_of(Direction))
    how: Mapped[How] = mapped_column(member_of(How))
    day: Mapped[date]  # the fair's local day
    quarter: Mapped[int]  # of an hour, 0 to 95
    scanned_at: Mapped[datetime] = mapped_column(UTCDateTime)  # corrected by the phone's skew
    time_doubtful: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    own: Mapped[Reason] = mapped_column(member_of(Reason))  # what the pass itself deserved at that moment
    told: Mapped[Reason] = mapped_column(member_of(Reason))  # what the phone said, before any override
    let_in: Mapped[bool] = mapped_column(default=False)
    again_after: Mapped[int | None]
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("gate_supervisor.id"), index=True)
    override_why: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[Reason] = mapped_column(member_of(Reason))  # its verdict follows: VERDICTS[reason]
    nth: Mapped[int | None]
    left_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    gate: Mapped[Gate] = relationship()
    device: Mapped[GateDevice | None] = relationship()
    badge: Mapped[Pass | None] = relationship()
    supervisor: Mapped[GateSupervisor | None] = relationship()

    @property
    def hour(self) -> int:
        return self.quarter // 4


class ScanReview(db.Model):
    """A conflict that somebody has looked at."""

    __tablename__ = "scan_review"

    scan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("scan.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    user: Mapped[User] = relationship()


class Click(db.Model):
    """People without a pass, counted at a gate. `counted` is what it adds to the count: an undo takes its
    click back once, and nothing before that click has come."""

    __tablename__ = "click"
    __table_args__ = (Index("ix_click_gate_id_day_hour", "gate_id", "day", "hour"),)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id"))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("gate_device.id"), index=True)
    undoes_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, unique=True)  # perhaps not here yet
    kind: Mapped[str] = mapped_column(String(8))  # adult, child
    n: Mapped[int]
    counted: Mapped[int]
    day: Mapped[date]
    hour: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    gate: Mapped[Gate] = relationship()


class GateTotal(db.Model):
    """How often something happened at a gate in a quarter of an hour, by one device (0: before devices).

    Kept by the upload in its own transaction, so that the board never counts scans; one row a device, so
    that phones at one gate do not wait for one another. What `what` may be: domain/gate_totals.py.
    """

    __tablename__ = "gate_total"

    gate_id: Mapped[int] = mapped_column(ForeignKey("gate.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    quarter: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(String(40), primary_key=True)
    device_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int]


class DeadLetter(db.Model):
    """What a phone sent and the server could not read, kept to be looked at; the id says what was in it."""

    __tablename__ = "gate_dead_letter"

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("gate_device.id", ondelete="CASCADE"), index=True)
    body: Mapped[str] = mapped_column(Text)
    sentence: Mapped[str] = mapped_column(String(300))
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    device: Mapped[GateDevice] = relationship()
