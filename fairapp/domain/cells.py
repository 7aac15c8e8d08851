"""A summary as a flat list of cells, each with an address: what is exported, verified and compared.

The figure of an address is the key of a definition (domain/definitions/); a figure that is no table has
one cell, without a key. A snapshot has the cells that it has words for: those that were invented after it
are not told of it, so that what was once exported of it stays true.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fairapp.domain.agreements import Total
from fairapp.domain.attendance import Audience
from fairapp.domain.evidence import Evidence, Figure
from fairapp.domain.facts import DefinitionFact
from fairapp.domain.follow_ups import Outcomes
from fairapp.domain.summary import Agreements, FairSummary, Scale
from fairapp.domain.takings import Coverage, Sales
from fairapp.domain.unanswered import Unanswered


class Address(NamedTuple):
    figure: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.figure}[{self.key}]" if self.key else self.figure


@dataclass(frozen=True)
class Cell:
    """A number and how it is known; None where outsiders are not told."""

    value: int | None
    evidence: str
    plus_minus: int = 0


Numbers = Iterator[tuple[Address, int | Figure | None]]


def cells_of(summary: FairSummary) -> dict[Address, Cell]:
    """Every figure of the summary, in the order of the catalogue."""
    known = {one.key: one for one in summary.definitions}
    return {
        address: _cell(number, known[address.figure])
        for address, number in _numbers(summary)
        if address.figure in known
    }


def _cell(number: int | Figure | None, definition: DefinitionFact) -> Cell:
    if isinstance(number, Figure):
        return Cell(number.value, number.evidence.value, number.plus_minus)
    return Cell(number, definition.evidence)


def _numbers(summary: FairSummary) -> Numbers:
    yield from _scale(summary.scale)
    yield from _audience(summary.audience)
    yield from _sales(summary.sales)
    yield from _coverage(summary.coverage)
    if summary.unanswered:
        yield from _unanswered(summary.unanswered)
    yield from _agreements(summary.agreements)


def _scale(scale: Scale) -> Numbers:
    yield Address("booths"), scale.booths
    yield Address("booths_taken"), scale.taken
    yield Address("net_area"), scale.net_cm2
    yield Address("gross_area"), scale.gross_cm2
    yield Address("exhibitors"), scale.exhibitors
    for kind, n in sorted(scale.by_kind.items()):
        yield Address("exhibitors_by_kind", kind), n
    yield Address("units"), scale.units
    yield Address("units_now"), scale.units_now
    yield Address("products"), scale.products
    yield Address("starred"), scale.starred


def _audience(came: Audience) -> Numbers:
    yield Address("entries"), came.entries
    yield Address("entries_scanned"), came.scanned
    yield Address("entries_clicked"), came.clicked
    if came.sampled:
        sampled = came.sampled.entries
        yield Address("entries_sampled"), Figure(sampled.value, Evidence.SAMPLED, sampled.plus_minus)
    yield Address("visits"), came.visits
    yield Address("visitors"), came.visitors
    yield Address("registered"), came.registered
    yield Address("exhibitor_people"), came.exhibitor_people
    yield Address("exhibitor_entries"), came.exhibitor_entries
    yield Address("staff_people"), came.staff_people
    yield Address("staff_entries"), came.staff_entries
    yield from _attendance(came)


def _attendance(came: Audience) -> Numbers:
    """A part is known no better than its whole."""
    entries, visits = came.entries.evidence, came.visits.evidence
    for day in came.days:
        key = day.day.isoformat()
        yield Address("entries_by_day", key), Figure(day.entries, entries)
        yield Address("visits_by_day", key), Figure(day.visits, visits)
        yield Address("exhibitor_entries_by_day", key), day.exhibitors
        yield Address("staff_entries_by_day", key), day.staff
    yield from _gates(came)
    for hour in came.hours:
        yield (
            Address("entries_by_hour", f"{hour.day.isoformat()}T{hour.hour:02}"),
            Figure(hour.entries, entries),
        )


def _gates(came: Audience) -> Numbers:
    """Two gates may bear one name."""
    entries = came.entries.evidence
    places: Counter[str] = Counter()
    cells: Counter[str] = Counter()
    for gate in came.gates:
        place = f"{gate.site}/{gate.name}"
        places[place] += gate.entries
        for hour in gate.hours:
            cells[f"{hour.day.isoformat()}T{hour.hour:02}/{place}"] += hour.entries
    for place, n in places.items():
        yield Address("entries_by_gate", place), Figure(n, entries)
    for cell, n in sorted(cells.items()):
        yield Address("entries_by_hour_and_gate", cell), Figure(n, entries)


def _sales(sold: Sales) -> Numbers:
    yield Address("sales"), sold.total
    yield Address("sellers"), sold.sellers
    yield Address("orders"), sold.orders
    yield Address("orders_value"), sold.orders_value
    for name, rows in sold.tables.items():
        for row in rows:
            yield Address(f"sales_by_{name}", row.key), row.amount


def _coverage(covered: Coverage) -> Numbers:
    yield Address("coverage"), covered.permille
    for day in covered.days:
        key = day.day.isoformat()
        yield Address("answers_expected", key), day.expected
        yield Address("answers_sold", key), day.reported
        yield Address("answers_nothing", key), day.nothing_sold
    yield Address("exhibitors_every_day"), covered.every_day
    yield Address("exhibitors_some_days"), covered.some_days
    yield Address("exhibitors_never"), covered.never


def _unanswered(estimate: Unanswered) -> Numbers:
    yield Address("unanswered_sales"), estimate.amount
    yield Address("unanswered_share"), estimate.permille
    yield Address("unanswered_days"), estimate.days


def _agreements(papers: Agreements) -> Numbers:
    shown = (papers.total_value_shown, papers.values_shown, papers.kind_values_shown)
    total_shown, levels_shown, kinds_shown = shown
    yield Address("papers"), papers.total.papers
    yield Address("papers_valued"), papers.total.valued if total_shown else None
    yield Address("papers_value"), papers.total.value if total_shown else None
    yield from _papers("level", papers.levels, levels_shown)
    yield from _papers("kind", papers.kinds, kinds_shown)
    yield from _events(papers.events, kinds_shown)
    if papers.outcomes:
        yield from _outcomes(papers.outcomes)


def _events(events: dict[str, Total], shown: bool) -> Numbers:
    """What was signed at no event has no name, which any event could bear: it is a figure of its own."""
    for name, total in events.items():
        if name:
            yield Address("papers_by_event", name), total.papers
            yield Address("papers_value_by_event", name), total.value if shown else None
    at_none = events.get("", Total())
    yield Address("papers_at_no_event"), at_none.papers
    yield Address("papers_value_at_no_event"), at_none.value if shown else None


def _outcomes(known: Outcomes) -> Numbers:
    for answer, papers in known.answers.items():
        yield Address("papers_by_answer", answer.value), papers
    yield Address("papers_unanswered"), known.unanswered
    yield Address("papers_delivered"), known.delivered
    yield Address("papers_delivered_told"), known.told


def _papers(name: str, rows: dict, shown: bool) -> Numbers:
    total: Total
    for key, total in rows.items():
        yield Address(f"papers_by_{name}", key.value), total.papers
        yield Address(f"papers_value_by_{name}", key.value), total.value if shown else None
