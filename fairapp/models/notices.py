"""What people were told: one row a recipient, under a key that lets it be written once."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fairapp.db import UTCDateTime, db, now


class Notice(db.Model):
    """A notice as one recipient gets it. Its letter, where there is an address, has the same key.

    Name and addresses are those of the moment, as on an envelope. Without an account there is no inbox.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_user_id_read_at", "user_id", "read_at"),
        Index("ix_notice_fair_id", "fair_id"),
        Index("ix_notice_circular_id", "circular_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    fair_id: Mapped[int | None]  # no key: notices are an earlier chapter than fairs, and outlive them
    circular_id: Mapped[int | None]  # no key either; None: the application itself tells something
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(String(200), default="")  # the page that it is about
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    handed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # passed on by a person
    handed_by: Mapped[str] = mapped_column(String(120), default="")
