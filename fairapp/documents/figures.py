"""A summary in words and rows ready to show: the same for the page, the report and the sponsor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import get_locale, gettext

from fairapp.domain import money, ocop
from fairapp.domain.agreements import (
    AGREEMENT_KIND_LABELS,
    LEVEL_LABELS,
    AgreementKind,
    AgreementLevel,
    Total,
)
from fairapp.domain.attendance import AttendanceDay
from fairapp.domain.calendar import format_day, weekday_name
from fairapp.domain.evidence import Evidence
from fairapp.domain.facts import ReportedFact, SponsorFact
from fairapp.domain.follow_ups import FOLLOW_ANSWER_LABELS
from fairapp.domain.ocop import KIND_LABELS, ProducerKind
from fairapp.domain.publication import OTHER
from fairapp.domain.reported import IN_DONG, REPORTED_LABELS, Reported
from fairapp.domain.summary import FairSummary
from fairapp.domain.takings import TABLES, UNDIVIDED, UNSTARRED, Row
from fairapp.domain.text import N_

WORD_OTHER = N_("Nhóm khác (gộp)")
WORD_UNDIVIDED = N_("Chưa phân (chỉ ghi tổng)")
WORD_UNSTARRED = N_("Chưa có sao")


@dataclass(frozen=True)
class Cell:
    """A row of a table of sales, ready to show."""

    label: str
    amount: int
    text: str
    prose: str
    sellers: int
    share: float


@dataclass(frozen=True)
class Table:
    """One way to cut the sales."""

    name: str
    title: str
    head: str
    cells: tuple[Cell, ...]

    def bars(self, most: int = 12) -> list[tuple[str, int, str]]:
        """The largest cells, for bars that lie."""
        largest = sorted(self.cells, key=lambda cell: -cell.amount)[:most]
        return [(cell.label, cell.amount, cell.prose) for cell in largest]


@dataclass(frozen=True)
class Papers:
    """Agreements of one level or kind; no value where nobody stated one or it is not told."""

    label: str
    papers: int
    valued: int | None
    value: int | None


@dataclass(frozen=True)
class Said:
    """A figure that somebody reported, beside ours where we have one."""

    label: str
    reported: str
    ours: str
    evidence: str
    source: str
    said_on: date | None


@dataclass(frozen=True)
class Heat:
    """Entries by day and hour."""

    columns: list[str]
    rows: list[tuple[str, list[int | None]]]


_METHOD = (
    "entries",
    "visits",
    "entries_sampled",
    "visitors",
    "sales",
    "coverage",
    "unanswered_sales",
    "papers",
)
_RULES = ("undivided", "small_groups", "reported", "evidence")

HEADS = {
    "day": N_("Ngày"),
    "province": N_("Tỉnh, thành phố"),
    "province_now": N_("Tỉnh, thành phố"),
    "group": N_("Nhóm sản phẩm"),
    "stars": N_("Hạng sao"),
    "kind": N_("Loại chủ thể"),
}


def sales_table(summary: FairSummary, name: str) -> Table:
    """One table of sales, in the order in which it is read: days by date, stars from five down."""
    rows = summary.sales.tables[name]
    total = summary.sales.total or 1
    cells = tuple(_cell(row, _LABELS[name], total) for row in sorted(rows, key=_ORDERS.get(name, _by_amount)))
    return Table(name, gettext(TABLES[name]), gettext(HEADS[name]), cells)


def attendance_bars(summary: FairSummary) -> list[tuple[str, int]]:
    """Visits per day of the fair."""
    return [(f"{day.day:%d/%m}", day.visits) for day in _days_with_visitors(summary)]


def _days_with_visitors(summary: FairSummary) -> list[AttendanceDay]:
    """Not the days of building and dismantling, on which only exhibitors and staff come."""
    return [day for day in summary.audience.days if day.day in summary.days or day.entries]


def day_bars(summary: FairSummary) -> list[tuple[str, int, str]]:
    """Sales per day in millions: short enough to stand on a bar."""
    rows = sorted(summary.sales.tables["day"], key=lambda row: row.key)
    return [(_short_day(row.key), row.amount, millions(row.amount)) for row in rows]


def gate_bars(summary: FairSummary) -> list[tuple[str, int]]:
    several = len({gate.site for gate in summary.audience.gates}) > 1
    return [
        (f"{gate.name} · {gate.site}" if several else gate.name, gate.entries)
        for gate in summary.audience.gates
    ]


def heat(summary: FairSummary) -> Heat:
    """Day by hour, from the first to the last hour in which anybody came."""
    hours = summary.audience.hours
    if not hours:
        return Heat([], [])
    span = range(min(h.hour for h in hours), max(h.hour for h in hours) + 1)
    counts = {(h.day, h.hour): h.entries for h in hours}
    lang = language()
    rows = [
        (
            f"{weekday_name(day.day, lang)} {day.day:%d/%m}",
            [max(0, counts[day.day, hour]) if (day.day, hour) in counts else None for hour in span],
        )
        for day in _days_with_visitors(summary)
    ]
    return Heat([f"{hour}h" for hour in span], rows)


def papers_by_level(summary: FairSummary) -> list[Papers]:
    shown = summary.agreements.values_shown
    return [
        _papers(gettext(LEVEL_LABELS[level]), total, shown)
        for level, total in summary.agreements.levels.items()
    ]


def papers_by_kind(summary: FairSummary) -> list[Papers]:
    """Only kinds of which there are papers."""
    shown = not summary.published
    return [
        _papers(gettext(AGREEMENT_KIND_LABELS[kind]), total, shown)
        for kind, total in summary.agreements.kinds.items()
        if total.papers
    ]


def papers_by_event(summary: FairSummary) -> list[Papers]:
    """Only when something was signed at an event that has a name."""
    events = summary.agreements.events
    if not any(events):
        return []
    shown = not summary.published
    return [_papers(name or gettext("Không gắn với sự kiện nào"), t, shown) for name, t in events.items()]


def what_became(summary: FairSummary) -> list[tuple[str, int]]:
    """How many papers stand how, the unanswered last; empty before anybody was asked."""
    known = summary.agreements.outcomes
    if known is None:
        return []
    said = [(gettext(FOLLOW_ANSWER_LABELS[answer]), papers) for answer, papers in known.answers.items()]
    return [*said, (gettext("Chưa có trả lời"), known.unanswered)]


def papers_in_all(summary: FairSummary) -> Papers:
    shown = summary.agreements.total_value_shown
    return _papers(gettext("Cộng"), summary.agreements.total, shown)


def kinds_of_exhibitors(summary: FairSummary) -> list[tuple[str, int]]:
    return [(gettext(KIND_LABELS[ProducerKind(kind)]), n) for kind, n in summary.scale.by_kind.items()]


def reported_rows(summary: FairSummary) -> list[Said]:
    """Press figures, each beside ours; the two are never added."""
    return [
        _said(summary, fact) for fact in sorted(summary.reported, key=lambda fact: (fact.what, fact.source))
    ]


def method(summary: FairSummary) -> list[tuple[str, str, str]]:
    """What the main figures mean: name, words and evidence as they were frozen with the facts."""
    told = [one for key in _METHOD if (one := summary.define(key)) and _is_told(summary, key)]
    rules = [rule for key in _RULES for rule in summary.rules if rule.key == key and _is_told(summary, key)]
    known = {"entries": summary.audience.entries.evidence, "visits": summary.audience.visits.evidence}
    return [(gettext(one.name), gettext(one.words), known.get(one.key, one.evidence)) for one in told] + [
        (gettext(rule.name), gettext(rule.words), "") for rule in rules
    ]


def coverage_line(summary: FairSummary) -> str:
    """How much of the fair the declared sales speak for, and what the rest may amount to."""
    covered, estimate = summary.coverage, summary.unanswered
    lang = language()
    line = gettext(
        "%(every)s/%(all)s đơn vị đã khai đủ mọi ngày, %(some)s khai một phần, %(never)s chưa khai ngày nào",
        every=money.group_digits(covered.every_day, lang),
        all=money.group_digits(covered.exhibitors, lang),
        some=money.group_digits(covered.some_days, lang),
        never=money.group_digits(covered.never, lang),
    )
    if estimate is None or not estimate.missing:
        return line + "."
    if estimate.amount is None or estimate.permille is None:
        return f"{line}; {gettext('phần chưa trả lời quá ít để công bố con số ước.')}"
    missing = gettext(
        "%(n)s đơn vị còn thiếu %(days)s câu trả lời, ước tính %(share)s (khoảng %(amount)s), không cộng vào "
        "doanh thu.",
        n=money.group_digits(estimate.exhibitors, lang),
        days=money.group_digits(estimate.days, lang),
        share=percent(estimate.permille),
        amount=money.prose(estimate.amount, lang),
    )
    left = gettext(
        "%(n)s câu chưa trả lời không đủ căn cứ để ước.", n=money.group_digits(estimate.left_out, lang)
    )
    told = f"{line}; {missing}" if estimate.days else f"{line}."
    return f"{told} {left}" if estimate.left_out else told


def count_delivered(sponsor: SponsorFact) -> int:
    """How many of a sponsor's promises were kept in full."""
    return sum(benefit.delivered >= benefit.promised for benefit in sponsor.benefits)


