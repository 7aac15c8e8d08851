"""The producer's own words: what it promised, what it consents to, what it confirms."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.delegations import Answer
from fairapp.models.accounts import User


class ApplicationConfirmation(db.Model):
    """A producer's own word on what was filed in its name: asked by a one-time link, answered once.

    The link itself is with the producer; here is its hash. What is filed anew needs a new answer.
    """

    __tablename__ = "application_confirmation"
    __table_args__ = (
        Index(
            "ix_application_confirmation_in_force",
            "application_id",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answer: Mapped[Answer | None] = mapped_column(member_of(Answer))
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    note: Mapped[str] = mapped_column(Text, default="")  # what is wrong, in the producer's words
    superseded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    made_by: Mapped[User] = relationship()


class Acceptance(db.Model):
    """One commitment that the applicant has accepted, with the words it read."""

    __tablename__ = "acceptance"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("application.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(32), primary_key=True)  # which of the fair's commitments
    version: Mapped[int]  # which wording of it
    wording: Mapped[str] = mapped_column(Text)
    accepted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)


class Consent(db.Model):
    """A producer's consent to the processing of its data for one application; withdrawn, it is kept."""

    __tablename__ = "consent"
    __table_args__ = (
        Index(
            "ix_consent_in_force",
            "application_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= given_at", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    wording: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)  # None: by a one-time link
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
