"""Freed booths, and to whom they are offered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.booths import BoothKind
from fairapp.domain.offers import DEFAULT_HOURS, OfferState
from fairapp.models.applications.application import Application
from fairapp.models.fairs import Fair


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
