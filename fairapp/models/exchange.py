"""Files on their way in: their rows wait here until somebody has seen what they would do."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, UTCDateTime, db, member_of, now
from fairapp.domain.exchange import Kind
from fairapp.domain.sheets import Outcome
from fairapp.models.accounts import User
from fairapp.models.fairs import Fair, Site


class ImportFile(db.Model):
    """An uploaded list: looked at row by row, then taken over as a whole or not at all."""

    __tablename__ = "import_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(member_of(Kind))
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    fair_id: Mapped[int | None] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), index=True)
    filename: Mapped[str] = mapped_column(String(200))
    heads: Mapped[list[str]] = mapped_column(Json, default=list)  # as they stand in the file
    places: Mapped[dict[str, int]] = mapped_column(Json, default=dict)  # column -> place in a row
    total: Mapped[int]
    checked: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, int]] = mapped_column(Json, default=dict)  # by outcome, once taken over
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    imported_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    actor: Mapped[User] = relationship()
    fair: Mapped[Fair | None] = relationship()
    site: Mapped[Site | None] = relationship()

    @property
    def is_checked(self) -> bool:
        return self.checked >= self.total


class ImportRow(db.Model):
    """One row of the file, with what it would do."""

    __tablename__ = "import_row"
    __table_args__ = (Index("ix_import_row_file_id_key", "file_id", "key"),)

    file_id: Mapped[int] = mapped_column(ForeignKey("import_file.id", ondelete="CASCADE"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # as the spreadsheet counts
    cells: Mapped[list[str]] = mapped_column(Json)
    key: Mapped[str | None] = mapped_column(String(700))  # whom or what the row names
    outcome: Mapped[Outcome | None] = mapped_column(member_of(Outcome))
    faults: Mapped[list[dict]] = mapped_column(Json, default=list)
    changes: Mapped[list[str]] = mapped_column(Json, default=list)  # heads of the cells that differ
