"""What a fair charges, for whom somebody else pays, and what an exhibitor hires."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import db, member_of
from fairapp.domain.booths import BoothKind
from fairapp.domain.fees import BaseHow, Covers, SurchargeKind
from fairapp.domain.ocop import ProducerKind
from fairapp.models.fairs import Fair
from fairapp.models.places import Unit


class FeeSchedule(db.Model):
    """A fair's prices, and the account they are paid to. Empty texts: not set yet."""

    __tablename__ = "fee_schedule"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), unique=True)
    due_on: Mapped[date | None]
    bank_bin: Mapped[str] = mapped_column(String(6), default="")
    account_number: Mapped[str] = mapped_column(String(19), default="")
    account_holder: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column(default=1)

    fair: Mapped[Fair] = relationship()
    bases: Mapped[list["FeeBase"]] = relationship(order_by="FeeBase.id", cascade="all, delete-orphan")
    surcharges: Mapped[list["FeeSurcharge"]] = relationship(
        order_by="FeeSurcharge.id", cascade="all, delete-orphan"
    )
    subsidies: Mapped[list["FeeSubsidy"]] = relationship(
        order_by="FeeSubsidy.id", cascade="all, delete-orphan"
    )
    refund_rules: Mapped[list["FeeRefundRule"]] = relationship(
        order_by="FeeRefundRule.days_before.desc()", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class FeeBase(db.Model):
    """The price of a kind of booth; no row: what the plan says of each booth."""

    __tablename__ = "fee_base"
    __table_args__ = (
        UniqueConstraint("schedule_id", "kind"),
        CheckConstraint("price >= 0", name="price"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("fee_schedule.id", ondelete="CASCADE"))
    kind: Mapped[BoothKind] = mapped_column(member_of(BoothKind))
    how: Mapped[BaseHow] = mapped_column(member_of(BaseHow))
    price: Mapped[int] = mapped_column(BigInteger)


class FeeSurcharge(db.Model):
    """What costs extra."""

    __tablename__ = "fee_surcharge"
    __table_args__ = (CheckConstraint("price >= 0 AND free >= 0", name="price"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("fee_schedule.id", ondelete="CASCADE"), index=True)
    kind: Mapped[SurchargeKind] = mapped_column(member_of(SurchargeKind))
    label: Mapped[str] = mapped_column(String(120))
    price: Mapped[int] = mapped_column(BigInteger)
    free: Mapped[int] = mapped_column(default=0)  # with each booth: watts of power, pieces of an item


class FeeSubsidy(db.Model):
    """What somebody else pays, and for whom; a missing condition means everybody."""

    __tablename__ = "fee_subsidy"
    __table_args__ = (
        CheckConstraint(
            "(percent BETWEEN 1 AND 100 AND amount IS NULL) OR (amount > 0 AND percent IS NULL)", name="share"
        ),
        CheckConstraint("cap IS NULL OR cap > 0", name="cap"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("fee_schedule.id", ondelete="CASCADE"), index=True)
    payer: Mapped[str] = mapped_column(String(120))
    percent: Mapped[int | None]
    amount: Mapped[int | None] = mapped_column(BigInteger)
    cap: Mapped[int | None] = mapped_column(BigInteger)
    covers: Mapped[Covers] = mapped_column(member_of(Covers), default=Covers.ALL)
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"), index=True)
    producer_kind: Mapped[ProducerKind | None] = mapped_column(member_of(ProducerKind))
    booth_kind: Mapped[BoothKind | None] = mapped_column(member_of(BoothKind))

    unit: Mapped[Unit | None] = relationship()


class FeeRefundRule(db.Model):
    """Who withdraws so many days before the opening gets so much back."""

    __tablename__ = "fee_refund_rule"
    __table_args__ = (
        UniqueConstraint("schedule_id", "days_before"),
        CheckConstraint("days_before >= 0 AND percent BETWEEN 0 AND 100", name="share"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("fee_schedule.id", ondelete="CASCADE"))
    days_before: Mapped[int]
    percent: Mapped[int]


class FeeExtra(db.Model):
    """How many pieces of an item an exhibitor hires."""

    __tablename__ = "fee_extra"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    surcharge_id: Mapped[int] = mapped_column(
        ForeignKey("fee_surcharge.id", ondelete="CASCADE"), primary_key=True
    )
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True, index=True)
    quantity: Mapped[int]
