"""What stands in a report beside the summary's tables: drawings, earlier editions, the organiser's words."""

from dataclasses import dataclass, field

from flask_babel import gettext

from fairapp.documents import figures, headlines
from fairapp.documents.figures import language
from fairapp.domain import comparison, money
from fairapp.domain.charts import HEAT_STEPS, Five, heat_ranges, heat_step
from fairapp.domain.comparison import MEASURE_LABELS, Compared, Known, Measure
from fairapp.domain.facts import EditionFact, FairFacts
from fairapp.domain.floor_sales import FloorSales, Stretch, floor_sales
from fairapp.domain.ocop import KIND_LABELS, ProducerKind
from fairapp.domain.report_parts import Part, paragraphs
from fairapp.domain.spread import ALL, spread
from fairapp.domain.starred import Starred, starred
from fairapp.domain.summary import FairSummary

MILLION = 1_000_000
Panel = tuple[str, list[tuple[str, int | None, str, bool]], str]


@dataclass(frozen=True)
class Floor:
    """A floor as it is drawn (components/heat_map.html)."""

    title: str
    width: int
    depth: int
    booths: list[tuple[int, int, int, int, int | None]]
    names: list[tuple[int, int, int, str, bool]]
    ranges: list[tuple[int, str]]
    rows: list[Stretch]


@dataclass(frozen=True)
class CloseUp:
    """Nothing of it by default: a report of bare figures is a report, too."""

    spread: list[tuple[str, Five]] = field(default_factory=list)
    floors: list[Floor] = field(default_factory=list)
    compared: tuple[Compared, ...] = ()
    editions: tuple[EditionFact, ...] = ()
    panels: list[Panel] = field(default_factory=list)
    visits_before: list[int | None] = field(default_factory=list)
    before_word: str = ""
    starred: Starred | None = None
    parts: dict[Part, list[str]] = field(default_factory=dict)

    def part(self, name: str) -> list[str]:
        """The paragraphs of one part; none where nothing was written."""
        return self.parts.get(Part(name), [])


def close_up(facts: FairFacts, summary: FairSummary) -> CloseUp:
    """Quartiles and the floor are the organiser's alone; a published summary has neither."""
    compared = comparison.compare(facts, summary)
    last = comparison.last_edition(facts)
    editions = comparison.earlier(facts)
    return CloseUp(
        spread=[] if summary.published else [(_kind(key), five) for key, five in spread(facts)],
        floors=[] if summary.published else [_floor(floor) for floor in floor_sales(facts)],
        compared=compared,
        editions=editions,
        panels=[_panel(row, editions, facts) for row in compared],
        visits_before=comparison.visits_before(facts, len(figures.attendance_bars(summary))),
        before_word=gettext("%(name)s, cùng thứ tự ngày", name=last.name) if last else "",
        starred=starred(summary.sales),
        parts={Part(fact.part): paragraphs(fact.text) for fact in facts.parts},
    )


def word_of(edition: EditionFact) -> str:
    """11/2025: short enough to stand under a point."""
    return f"{edition.first:%m/%Y}" if edition.first else edition.name


def known_text(measure: Measure, known: Known) -> str:
    """With the word of caution that the press used."""
    if known.value is None:
        return ""
    lang = language()
    text = (
        money.prose(known.value, lang)
        if measure is Measure.REVENUE
        else money.group_digits(known.value, lang)
    )
    return f"{gettext(known.qualifier)} {text}" if known.qualifier else text


def _panel(row: Compared, editions: tuple[EditionFact, ...], facts: FairFacts) -> Panel:
    first = min((session.day for session in facts.sessions), default=None)
    words = [*(word_of(edition) for edition in editions), f"{first:%m/%Y}" if first else gettext("lần này")]
    points = [
        (word, known.value, known_text(row.measure, known), known.said)
        for word, known in zip(words, row.figures, strict=True)
    ]
    return gettext(MEASURE_LABELS[row.measure]), points, _change(row)


def _change(row: Compared) -> str:
    if row.growing:
        return gettext("chưa so: hội chợ chưa khoá sổ")
    text = headlines.change(row)
    return gettext("%(change)s so với lần trước", change=text) if text else ""


def _kind(key: str) -> str:
    return gettext("Tất cả đơn vị") if key == ALL else gettext(KIND_LABELS[ProducerKind(key)])


def _floor(floor: FloorSales) -> Floor:
    """Shades are steps of the highest average; a stretch of fewer than three has none."""
    known = [stretch for stretch in floor.stretches if stretch.known]
    top = max(stretch.average for stretch in known)
    booths, names = [], []
    for stretch in floor.stretches:
        step = heat_step(stretch.average, top) if stretch.known else None
        booths += [(p.x, p.y, p.width, p.depth, step) for p in stretch.places]
        names += _names(stretch, step)
    return Floor(
        headlines.floor(floor.site, known) if len(known) > 1 else floor.site,
        floor.width,
        floor.depth,
        booths,
        names,
        [(step, _range(low, high)) for step, low, high in heat_ranges(top)],
        known,
    )


def _names(stretch: Stretch, step: int | None) -> list[tuple[int, int, int, str, bool]]:
    """The first and last numbers, each in its booth."""
    ends = {place.number: place for place in (stretch.places[0], stretch.places[-1])}
    return [
        (
            place.x + place.width // 2,
            place.y + place.depth // 2 + _letters(place.number, place.width) // 3,
            _letters(place.number, place.width),
            place.number,
            (step or 0) >= HEAT_STEPS - 1,
        )
        for place in ends.values()
    ]


def _letters(text: str, width: int) -> int:
    return max(40, min(130, width * 3 // (2 * max(len(text), 1))))


def _range(low: int, high: int) -> str:
    """In millions, as the note says."""
    return f"{figures.millions(low)}–{figures.millions(high)}"
