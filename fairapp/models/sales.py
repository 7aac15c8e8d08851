"""The evening diary. No row means no answer; zero is an answer somebody gave."""

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.accounts import Role
from fairapp.models.applications import Application
from fairapp.models.producers import Product


class DiaryDay(db.Model):
    """What one exhibitor sold on one day. `nothing_sold` and a total of zero go together.

    `answer_id` names the answer that stands, and was made where it was written: so a second sending is known.
    `entered_by` and `entered_as` are whose it is; `written_at` since when a phone had kept it.
    """

    __tablename__ = "diary_day"
    __table_args__ = (
        UniqueConstraint("application_id", "day"),
        CheckConstraint("total >= 0 AND orders_value >= 0 AND orders >= 0", name="amounts"),
        CheckConstraint("transfer IS NULL OR (transfer >= 0 AND transfer <= total)", name="transfer"),
        CheckConstraint("agreements >= 0", name="agreements"),
        CheckConstraint("(nothing_sold AND total = 0) OR (NOT nothing_sold AND total > 0)", name="answer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    day: Mapped[date]
    answer_id: Mapped[uuid.UUID] = mapped_column(Uuid, unique=True, default=uuid.uuid4)
    nothing_sold: Mapped[bool] = mapped_column(default=False)
    total: Mapped[int] = mapped_column(BigInteger)  # đồng
    transfer: Mapped[int | None] = mapped_column(BigInteger)  # of the total; None: not said
    orders: Mapped[int] = mapped_column(default=0)
    orders_value: Mapped[int] = mapped_column(BigInteger, default=0)
    agreements: Mapped[int] = mapped_column(default=0)  # as declared; the papers have rows of their own
    note: Mapped[str] = mapped_column(Text, default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    entered_as: Mapped[Role] = mapped_column(member_of(Role), default=Role.PRODUCER)
    written_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    application: Mapped[Application] = relationship()
    lines: Mapped[list["DiaryLine"]] = relationship(cascade="all, delete-orphan")


class DiaryLine(db.Model):
    """A product's part of the day; lines never exceed the day's total."""

    __tablename__ = "diary_line"
    __table_args__ = (
        UniqueConstraint("diary_day_id", "product_id"),
        CheckConstraint("amount > 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    diary_day_id: Mapped[int] = mapped_column(ForeignKey("diary_day.id", ondelete="CASCADE"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    amount: Mapped[int] = mapped_column(BigInteger)

    product: Mapped[Product] = relationship()
