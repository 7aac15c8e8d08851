"""Administrative units in the database, and the lists that forms offer."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import aliased

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.text import N_
from fairapp.models import Unit


def get_unit(unit_id: str) -> Unit:
    unit = db.session.get(Unit, unit_id)
    if unit is None:
        raise NotFound(N_("Không có tỉnh, thành phố này."), field="unit")
    return unit


def get_unit_today(unit_id: str) -> Unit:
    """A province that exists today, as a form that offered it has it back."""
    return get_unit_on(unit_id, local_day(now()))


def get_unit_on(unit_id: str, day: date) -> Unit:
    """A province that existed on a day, as a form that offered it has it back."""
    unit = db.session.get(Unit, unit_id)
    if unit is None or not _stood(unit, day):
        raise Invalid(N_("Hãy chọn một tỉnh, thành phố trong danh sách."), field="unit")
    return unit


def list_units(on: date) -> list[Unit]:
    """The units that exist on a day, in Vietnamese alphabetical order."""
    query = select(Unit).where(
        or_(Unit.valid_from.is_(None), Unit.valid_from <= on),
        or_(Unit.valid_to.is_(None), Unit.valid_to >= on),
    )
    return list(db.session.scalars(query.order_by(Unit.sort_key)))


def choices_today() -> list[tuple[str, str]]:
    """(id, name) of today's units, for a select field."""
    return [(unit.id, unit.name) for unit in list_units(local_day(now()))]


def _stood(unit: Unit, day: date) -> bool:
    return (unit.valid_from or day) <= day <= (unit.valid_to or day)


Later = aliased(Unit)
"""What a unit became part of; a query that reads units as of a day joins it by Unit.successor_id."""


@dataclass(frozen=True)
class AsOf:
    """Columns of the unit that held, on a day, the area of the row's own unit."""

    id: ColumnElement[str]
    name: ColumnElement[str]
    sort_key: ColumnElement[str]


def as_of(day: date) -> AsOf:
    """Of a unit made after that day the row knows no older one: then it is what it is."""
    ended = and_(Unit.valid_to < day, Later.id.is_not(None))
    return AsOf(*(case((ended, later), else_=own) for later, own in _pairs()))


def reading_day(first_day: date, units_now: bool) -> date:
    """By which day's units a fair's tables are read: those of its time, or today's."""
    return local_day(now()) if units_now else first_day


def _pairs() -> tuple[tuple[ColumnElement[str], ColumnElement[str]], ...]:
    return ((Later.id, Unit.id), (Later.name, Unit.name), (Later.sort_key, Unit.sort_key))