def square_metres(cm2: int) -> str:
    return f"{money.group_digits(round(cm2 / 10_000), language())}{money.NO_BREAK}m²"


def percent(permille: int) -> str:
    """61,9% of 619."""
    return f"{money.group_digits(money.shortest(Decimal(permille) / 10), language())}%"


def _is_told(summary: FairSummary, key: str) -> bool:
    """Only what the report has: no word of samples where nothing was sampled."""
    present = {
        "entries_sampled": summary.audience.sampled is not None,
        "unanswered_sales": summary.unanswered is not None and summary.unanswered.missing > 0,
        "small_groups": summary.published,
        "reported": bool(summary.reported),
    }
    return present.get(key, True)


def _cell(row: Row, label: Callable[[str], str], total: int) -> Cell:
    lang = language()
    return Cell(
        label=label(row.key),
        amount=row.amount,
        text=money.format_vnd(row.amount, lang),
        prose=money.prose(row.amount, lang),
        sellers=row.sellers,
        share=row.amount / total,
    )


def _special(key: str, plain: Callable[[str], str]) -> str:
    words = {OTHER: WORD_OTHER, UNDIVIDED: WORD_UNDIVIDED}
    return gettext(words[key]) if key in words else plain(key)


def _group_word(code: str) -> str:
    group = next(group for group in ocop.groups() if group.code == code)
    return f"{code}. {group.english if language() == 'en' else group.name}"


