"""Signing keys and passes. The token itself is never stored: it is made again from these facts."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Folded, SortKey, UTCDateTime, db, now
from fairapp.models.applications import Application
from fairapp.models.fairs import Fair
from fairapp.models.visitors import Visitor


class FairKey(db.Model):
    """A fair's Ed25519 key; the private half is encrypted with the application's secret."""

    __tablename__ = "fair_key"
    __table_args__ = (
        UniqueConstraint("fair_id", "key_id"),
        CheckConstraint("key_id BETWEEN 0 AND 255", name="key_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    key_id: Mapped[int]
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    private_key: Mapped[bytes] = mapped_column(LargeBinary(255))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    refused_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # its passes no longer open


class Pass(db.Model):
    """One pass. A reprint raises `issue` and voids the earlier ones; the number is never reused."""

    __tablename__ = "pass"
    __table_args__ = (CheckConstraint("issue BETWEEN 1 AND 255", name="issue"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    number: Mapped[int] = mapped_column(BigInteger, unique=True)  # 40 random bits, typed by hand at need
    kind: Mapped[int] = mapped_column(default=0)  # 0 person, 1 vehicle
    role: Mapped[int]  # domain.passes.Role code
    issue: Mapped[int] = mapped_column(default=1)
    key_id: Mapped[int]
    zone_bits: Mapped[int] = mapped_column(default=255)
    first_day: Mapped[date]
    day_bits: Mapped[int] = mapped_column(BigInteger)
    holder_name: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(Folded(400), default="")  # name, line and booths, for searching
    sort_key: Mapped[str] = mapped_column(SortKey, default="")
    holder_line: Mapped[str] = mapped_column(String(200), default="")  # producer, paper, agency
    booth_numbers: Mapped[str] = mapped_column(String(60), default="")
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    visitor_id: Mapped[int | None] = mapped_column(ForeignKey("visitor.id"), unique=True)
    link: Mapped[str] = mapped_column(String(43), unique=True)  # the holder's own secret address
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    printed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reissued_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # when `issue` was last raised
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_reason: Mapped[str] = mapped_column(String(200), default="")

    fair: Mapped[Fair] = relationship()
    application: Mapped[Application | None] = relationship()
    visitor: Mapped[Visitor | None] = relationship()
