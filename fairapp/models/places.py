"""Administrative units as dated data: codes change hands, so a code is never a key."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from fairapp.db import Folded, SortKey, db


class Unit(db.Model):
    """A province or city as it stood in a period; `successor_id` is the unit it became part of."""

    __tablename__ = "unit"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    full_name: Mapped[str] = mapped_column(String(160))
    folded: Mapped[str] = mapped_column(Folded(120), index=True)
    sort_key: Mapped[str] = mapped_column(SortKey)
    code: Mapped[str] = mapped_column(String(8))
    region: Mapped[str] = mapped_column(String(80))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"), index=True)
