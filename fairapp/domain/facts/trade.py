"""What was brought, sold and signed."""

from dataclasses import dataclass
from datetime import date


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
class SoldFact:
    """What an exhibitor entered for one product in all."""

    exhibitor: int
    product: str
    group: str
    stars: int | None
    amount: int


@dataclass(frozen=True)
class WrittenFact:
    """An answer that the delegation's lead knows, because a lead wrote it or writes for that exhibitor."""

    exhibitor: int
    day: date


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
