"""The review board: every sent application in one column, and of each column a window."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from fairapp.db import db
from fairapp.domain.applications import UNDER_REVIEW, ApplicationState, Decision
from fairapp.domain.text import N_
from fairapp.models import Application, ApplicationProduct, Assessment, Fair, Producer, Product, Unit
from fairapp.services.applications.pending import PENDING

WINDOW = 25


class Column(StrEnum):
    """In the order in which an application goes through them."""

    NEW = "new"
    ASKED = "asked"
    READING = "reading"
    TO_ACCEPT = "to_accept"
    TO_REFUSE = "to_refuse"
    WAITING = "waiting"
    ANNOUNCED = "announced"


COLUMN_LABELS = {
    Column.NEW: N_("Mới"),
    Column.ASKED: N_("Cần bổ sung"),
    Column.READING: N_("Đang xét"),
    Column.TO_ACCEPT: N_("Dự kiến nhận"),
    Column.TO_REFUSE: N_("Dự kiến từ chối"),
    Column.WAITING: N_("Danh sách chờ"),
    Column.ANNOUNCED: N_("Đã công bố"),
}

_scored = exists().where(Assessment.application_id == Application.id, Assessment.recused == "")
_undecided = and_(Application.state.in_(UNDER_REVIEW), ~PENDING)

COLUMNS: dict[Column, ColumnElement[bool]] = {
    Column.NEW: and_(_undecided, ~_scored),
    Column.ASKED: and_(Application.state == ApplicationState.RETURNED, ~PENDING),
    Column.READING: and_(_undecided, _scored),
    Column.TO_ACCEPT: and_(PENDING, Application.decision == Decision.ACCEPT),
    Column.TO_REFUSE: and_(PENDING, Application.decision == Decision.REFUSE),
    Column.WAITING: or_(
        and_(PENDING, Application.decision == Decision.WAITLIST),
        and_(Application.state == ApplicationState.WAITLISTED, ~PENDING),
    ),
    Column.ANNOUNCED: and_(
        Application.state.in_((ApplicationState.ACCEPTED, ApplicationState.REFUSED)), ~PENDING
    ),
}


@dataclass(frozen=True)
class Card:
    """One application as a reviewer recognises it."""

    id: int
    producer: str
    unit: str
    state: ApplicationState
    decision: Decision | None
    booth_count: int
    stars: int | None
    days: int | None  # since it was sent; None once it has its answer
    waitlist_number: int | None


@dataclass(frozen=True)
class Heap:
    """A column with how many lie in it and the first of them."""

    column: Column
    count: int
    cards: list[Card]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def heaps(fair: Fair, at: datetime) -> list[Heap]:
    """The whole board in two statements, however many applications there are."""
    counts = _counts(fair)
    cards = _cards(fair, at)
    return [Heap(column, counts[column], cards.get(column, [])) for column in Column]


def _counts(fair: Fair) -> dict[Column, int]:
    numbers = [func.count(case((condition, 1))) for condition in COLUMNS.values()]
    row = db.session.execute(select(*numbers).where(Application.fair_id == fair.id)).one()
    return dict(zip(COLUMNS, row, strict=True))


def _cards(fair: Fair, at: datetime) -> dict[Column, list[Card]]:
    column = case(*((condition, key.value) for key, condition in COLUMNS.items()), else_=None)
    first = (Application.waitlist_number.is_(None), Application.waitlist_number)
    order = (*first, Application.submitted_at, Application.id)
    placed = (
        select(
            Application.id.label("id"),
            column.label("heap"),
            func.row_number().over(partition_by=column, order_by=order).label("place"),
        )
        .where(Application.fair_id == fair.id)
        .subquery()
    )
    query = (
        select(
            placed.c.heap,
            Application.id,
            Producer.name,
            Unit.name,
            Application.state,
            Application.decision,
            Application.booth_count,
            _stars(),
            Application.submitted_at,
            Application.waitlist_number,
        )
        .select_from(placed)
        .join(Application, Application.id == placed.c.id)
        .join(Producer, Producer.id == Application.producer_id)
        .join(Unit, Unit.id == Producer.unit_id)
        .where(placed.c.place <= WINDOW, placed.c.heap.is_not(None))
        .order_by(placed.c.heap, placed.c.place)
    )
    found: dict[Column, list[Card]] = {}
    for heap, *facts, sent, number in db.session.execute(query):
        waits = Column(heap) is not Column.ANNOUNCED and sent is not None
        days = (at - sent).days if waits else None
        found.setdefault(Column(heap), []).append(Card(*facts, days, number))
    return found


def _stars() -> ColumnElement[int]:
    return (
        select(func.max(Product.stars))
        .join(ApplicationProduct, ApplicationProduct.product_id == Product.id)
        .where(ApplicationProduct.application_id == Application.id)
        .correlate(Application)
        .scalar_subquery()
    )
