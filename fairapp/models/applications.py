"""Province delegations with their quotas, and producers' applications."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.booths import BoothKind
from fairapp.domain.offers import DEFAULT_HOURS, OfferState
from fairapp.domain.papers import Finding
from fairapp.models.accounts import User
from fairapp.models.booths import Zone
from fairapp.models.fairs import Fair
from fairapp.models.papers import Paper
from fairapp.models.places import Unit
from fairapp.models.producers import Producer, Product


class Delegation(db.Model):
    """A province at a fair: its lead and how many standard booths it may have at most."""

    __tablename__ = "delegation"
    __table_args__ = (
        UniqueConstraint("fair_id", "unit_id"),
        CheckConstraint("quota >= 0", name="quota"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    quota: Mapped[int]

    fair: Mapped[Fair] = relationship()
    unit: Mapped[Unit] = relationship()
    lead: Mapped[User | None] = relationship()


class Application(db.Model):
    """One producer's wish to exhibit at one fair."""

    __tablename__ = "application"
    __table_args__ = (
        UniqueConstraint("fair_id", "producer_id"),
        Index("uq_application_waitlist_number", "fair_id", "waitlist_number", unique=True),
        CheckConstraint("booth_count BETWEEN 1 AND 4", name="booth_count"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    state: Mapped[ApplicationState] = mapped_column(
        member_of(ApplicationState), default=ApplicationState.DRAFT
    )
    booth_kind: Mapped[BoothKind] = mapped_column(member_of(BoothKind), default=BoothKind.STANDARD)
    booth_count: Mapped[int] = mapped_column(default=1)
    power_watts: Mapped[int] = mapped_column(default=500)
    water: Mapped[bool] = mapped_column(default=False)
    open_flame: Mapped[bool] = mapped_column(default=False)
    cold_storage: Mapped[bool] = mapped_column(default=False)
    lorry: Mapped[bool] = mapped_column(default=False)
    wished_zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id", ondelete="SET NULL"), index=True)
    wishes: Mapped[str] = mapped_column(Text, default="")
    committed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # the fair's rules accepted
    papers_confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # those on file still hold
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    endorsed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    return_reason: Mapped[str] = mapped_column(Text, default="")  # the question or what is missing
    returned_by: Mapped[str] = mapped_column(String(120), default="")
    # The organiser's verdict: private until announced_at.
    decision: Mapped[Decision | None] = mapped_column(member_of(Decision))
    decision_reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    announced_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    waitlist_number: Mapped[int | None]
    saved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # by the applicant, as typed
    version: Mapped[int] = mapped_column(default=1)  # two people at once: the second is told
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    fair: Mapped[Fair] = relationship()
    producer: Mapped[Producer] = relationship()
    wished_zone: Mapped[Zone | None] = relationship()
    staff: Mapped[list["ApplicationStaff"]] = relationship(
        order_by="ApplicationStaff.id", cascade="all, delete-orphan"
    )
    goods: Mapped[list["ApplicationProduct"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}


class ApplicationProduct(db.Model):
    """A product that the producer will bring."""

    __tablename__ = "application_product"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("application.id", ondelete="CASCADE"), primary_key=True
    )
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True, index=True)

    product: Mapped[Product] = relationship()


class ApplicationStaff(db.Model):
    """Somebody who will stand at the booth and needs a pass."""

    __tablename__ = "application_staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(20), default="")
    position: Mapped[str] = mapped_column(String(80), default="")


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


class OfferRule(db.Model):
    """How a fair offers freed booths; without a row the defaults hold."""

    __tablename__ = "offer_rule"
    __table_args__ = (CheckConstraint("hours BETWEEN 1 AND 168", name="hours"),)

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), primary_key=True)
    hours: Mapped[int] = mapped_column(default=DEFAULT_HOURS)
    automatic: Mapped[bool] = mapped_column(default=False)


class Vacancy(db.Model):
    """Booths that became free after the announcement, until all of them are taken or it is closed."""

    __tablename__ = "vacancy"
    __table_args__ = (CheckConstraint("booths >= 0", name="booths"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    left_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("application.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[BoothKind] = mapped_column(member_of(BoothKind), default=BoothKind.STANDARD)
    booths: Mapped[int]  # still free
    power_watts: Mapped[int] = mapped_column(default=500)
    water: Mapped[bool] = mapped_column(default=False)
    open_flame: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # from then on it goes down the line
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    fair: Mapped[Fair] = relationship()
    left_by: Mapped[Application | None] = relationship()
    offers: Mapped[list["Offer"]] = relationship(back_populates="vacancy", order_by="Offer.id")


def _one_open(column: str) -> Index:
    """A place is offered to one at a time, and nobody holds two offers."""
    where = text("state = 'open'")
    return Index(f"uq_offer_open_{column}", column, unique=True, sqlite_where=where, postgresql_where=where)


class Offer(db.Model):
    """A freed place held for one application until it answers or the time is over."""

    __tablename__ = "offer"
    __table_args__ = (
        UniqueConstraint("vacancy_id", "application_id"),
        _one_open("vacancy_id"),
        _one_open("application_id"),
        Index("ix_offer_state_expires_at", "state", "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), index=True)
    state: Mapped[OfferState] = mapped_column(member_of(OfferState), default=OfferState.OPEN)
    booths: Mapped[int]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)  # None: by itself
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    vacancy: Mapped[Vacancy] = relationship(back_populates="offers")
    application: Mapped[Application] = relationship()
