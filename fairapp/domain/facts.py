"""What is frozen of a fair: plain facts whose canonical JSON is hashed.

A summary is computed from nothing else, so the same facts always give the same figures, on every page
and on every sheet of paper, as long as the bytes are kept.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from json.encoder import encode_basestring
from operator import attrgetter
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

LAYOUT = 3
"""Raised when the facts take another shape; a snapshot says which one it was written in."""


@dataclass(frozen=True)
class FairFact:
    """The fair itself. `illustrative` facts are invented and say so wherever they are shown; of a fair that
    is not `closed` nothing is final."""

    slug: str
    name: str
    kind: str
    theme: str
    host: str
    organisers: tuple[str, ...]
    basis: str
    illustrative: bool
    past_record: bool
    closed: bool


@dataclass(frozen=True)
class SiteFact:
    id: int
    name: str
    venue: str
    gross_cm2: int


@dataclass(frozen=True)
class SessionFact:
    """Opening hours, local, as 08:30."""

    site: int
    day: date
    opens: str
    closes: str


@dataclass(frozen=True)
class GateFact:
    id: int
    site: int
    name: str


@dataclass(frozen=True)
class BoothFact:
    number: str
    site: int
    kind: str
    area_cm2: int
    blocked: bool
    exhibitor: int | None


@dataclass(frozen=True)
class PlaceFact:
    """Where a booth stands on its site's floor, in centimetres."""

    site: int
    number: str
    zone: str
    x: int
    y: int
    width: int
    depth: int


@dataclass(frozen=True)
class ExhibitorFact:
    """An application that was placed or kept a diary; its province as it was then and by today's map.

    `group` is the product group of which it brought most; earlier layouts did not say.
    """

    id: int
    kind: str
    unit: str
    unit_now: str
    group: str = ""


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


@dataclass(frozen=True)
class GoodsFact:
    """Products that exhibitors brought."""

    group: str
    stars: int | None
    n: int


@dataclass(frozen=True)
class DiaryFact:
    """A booth's answer for a day; a total of zero means that it said it sold nothing."""

    exhibitor: int
    day: date
    total: int
    orders: int
    orders_value: int


@dataclass(frozen=True)
class LineFact:
    """The part of a day's total that was entered for products of one group and number of stars."""

    exhibitor: int
    day: date
    group: str
    stars: int | None
    amount: int


@dataclass(frozen=True)
class AgreementFact:
    """`exhibitors` are those of the fair among its parties, `units` the provinces that sign or whose office
    does, as they were named then; `answer` what was last said to have become of it, `delivered` its value."""

    kind: str
    level: str
    count: int
    value: int | None
    id: int = 0
    event: str = ""
    exhibitors: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    answer: str = ""
    delivered: int | None = None


@dataclass(frozen=True)
class SoldFact:
    """What an exhibitor entered for one product in all."""

    exhibitor: int
    product: str
    group: str
    stars: int | None
    amount: int


@dataclass(frozen=True)
class StaffFact:
    """Passes of one exhibitor's people, and how many of them came at least once."""

    exhibitor: int
    issued: int
    came: int


@dataclass(frozen=True)
class DelegationFact:
    """A province or another party, its name on the fair's days and by today's map, and whom it brought."""

    id: int
    name: str
    name_now: str
    exhibitors: tuple[int, ...]


@dataclass(frozen=True)
class WrittenFact:
    """An answer that the delegation's lead knows, because a lead wrote it or writes for that exhibitor."""

    exhibitor: int
    day: date


@dataclass(frozen=True)
class ReportedFact:
    """What the press or an office said; the value is decimal text, never added to ours."""

    what: str
    value: str
    qualifier: str
    source: str
    said_on: date | None


@dataclass(frozen=True)
class EditionDayFact:
    """Visits on the n-th opening day of an earlier edition."""

    nth: int
    visits: int


@dataclass(frozen=True)
class EditionFact:
    """An earlier edition, the `nth` before this, as it was known when this one was frozen: by its latest
    snapshot, or, where `snapshot` is 0, by what others reported alone."""

    nth: int
    slug: str
    name: str
    first: date | None
    snapshot: int = 0
    sha256: str = ""
    visits: int = 0
    revenue: int = 0
    sellers: int = 0
    booths: int = 0
    exhibitors: int = 0
    units: int = 0
    papers: int = 0
    daily: tuple[EditionDayFact, ...] = ()
    reported: tuple[ReportedFact, ...] = ()


@dataclass(frozen=True)
class PartFact:
    """What the organiser wrote into one part of the reports (domain/report_parts.py)."""

    part: str
    text: str


@dataclass(frozen=True)
class ProofFact:
    """How a delivery can be seen; `photo` is the SHA-256 of the picture's bytes, `clock` local, as 08:30."""

    day: date
    clock: str
    delivered: int
    place: str
    note: str
    photo: str


