"""What the organiser finds: papers, points, who stands aside."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.papers import Finding
from fairapp.models.accounts import User
from fairapp.models.fairs import Fair
from fairapp.models.papers import Paper
from fairapp.models.places import Unit


class PaperVerdict(db.Model):
    """What a reviewer of one fair found in one paper. A new paper has none: it is read again."""

    __tablename__ = "paper_verdict"
    __table_args__ = (UniqueConstraint("fair_id", "paper_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"), index=True)
    finding: Mapped[Finding] = mapped_column(member_of(Finding))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    by_name: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    version: Mapped[int] = mapped_column(default=1)  # two reviewers at once: the second is told

    fair: Mapped[Fair] = relationship()
    paper: Mapped[Paper] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Criterion(db.Model):
    """What reviewers look at in this fair, and how much it weighs."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("fair_id", "position"),
        CheckConstraint("weight BETWEEN 0 AND 100", name="weight"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    weight: Mapped[int]


class Assessment(db.Model):
    """One reviewer's sheet about one application. With `recused` it holds only why they stand aside."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("application_id", "reviewer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    comment: Mapped[str] = mapped_column(Text, default="")  # for the organiser's own people
    recused: Mapped[str] = mapped_column(String(300), default="")
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    reviewer: Mapped[User] = relationship()
    scores: Mapped[list["AssessmentScore"]] = relationship(cascade="all, delete-orphan")


class AssessmentScore(db.Model):
    """The points given to one criterion."""

    __tablename__ = "assessment_score"
    __table_args__ = (CheckConstraint("points BETWEEN 1 AND 5", name="points"),)

    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True
    )
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"), primary_key=True, index=True)
    points: Mapped[int]


class ReviewerUnit(db.Model):
    """A province that a reviewer belongs to, and therefore does not judge."""

    __tablename__ = "reviewer_unit"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)

    unit: Mapped[Unit] = relationship()
