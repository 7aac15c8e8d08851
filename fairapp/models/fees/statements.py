"""What a bank reported."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, UTCDateTime, db, member_of, now
from fairapp.domain.settlement import LineState
from fairapp.models.accounts import Organisation, User
from fairapp.models.fairs import Fair

if TYPE_CHECKING:
    from fairapp.models.fees.invoices import FeeEntry


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
