"""What the press or an office said of a fair: kept beside our figures, never merged with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.errors import NotFound
from fairapp.domain.text import N_
from fairapp.models import Fair, ReportedFigure, User
from fairapp.services import accounts

NO_SUCH_FIGURE = N_("Không có con số này.")


@dataclass(frozen=True)
class ReportedFacts:
    """A figure with its qualifier (gần, trên, khoảng, ước) and whoever said it."""

    what: str
    value: Decimal
    source: str
    qualifier: str = ""
    said_on: date | None = None
    note: str = ""


def list_reported(fair: Fair) -> list[ReportedFigure]:
    query = select(ReportedFigure).where(ReportedFigure.fair_id == fair.id)
    return list(db.session.scalars(query.order_by(ReportedFigure.what, ReportedFigure.id)))


def map_reported(fairs: Iterable[Fair]) -> dict[int, list[ReportedFigure]]:
    """What was said of each of several fairs, by one statement."""
    query = select(ReportedFigure).where(ReportedFigure.fair_id.in_([fair.id for fair in fairs]))
    said: dict[int, list[ReportedFigure]] = {}
    for figure in db.session.scalars(query.order_by(ReportedFigure.what, ReportedFigure.id)):
        said.setdefault(figure.fair_id, []).append(figure)
    return said


def get_reported(figure_id: int, fair: Fair) -> ReportedFigure:
    found = db.session.scalar(
        select(ReportedFigure).where(ReportedFigure.id == figure_id, ReportedFigure.fair_id == fair.id)
    )
    if found is None:
        raise NotFound(NO_SUCH_FIGURE)
    return found


def add_reported(actor: User, fair: Fair, facts: ReportedFacts) -> ReportedFigure:
    figure = ReportedFigure(
        fair_id=fair.id,
        what=facts.what,
        value=facts.value,
        qualifier=facts.qualifier,
        source=facts.source,
        said_on=facts.said_on,
        note=facts.note,
    )
    db.session.add(figure)
    db.session.flush()
    sentence = N_("Ghi số liệu báo chí nêu: %(what)s, nguồn %(source)s.")
    accounts.audit(
        actor,
        "reported.add",
        "fair",
        fair.id,
        sentence,
        fair_id=fair.id,
        what=facts.what,
        source=facts.source,
    )
    return figure


def remove_reported(actor: User, fair: Fair, figure: ReportedFigure) -> None:
    sentence = N_("Xoá số liệu báo chí nêu: %(what)s, nguồn %(source)s.")
    accounts.audit(
        actor,
        "reported.remove",
        "fair",
        fair.id,
        sentence,
        fair_id=fair.id,
        what=figure.what,
        source=figure.source,
    )
    db.session.delete(figure)
    db.session.flush()
