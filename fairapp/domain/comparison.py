"""This edition beside the earlier ones: ours by today's definitions, what others said told apart."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fairapp.domain.charts import FEWEST, change_permille
from fairapp.domain.facts import EditionFact, FairFacts, ReportedFact
from fairapp.domain.reported import Reported
from fairapp.domain.summary import FairSummary
from fairapp.domain.text import N_


class Measure(StrEnum):
    """What is compared, in the order in which it is read."""

    VISITS = "visits"
    REVENUE = "revenue"
    BOOTHS = "booths"
    EXHIBITORS = "exhibitors"
    UNITS = "units"
    PAPERS = "papers"


GROWING = {Measure.VISITS, Measure.REVENUE, Measure.PAPERS}
"""What a fair under way has only a part of."""

MEASURE_LABELS = {
    Measure.VISITS: N_("Lượt khách"),
    Measure.REVENUE: N_("Doanh thu tự khai"),
    Measure.BOOTHS: N_("Gian hàng sử dụng"),
    Measure.EXHIBITORS: N_("Đơn vị tham gia"),
    Measure.UNITS: N_("Số tỉnh, thành phố"),
    Measure.PAPERS: N_("Văn bản ký kết"),
}

SAID = {
    Measure.VISITS: Reported.VISITS,
    Measure.REVENUE: Reported.REVENUE,
    Measure.BOOTHS: Reported.BOOTHS,
    Measure.EXHIBITORS: Reported.EXHIBITORS,
    Measure.UNITS: Reported.PROVINCES,
    Measure.PAPERS: Reported.AGREEMENTS,
}


@dataclass(frozen=True)
class Known:
    """One edition's figure: ours, or said by others with their word of caution; None where nobody knows."""

    value: int | None
    said: bool = False
    qualifier: str = ""
    source: str = ""


NOBODY = Known(None)


@dataclass(frozen=True)
class Compared:
    """One measure over all editions, the earliest first and this one last."""

    measure: Measure
    figures: tuple[Known, ...]
    growing: bool = False  # days are still to come, so that less is no decline

    @property
    def change(self) -> int | None:
        """Thousandths against the last edition, where both figures are ours: others count otherwise."""
        if self.growing or len(self.figures) < 2 or self.figures[-2].said or self.figures[-1].said:
            return None
        return change_permille(self.figures[-2].value, self.figures[-1].value)


def compare(facts: FairFacts, summary: FairSummary) -> tuple[Compared, ...]:
    """Only measures of which at least one earlier edition knows something."""
    rows = []
    for measure in Measure:
        before = [_of_edition(edition, measure) for edition in earlier(facts)]
        if any(known.value is not None for known in before):
            growing = measure in GROWING and not facts.fair.closed
            rows.append(Compared(measure, (*before, Known(_ours(summary, measure))), growing))
    return tuple(rows)


def earlier(facts: FairFacts) -> tuple[EditionFact, ...]:
    """Earlier editions, the earliest first."""
    return tuple(sorted(facts.editions, key=lambda edition: edition.nth, reverse=True))


def last_edition(facts: FairFacts) -> EditionFact | None:
    """The one before this, if it was counted here."""
    last = next((edition for edition in facts.editions if edition.nth == 1), None)
    return last if last is not None and last.snapshot else None


def visits_before(facts: FairFacts, days: int) -> list[int | None]:
    """Visits of the edition before on its first day, its second …; nothing where it was shorter."""
    last = last_edition(facts)
    known = {day.nth: day.visits for day in last.daily} if last else {}
    return [known.get(n) for n in range(1, days + 1)] if known else []


def _ours(summary: FairSummary, measure: Measure) -> int | None:
    return {
        Measure.VISITS: summary.audience.visits.value,
        Measure.REVENUE: summary.sales.total,
        Measure.BOOTHS: summary.scale.taken,
        Measure.EXHIBITORS: summary.scale.exhibitors,
        Measure.UNITS: summary.scale.units,
        Measure.PAPERS: summary.agreements.total.papers,
    }[measure]


def _of_edition(edition: EditionFact, measure: Measure) -> Known:
    if not edition.snapshot:
        return _said(edition.reported, SAID[measure])
    if measure is Measure.REVENUE and edition.sellers < FEWEST:
        return NOBODY
    return Known(
        {
            Measure.VISITS: edition.visits,
            Measure.REVENUE: edition.revenue,
            Measure.BOOTHS: edition.booths,
            Measure.EXHIBITORS: edition.exhibitors,
            Measure.UNITS: edition.units,
            Measure.PAPERS: edition.papers,
        }[measure]
    )


def _said(reported: tuple[ReportedFact, ...], what: Reported) -> Known:
    """Where several said something else, the smallest: nobody is compared with the most hopeful."""
    found = [fact for fact in reported if fact.what == what]
    if not found:
        return NOBODY
    least = min(found, key=lambda fact: (Decimal(fact.value), fact.source))
    return Known(int(Decimal(least.value)), True, least.qualifier, least.source)
