"""The organiser's list of a fair's applications: trays, search, order, pages."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from fairapp.db import db
from fairapp.domain.applications import UNDER_REVIEW, WITH_ORGANISER, ApplicationState, Decision
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.pages import Page, place
from fairapp.domain.text import N_, fold
from fairapp.models import Application, ApplicationProduct, Fair, Producer, Product, Unit
from fairapp.services import fairs
from fairapp.services.applications.board import COLUMN_LABELS, COLUMNS, Column
from fairapp.services.applications.listing import SENT
from fairapp.services.applications.pending import PENDING
from fairapp.services.applications.wanted_papers import failing
from fairapp.services.places import AsOf, Later, as_of, reading_day

PAGE = 50


class Tray(StrEnum):
    """The columns of the board, two heaps made of several of them, and everything."""

    NEW = Column.NEW.value
    ASKED = Column.ASKED.value
    READING = Column.READING.value
    TO_ACCEPT = Column.TO_ACCEPT.value
    TO_REFUSE = Column.TO_REFUSE.value
    WAITING = Column.WAITING.value
    ANNOUNCED = Column.ANNOUNCED.value
    TO_READ = "to_read"
    DECIDED = "decided"
    ALL = "all"


TRAY_LABELS = {Tray(column.value): word for column, word in COLUMN_LABELS.items()} | {
    Tray.TO_READ: N_("Cần xem"),
    Tray.DECIDED: N_("Đã quyết, chưa công bố"),
    Tray.ALL: N_("Tất cả"),
}

TRAYS: dict[Tray, ColumnElement[bool]] = {Tray(column.value): rule for column, rule in COLUMNS.items()} | {
    Tray.TO_READ: and_(Application.state.in_(UNDER_REVIEW), ~PENDING),
    Tray.DECIDED: PENDING,
    Tray.ALL: SENT,
}


@dataclass(frozen=True)
class Wanted:
    """What the organiser's list is asked for."""

    tray: Tray = Tray.ALL
    q: str = ""
    state: ApplicationState | None = None
    decision: Decision | None = None
    unit_id: str = ""
    units_now: bool = False  # provinces as they are today, not as they were on the fair's days
    lacks_papers: bool = False
    sort: str = "name"
    page: int = 1


@dataclass(frozen=True)
class Row:
    """One line of the organiser's list."""

    id: int
    version: int
    producer: str
    producer_kind: ProducerKind
    unit: str
    state: ApplicationState
    decision: Decision | None
    booth_count: int
    products: int
    stars: int | None
    submitted_at: datetime | None
    illustrative: bool


@dataclass(frozen=True)
class Counts:
    """How a fair's applications stand; booths count those accepted or about to be."""

    trays: dict[Tray, int]
    drafts: int
    states: dict[ApplicationState, int]
    accepted_booths: int


