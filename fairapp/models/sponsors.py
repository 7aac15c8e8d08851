"""Sponsors and the inventory of what they were promised."""

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint, Uuid, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain import sponsors as rules
from fairapp.domain.sponsors import LONGEST_NOTE, LONGEST_PLACE, Tier
from fairapp.models.accounts import User
from fairapp.models.fairs import Fair


class Sponsor(db.Model):
    """A sponsor of one fair, in money or in kind."""

    __tablename__ = "sponsor"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    tier: Mapped[Tier] = mapped_column(member_of(Tier))
    contribution: Mapped[int] = mapped_column(BigInteger, default=0)
    in_kind: Mapped[str] = mapped_column(String(300), default="")
    goals: Mapped[str] = mapped_column(Text, default="")  # in the sponsor's own words
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="")

    fair: Mapped[Fair] = relationship()
    user: Mapped[User | None] = relationship()
    benefits: Mapped[list["Benefit"]] = relationship(
        back_populates="sponsor", order_by="Benefit.id", cascade="all, delete-orphan"
    )


class Benefit(db.Model):
    """One promise. What was not delivered is reported, with why and what was given instead."""

    __tablename__ = "benefit"
    __table_args__ = (CheckConstraint("promised >= 1 AND delivered >= 0", name="quantities"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sponsor_id: Mapped[int] = mapped_column(ForeignKey("sponsor.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(40), default="")  # lượt, vị trí, thẻ
    promised: Mapped[int] = mapped_column(default=1)
    delivered: Mapped[int] = mapped_column(default=0)
    proof: Mapped[str] = mapped_column(Text, default="")  # where and how it can be seen
    shortfall: Mapped[str] = mapped_column(Text, default="")
    make_good: Mapped[str] = mapped_column(Text, default="")
    delivered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    due_on: Mapped[date | None]
    given_up: Mapped[bool] = mapped_column(default=False, server_default=false())  # nothing more will come
    on_passes: Mapped[bool] = mapped_column(default=False, server_default=false())  # printed on every pass
    gate_id: Mapped[int | None] = mapped_column(ForeignKey("gate.id", ondelete="SET NULL"), index=True)

    sponsor: Mapped[Sponsor] = relationship(back_populates="benefits")
    proofs: Mapped[list["BenefitProof"]] = relationship(
        back_populates="benefit",
        order_by="BenefitProof.at, BenefitProof.added_at",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    @property
    def is_open(self) -> bool:
        return rules.is_open(self.promised, self.delivered, self.given_up)


class TierPromise(db.Model):
    """A line of what a tier promises at one fair; a sponsor that joins gets a copy of its own."""

    __tablename__ = "tier_promise"
    __table_args__ = (
        UniqueConstraint("fair_id", "tier", "what"),
        CheckConstraint("promised >= 1", name="promised"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    tier: Mapped[Tier] = mapped_column(member_of(Tier))
    what: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(40), default="")
    promised: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date | None]


class SponsorPhoto(db.Model):
    """A picture of a delivery, known by its bytes: frozen reports name it when its proof is long struck."""

    __tablename__ = "sponsor_photo"
    __table_args__ = (UniqueConstraint("fair_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    stored_name: Mapped[str] = mapped_column(String(80), unique=True)


class BenefitProof(db.Model):
    """How one can tell that something was delivered. The id is made with the form: sent twice is once."""

    __tablename__ = "benefit_proof"
    __table_args__ = (CheckConstraint("delivered >= 0", name="delivered"),)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    benefit_id: Mapped[int] = mapped_column(ForeignKey("benefit.id", ondelete="CASCADE"), index=True)
    delivered: Mapped[int]  # how much of the promise stood when it was taken
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE), default="")
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("sponsor_photo.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    struck_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # entered by mistake

    benefit: Mapped[Benefit] = relationship(back_populates="proofs")
    photo: Mapped[SponsorPhoto | None] = relationship()
    by: Mapped[User | None] = relationship()
