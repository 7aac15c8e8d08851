"""Venues and their halls, shared by every organiser: one hall holds one fair at a time."""

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Folded, SortKey, db
from fairapp.models.places import Unit


class Venue(db.Model):
    """A place where fairs are held: an exhibition palace, a mall, a walking street."""

    __tablename__ = "venue"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(Folded(200))
    sort_key: Mapped[str] = mapped_column(SortKey)
    address: Mapped[str] = mapped_column(String(300), default="")
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")

    unit: Mapped[Unit] = relationship()
    halls: Mapped[list["Hall"]] = relationship(back_populates="venue", order_by="Hall.name")


class Hall(db.Model):
    """A rectangle in which booths stand, measured in centimetres."""

    __tablename__ = "hall"
    __table_args__ = (
        UniqueConstraint("venue_id", "name"),
        CheckConstraint("width_cm > 0 AND depth_cm > 0", name="has_size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    width_cm: Mapped[int]
    depth_cm: Mapped[int]

    venue: Mapped[Venue] = relationship(back_populates="halls")
