"""Province delegations with their quotas, and producers' applications."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.booths import BoothKind
from fairapp.models.accounts import User
from fairapp.models.booths import Zone
from fairapp.models.fairs import Fair
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