def _short_day(key: str) -> str:
    return gettext(WORD_OTHER) if key == OTHER else f"{date.fromisoformat(key):%d/%m}"


def millions(amount: int) -> str:
    """2,4 of 2.400.000 đồng: short enough to stand on a bar."""
    tenths = (Decimal(amount) / 1_000_000).quantize(Decimal("0.1"))
    return money.group_digits(money.shortest(tenths), language())


def _stars_word(stars: str) -> str:
    return gettext(WORD_UNSTARRED) if stars == UNSTARRED else gettext("%(n)s sao", n=stars)


def _day_word(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{weekday_name(day, language())} {format_day(day)}"


_LABELS: dict[str, Callable[[str], str]] = {
    "day": lambda key: _special(key, _day_word),
    "province": lambda key: _special(key, str),
    "province_now": lambda key: _special(key, str),
    "group": lambda key: _special(key, _group_word),
    "stars": lambda key: _special(key, _stars_word),
    "kind": lambda key: _special(key, lambda kind: gettext(KIND_LABELS[ProducerKind(kind)])),
}


def key_word(figure: str, key: str) -> str:
    """What a key of a table means, in words."""
    table = figure.removeprefix("sales_by_")
    if table in _LABELS and table != figure:
        return _LABELS[table](key)
    if figure in _KEYS:
        return _KEYS[figure](key)
    return _hour_word(key) if figure == "entries_by_hour" else _day_word(key)


def _hour_word(key: str) -> str:
    day, hour = key.split("T")
    return gettext(
        "%(day)s, %(from)d–%(to)d giờ", day=_day_word(day), **{"from": int(hour), "to": int(hour) + 1}
    )


_KEYS: dict[str, Callable[[str], str]] = {
    "exhibitors_by_kind": lambda key: gettext(KIND_LABELS[ProducerKind(key)]),
    "papers_by_level": lambda key: gettext(LEVEL_LABELS[AgreementLevel(key)]),
    "papers_value_by_level": lambda key: gettext(LEVEL_LABELS[AgreementLevel(key)]),
    "papers_by_kind": lambda key: gettext(AGREEMENT_KIND_LABELS[AgreementKind(key)]),
    "papers_value_by_kind": lambda key: gettext(AGREEMENT_KIND_LABELS[AgreementKind(key)]),
    "entries_by_gate": lambda key: " · ".join(part for part in reversed(key.split("/", 1)) if part),
}


def _by_amount(row: Row) -> tuple:
    return (row.key in (OTHER, UNDIVIDED), -row.amount, row.key)


def _by_stars(row: Row) -> tuple:
    return (row.key in (OTHER, UNDIVIDED), "" if row.key in (OTHER, UNDIVIDED) else -int(row.key))


_ORDERS: dict[str, Callable[[Row], tuple]] = {
    "day": lambda row: (row.key == OTHER, row.key),
    "stars": _by_stars,
}


def _papers(label: str, total: Total, shown: bool) -> Papers:
    if not shown:
        return Papers(label, total.papers, None, None)
    return Papers(label, total.papers, total.valued, total.value if total.valued else None)


def _said(summary: FairSummary, fact: ReportedFact) -> Said:
    known = {what.value for what in Reported}
    label = gettext(REPORTED_LABELS[Reported(fact.what)]) if fact.what in known else fact.what
    ours, evidence = _ours(summary, fact.what)
    reported = f"{fact.qualifier} {_amount(fact.what, Decimal(fact.value))}".strip()
    return Said(label, reported, ours, evidence, fact.source, fact.said_on)


def _ours(summary: FairSummary, what: str) -> tuple[str, str]:
    """Our figure for the same thing and how it is known; nothing for a fair we did not run."""
    if summary.fair.past_record:
        return "", ""
    scale, visits = summary.scale, summary.audience.visits
    figures = {
        Reported.BOOTHS: (scale.taken, Evidence.COUNTED),
        Reported.EXHIBITORS: (scale.exhibitors, Evidence.COUNTED),
        Reported.PROVINCES: (scale.units, Evidence.COUNTED),
        Reported.PRODUCTS: (scale.products, Evidence.COUNTED),
        Reported.VISITS: (visits.value, visits.evidence),
        Reported.REVENUE: (summary.sales.total, Evidence.DECLARED),
        Reported.AGREEMENTS: (summary.agreements.total.papers, Evidence.DECLARED),
    }
    value, evidence = figures.get(what, (None, ""))  # type: ignore[call-overload]
    return ("", "") if value is None else (_amount(what, Decimal(value)), evidence)


def _amount(what: str, value: Decimal) -> str:
    if what in IN_DONG:
        return money.prose(int(value), language())
    return money.group_digits(money.shortest(value), language())


def language() -> str:
    """Of the page or the paper: vi or en."""
    locale = get_locale()
    return "en" if locale and locale.language == "en" else "vi"
