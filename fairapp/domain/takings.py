"""What was sold, cut in several ways, and how much of the fair the answers speak for.

A booth that did not answer is never counted as zero: it lowers the coverage.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from fairapp.domain.facts import ExhibitorFact, FairFacts
from fairapp.domain.text import N_

UNDIVIDED = "undivided"
"""Key of sales that were entered as a total, without products."""

UNSTARRED = "0"
"""Key of products without stars."""

TABLES = {
    "day": N_("Doanh thu theo ngày"),
    "province": N_("Doanh thu theo tỉnh lúc diễn ra"),
    "province_now": N_("Doanh thu theo tỉnh hiện nay"),
    "group": N_("Doanh thu theo nhóm sản phẩm"),
    "stars": N_("Doanh thu theo hạng sao"),
    "kind": N_("Doanh thu theo loại chủ thể"),
}


class Atom(NamedTuple):
    """The smallest piece of sales that any table tells apart."""

    seller: int
    day: date
    group: str
    stars: str
    amount: int


@dataclass(frozen=True)
class Row:
    """A cell of one table: its key, its đồng and how many exhibitors they come from."""

    key: str
    amount: int
    sellers: int


@dataclass(frozen=True)
class Sales:
    """What was sold. `total` is None in a version for outsiders when too few exhibitors make it up."""

    total: int | None
    sellers: int
    orders: int
    orders_value: int | None
    tables: dict[str, tuple[Row, ...]]


@dataclass(frozen=True)
class CoverageDay:
    """Who answered on one day. `unanswered` is unknown, not zero."""

    day: date
    expected: int
    reported: int
    nothing_sold: int

    @property
    def unanswered(self) -> int:
        return self.expected - self.reported - self.nothing_sold


@dataclass(frozen=True)
class Coverage:
    """How much of the fair the declared sales speak for."""

    days: tuple[CoverageDay, ...]
    exhibitors: int
    every_day: int
    some_days: int

    @property
    def never(self) -> int:
        return self.exhibitors - self.every_day - self.some_days

    @property
    def expected(self) -> int:
        return sum(day.expected for day in self.days)

    @property
    def answered(self) -> int:
        return sum(day.reported + day.nothing_sold for day in self.days)

    @property
    def permille(self) -> int:
        return 1000 * self.answered // self.expected if self.expected else 0


def atoms(facts: FairFacts) -> list[Atom]:
    """Sales as fine as they are known: the lines, and what of each day's total no line explains."""
    lines: Counter[tuple[int, date]] = Counter()
    pieces = []
    for line in facts.lines:
        stars = UNSTARRED if line.stars is None else str(line.stars)
        lines[line.exhibitor, line.day] += line.amount
        pieces.append(Atom(line.exhibitor, line.day, line.group, stars, line.amount))
    for answer in facts.diary:
        rest = answer.total - lines[answer.exhibitor, answer.day]
        pieces.append(Atom(answer.exhibitor, answer.day, UNDIVIDED, UNDIVIDED, rest))
    return [piece for piece in pieces if piece.amount > 0]


def keys_of(facts: FairFacts) -> dict[str, Callable[[Atom], str | None]]:
    """For each table, the cell an atom belongs to; None for a seller the facts do not know."""
    sellers = {exhibitor.id: exhibitor for exhibitor in facts.exhibitors}

    def of_seller(read: Callable[[ExhibitorFact], str]) -> Callable[[Atom], str | None]:
        return lambda atom: read(sellers[atom.seller]) if atom.seller in sellers else None

    return {
        "day": lambda atom: atom.day.isoformat(),
        "province": of_seller(lambda seller: seller.unit),
        "province_now": of_seller(lambda seller: seller.unit_now),
        "group": lambda atom: atom.group,
        "stars": lambda atom: atom.stars,
        "kind": of_seller(lambda seller: seller.kind),
    }


def tabulate(pieces: Iterable[Atom], key: Callable[[Atom], str | None]) -> tuple[Row, ...]:
    """One table, largest cell first."""
    amounts: Counter[str] = Counter()
    sellers: defaultdict[str, set[int]] = defaultdict(set)
    for piece in pieces:
        cell = key(piece)
        if cell is not None:
            amounts[cell] += piece.amount
            sellers[cell].add(piece.seller)
    rows = [Row(cell, amount, len(sellers[cell])) for cell, amount in amounts.items()]
    return tuple(sorted(rows, key=lambda row: (-row.amount, row.key)))


def sales(facts: FairFacts) -> Sales:
    pieces = atoms(facts)
    return Sales(
        total=sum(answer.total for answer in facts.diary),
        sellers=len({answer.exhibitor for answer in facts.diary if answer.total}),
        orders=sum(answer.orders for answer in facts.diary),
        orders_value=sum(answer.orders_value for answer in facts.diary),
        tables={name: tabulate(pieces, key) for name, key in keys_of(facts).items()},
    )


def asked_days(facts: FairFacts) -> dict[int, set[date]]:
    """An exhibitor is asked on the days on which a site with one of its booths has opened, and on any other
    for which it has answered."""
    site_days: defaultdict[int, set[date]] = defaultdict(set)
    for session in facts.sessions:
        if session.day in facts.begun:
            site_days[session.site].add(session.day)
    asked: defaultdict[int, set[date]] = defaultdict(set)
    for booth in facts.booths:
        if booth.exhibitor is not None:
            asked[booth.exhibitor] |= site_days[booth.site]
    for answer in facts.diary:
        asked[answer.exhibitor].add(answer.day)
    return asked


def coverage(facts: FairFacts) -> Coverage:
    asked = asked_days(facts)
    sold: defaultdict[int, set[date]] = defaultdict(set)
    nothing: defaultdict[int, set[date]] = defaultdict(set)
    for answer in facts.diary:
        (sold if answer.total else nothing)[answer.exhibitor].add(answer.day)
    answered = {seller: sold[seller] | nothing[seller] for seller in asked}
    days = sorted({day for days in asked.values() for day in days})
    return Coverage(
        days=tuple(
            CoverageDay(day, *(sum(day in who[seller] for seller in asked) for who in (asked, sold, nothing)))
            for day in days
        ),
        exhibitors=len(asked),
        every_day=sum(1 for seller, days in asked.items() if days and answered[seller] == days),
        some_days=sum(1 for seller, days in asked.items() if answered[seller] and answered[seller] != days),
    )
