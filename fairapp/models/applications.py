"""Delegations with their quotas, members and pavilions, and producers' applications."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.booths import BoothKind
from fairapp.domain.delegations import Answer, DelegationKind
from fairapp.domain.offers import DEFAULT_HOURS, OfferState
from fairapp.domain.papers import Finding
from fairapp.models.accounts import User
from fairapp.models.booths import Booth, Zone
from fairapp.models.fairs import Fair
from fairapp.models.papers import Paper
from fairapp.models.places import Unit
from fairapp.models.producers import Producer, Product


class Delegation(db.Model):
    """A party at a fair that brings exhibitors: a province or another collective, its lead and its quota.

    A province is a unit of the fair's days; no other collective has a unit, and its members are named.
    """

    __tablename__ = "delegation"
    __table_args__ = (
        UniqueConstraint("fair_id", "unit_id"),
        CheckConstraint("quota >= 0", name="quota"),
        CheckConstraint("least >= 0 AND least <= quota", name="least"),
        CheckConstraint("(kind = 'province') = (unit_id IS NOT NULL)", name="unit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    kind: Mapped[DelegationKind] = mapped_column(
        member_of(DelegationKind), default=DelegationKind.PROVINCE, server_default="province"
    )
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"), index=True)
    own_name: Mapped[str] = mapped_column(String(160), default="", server_default="")  # of who has no unit
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    quota: Mapped[int]  # booths, at most
    least: Mapped[int] = mapped_column(default=0, server_default="0")  # booths promised, as far as it goes
    ranking: Mapped[int] = mapped_column(default=0, server_default="0")  # how often its members were ranked

    fair: Mapped[Fair] = relationship()
    unit: Mapped[Unit | None] = relationship()
    lead: Mapped[User | None] = relationship()
    zones: Mapped[list["DelegationZone"]] = relationship(
        cascade="all, delete-orphan", order_by="DelegationZone.zone_id", passive_deletes=True
    )

    @property
    def name(self) -> str:
        return self.unit.name if self.unit else self.own_name

    @property
    def full_name(self) -> str:
        return self.unit.full_name if self.unit else self.own_name

    @property
    def party(self) -> str:
        """What allocation knows it by: the unit, or its own number."""
        return self.unit_id or f"#{self.id}"


class DelegationZone(db.Model):
    """How many of its booths a delegation may have, and is promised, in one zone."""

    __tablename__ = "delegation_zone"
    __table_args__ = (CheckConstraint("least >= 0 AND least <= most", name="least"),)

    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegation.id", ondelete="CASCADE"), primary_key=True
    )
    zone_id: Mapped[int] = mapped_column(
        ForeignKey("zone.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    least: Mapped[int] = mapped_column(default=0)
    most: Mapped[int]

    zone: Mapped[Zone] = relationship()


class PavilionBooth(db.Model):
    """A booth kept for the members of one delegation."""

    __tablename__ = "pavilion_booth"

    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id", ondelete="CASCADE"), primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)

    booth: Mapped[Booth] = relationship()
    delegation: Mapped[Delegation] = relationship()


class DelegationMember(db.Model):
    """A producer in a delegation: ranked there, or nominated by name and, once it said yes, joined.

    Until it has joined, a nomination is a name and a way to reach it; only the one who opens the link
    says which producer it is. `rank` alone makes nobody a member: the unit does, or having joined.
    """

    __tablename__ = "delegation_member"
    __table_args__ = (UniqueConstraint("fair_id", "producer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("producer.id"), index=True)
    rank: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(200), default="")  # as the lead wrote it
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    nominated_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    nominated_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    joined_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    declined_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    delegation: Mapped[Delegation] = relationship()
    producer: Mapped[Producer | None] = relationship()


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
