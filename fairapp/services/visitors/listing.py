"""The organiser's list of registered visitors."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.errors import NotFound
from fairapp.domain.pages import Page, place
from fairapp.domain.text import N_, fold
from fairapp.domain.visitors import Source
from fairapp.models import Fair, Visitor

PAGE = 50
ORDERS = {"name": Visitor.sort_key, "at": Visitor.created_at, "day": Visitor.day}


@dataclass(frozen=True)
class Wanted:
    """What the organiser looks for; no day means any, `ended` those whose pass was revoked."""

    q: str = ""
    day: date | None = None
    source: Source | None = None
    ended: bool = False
    sort: str = "-at"
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        return bool(self.q or self.day or self.source or self.ended)


def get_for_fair(visitor_id: int, fair: Fair) -> Visitor:
    found = db.session.scalar(_whole().where(Visitor.id == visitor_id, Visitor.fair_id == fair.id))
    if found is None:
        raise NotFound(N_("Không có khách này."))
    return found


def list_for_fair(fair: Fair, wanted: Wanted) -> Page[Visitor]:
    """One page of a fair's visitors."""
    conditions = _conditions(fair, wanted)
    total = db.session.scalar(select(func.count(Visitor.id)).where(*conditions)) or 0
    page, pages = place(total, wanted.page, PAGE)
    query = _whole().where(*conditions).order_by(*_order(wanted.sort))
    return Page(list(db.session.scalars(query.limit(PAGE).offset((page - 1) * PAGE))), total, page, pages)


def list_all(fair: Fair, wanted: Wanted) -> list[Visitor]:
    """The list without its pages, to take away."""
    return list(db.session.scalars(_whole().where(*_conditions(fair, wanted)).order_by(*_order(wanted.sort))))


def count_by_source(fair: Fair) -> dict[Source, int]:
    """How many hold a pass, by where they registered."""
    query = (
        select(Visitor.source, func.count())
        .where(Visitor.fair_id == fair.id, Visitor.ended_at.is_(None))
        .group_by(Visitor.source)
    )
    found = dict(db.session.execute(query).all())
    return {source: found.get(source, 0) for source in Source}


def _whole():  # noqa: ANN202 - a Select of Visitor
    return select(Visitor).options(joinedload(Visitor.group))


def _conditions(fair: Fair, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Visitor.fair_id == fair.id]
    if wanted.q:
        conditions.append(Visitor.folded.contains(fold(wanted.q), autoescape=True))
    if wanted.day:
        conditions.append(Visitor.day == wanted.day)
    if wanted.source:
        conditions.append(Visitor.source == wanted.source)
    if wanted.ended:
        conditions.append(Visitor.ended_at.is_not(None))
    return conditions


def _order(sort: str) -> list[ColumnElement]:
    column = ORDERS.get(sort.removeprefix("-"), Visitor.created_at)
    return [column.desc() if sort.startswith("-") else column.asc(), Visitor.id]
