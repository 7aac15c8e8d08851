"""Zones, booths and the other things that stand on a site's plan."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import db, member_of
from fairapp.domain.booths import BoothKind, FeatureKind
from fairapp.models.fairs import Site


class Zone(db.Model):
    """A named part of a plan, usually of one OCOP product group."""

    __tablename__ = "zone"
    __table_args__ = (UniqueConstraint("site_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(120))
    group_code: Mapped[str | None] = mapped_column(String(8))  # OCOP group I…VI; None: any goods
    tint: Mapped[int] = mapped_column(default=0)  # which of the plan's tints

    site: Mapped[Site] = relationship()


class Booth(db.Model):
    """A rectangle of floor with a number. `open_sides` holds letters of N, E, S, W in that order."""

    __tablename__ = "booth"
    __table_args__ = (
        UniqueConstraint("site_id", "number"),
        CheckConstraint("width_cm > 0 AND depth_cm > 0 AND x_cm >= 0 AND y_cm >= 0", name="on_floor"),
        CheckConstraint("fee >= 0 AND subsidy >= 0 AND subsidy <= fee", name="fee"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), index=True)
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id", ondelete="SET NULL"), index=True)
    number: Mapped[str] = mapped_column(String(12))
    position: Mapped[int] = mapped_column(default=0)  # natural order of numbers: A2 before A10
    kind: Mapped[BoothKind] = mapped_column(member_of(BoothKind), default=BoothKind.STANDARD)
    x_cm: Mapped[int]
    y_cm: Mapped[int]
    width_cm: Mapped[int]
    depth_cm: Mapped[int]
    open_sides: Mapped[str] = mapped_column(String(4), default="S")
    power_watts: Mapped[int] = mapped_column(default=500)
    water: Mapped[bool] = mapped_column(default=False)
    open_flame: Mapped[bool] = mapped_column(default=False)
    fee: Mapped[int] = mapped_column(default=0)  # đồng for the whole fair
    subsidy: Mapped[int] = mapped_column(default=0)
    subsidy_by: Mapped[str] = mapped_column(String(120), default="")
    blocked: Mapped[str | None] = mapped_column(String(200))  # the reason; None: may be given

    site: Mapped[Site] = relationship()
    zone: Mapped[Zone | None] = relationship()


class PlanFeature(db.Model):
    """An entrance, stage, column and the like."""

    __tablename__ = "plan_feature"
    __table_args__ = (CheckConstraint("width_cm > 0 AND depth_cm > 0", name="has_size"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), index=True)
    kind: Mapped[FeatureKind] = mapped_column(member_of(FeatureKind))
    label: Mapped[str] = mapped_column(String(60), default="")
    x_cm: Mapped[int]
    y_cm: Mapped[int]
    width_cm: Mapped[int]
    depth_cm: Mapped[int]

    site: Mapped[Site] = relationship()
