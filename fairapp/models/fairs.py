"""Fairs, the sites they are held at and the sessions in which they are open."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Folded, Json, SortKey, UTCDateTime, db, member_of, now
from fairapp.domain.fairs import Basis, ExpiryRule, FairKind, FairState, Hold
from fairapp.models.accounts import Organisation
from fairapp.models.places import Unit
from fairapp.models.venues import Hall


class Fair(db.Model):
    """One edition of a fair. Its days are those of its sites' sessions."""

    __tablename__ = "fair"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("fair.id"), index=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[FairKind] = mapped_column(member_of(FairKind))
    state: Mapped[FairState] = mapped_column(member_of(FairState), default=FairState.DRAFT)
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(Folded(200))
    sort_key: Mapped[str] = mapped_column(SortKey)
    theme: Mapped[str] = mapped_column(String(300), default="")
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)  # host province
    organisers: Mapped[list[str]] = mapped_column(Json, default=list)  # names, in their order
    basis_kind: Mapped[Basis] = mapped_column(member_of(Basis), default=Basis.PROGRAMME)
    basis_number: Mapped[str] = mapped_column(String(80), default="")  # 123/KH-UBND
    basis_date: Mapped[date | None]
    basis_issuer: Mapped[str] = mapped_column(String(200), default="")
    hotline: Mapped[str] = mapped_column(String(20), default="")
    passes_per_booth: Mapped[int] = mapped_column(default=3)
    expiry_rule: Mapped[ExpiryRule] = mapped_column(member_of(ExpiryRule), default=ExpiryRule.BLOCK)
    apply_from: Mapped[datetime | None] = mapped_column(UTCDateTime)
    apply_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    announced_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # when the public first saw it
    cancel_reason: Mapped[str] = mapped_column(String(300), default="")
    decisions_announced_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    illustrative: Mapped[bool] = mapped_column(default=False)  # shown as "dữ liệu minh hoạ"
    past_record: Mapped[bool] = mapped_column(default=False)  # known from the press, not run here
    source: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    owner: Mapped[Organisation] = relationship()
    unit: Mapped[Unit] = relationship()
    previous: Mapped["Fair | None"] = relationship(remote_side=[id])
    sites: Mapped[list["Site"]] = relationship(
        back_populates="fair", order_by="Site.id", cascade="all, delete-orphan"
    )


class Site(db.Model):
    """One hall of one fair, occupied from the first day of building to the last of dismantling."""

    __tablename__ = "site"
    __table_args__ = (
        UniqueConstraint("fair_id", "name"),
        CheckConstraint("build_from < clear_by", name="window"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    hall_id: Mapped[int | None] = mapped_column(ForeignKey("hall.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    hold: Mapped[Hold] = mapped_column(member_of(Hold), default=Hold.TENTATIVE)
    build_from: Mapped[datetime] = mapped_column(UTCDateTime)
    clear_by: Mapped[datetime] = mapped_column(UTCDateTime)

    fair: Mapped[Fair] = relationship(back_populates="sites")
    hall: Mapped[Hall | None] = relationship()
    sessions: Mapped[list["OpeningSession"]] = relationship(
        back_populates="site",
        order_by="OpeningSession.day, OpeningSession.opens",
        cascade="all, delete-orphan",
    )


class OpeningSession(db.Model):
    """One stretch of opening hours on one local day. Days need not be contiguous."""

    __tablename__ = "opening_session"
    __table_args__ = (
        UniqueConstraint("site_id", "day", "opens"),
        CheckConstraint("opens < closes", name="hours"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    opens: Mapped[time]
    closes: Mapped[time]

    site: Mapped[Site] = relationship(back_populates="sessions")