def list_for_fair(fair: Fair, wanted: Wanted | None = None) -> Page[Row]:
    """One page of the organiser's list, in three statements however many rows there are."""
    wanted = wanted or Wanted()
    conditions = _conditions(fair, wanted)
    total = db.session.scalar(_joined(select(func.count(Application.id))).where(*conditions)) or 0
    page, pages = place(total, wanted.page, PAGE)
    unit = _unit(fair, wanted.units_now)
    query = (
        _rows(unit)
        .where(*conditions)
        .order_by(*_order(wanted.sort, unit))
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Page([Row(*row) for row in db.session.execute(query)], total, page, pages)


def list_ids(fair: Fair, wanted: Wanted) -> list[int]:
    """The whole list without its pages, in its order."""
    order = _order(wanted.sort, _unit(fair, wanted.units_now))
    query = _joined(select(Application.id)).where(*_conditions(fair, wanted)).order_by(*order)
    return list(db.session.scalars(query))


def neighbours(fair: Fair, wanted: Wanted, application: Application) -> tuple[int | None, int | None]:
    """The applications before and after this one in the same list, for reading through it."""
    ids = list_ids(fair, wanted)
    if application.id not in ids:
        return None, ids[0] if ids else None
    i = ids.index(application.id)
    return ids[i - 1] if i else None, ids[i + 1] if i + 1 < len(ids) else None


def open_ids(fair: Fair) -> Select:
    """Those whose papers still matter: sent, and not announced or withdrawn."""
    return select(Application.id).where(Application.fair_id == fair.id, Application.state.in_(WITH_ORGANISER))


def counts(fair: Fair) -> Counts:
    """How many applications lie in each tray, and how many booths they take."""
    mine = Application.fair_id == fair.id
    columns = [func.count(case((condition, 1))) for condition in TRAYS.values()]
    trays = db.session.execute(select(*columns).where(mine)).one()
    states = dict(
        db.session.execute(
            select(Application.state, func.count()).where(mine).group_by(Application.state)
        ).all()
    )
    booths = db.session.scalar(select(func.sum(Application.booth_count)).where(mine, taking_booths()))
    return Counts(
        trays=dict(zip(TRAYS, trays, strict=True)),
        drafts=states.get(ApplicationState.DRAFT, 0),
        states={state: states.get(state, 0) for state in ApplicationState},
        accepted_booths=int(booths or 0),
    )


def taking_booths() -> ColumnElement[bool]:
    """Accepted by the latest verdict, announced or not: what the organiser has given away so far."""
    return or_(
        and_(Application.decision == Decision.ACCEPT, Application.state != ApplicationState.WITHDRAWN),
        and_(Application.decision.is_(None), Application.state == ApplicationState.ACCEPTED),
    )


def units_of(fair: Fair, units_now: bool = False) -> list[tuple[str, str]]:
    """(id, name) of the provinces from which applications came, for the filter."""
    unit = _unit(fair, units_now)
    query = _joined(select(unit.id, unit.name, unit.sort_key).select_from(Application))
    found = query.where(Application.fair_id == fair.id, SENT).distinct().order_by(unit.sort_key, unit.id)
    return [(unit_id, name) for unit_id, name, _ in db.session.execute(found)]


def _unit(fair: Fair, units_now: bool) -> AsOf:
    return as_of(reading_day(fairs.first_day(fair), units_now))


def _joined(query: Select) -> Select:
    return (
        query.join(Producer, Producer.id == Application.producer_id)
        .join(Unit, Unit.id == Producer.unit_id)
        .outerjoin(Later, Later.id == Unit.successor_id)
    )


def _lines() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Number of products and most stars of an application, as scalar subqueries."""
    of = ApplicationProduct.application_id == Application.id
    number = select(func.count()).where(of).correlate(Application).scalar_subquery()
    stars = (
        select(func.max(Product.stars))
        .join(ApplicationProduct, ApplicationProduct.product_id == Product.id)
        .where(of)
        .correlate(Application)
        .scalar_subquery()
    )
    return number, stars


def _rows(unit: AsOf) -> Select:
    number, stars = _lines()
    return _joined(
        select(
            Application.id,
            Application.version,
            Producer.name,
            Producer.kind,
            unit.name,
            Application.state,
            Application.decision,
            Application.booth_count,
            number,
            stars,
            Application.submitted_at,
            Producer.illustrative,
        ).select_from(Application)
    )


def _conditions(fair: Fair, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = [Application.fair_id == fair.id, SENT, TRAYS[wanted.tray]]
    if wanted.state:
        conditions.append(Application.state == wanted.state)
    if wanted.decision:
        conditions.append(Application.decision == wanted.decision)
    if wanted.unit_id:
        conditions.append(_unit(fair, wanted.units_now).id == wanted.unit_id)
    if wanted.lacks_papers:
        conditions.append(Application.id.in_(failing(fair, open_ids(fair))))
    if wanted.q:
        conditions.append(_found(wanted.q))
    return conditions


def _found(q: str) -> ColumnElement[bool]:
    """By the producer's name, by a product's name, or by the application's number."""
    folded = fold(q)
    product = (
        select(ApplicationProduct.application_id)
        .join(Product, Product.id == ApplicationProduct.product_id)
        .where(Product.folded.contains(folded, autoescape=True))
    )
    named = or_(Producer.folded.contains(folded, autoescape=True), Application.id.in_(product))
    number = folded.removeprefix("#")
    return or_(named, Application.id == int(number)) if number.isdecimal() and len(number) < 10 else named


def _order(sort: str, unit: AsOf) -> list[ColumnElement]:
    number, stars = _lines()
    columns: dict[str, list] = {
        "name": [Producer.sort_key],
        "unit": [unit.sort_key, Producer.sort_key],
        "sent": [Application.submitted_at],
        "board": [
            Application.waitlist_number.is_(None),
            Application.waitlist_number,
            Application.submitted_at,
        ],
        "stars": [func.coalesce(stars, 0), Producer.sort_key],
        "booths": [Application.booth_count, Producer.sort_key],
        "products": [number, Producer.sort_key],
    }
    descending = sort.startswith("-")
    chosen = columns.get(sort.removeprefix("-"), columns["name"])
    first = chosen[0].desc() if descending else chosen[0].asc()
    return [first, *chosen[1:], Application.id]
