"""What the address and the boxes of the organiser's list ask for; what nobody offered counts as not given."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from flask import request

from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.text import clean, clean_lines
from fairapp.services.applications.trays import Tray, Wanted

SCORE = re.compile(r"score-(\d{1,3})")
LACKING = "lacking"
PICK = re.compile(r"(\d{1,9}):(\d{1,9})")
E = TypeVar("E", bound=Enum)


def wanted() -> Wanted:
    """The list that the address asks for; a value nobody offers counts as not given."""
    asked = request.args
    return Wanted(
        tray=_one_of(Tray, asked.get("tray")) or Tray.ALL,
        q=clean(asked.get("q", ""))[:200],
        state=_one_of(ApplicationState, asked.get("state")),
        decision=_one_of(Decision, asked.get("decision")),
        unit_id=clean(asked.get("unit", ""))[:64],
        units_now=asked.get("units") == "now",
        lacks_papers=asked.get("papers") == LACKING,
        sort=asked.get("sort", "name"),
        page=asked.get("page", 1, int),
    )


def query() -> dict[str, str]:
    """What of the address belongs to the list, to be carried along."""
    names = ("tray", "q", "state", "decision", "unit", "units", "papers", "sort", "page")
    return {name: value for name in names if (value := request.args.get(name))}


@dataclass(frozen=True)
class Typed:
    """A score sheet as it was sent."""

    points: dict[int, int]
    comment: str
    mark: str


def typed_sheet() -> Typed | None:
    """None where nothing of it was filled in, for instance when somebody only decides."""
    found = ((SCORE.fullmatch(key), value) for key, value in request.form.items())
    points = {int(key[1]): int(value) for key, value in found if key and value in {"1", "2", "3", "4", "5"}}
    comment = clean_lines(request.form.get("comment", ""))
    return Typed(points, comment, request.form.get("criteria", "")) if points or comment else None


def _one_of(kind: type[E], value: str | None) -> E | None:
    return next((member for member in kind if member.value == value), None)


def picked() -> dict[int, int]:
    """The chosen applications with the versions that were read: "12:3"."""
    found = (PICK.fullmatch(value) for value in request.form.getlist("pick"))
    return {int(pick[1]): int(pick[2]) for pick in found if pick}
