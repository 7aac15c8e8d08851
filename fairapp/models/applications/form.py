"""How a fair's application form differs from the usual one."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, db
from fairapp.models.fairs import Fair


class FormRule(db.Model):
    """Which fields a fair asks of whom, and the words it wants accepted; without a row all is as usual."""

    __tablename__ = "form_rule"

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), primary_key=True)
    asks: Mapped[dict[str, dict[str, str]]] = mapped_column(
        Json, default=dict
    )  # field → kind of producer → ask
    commitments: Mapped[list[dict[str, str | int]] | None] = mapped_column(Json)  # None: the usual ones
    consent: Mapped[dict[str, str | int] | None] = mapped_column(Json)
    version: Mapped[int] = mapped_column(default=1)  # two organisers at once: the second is told

    fair: Mapped[Fair] = relationship()

    __mapper_args__ = {"version_id_col": version}
