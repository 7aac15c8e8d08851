"""Agreements signed at a fair, at which event, by whom, and what became of them.

One row may stand for several papers of one signing (`count`).
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.domain.follow_ups import Answered, FollowAnswer
from fairapp.models.accounts import User
from fairapp.models.fairs import Fair
from fairapp.models.places import Unit
from fairapp.models.producers import Producer


class AgreementEvent(db.Model):
    """A conference or another event of a fair at which people sign."""

    __tablename__ = "agreement_event"
    __table_args__ = (UniqueConstraint("fair_id", "name", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    day: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(200), default="")

    fair: Mapped[Fair] = relationship()


class Agreement(db.Model):
    """Who signed what with whom. A value is optional and never invented.

    `producer_id` is the exhibitor that entered it for itself. `same_paper` is what a second entry of the
    same paper would have, too: so no paper counts twice.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        CheckConstraint("count >= 1", name="count"),
        CheckConstraint("value IS NULL OR value > 0", name="value"),
        UniqueConstraint("fair_id", "same_paper"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("producer.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_event.id"), index=True)
    kind: Mapped[AgreementKind] = mapped_column(member_of(AgreementKind))
    level: Mapped[AgreementLevel] = mapped_column(member_of(AgreementLevel))
    count: Mapped[int] = mapped_column(default=1)
    value: Mapped[int | None] = mapped_column(BigInteger)
    terms: Mapped[str] = mapped_column(Text, default="")
    signed_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(Text, default="")
    same_paper: Mapped[str | None] = mapped_column(String(64))
    stored_name: Mapped[str | None] = mapped_column(String(80), unique=True)  # the scan of the paper
    filename: Mapped[str] = mapped_column(String(200), default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    fair: Mapped[Fair] = relationship()
    producer: Mapped[Producer | None] = relationship()
    event: Mapped[AgreementEvent | None] = relationship()
    entered_by: Mapped[User | None] = relationship()
    parties: Mapped[list["AgreementParty"]] = relationship(
        order_by="AgreementParty.position", cascade="all, delete-orphan", passive_deletes=True
    )
    follow_ups: Mapped[list["AgreementFollowUp"]] = relationship(
        order_by="AgreementFollowUp.step", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def names(self) -> list[str]:
        return [party.name for party in self.parties]


class AgreementParty(db.Model):
    """One who signs: a name, and the producer or the unit that we know it to be."""

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("agreement_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("producer.id"), index=True)
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"), index=True)

    producer: Mapped[Producer | None] = relationship()
    unit: Mapped[Unit | None] = relationship()


class AgreementFollowUp(db.Model):
    """An answer to the question asked so many days after the signing; one for each step."""

    __tablename__ = "agreement_follow_up"
    __table_args__ = (
        UniqueConstraint("agreement_id", "step"),
        CheckConstraint("step IN (30, 60, 90)", name="step"),
        CheckConstraint("delivered IS NULL OR delivered >= 0", name="delivered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"), index=True)
    step: Mapped[int]
    answer: Mapped[FollowAnswer] = mapped_column(member_of(FollowAnswer))
    delivered: Mapped[int | None] = mapped_column(BigInteger)  # in all until then; None: not said
    note: Mapped[str] = mapped_column(String(500), default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    answered_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    answered_by: Mapped[User | None] = relationship()

    @property
    def said(self) -> Answered:
        return Answered(self.step, self.answer, self.delivered)