@dataclass(frozen=True)
class BenefitFact:
    """A promise. `gate` is where it can be seen, `on_passes` whether it is printed on them."""

    what: str
    unit: str
    promised: int
    delivered: int
    proof: str
    shortfall: str
    make_good: str
    delivered_on: date | None
    due_on: date | None = None
    given_up: bool = False
    on_passes: bool = False
    gate: int | None = None
    proofs: tuple[ProofFact, ...] = ()


@dataclass(frozen=True)
class FeedbackFact:
    """How many exhibitors gave this answer to this question."""

    aspect: str
    answer: str
    n: int


@dataclass(frozen=True)
class SponsorFact:
    id: int
    name: str
    tier: str
    contribution: int
    in_kind: str
    goals: str
    benefits: tuple[BenefitFact, ...]


@dataclass(frozen=True)
class DefinitionFact:
    """What a figure means and how it is known, in the words of the day on which it was frozen."""

    key: str
    name: str
    words: str
    evidence: str
    unit: str


@dataclass(frozen=True)
class RuleFact:
    """A rule by which figures are made, in the words of that day."""

    key: str
    name: str
    words: str


@dataclass(frozen=True)
class FairFacts:
    """Everything a summary may look at. `begun` are the days whose doors had opened."""

    fair: FairFact
    begun: tuple[date, ...]
    sites: tuple[SiteFact, ...] = ()
    sessions: tuple[SessionFact, ...] = ()
    gates: tuple[GateFact, ...] = ()
    booths: tuple[BoothFact, ...] = ()
    places: tuple[PlaceFact, ...] = ()
    exhibitors: tuple[ExhibitorFact, ...] = ()
    goods: tuple[GoodsFact, ...] = ()
    entries: tuple[EntryFact, ...] = ()
    clicks: tuple[ClickFact, ...] = ()
    points: tuple[PointFact, ...] = ()
    counts: tuple[CountFact, ...] = ()
    people: tuple[PeopleFact, ...] = ()
    diary: tuple[DiaryFact, ...] = ()
    lines: tuple[LineFact, ...] = ()
    agreements: tuple[AgreementFact, ...] = ()
    sold: tuple[SoldFact, ...] = ()
    staff: tuple[StaffFact, ...] = ()
    delegations: tuple[DelegationFact, ...] = ()
    written: tuple[WrittenFact, ...] = ()
    reported: tuple[ReportedFact, ...] = ()
    editions: tuple[EditionFact, ...] = ()
    parts: tuple[PartFact, ...] = ()
    sponsors: tuple[SponsorFact, ...] = ()
    definitions: tuple[DefinitionFact, ...] = ()
    rules: tuple[RuleFact, ...] = ()
    feedback: tuple[FeedbackFact, ...] = ()
    layout: int = LAYOUT


def to_json(facts: FairFacts) -> str:
    """The canonical text: keys in order, rows in order, no blanks, letters as they are."""
    return "{" + ",".join(f'"{name}":{_text(getattr(facts, name))}' for name in _names(FairFacts)) + "}"


def sha256(text: str) -> str:
    """The fingerprint printed on every report."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_json(text: str) -> FairFacts:
    return _read(FairFacts, json.loads(text))


def _text(value: Any) -> str:
    """Rows have no order of their own: the database may give them in any."""
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return "[" + ",".join(sorted(map(_row, value))) + "]"
    return _row(value) if is_dataclass(value) else _encode(value)


def _row(row: Any) -> str:
    """Rows inside a row keep their order."""
    kind = type(row)
    values = map(_encode, _reader(kind)(row))
    return _form(kind) % tuple(values)


def _encode(value: Any) -> str:
    kind = type(value)
    if kind is int:
        return str(value)
    if kind is str:
        return encode_basestring(value)
    if kind is date:
        return f'"{value.isoformat()}"'
    if kind is tuple:
        return "[" + ",".join(map(_encode, value)) + "]"
    if value is None:
        return "null"
    return _row(value) if is_dataclass(kind) else _encode_other(value)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(sorted(f.name for f in fields(kind)))


@cache
def _reader(kind: Any) -> Callable[[Any], tuple]:
    names = _names(kind)
    return attrgetter(*names) if len(names) > 1 else lambda row: (getattr(row, names[0]),)


@cache
def _form(kind: Any) -> str:
    """The row's text with a place for each value."""
    return "{" + ",".join(f'"{name}":%s' for name in _names(kind)) + "}"


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no place in the facts for {value!r}")


_encode_other = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
).encode


def _read(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        # What an earlier layout did not have yet is empty.
        return kind(**{name: read(value[name]) for name, read in _readers(kind).items() if name in value})
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if isinstance(kind, UnionType):
        return None if value is None else _read(get_args(kind)[0], value)
    return date.fromisoformat(value) if kind is date else value


@cache
def _readers(kind: Any) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(kind)
    return {name: lambda value, hint=hint: _read(hint, value) for name, hint in hints.items()}
