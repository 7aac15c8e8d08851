"""Sponsors and the inventory of what they were promised."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of
from fairapp.domain.sponsors import Tier
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

    sponsor: Mapped[Sponsor] = relationship(back_populates="benefits")
