"""What was said of the fair, and what its figures mean."""

from dataclasses import dataclass
from datetime import date


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
class FeedbackFact:
    """How many exhibitors gave this answer to this question."""

    aspect: str
    answer: str
    n: int


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
