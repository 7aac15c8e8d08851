"""Delegations with their quotas, members and pavilions."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of
from fairapp.domain.delegations import DelegationKind
from fairapp.models.accounts import User
from fairapp.models.booths import Booth, Zone
from fairapp.models.fairs import Fair
from fairapp.models.places import Unit
from fairapp.models.producers import Producer


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
