"""Provinces and centrally run cities as dated facts: 63 until 30/06/2025, 34 since.

The id of a unit is its folded name, and the year of its end where it has ended: `quang-ninh`,
`ha-giang@2025`; so `lao-cai@2025` and the larger `lao-cai` are two units. A unit that kept its area
keeps its id while its name, kind and region change in terms: Huế, and Đồng Nai as a city. Official
codes pass from one unit to another (15 was Yên Bái and is Lào Cai), hence they are never keys.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from fairapp.domain.errors import NotFound
from fairapp.domain.text import N_, fold, sort_key

FACTS = Path(__file__).resolve().parent.parent / "data" / "provinces.json"
MERGER = date(2025, 7, 1)

NO_SUCH_UNIT = N_("Không có tỉnh, thành phố mang mã %(id)s.")


class UnitKind(StrEnum):
    """The two kinds of provincial unit."""

    PROVINCE = "province"
    CITY = "city"


UNIT_KIND_LABELS = {UnitKind.PROVINCE: N_("Tỉnh"), UnitKind.CITY: N_("Thành phố")}


@dataclass(frozen=True)
class Term:
    """A period in which a unit's name, kind and region stayed the same; None is an open end."""

    valid_from: date | None
    valid_to: date | None
    name: str
    kind: UnitKind
    region: str

    def covers(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    @property
    def full_name(self) -> str:
        """Tỉnh Quảng Ninh, Thành phố Huế: an official name, so never translated."""
        return f"{UNIT_KIND_LABELS[self.kind]} {self.name}"


@dataclass(frozen=True)
class Unit:
    """One area under one administration. Its plain facts are those of its last term."""

    id: str
    code: str
    successor: str | None
    aliases: tuple[str, ...]
    terms: tuple[Term, ...]

    @property
    def name(self) -> str:
        return self.terms[-1].name

    @property
    def full_name(self) -> str:
        return self.terms[-1].full_name

    @property
    def region(self) -> str:
        return self.terms[-1].region

    @property
    def valid_from(self) -> date | None:
        return self.terms[0].valid_from

    @property
    def valid_to(self) -> date | None:
        return self.terms[-1].valid_to

    def term_on(self, day: date) -> Term | None:
        """Its name, kind and region on that day; None when it did not exist then."""
        return next((term for term in self.terms if term.covers(day)), None)


@cache
def load_units() -> tuple[Unit, ...]:
    """Every unit there is or was, by the Vietnamese alphabet, the present one before its namesake."""
    rows = json.loads(FACTS.read_text(encoding="utf-8"))["units"]
    return tuple(sorted(map(_unit, rows), key=lambda unit: (sort_key(unit.name), unit.id)))


def get_unit(id: str) -> Unit:
    unit = _by_id().get(id)
    if unit is None:
        raise NotFound(NO_SUCH_UNIT, id=id)
    return unit


def units_on(day: date) -> tuple[Unit, ...]:
    """The units of that day, by the Vietnamese alphabet."""
    return tuple(unit for unit in load_units() if unit.term_on(day))


def find_unit(name: str, on: date | None = None) -> Unit | None:
    """The unit that people mean by a name, however spelled; among those of a day where one is given."""
    known = load_units() if on is None else units_on(on)
    wanted = _spelling(name)
    named = [unit for unit in known if wanted in _spellings(unit)]
    return min(named, key=lambda unit: unit.valid_to is not None, default=None)


def unit_now(unit: Unit) -> Unit:
    """The unit that holds this area today."""
    return unit_now(get_unit(unit.successor)) if unit.successor else unit


def unit_then(unit: Unit, day: date) -> Unit:
    """The unit that held this area on a day; of one made since, it is all that is known."""
    while unit.successor and unit.valid_to and unit.valid_to < day:
        unit = get_unit(unit.successor)
    return unit


@cache
def area_of(id: str) -> frozenset[str]:
    """The units whose land lies within this one: itself, and those that became part of it."""
    return frozenset(unit.id for unit in load_units() if id in (unit.id, unit_now(unit).id))


@cache
def _by_id() -> dict[str, Unit]:
    return {unit.id: unit for unit in load_units()}


@cache
def _spellings(unit: Unit) -> frozenset[str]:
    return frozenset(map(_spelling, (*unit.aliases, *(term.name for term in unit.terms))))


def _spelling(name: str) -> str:
    """Neither marks nor blanks, signs or the word for the kind: "TP. Hà Nội" is "hanoi"."""
    bare = re.sub(r"^(tinh|thanh pho|tp|thu do)\b|\b(province|city)$", "", fold(name))
    return re.sub(r"[^a-z0-9]", "", bare)


def _unit(row: dict) -> Unit:
    terms = tuple(map(_term, row["terms"]))
    return Unit(row["id"], row["code"], row["successor"], tuple(row["aliases"]), terms)


def _term(row: dict) -> Term:
    first, last = (row[end] and date.fromisoformat(row[end]) for end in ("from", "to"))
    return Term(first, last, row["name"], UnitKind(row["kind"]), row["region"])
