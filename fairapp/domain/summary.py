"""One fair in figures, computed from frozen facts and from nothing else.

Every table adds up to the figure above it, or `check` says which two cells disagree.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from fairapp.domain import agreements
from fairapp.domain.agreements import AgreementKind, AgreementLevel, Signing, Total
from fairapp.domain.attendance import Audience, audience
from fairapp.domain.errors import Conflict
from fairapp.domain.facts import FairFact, FairFacts, ReportedFact, SponsorFact
from fairapp.domain.money import group_digits
from fairapp.domain.takings import TABLES, Coverage, Sales, coverage, sales
from fairapp.domain.text import N_


@dataclass(frozen=True)
class Scale:
    """How large the fair was. Net is floor given to exhibitors, gross the whole hall."""

    booths: int
    taken: int
    net_cm2: int
    gross_cm2: int
    exhibitors: int
    units: int
    units_now: int
    products: int
    starred: int
    by_kind: dict[str, int]


@dataclass(frozen=True)
class Agreements:
    """What was signed. In a version for outsiders a value that few papers make up is left out."""

    total: Total
    levels: dict[AgreementLevel, Total]
    kinds: dict[AgreementKind, Total]
    values_shown: bool = True
    total_value_shown: bool = True


@dataclass(frozen=True)
class FairSummary:
    """The whole fair; `published` is the version for outsiders, with small groups merged."""

    fair: FairFact
    days: tuple[date, ...]
    venues: tuple[str, ...]
    scale: Scale
    audience: Audience
    sales: Sales
    coverage: Coverage
    agreements: Agreements
    reported: tuple[ReportedFact, ...]
    sponsors: tuple[SponsorFact, ...]
    published: bool = False


class Mismatch(Conflict):
    """Two cells that must be equal are not: the facts contradict themselves."""


DISAGREE = N_("Số liệu chưa khớp: “%(part)s” cộng lại là %(sum)s, còn “%(whole)s” là %(total)s.")
NOT_ORDERED = N_("Số liệu chưa khớp: “%(part)s” là %(sum)s, nhiều hơn “%(whole)s” là %(total)s.")

SALES_TOTAL = N_("Doanh thu cả hội chợ")
ENTRIES, VISITS, VISITORS = N_("Lượt vào cổng"), N_("Lượt khách"), N_("Khách có thẻ")
ENTRIES_BY_DAY, VISITS_BY_DAY = N_("Lượt vào cổng theo ngày"), N_("Lượt khách theo ngày")
ENTRIES_BY_GATE, ENTRIES_BY_HOUR = N_("Lượt vào cổng theo cổng"), N_("Lượt vào cổng theo giờ")
PAPERS, BY_LEVEL, BY_KIND = N_("Số văn bản"), N_("Văn bản theo cấp"), N_("Văn bản theo loại")
ANSWERS, EXPECTED = N_("Đơn vị đã trả lời"), N_("Đơn vị cần trả lời")


def summarise(facts: FairFacts) -> FairSummary:
    """The organiser's version: everything, checked."""
    summary = FairSummary(
        fair=facts.fair,
        days=tuple(sorted({session.day for session in facts.sessions})),
        venues=tuple(dict.fromkeys(site.venue or site.name for site in facts.sites)),
        scale=_scale(facts),
        audience=audience(facts),
        sales=sales(facts),
        coverage=coverage(facts),
        agreements=_agreements(facts),
        reported=facts.reported,
        sponsors=facts.sponsors,
    )
    check(summary)
    return summary


def _scale(facts: FairFacts) -> Scale:
    usable = [booth for booth in facts.booths if not booth.blocked]
    taken = [booth for booth in usable if booth.exhibitor is not None]
    kinds = Counter(exhibitor.kind for exhibitor in facts.exhibitors)
    return Scale(
        booths=len(usable),
        taken=len(taken),
        net_cm2=sum(booth.area_cm2 for booth in taken),
        gross_cm2=sum(site.gross_cm2 for site in facts.sites),
        exhibitors=len(facts.exhibitors),
        units=len({exhibitor.unit for exhibitor in facts.exhibitors}),
        units_now=len({exhibitor.unit_now for exhibitor in facts.exhibitors}),
        products=sum(goods.n for goods in facts.goods),
        starred=sum(goods.n for goods in facts.goods if goods.stars),
        by_kind=dict(kinds.most_common()),
    )


def _agreements(facts: FairFacts) -> Agreements:
    signings = [
        Signing(AgreementKind(fact.kind), AgreementLevel(fact.level), fact.count, fact.value)
        for fact in facts.agreements
    ]
    return Agreements(
        total=agreements.in_all(signings),
        levels=agreements.by_level(signings),
        kinds=agreements.by_kind(signings),
    )


def check(summary: FairSummary) -> None:
    """Every table adds up to the figure above it; otherwise the two cells are named."""
    _check_sales(summary.sales)
    _check_people(summary.audience)
    papers = summary.agreements
    _equal(BY_LEVEL, sum(total.papers for total in papers.levels.values()), PAPERS, papers.total.papers)
    _equal(BY_KIND, sum(total.papers for total in papers.kinds.values()), PAPERS, papers.total.papers)
    for day in summary.coverage.days:
        _at_most(ANSWERS, day.reported + day.nothing_sold, EXPECTED, day.expected)


def _check_sales(sold: Sales) -> None:
    if sold.total is not None:
        for name, rows in sold.tables.items():
            _equal(TABLES[name], sum(row.amount for row in rows), SALES_TOTAL, sold.total)


def _check_people(came: Audience) -> None:
    entries, visits = came.entries.value, came.visits.value
    _equal(ENTRIES_BY_DAY, sum(day.entries for day in came.days), ENTRIES, entries)
    _equal(ENTRIES_BY_GATE, sum(gate.entries for gate in came.gates), ENTRIES, entries)
    _equal(ENTRIES_BY_HOUR, sum(hour.entries for hour in came.hours), ENTRIES, entries)
    _equal(VISITS_BY_DAY, sum(day.visits for day in came.days), VISITS, visits)
    _at_most(VISITS, visits, ENTRIES, entries)
    _at_most(VISITORS, came.visitors.value, VISITS, visits)


def _equal(part: str, added: int, whole: str, total: int) -> None:
    if added != total:
        raise _mismatch(DISAGREE, part, added, whole, total)


def _at_most(part: str, value: int, whole: str, limit: int) -> None:
    if value > limit:
        raise _mismatch(NOT_ORDERED, part, value, whole, limit)


def _mismatch(sentence: str, part: str, value: int, whole: str, total: int) -> Mismatch:
    return Mismatch(sentence, part=part, sum=group_digits(value), whole=whole, total=group_digits(total))
