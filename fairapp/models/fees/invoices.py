"""Notices to pay and the money on them.

Invoices are never edited: a change cancels one and makes another. Money stands on an invoice as entries,
which are only ever added; how an invoice stands follows from their sum.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.settlement import EntryKind
from fairapp.models.applications import Application, Delegation
from fairapp.models.fairs import Fair
from fairapp.models.fees.statements import StatementLine


def _only_one(name: str, column: str, condition: str) -> Index:
    where = text(condition)
    return Index(name, column, unique=True, sqlite_where=where, postgresql_where=where)


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
