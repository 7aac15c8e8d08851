"""What exhibitors said after a fair."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.feedback import LONGEST_COMMENT, Again, Answer, Aspect
from fairapp.models.applications import Application


class Feedback(db.Model):
    """One exhibitor's word on one fair, mended until the fair's figures are final."""

    __tablename__ = "feedback"
    __table_args__ = tuple(
        CheckConstraint(f"{aspect} BETWEEN 1 AND 5", name=str(aspect)) for aspect in Aspect
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), unique=True)
    overall: Mapped[int]
    visitors: Mapped[int | None]
    place: Mapped[int | None]
    organisers: Mapped[int | None]
    again: Mapped[Again | None] = mapped_column(member_of(Again))
    comment: Mapped[str] = mapped_column(String(LONGEST_COMMENT), default="")
    given_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    application: Mapped[Application] = relationship()

    @property
    def answer(self) -> Answer:
        points = {aspect: getattr(self, aspect.value) for aspect in Aspect}
        given = {aspect: value for aspect, value in points.items() if value is not None}
        return Answer(given, self.again, self.comment)
