"""Visitors who registered beforehand. Everybody else is counted without a name."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Folded, SortKey, UTCDateTime, db, now
from fairapp.models.fairs import Fair


class Visitor(db.Model):
    """A registered visitor; erased on request, kept no longer than the fair needs."""

    __tablename__ = "visitor"

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(Folded(160), default="")
    sort_key: Mapped[str] = mapped_column(SortKey, default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    consent_version: Mapped[str] = mapped_column(String(20))
    consent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    fair: Mapped[Fair] = relationship()
