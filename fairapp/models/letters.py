"""Letters that go out once."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.letters import LetterState


class Letter(db.Model):
    """An e-mail waiting or sent. `key` says what it is about, so that it is written only once."""

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_state_due_at", "state", "due_at"),
        Index("ix_letter_fair_id", "fair_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    fair_id: Mapped[int | None]  # no key: a letter outlives what it was about
    to: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    attachment_name: Mapped[str] = mapped_column(String(120), default="")
    attachment: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[LetterState] = mapped_column(member_of(LetterState), default=LetterState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)  # later after each failure
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
