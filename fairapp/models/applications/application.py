"""An application, as its producer writes it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, UTCDateTime, db, member_of, now
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.booths import BoothKind
from fairapp.models.booths import Booth, Zone
from fairapp.models.fairs import Fair
from fairapp.models.producers import Producer, Product

if TYPE_CHECKING:
    from fairapp.models.applications.words import Acceptance, Consent


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
    cold_watts: Mapped[int] = mapped_column(default=0, server_default="0")  # of it: fridges, day and night
    lorry_plate: Mapped[str] = mapped_column(String(60), default="", server_default="")
    introduction: Mapped[str] = mapped_column(Text, default="", server_default="")
    anywhere: Mapped[bool] = mapped_column(default=False, server_default=false())  # said so, without wishes
    wishes: Mapped[str] = mapped_column(Text, default="")
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
    saves: Mapped[dict[str, dict[str, Any]]] = mapped_column(Json, default=dict, server_default="{}")
    copied_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("application.id", ondelete="SET NULL"), index=True
    )
    version: Mapped[int] = mapped_column(default=1)  # two people at once: the second is told
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    fair: Mapped[Fair] = relationship()
    producer: Mapped[Producer] = relationship()
    copied_from: Mapped["Application | None"] = relationship(remote_side=[id])
    places: Mapped[list["ApplicationPlace"]] = relationship(
        order_by="ApplicationPlace.rank", cascade="all, delete-orphan"
    )
    acceptances: Mapped[list["Acceptance"]] = relationship(
        order_by="Acceptance.accepted_at", cascade="all, delete-orphan"
    )
    consents: Mapped[list["Consent"]] = relationship(order_by="Consent.id", cascade="all, delete-orphan")
    staff: Mapped[list["ApplicationStaff"]] = relationship(
        order_by="ApplicationStaff.id", cascade="all, delete-orphan"
    )
    goods: Mapped[list["ApplicationProduct"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}

    @property
    def wished(self) -> tuple[tuple[str, int], ...]:
        """What allocation reads: booths and zones asked for, the dearest first."""
        return tuple((place.what, place.its_id) for place in self.places)

    @property
    def wished_zone_id(self) -> int | None:
        """The zone of the first wish."""
        return next((place.zone_of_it for place in self.places), None)

    @property
    def consent(self) -> "Consent | None":
        """The one in force."""
        return next((consent for consent in self.consents if consent.withdrawn_at is None), None)


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


class ApplicationPlace(db.Model):
    """A booth or a zone where the applicant would like to stand; `rank` 1 is the dearest."""

    __tablename__ = "application_place"
    __table_args__ = (
        CheckConstraint("rank BETWEEN 1 AND 3", name="rank"),
        CheckConstraint("(zone_id IS NULL) <> (booth_id IS NULL)", name="of_one"),
    )

    application_id: Mapped[int] = mapped_column(
        ForeignKey("application.id", ondelete="CASCADE"), primary_key=True
    )
    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id", ondelete="CASCADE"), index=True)
    booth_id: Mapped[int | None] = mapped_column(ForeignKey("booth.id", ondelete="CASCADE"), index=True)

    zone: Mapped[Zone | None] = relationship()
    booth: Mapped[Booth | None] = relationship()

    @property
    def what(self) -> str:
        return "booth" if self.booth_id else "zone"

    @property
    def its_id(self) -> int:
        return self.booth_id or self.zone_id  # type: ignore[return-value]  # one of them, says the table

    @property
    def zone_of_it(self) -> int | None:
        return self.booth.zone_id if self.booth else self.zone_id
