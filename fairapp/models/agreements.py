"""Agreements signed at a fair; one row may stand for several papers of one signing (`count`)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.models.fairs import Fair
from fairapp.models.producers import Producer


class Agreement(db.Model):
    """Who signed what with whom. A value is optional and never invented."""

    __tablename__ = "agreement"
    __table_args__ = (
        CheckConstraint("count >= 1", name="count"),
        CheckConstraint("value IS NULL OR value > 0", name="value"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("producer.id"), index=True)
    kind: Mapped[AgreementKind] = mapped_column(member_of(AgreementKind))
    level: Mapped[AgreementLevel] = mapped_column(member_of(AgreementLevel))
    party_a: Mapped[str] = mapped_column(String(300))
    party_b: Mapped[str] = mapped_column(String(300))
    count: Mapped[int] = mapped_column(default=1)
    value: Mapped[int | None] = mapped_column(BigInteger)
    terms: Mapped[str] = mapped_column(Text, default="")
    signed_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(Text, default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    fair: Mapped[Fair] = relationship()
    producer: Mapped[Producer | None] = relationship()
