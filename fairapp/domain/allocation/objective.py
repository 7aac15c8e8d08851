"""What a plan is worth: each term with its count, its weight and its value in hundredths of a point.

With the balanced preset the sum is Z of the published definition; the engine computes the same number
step by step, and tests hold the two together.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from fairapp.domain.allocation.instance import STANDARD, App, Instance, Plan
from fairapp.domain.allocation.shares import Shares, fair_shares
from fairapp.domain.allocation.weights import Weights
from fairapp.domain.text import N_


class Term(StrEnum):
    """In the order of the report; named as the weight that it is counted with."""

    PLACED = "placed"
    STAR = "star"
    FIRST = "first"
    PAST = "past"
    EXTRA = "extra"
    MERIT = "merit"
    SHORT = "short"
    ZONE = "zone"
    ISLAND = "island"
    RUN = "run"
    WISH1 = "wish1"
    WISH2 = "wish2"
    WISH3 = "wish3"
    PRIME = "prime"
    BESIDE = "beside"
    FACING = "facing"
    LOADING = "loading"
    REPAID = "repaid"
    MOVED = "moved"


ADMISSION = frozenset({Term.PLACED, Term.STAR, Term.FIRST, Term.PAST, Term.EXTRA, Term.MERIT, Term.SHORT})
GAINS = (ADMISSION - {Term.SHORT}) | {Term.WISH1, Term.WISH2, Term.WISH3}
FORMULAS = {
    Term.PLACED: N_("số đơn được xếp"),
    Term.STAR: N_("số sao vượt 3 sao của các đơn được xếp"),
    Term.FIRST: N_("số đơn được xếp dự lần đầu"),
    Term.PAST: N_("số kỳ đã dự của các đơn được xếp, nhiều nhất 3 kỳ mỗi đơn"),
    Term.EXTRA: N_("số gian từ gian thứ hai trở đi của các đơn được xếp"),
    Term.MERIT: N_("điểm cộng, trừ của ban tổ chức và đầu mối đoàn"),
    Term.SHORT: N_("số gian các tỉnh còn thiếu so với phần công bằng"),
    Term.ZONE: N_("số gian ngoài khu của nhóm hàng"),
    Term.ISLAND: N_("tổng số cụm gian mà từng tỉnh đứng"),
    Term.RUN: N_("số đoạn gian liền của một tỉnh"),
    Term.WISH1: N_("số đơn được nguyện vọng 1"),
    Term.WISH2: N_("số đơn được nguyện vọng 2"),
    Term.WISH3: N_("số đơn được nguyện vọng 3"),
    Term.PRIME: N_("số gian góc, mặt tiền vượt phần công bằng của tỉnh"),
    Term.BESIDE: N_("số cặp cùng sản phẩm đứng sát nhau"),
    Term.FACING: N_("số cặp cùng sản phẩm đứng đối diện"),
    Term.LOADING: N_("quãng đường bốc hàng nặng (tạ × chục mét)"),
    Term.REPAID: N_("số đơn có gian xấu kỳ trước mà không được gian góc, mặt tiền"),
    Term.MOVED: N_("số đơn đổi chỗ so với phương án đã công bố"),
}


@dataclass(frozen=True)
class Line:
    """One term of the sum; `value` is negative where the term costs."""

    term: Term
    count: int
    each: int

    @property
    def value(self) -> int:
        return self.count * self.each * (1 if self.term in GAINS else -1)


@dataclass(frozen=True)
class Score:
    """A plan's worth, line by line."""

    lines: tuple[Line, ...]

    @cached_property
    def z(self) -> int:
        return sum(line.value for line in self.lines)

    @cached_property
    def admission(self) -> int:
        return sum(line.value for line in self.lines if line.term in ADMISSION)

    @property
    def cost(self) -> int:
        return self.admission - self.z

    def __getitem__(self, term: Term) -> Line:
        return next(line for line in self.lines if line.term == term)


