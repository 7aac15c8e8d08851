"""Zones, booths and the other things that stand on a site's plan, and how the plan came to be.

Each of them has a `key` beside its id: the plan's history speaks of a booth that is gone and may come back,
and SQLite gives the id of a deleted row to the next one.
"""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, UTCDateTime, db, member_of, now
from fairapp.domain.booths import BoothKind, FeatureKind, PriceClass
from fairapp.domain.underlays import UnderlayKind
from fairapp.models.accounts import User
from fairapp.models.fairs import Site


def _new_key() -> str:
    return secrets.token_hex(6)


class Plan(db.Model):
    """What a site's plan has beside the things on it: how often it was changed, and its rules."""

    __tablename__ = "plan"
    __table_args__ = (CheckConstraint("aisle_cm >= 0 AND exit_clear_cm >= 0", name="rules"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(default=0)
    aisle_cm: Mapped[int] = mapped_column(default=200)
    exit_clear_cm: Mapped[int] = mapped_column(default=200)

    site: Mapped[Site] = relationship()


class PlanStep(db.Model):
    """One change of a plan. `changes` say what was and what is, thing by thing: see domain.plan_history."""

    __tablename__ = "plan_step"
    __table_args__ = (UniqueConstraint("site_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    version: Mapped[int]  # of the plan afterwards
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    kind: Mapped[str] = mapped_column(String(32))
    sentence: Mapped[str] = mapped_column(Text)  # Vietnamese msgid with %(name)s places
    values: Mapped[dict[str, object]] = mapped_column(Json, default=dict)
    changes: Mapped[list[dict]] = mapped_column(Json, default=list)
    undone: Mapped[bool] = mapped_column(default=False)
    turns: Mapped[int | None]  # the version that this step undid or did again

    actor: Mapped[User] = relationship()


class PlanSave(db.Model):
    """A version of a plan that somebody gave a name, to compare with and to come back to."""

    __tablename__ = "plan_save"
    __table_args__ = (UniqueConstraint("site_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    version: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    actor: Mapped[User] = relationship()


class PlanUnderlay(db.Model):
    """What a plan is drawn over: a picture under instance/uploads/, or lines read from a drawing."""

    __tablename__ = "plan_underlay"
    __table_args__ = (
        CheckConstraint("width_cm > 0 AND depth_cm > 0", name="has_size"),
        CheckConstraint("strength BETWEEN 5 AND 100", name="strength"),
    )

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[UnderlayKind] = mapped_column(member_of(UnderlayKind))
    filename: Mapped[str] = mapped_column(String(200))
    stored_name: Mapped[str | None] = mapped_column(String(80), unique=True)  # of a picture
    lines: Mapped[str] = mapped_column(Text, default="")  # of a drawing: an SVG path in centimetres
    x_cm: Mapped[int] = mapped_column(default=0)
    y_cm: Mapped[int] = mapped_column(default=0)
    width_cm: Mapped[int]
    depth_cm: Mapped[int]
    strength: Mapped[int] = mapped_column(default=50)  # percent
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    site: Mapped[Site] = relationship()


class Zone(db.Model):
    """A named part of a plan, usually of one OCOP product group."""

    __tablename__ = "zone"
    __table_args__ = (UniqueConstraint("site_id", "code"), UniqueConstraint("site_id", "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), default=_new_key)
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
        UniqueConstraint("site_id", "key"),
        CheckConstraint("width_cm > 0 AND depth_cm > 0 AND x_cm >= 0 AND y_cm >= 0", name="on_floor"),
        CheckConstraint("fee >= 0 AND subsidy >= 0 AND subsidy <= fee", name="fee"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), default=_new_key)
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
    price_class: Mapped[PriceClass | None] = mapped_column(member_of(PriceClass))
    blocked: Mapped[str | None] = mapped_column(String(200))  # the reason; None: may be given

    site: Mapped[Site] = relationship()
    zone: Mapped[Zone | None] = relationship()


class PlanFeature(db.Model):
    """An entrance, stage, column and the like."""

    __tablename__ = "plan_feature"
    __table_args__ = (
        UniqueConstraint("site_id", "key"),
        CheckConstraint("width_cm > 0 AND depth_cm > 0", name="has_size"),
        CheckConstraint("watts >= 0", name="watts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), default=_new_key)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), index=True)
    kind: Mapped[FeatureKind] = mapped_column(member_of(FeatureKind))
    label: Mapped[str] = mapped_column(String(60), default="")
    watts: Mapped[int] = mapped_column(default=0)  # what a power point can give; 0: nobody has said
    x_cm: Mapped[int]
    y_cm: Mapped[int]
    width_cm: Mapped[int]
    depth_cm: Mapped[int]

    site: Mapped[Site] = relationship()
