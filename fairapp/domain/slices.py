"""A delegation's part of a fair, as its lead may read it.

The diary promises exhibitors that a lead sees no figure of theirs that they wrote themselves. So sums stand
here only where at least three exhibitors make them up of whom the lead knows nothing, and none follows from
another, nor from what is published of the whole fair. What a lead wrote down for a member it knows already.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from fairapp.domain.disclosure import FEWEST
from fairapp.domain.facts import AgreementFact, DelegationFact, FairFact, FairFacts
from fairapp.domain.publication import OTHER, Issue, publish_in_turn
from fairapp.domain.rounding import blunt
from fairapp.domain.summary import Agreements, FairSummary
from fairapp.domain.takings import Atom, Coverage, Row, Sales, atoms, coverage, keys_of, sales, tabulate
from fairapp.domain.text import N_

Key = Callable[[Atom], str | None]

TABLES = ("day", "group", "stars", "kind")
MEASURES = {
    "sales": N_("Doanh thu cả đoàn"),
    "average": N_("Doanh thu bình quân một gian trong một ngày có trả lời"),
    "coverage": N_("Tỷ lệ trả lời sổ bán hàng"),
    "papers": N_("Số văn bản ký kết"),
}


@dataclass(frozen=True)
class Member:
    """An exhibitor of the delegation: where it stood, and on how many of its days it answered."""

    id: int
    booths: tuple[str, ...]
    asked: int
    answered: int


@dataclass(frozen=True)
class Standing:
    """One measure beside the other delegations: None where it may not be told."""

    measure: str
    own: int | None
    rank: int | None
    of: int
    median: int | None


@dataclass(frozen=True)
class Slice:
    """One delegation's figures of one snapshot."""

    fair: FairFact
    days: tuple[date, ...]
    delegation: DelegationFact
    members: tuple[Member, ...]
    booths: int
    area_cm2: int
    sales: Sales
    coverage: Coverage
    agreements: Agreements
    standings: tuple[Standing, ...]
    sums_of: int | None = None  # the earlier issue whose sums stand, where new ones would tell too much
    published: bool = True  # like the version for outsiders: values of papers only in large sums


@dataclass(frozen=True)
class Brief:
    """A delegation in a list: what needs no sums."""

    delegation: DelegationFact
    members: int
    booths: int
    coverage: Coverage
    papers: int


def brief_of(facts: FairFacts, delegation: DelegationFact) -> Brief:
    own = _own(replace(facts, lines=()), delegation)
    return Brief(
        delegation,
        len(own.exhibitors),
        sum(1 for booth in own.booths if booth.exhibitor is not None),
        coverage(own),
        sum(paper.count for paper in own.agreements),
    )


def slice_of(issues: Sequence[tuple[int, FairFacts]], delegation_id: int, whole: FairSummary) -> Slice:
    """Of the last of some numbered issues, as it is told after the others. `whole` is what is published of
    the same facts, which the lead may read besides."""
    _, facts = issues[-1]
    delegation = next(one for one in facts.delegations if one.id == delegation_id)
    own = _own(facts, delegation)
    told = _Told.of([(number, f, found) for number, f in issues for found in _named(f, delegation_id)])
    sold = told.sales(sales(own).sellers, whole)
    return Slice(
        fair=facts.fair,
        days=tuple(sorted({session.day for session in facts.sessions})),
        delegation=delegation,
        members=_members(own),
        booths=sum(1 for booth in own.booths if booth.exhibitor is not None),
        area_cm2=sum(booth.area_cm2 for booth in own.booths),
        sales=sold,
        sums_of=told.number if told.number != issues[-1][0] else None,
        coverage=coverage(own),
        agreements=told.issue.summary.agreements,
        standings=_standings(facts, delegation, told=sold.total is not None),
    )


def _named(facts: FairFacts, delegation_id: int) -> list[DelegationFact]:
    """Nothing in a snapshot from before delegations were frozen."""
    return [one for one in facts.delegations if one.id == delegation_id]


def _own(facts: FairFacts, delegation: DelegationFact) -> FairFacts:
    return part_of(facts, frozenset(delegation.exhibitors), delegation.name)


def part_of(facts: FairFacts, ids: frozenset[int], unit: str) -> FairFacts:
    """The facts that speak of these exhibitors, and of the papers that bind them or their province."""
    return replace(
        facts,
        exhibitors=tuple(one for one in facts.exhibitors if one.id in ids),
        booths=tuple(one for one in facts.booths if one.exhibitor in ids),
        diary=tuple(one for one in facts.diary if one.exhibitor in ids),
        lines=tuple(one for one in facts.lines if one.exhibitor in ids),
        agreements=tuple(one for one in facts.agreements if _binds(one, ids, unit)),
    )


def _binds(paper: AgreementFact, ids: frozenset[int], unit: str) -> bool:
    return unit in paper.units or not ids.isdisjoint(paper.exhibitors)


def _members(own: FairFacts) -> tuple[Member, ...]:
    numbers: defaultdict[int, list[str]] = defaultdict(list)
    for booth in own.booths:
        numbers[booth.exhibitor or 0].append(booth.number)
    found = []
    for one in own.exhibitors:
        mine = coverage(part_of(own, frozenset({one.id}), ""))
        found.append(Member(one.id, tuple(sorted(numbers[one.id])), mine.expected, mine.answered))
    return tuple(sorted(found, key=lambda member: (member.booths, member.id)))


