"""That the figures of a fair agree: every table with the figure above it, and with the same figure elsewhere.

`summary.checks` keeps each comparison that was made; page and paper print their number ("khớp: N phép đối
chiếu").
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import eq, le
from typing import TYPE_CHECKING

from fairapp.domain.errors import Conflict
from fairapp.domain.money import group_digits
from fairapp.domain.takings import TABLES
from fairapp.domain.text import N_

if TYPE_CHECKING:
    from fairapp.domain.attendance import Audience
    from fairapp.domain.summary import Agreements, FairSummary, Scale

DISAGREE = N_("Số liệu chưa khớp: “%(part)s” cộng lại là %(sum)s, còn “%(whole)s” là %(total)s.")
NOT_ORDERED = N_("Số liệu chưa khớp: “%(part)s” là %(sum)s, nhiều hơn “%(whole)s” là %(total)s.")

SALES_TOTAL = N_("Doanh thu cả hội chợ")
ENTRIES, VISITS, VISITORS = N_("Lượt vào cổng"), N_("Lượt khách"), N_("Khách có thẻ")
ENTRIES_BY_DAY, VISITS_BY_DAY = N_("Lượt vào cổng theo ngày"), N_("Lượt khách theo ngày")
ENTRIES_BY_GATE, ENTRIES_BY_HOUR = N_("Lượt vào cổng theo cổng"), N_("Lượt vào cổng theo giờ")
ENTRIES_BY_GATE_HOUR = N_("Lượt vào cổng theo giờ và cổng")
ENTRIES_BY_SOURCE = N_("Lượt vào cổng theo cách đếm")
EXHIBITOR_ENTRIES, STAFF_ENTRIES = N_("Lượt vào của gian hàng"), N_("Lượt vào của tổ chức, phục vụ")
EXHIBITORS, BY_PRODUCER_KIND = N_("Đơn vị tham gia"), N_("Đơn vị theo loại chủ thể")
TAKEN, BOOTHS, STARRED, PRODUCTS = (
    N_("Gian hàng sử dụng"),
    N_("Gian hàng"),
    N_("Sản phẩm có hạng sao"),
    N_("Sản phẩm"),
)
SELLERS, SELLERS_IN_TABLE = N_("Đơn vị có doanh thu"), N_("Đơn vị trong bảng doanh thu")
PAPERS, BY_LEVEL, BY_KIND = N_("Số văn bản"), N_("Văn bản theo cấp"), N_("Văn bản theo loại")
BY_EVENT, ANSWERED_OR_NOT = N_("Văn bản theo sự kiện"), N_("Văn bản đã và chưa có trả lời")
DELIVERED_TOLD, ANSWERED = N_("Văn bản có nêu giá trị đã giao"), N_("Văn bản đã có trả lời")
VALUE, VALUE_BY_LEVEL, VALUE_BY_KIND, VALUE_BY_EVENT = (
    N_("Giá trị văn bản"),
    N_("Giá trị văn bản theo cấp"),
    N_("Giá trị văn bản theo loại"),
    N_("Giá trị văn bản theo sự kiện"),
)
ANSWERS, EXPECTED = N_("Đơn vị đã trả lời"), N_("Đơn vị cần trả lời")
REPORTED, MISSING = N_("Đã báo doanh thu"), N_("Chưa trả lời")
MISSING_ESTIMATED = N_("Câu chưa trả lời được ước và không ước được")
ANSWERING = N_("Đơn vị trả lời đủ, một phần và chưa trả lời")


class Mismatch(Conflict):
    """Two cells that must be equal are not: the facts contradict themselves."""


@dataclass(frozen=True)
class Check:
    """Two cells, named, that must be equal, or of which the first must not be the larger."""

    part: str
    value: int
    whole: str
    total: int
    ordered: bool = False

    @property
    def holds(self) -> bool:
        return (le if self.ordered else eq)(self.value, self.total)

    def mismatch(self) -> Mismatch:
        value, total = group_digits(self.value), group_digits(self.total)
        sentence = NOT_ORDERED if self.ordered else DISAGREE
        return Mismatch(sentence, part=self.part, sum=value, whole=self.whole, total=total)


def check(summary: "FairSummary") -> tuple[Check, ...]:
    """Every comparison; the first that fails refuses the summary and names its two cells."""
    made = tuple(_comparisons(summary))
    for one in made:
        if not one.holds:
            raise one.mismatch()
    return made


def _comparisons(summary: "FairSummary") -> Iterator[Check]:
    yield from _scale(summary.scale)
    yield from _people(summary.audience)
    yield from _hours(summary.audience)
    yield from _gates(summary.audience)
    yield from _sales(summary)
    yield from _answers(summary)
    yield from _papers(summary.agreements)


def _equal(part: str, values: Iterable[int], whole: str, total: int) -> Check:
    return Check(part, sum(values), whole, total)


def _at_most(part: str, value: int, whole: str, limit: int) -> Check:
    return Check(part, value, whole, limit, ordered=True)


def _scale(scale: "Scale") -> Iterator[Check]:
    yield _equal(BY_PRODUCER_KIND, scale.by_kind.values(), EXHIBITORS, scale.exhibitors)
    yield _at_most(TAKEN, scale.taken, BOOTHS, scale.booths)
    yield _at_most(STARRED, scale.starred, PRODUCTS, scale.products)


def _people(came: "Audience") -> Iterator[Check]:
    entries, visits = came.entries.value, came.visits.value
    sampled = came.sampled.entries.value if came.sampled else 0
    yield _equal(ENTRIES_BY_SOURCE, (came.scanned, came.clicked, sampled), ENTRIES, entries)
    yield _equal(ENTRIES_BY_DAY, (day.entries for day in came.days), ENTRIES, entries)
    yield _equal(ENTRIES_BY_GATE, (gate.entries for gate in came.gates), ENTRIES, entries)
    yield _equal(ENTRIES_BY_HOUR, (hour.entries for hour in came.hours), ENTRIES, entries)
    yield _equal(VISITS_BY_DAY, (day.visits for day in came.days), VISITS, visits)
    yield _at_most(VISITS, visits, ENTRIES, entries)
    yield _at_most(VISITORS, came.visitors.value, VISITS, visits)
    for name, by_day, whole in (
        (EXHIBITOR_ENTRIES, [day.exhibitors for day in came.days], came.exhibitor_entries),
        (STAFF_ENTRIES, [day.staff for day in came.days], came.staff_entries),
    ):
        yield _equal(name, by_day, name, whole)


def _hours(came: "Audience") -> Iterator[Check]:
    """Each day: its hours add up to it, and nobody visits without entering."""
    hours: Counter = Counter()
    for hour in came.hours:
        hours[hour.day] += hour.entries
    for day in came.days:
        yield Check(ENTRIES_BY_HOUR, hours[day.day], ENTRIES_BY_DAY, day.entries)
        yield _at_most(VISITS_BY_DAY, day.visits, ENTRIES_BY_DAY, day.entries)


def _gates(came: "Audience") -> Iterator[Check]:
    """The table of hours and gates adds up both ways."""
    at_gates: Counter = Counter()
    for gate in came.gates:
        yield _equal(
            ENTRIES_BY_GATE_HOUR, (hour.entries for hour in gate.hours), ENTRIES_BY_GATE, gate.entries
        )
        for hour in gate.hours:
            at_gates[hour.day, hour.hour] += hour.entries
    in_all = {(hour.day, hour.hour): hour.entries for hour in came.hours}
    for cell in sorted(at_gates.keys() | in_all.keys()):
        yield Check(ENTRIES_BY_GATE_HOUR, at_gates[cell], ENTRIES_BY_HOUR, in_all.get(cell, 0))


def _sales(summary: "FairSummary") -> Iterator[Check]:
    sold = summary.sales
    if sold.total is None:
        return
    for name, rows in sold.tables.items():
        yield _equal(TABLES[name], (row.amount for row in rows), SALES_TOTAL, sold.total)
        for row in rows:
            yield _at_most(SELLERS_IN_TABLE, row.sellers, SELLERS, sold.sellers)
    for name in ("province", "province_now", "kind"):  # an exhibitor stands in one row of each
        yield _equal(SELLERS_IN_TABLE, (row.sellers for row in sold.tables[name]), SELLERS, sold.sellers)


def _answers(summary: "FairSummary") -> Iterator[Check]:
    covered, estimated = summary.coverage, summary.unanswered
    sold = {row.key: row.sellers for row in summary.sales.tables["day"]} if not summary.sums_of else {}
    for day in covered.days:
        yield _at_most(ANSWERS, day.reported + day.nothing_sold, EXPECTED, day.expected)
        if day.day.isoformat() in sold:
            yield Check(REPORTED, day.reported, SELLERS_IN_TABLE, sold[day.day.isoformat()])
    answering = (covered.every_day, covered.some_days, covered.never)
    yield _equal(ANSWERING, answering, EXHIBITORS, covered.exhibitors)
    if estimated and not summary.sums_of:  # else both are told of an earlier issue
        missing = (day.unanswered for day in covered.days)
        yield _equal(MISSING, missing, MISSING_ESTIMATED, estimated.missing)


def _papers(papers: "Agreements") -> Iterator[Check]:
    levels, kinds, events = papers.levels.values(), papers.kinds.values(), papers.events.values()
    total = papers.total
    yield _equal(BY_LEVEL, (one.papers for one in levels), PAPERS, total.papers)
    yield _equal(BY_KIND, (one.papers for one in kinds), PAPERS, total.papers)
    yield _equal(BY_EVENT, (one.papers for one in events), PAPERS, total.papers)
    if papers.outcomes:
        known = papers.outcomes
        yield Check(ANSWERED_OR_NOT, known.answered + known.unanswered, PAPERS, total.papers)
        yield _at_most(DELIVERED_TOLD, known.told, ANSWERED, known.answered)
    if papers.values_shown:
        yield _equal(VALUE_BY_LEVEL, (one.value for one in levels), VALUE, total.value)
    if papers.kind_values_shown:
        yield _equal(VALUE_BY_KIND, (one.value for one in kinds), VALUE, total.value)
        yield _equal(VALUE_BY_EVENT, (one.value for one in events), VALUE, total.value)