def score(given: Instance, plan: Plan, weights: Weights, shares: Shares | None = None) -> Score:
    """The worth of a plan that keeps the hard rules, from the definitions."""
    counts = _counts(given, plan, shares or fair_shares(given))
    return Score(tuple(Line(term, counts[term], getattr(weights, term.value)) for term in Term))


def points(app: App, weights: Weights) -> int:
    """What it is worth to place the application at all."""
    return sum(n * getattr(weights, term.value) for term, n in credits_of(app))


def credits_of(app: App) -> tuple[tuple[Term, int], ...]:
    """What it is counted with wherever it stands; `points` is their sum."""
    return (
        (Term.PLACED, 1),
        (Term.STAR, app.stars - 3),
        (Term.FIRST, int(app.first)),
        (Term.PAST, min(app.past, 3)),
        (Term.EXTRA, app.size - 1),
        (Term.MERIT, app.merit),
    )


def _counts(given: Instance, plan: Plan, shares: Shares) -> Counter[Term]:
    counts: Counter[Term] = Counter()
    for term, n in _each(given, plan):
        counts[term] += n
    used, prime = _taken(given, plan)
    counts[Term.SHORT] = sum(max(0, part - used[p]) for p, part in shares.floor.items())
    counts[Term.PRIME] = sum(max(0, n - shares.prime[p]) for p, n in prime.items())
    counts[Term.ISLAND] = len(
        {
            (given.app[app_id].prov, given.booth[b].island)
            for app_id, run in plan.items()
            for b in run
            if given.app[app_id].space == STANDARD
        }
    )
    return counts


def _taken(given: Instance, plan: Plan) -> tuple[Counter[str], Counter[str]]:
    used: Counter[str] = Counter()
    prime: Counter[str] = Counter()
    for app_id, run in plan.items():
        app = given.app[app_id]
        used[app.prov] += app.equivalents
        prime[app.prov] += sum(given.booth[b].prime for b in run)
    return used, prime


def _each(given: Instance, plan: Plan) -> Iterator[tuple[Term, int]]:
    """What is counted application by application and neighbour by neighbour."""
    holder = {b: given.app[app_id] for app_id, run in plan.items() for b in run}
    for app_id, run in plan.items():
        app = given.app[app_id]
        yield from credits_of(app)
        yield from at_place(given, app, run)
        if given.published.get(app_id, run[0]) != run[0]:
            yield Term.MOVED, 1
    for booth_id, app in holder.items():
        if app.space == STANDARD:
            yield from _beside(app, holder.get(given.previous.get(booth_id, "")))
    for one, other in given.facing:
        if one in holder and other in holder and rivals(holder[one], holder[other]):
            yield Term.FACING, 1


def at_place(given: Instance, app: App, run: tuple[str, ...]) -> Iterator[tuple[Term, int]]:
    """What these booths mean for this application, whoever stands around."""
    booths = [given.booth[b] for b in run]
    if app.space == STANDARD:
        yield Term.ZONE, sum(booth.group not in ("", app.group) for booth in booths)
        yield Term.REPAID, int(app.bad_before and not any(booth.prime for booth in booths))
    yield Term.LOADING, app.goods * booths[0].loading // 1000
    wish = granted(given, app, run)
    if wish is not None:
        yield (Term.WISH1, Term.WISH2, Term.WISH3)[wish], 1


def granted(given: Instance, app: App, run: tuple[str, ...]) -> int | None:
    """Which of its wishes these booths fulfil: 0 for the dearest."""
    for rank, (kind, target) in enumerate(app.prefs):
        if target in run if kind == "booth" else given.booth[run[0]].zone == target:
            return rank
    return None


def _beside(app: App, before: App | None) -> Iterator[tuple[Term, int]]:
    yield Term.RUN, int(before is None or before.prov != app.prov)
    yield Term.BESIDE, int(before is not None and rivals(app, before))


def rivals(one: App, other: App) -> bool:
    """Whether two sell the same."""
    return one.id != other.id and one.line == other.line
