"""What one exhibitor achieved, beside the middle of its group: who those others are cannot be told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from fairapp.domain.disclosure import FEWEST
from fairapp.domain.facts import AgreementFact, ExhibitorFact, FairFact, FairFacts, SoldFact, StaffFact
from fairapp.domain.rounding import blunt
from fairapp.domain.slices import part_of
from fairapp.domain.takings import UNDIVIDED, atoms, coverage


class Peers(StrEnum):
    """With whom an exhibitor is compared: the narrowest group that is large enough."""

    GROUP = "group"
    KIND = "kind"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True)
class OwnDay:
    """One day: `total` None is no answer. The median is that of others who answered, if they are enough."""

    day: date
    asked: bool
    total: int | None
    median: int | None
    others: int


@dataclass(frozen=True)
class OwnProduct:
    """What one product brought, as entered."""

    name: str
    group: str
    stars: int | None
    amount: int


@dataclass(frozen=True)
class OwnGroup:
    """What a product group brought, beside the middle of others who sold of it."""

    group: str
    amount: int
    median: int | None
    others: int


@dataclass(frozen=True)
class OwnResults:
    """One exhibitor's figures of one snapshot."""

    fair: FairFact
    exhibitor: ExhibitorFact
    booths: tuple[str, ...]
    peers: Peers
    peers_count: int
    days: tuple[OwnDay, ...]
    total: int
    median: int | None
    answered: int
    asked: int
    groups: tuple[OwnGroup, ...]
    products: tuple[OwnProduct, ...]
    undivided: int
    orders: int
    orders_value: int
    staff: StaffFact | None
    agreements: tuple[AgreementFact, ...]


def own_results(facts: FairFacts, exhibitor: ExhibitorFact) -> OwnResults:
    own = part_of(facts, frozenset({exhibitor.id}), "")
    peers, others = _peers(facts, exhibitor)
    covered = coverage(own)
    told = {answer.day: answer.total for answer in own.diary}
    asked = {day.day for day in covered.days}
    products = _products(facts.sold, exhibitor.id)
    total = sum(told.values())
    return OwnResults(
        fair=facts.fair,
        exhibitor=exhibitor,
        booths=tuple(sorted(booth.number for booth in own.booths)),
        peers=peers,
        peers_count=len(others),
        days=tuple(_day(facts, others, day, day in asked, told.get(day)) for day in facts.begun),
        total=total,
        median=_middle(_totals(facts, others).values()),
        answered=covered.answered,
        asked=covered.expected,
        groups=_groups(facts, own),
        products=products,
        undivided=max(0, total - sum(product.amount for product in products)),
        orders=sum(answer.orders for answer in own.diary),
        orders_value=sum(answer.orders_value for answer in own.diary),
        staff=next((one for one in facts.staff if one.exhibitor == exhibitor.id), None),
        agreements=tuple(one for one in facts.agreements if exhibitor.id in one.exhibitors),
    )


def _peers(facts: FairFacts, mine: ExhibitorFact) -> tuple[Peers, frozenset[int]]:
    """Others that answered at all: of the same product group, else of the same kind, else everybody."""
    answered = {answer.exhibitor for answer in facts.diary}
    others = [one for one in facts.exhibitors if one.id != mine.id and one.id in answered]
    narrowing = (
        (Peers.GROUP, [one.id for one in others if mine.group and one.group == mine.group]),
        (Peers.KIND, [one.id for one in others if one.kind == mine.kind]),
        (Peers.ALL, [one.id for one in others]),
    )
    for peers, ids in narrowing:
        if len(ids) >= FEWEST:
            return peers, frozenset(ids)
    return Peers.NONE, frozenset()


def _day(facts: FairFacts, others: frozenset[int], day: date, asked: bool, total: int | None) -> OwnDay:
    told = [answer.total for answer in facts.diary if answer.day == day and answer.exhibitor in others]
    return OwnDay(day, asked, total, _middle(told), len(told))


def _totals(facts: FairFacts, others: frozenset[int]) -> dict[int, int]:
    totals: defaultdict[int, int] = defaultdict(int)
    for answer in facts.diary:
        if answer.exhibitor in others:
            totals[answer.exhibitor] += answer.total
    return totals


def _groups(facts: FairFacts, own: FairFacts) -> tuple[OwnGroup, ...]:
    """Only groups of which this exhibitor itself entered something."""
    mine = {one.id for one in own.exhibitors}
    sold: defaultdict[str, int] = defaultdict(int)
    for piece in atoms(own):
        sold[piece.group] += piece.amount
    others: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for line in facts.lines:
        if line.exhibitor not in mine and line.group in sold:
            others[line.group][line.exhibitor] += line.amount
    found = [
        OwnGroup(group, amount, _middle(others[group].values()), len(others[group]))
        for group, amount in sold.items()
        if group != UNDIVIDED
    ]
    return tuple(sorted(found, key=lambda one: (-one.amount, one.group)))


def _products(sold: Iterable[SoldFact], mine: int) -> tuple[OwnProduct, ...]:
    found = [OwnProduct(o.product, o.group, o.stars, o.amount) for o in sold if o.exhibitor == mine]
    return tuple(sorted(found, key=lambda one: (-one.amount, one.name)))


def _middle(values: Iterable[int]) -> int | None:
    """The median of at least three, rounded to two digits: it may be one exhibitor's own figure."""
    found = list(values)
    return blunt(int(median(found))) if len(found) >= FEWEST else None
