"""What a fair charges, the notices sent for it, and the money that came in.

Invoices are never edited: a change cancels one and makes another. Money stands on an invoice as entries,
which are only ever added; how an invoice stands follows from their sum.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, UTCDateTime, db, member_of, now
from fairapp.domain.booths import BoothKind
from fairapp.domain.fees import BaseHow, Covers, SurchargeKind
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.settlement import EntryKind, LineState
from fairapp.models.accounts import Organisation, User
from fairapp.models.applications import Application, Delegation
from fairapp.models.fairs import Fair
from fairapp.models.places import Unit


def _only_one(name: str, column: str, condition: str) -> Index:
    where = text(condition)
    return Index(name, column, unique=True, sqlite_where=where, postgresql_where=where)


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


class FeeInvoice(db.Model):
    """A notice to pay (thông báo nộp phí), as it was sent: names, lines and account are frozen."""

    __tablename__ = "fee_invoice"
    __table_args__ = (
        UniqueConstraint("fair_id", "number"),
        CheckConstraint("payable >= 0 AND payable = charges - subsidised", name="sums"),
        CheckConstraint("refund_percent IS NULL OR refund_percent BETWEEN 0 AND 100", name="refund"),
        _only_one("uq_fee_invoice_open", "application_id", "cancelled_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    number: Mapped[int]
    code: Mapped[str] = mapped_column(String(16), unique=True)  # what a transfer carries
    billed_to: Mapped[str] = mapped_column(String(200))
    booths: Mapped[str] = mapped_column(String(120))
    charges: Mapped[int] = mapped_column(BigInteger)
    subsidised: Mapped[int] = mapped_column(BigInteger)
    payable: Mapped[int] = mapped_column(BigInteger)
    due_on: Mapped[date | None]
    bank_bin: Mapped[str] = mapped_column(String(6))
    account_number: Mapped[str] = mapped_column(String(19))
    account_holder: Mapped[str] = mapped_column(String(120))
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("fee_invoice.id"), unique=True)
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    cancel_reason: Mapped[str] = mapped_column(Text, default="")  # msgid
    refund_percent: Mapped[int | None]  # of what was paid, when the exhibitor is gone

    fair: Mapped[Fair] = relationship()
    application: Mapped[Application] = relationship()
    replaces: Mapped["FeeInvoice | None"] = relationship(remote_side=[id])
    lines: Mapped[list["FeeLine"]] = relationship(order_by="FeeLine.position", cascade="all, delete-orphan")
    entries: Mapped[list["FeeEntry"]] = relationship(order_by="FeeEntry.id", back_populates="invoice")


class FeeLine(db.Model):
    """One line of an invoice; a negative amount has the payer who takes it over."""

    __tablename__ = "fee_line"
    __table_args__ = (
        UniqueConstraint("invoice_id", "position"),
        CheckConstraint("(amount < 0 AND payer <> '') OR (amount >= 0 AND payer = '')", name="payer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("fee_invoice.id", ondelete="CASCADE"))
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(300))
    quantity: Mapped[int]  # hundredths
    unit: Mapped[str] = mapped_column(String(20), default="")
    unit_price: Mapped[int] = mapped_column(BigInteger)
    amount: Mapped[int] = mapped_column(BigInteger)
    payer: Mapped[str] = mapped_column(String(120), default="")


class BankStatement(db.Model):
    """An uploaded file. Its cells are kept until its payments have been taken over."""

    __tablename__ = "bank_statement"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    account: Mapped[str] = mapped_column(String(19))
    filename: Mapped[str] = mapped_column(String(200))  # as the person named it, only ever shown
    cells: Mapped[list[list[str]] | None] = mapped_column(Json)
    first_row: Mapped[int] = mapped_column(default=0)
    columns: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    imported_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    duplicates: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    unreadable: Mapped[list[int]] = mapped_column(Json, default=list)
    version: Mapped[int] = mapped_column(default=1)

    fair: Mapped[Fair] = relationship()
    uploaded_by: Mapped[User] = relationship()
    lines: Mapped[list["StatementLine"]] = relationship(
        order_by="StatementLine.row", back_populates="statement"
    )

    __mapper_args__ = {"version_id_col": version}


class StatementLine(db.Model):
    """One payment that a bank reported; the same one is never kept twice."""

    __tablename__ = "statement_line"
    __table_args__ = (
        UniqueConstraint("owner_id", "account", "digest"),
        CheckConstraint("amount > 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    statement_id: Mapped[int] = mapped_column(ForeignKey("bank_statement.id"), index=True)
    account: Mapped[str] = mapped_column(String(19))
    digest: Mapped[str] = mapped_column(String(64))
    row: Mapped[int]
    day: Mapped[date]
    amount: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(String(80), default="")
    state: Mapped[LineState] = mapped_column(member_of(LineState), index=True)
    handled_by: Mapped[str] = mapped_column(String(120), default="")  # who assigned it or set it aside
    note: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)  # two people at once: the second is told

    owner: Mapped[Organisation] = relationship()
    statement: Mapped[BankStatement] = relationship(back_populates="lines")
    entries: Mapped[list["FeeEntry"]] = relationship(order_by="FeeEntry.id", back_populates="line")

    __mapper_args__ = {"version_id_col": version}


class FeeEntry(db.Model):
    """Money on an invoice: from a bank's line, or in a person's name. A mistake is reversed by another."""

    __tablename__ = "fee_entry"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount"),
        CheckConstraint("line_id IS NOT NULL OR by_name <> ''", name="known_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("fee_invoice.id"), index=True)
    kind: Mapped[EntryKind] = mapped_column(member_of(EntryKind))
    amount: Mapped[int] = mapped_column(BigInteger)
    day: Mapped[date]
    note: Mapped[str] = mapped_column(String(300), default="")
    line_id: Mapped[int | None] = mapped_column(ForeignKey("statement_line.id"), index=True)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("fee_entry.id"), unique=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    by_name: Mapped[str] = mapped_column(String(120), default="")
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    invoice: Mapped[FeeInvoice] = relationship(back_populates="entries")
    line: Mapped[StatementLine | None] = relationship(back_populates="entries")


class FeeBundle(db.Model):
    """A province pays for several of its exhibitors at once: one code, what they all still owe."""

    __tablename__ = "fee_bundle"
    __table_args__ = (UniqueConstraint("fair_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(
        ForeignKey("delegation.id", ondelete="SET NULL"), index=True
    )
    number: Mapped[int]
    code: Mapped[str] = mapped_column(String(16), unique=True)
    payer: Mapped[str] = mapped_column(String(200))
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    fair: Mapped[Fair] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    members: Mapped[list["FeeBundleMember"]] = relationship(
        back_populates="bundle", order_by="FeeBundleMember.id", cascade="all, delete-orphan"
    )


class FeeBundleMember(db.Model):
    """An exhibitor that is paid for; in one bundle at a time."""

    __tablename__ = "fee_bundle_member"
    __table_args__ = (
        UniqueConstraint("bundle_id", "application_id"),
        _only_one("uq_fee_bundle_member_held", "application_id", "released_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bundle_id: Mapped[int] = mapped_column(ForeignKey("fee_bundle.id", ondelete="CASCADE"))
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    released_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    bundle: Mapped[FeeBundle] = relationship(back_populates="members")
    application: Mapped[Application] = relationship()
