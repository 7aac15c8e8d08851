"""Who came, as far as somebody or something counted."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class EntryFact:
    """Admissions by a pass in one local hour; `first` of them were the holder's first of the day."""

    gate: int
    day: date
    hour: int
    role: str
    entries: int
    first: int


@dataclass(frozen=True)
class ClickFact:
    """People without a pass, counted at a gate in one local hour."""

    gate: int
    day: date
    hour: int
    n: int


@dataclass(frozen=True)
class PointFact:
    """Where people are counted by sample (domain/counting.py)."""

    id: int
    site: int
    name: str


@dataclass(frozen=True)
class CountFact:
    """People who came in at a point in so many seconds of an hour, with what some of them answered."""

    point: int
    day: date
    hour: int
    seconds: int
    people: int
    asked: int
    first: int


@dataclass(frozen=True)
class PeopleFact:
    """Passes of one role that were issued, and how many of them came at least once."""

    role: str
    issued: int
    came: int