@dataclass(frozen=True)
class _Told:
    """What the lead reads of what it does not know (`issue`), and all pieces of the issue that it is of."""

    issue: Issue
    number: int
    own: FairFacts
    known: frozenset[tuple[int, date]]

    @classmethod
    def of(cls, issues: Sequence[tuple[int, FairFacts, DelegationFact]]) -> "_Told":
        known = frozenset((one.exhibitor, one.day) for _, facts, _ in issues for one in facts.written)
        parts = {number: _own(facts, delegation) for number, facts, delegation in issues}
        issue = publish_in_turn((number, _without(part, known)) for number, part in parts.items())
        number = issue.summary.sums_of or issue.number
        return cls(issue, number, parts[number], known)

    def sales(self, sellers: int, whole: FairSummary) -> Sales:
        """In sums that a lead may read: none where one or two exhibitors would be left over."""
        sold, secret = sales(self.own), self.issue.summary.sales
        others = whole.sales.sellers - sellers
        orders = {answer.exhibitor for answer in self.own.diary if answer.orders_value}
        orders_value = sold.orders_value if len(orders) >= FEWEST else None
        if (secret.sellers and secret.total is None) or 0 < others < FEWEST:
            empty: dict[str, tuple[Row, ...]] = dict.fromkeys(TABLES, ())
            return replace(sold, total=None, orders_value=orders_value, tables=empty)
        tables = {name: self._table(name, key, whole) for name, key in _keys(self.own).items()}
        return replace(sold, orders_value=orders_value, tables=tables)

    def _table(self, name: str, key: Key, whole: FairSummary) -> tuple[Row, ...]:
        """The safe rows with what the lead knows added; what it knows alone keeps a row of its own."""
        shown = {row.key for row in self.issue.summary.sales.tables[name]} - {OTHER}
        pieces = atoms(self.own)
        secret = {key(piece) for piece in pieces if (piece.seller, piece.day) not in self.known}
        merged = secret - shown
        rows = tabulate(pieces, lambda piece: OTHER if key(piece) in merged else key(piece) or OTHER)
        return _barring(rows, whole.sales.tables.get(name, ()))


def _without(part: FairFacts, known: frozenset[tuple[int, date]]) -> FairFacts:
    return replace(
        part,
        diary=tuple(one for one in part.diary if (one.exhibitor, one.day) not in known),
        lines=tuple(one for one in part.lines if (one.exhibitor, one.day) not in known),
    )


def _keys(own: FairFacts) -> dict[str, Key]:
    return {name: key for name, key in keys_of(own).items() if name in TABLES}


def _barring(rows: tuple[Row, ...], published: tuple[Row, ...]) -> tuple[Row, ...]:
    """A row of which the published one holds only one or two sellers more goes into "other", never alone."""
    sellers = {row.key: row.sellers for row in published}
    barred = {row.key for row in rows if 0 < sellers.get(row.key, row.sellers) - row.sellers < FEWEST}
    if not barred:
        return rows
    kept = [row for row in rows if row.key not in barred | {OTHER}]
    joining = [row for row in rows if row.key in barred | {OTHER}]
    if len(joining) == 1 and kept:
        joining.append(kept.pop())  # rows stand by amount: the smallest
    other = Row(OTHER, sum(row.amount for row in joining), max(row.sellers for row in joining))
    return (*kept, other)


def _standings(facts: FairFacts, delegation: DelegationFact, *, told: bool) -> tuple[Standing, ...]:
    """The rank among all delegations that brought somebody, beside the median of the others."""
    bare = replace(facts, lines=())
    measured = {one.id: _measures(bare, one) for one in facts.delegations if one.exhibitors}
    if delegation.id not in measured:
        return ()
    return tuple(_standing(name, measured, delegation.id, told) for name in MEASURES)


def _measures(facts: FairFacts, delegation: DelegationFact) -> dict[str, int]:
    own = part_of(facts, frozenset(delegation.exhibitors), delegation.name)
    covered, total = coverage(own), sum(answer.total for answer in own.diary)
    return {
        "sales": total,
        "average": total // covered.answered if covered.answered else 0,
        "coverage": covered.permille,
        "papers": sum(paper.count for paper in own.agreements),
        "sellers": len({answer.exhibitor for answer in own.diary if answer.total}),
    }


def _standing(name: str, measured: dict[int, dict[str, int]], mine: int, told: bool) -> Standing:
    """A median of sales comes from three other delegations or more, each a sum of three, and is rounded."""
    money = name in ("sales", "average")
    values = {id: one[name] for id, one in measured.items() if not money or one["sellers"] >= FEWEST}
    others = [value for id, value in values.items() if id != mine]
    middle = int(median(others)) if len(others) >= FEWEST else None
    if money and (not told or mine not in values):
        return Standing(name, None, None, len(values), None)
    own = values[mine]
    rank = 1 + sum(value > own for value in others)
    return Standing(name, own, rank, len(values), blunt(middle) if money and middle is not None else middle)
