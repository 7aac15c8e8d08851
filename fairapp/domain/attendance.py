"""Who came. Three figures, never one: entries (every passage inwards) ≥ visits (a person once a day) ≥
visitors (known persons). Exhibitors and staff are told apart and are never visitors. Where a site has no
gates, entries and visits are those of a sample (domain/counting.py), with what they may be off by.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, time

from fairapp.domain.counting import Cell, Count, Estimate, Open, Sampled, estimate, quarters
from fairapp.domain.evidence import Evidence, Figure
from fairapp.domain.facts import FairFacts

VISITOR_ROLES = frozenset({"visitor", "guest"})
EXHIBITOR_ROLES = frozenset({"exhibitor", "booth_staff"})

Hour = tuple[date, int]


@dataclass(frozen=True)
class AttendanceDay:
    day: date
    entries: int
    visits: int
    exhibitors: int
    staff: int


@dataclass(frozen=True)
class HourCount:
    day: date
    hour: int
    entries: int


@dataclass(frozen=True)
class GateCount:
    """By gate, or by point where people were counted by sample; `hours` are those in which anybody came."""

    site: str
    name: str
    entries: int
    hours: tuple[HourCount, ...] = ()


@dataclass(frozen=True)
class Audience:
    """Who came, each figure with the way it is known."""

    entries: Figure
    visits: Figure
    visitors: Figure
    scanned: int
    clicked: int
    sampled: Estimate | None
    registered: int
    exhibitor_entries: int
    exhibitor_people: int
    staff_entries: int
    staff_people: int
    days: tuple[AttendanceDay, ...]
    gates: tuple[GateCount, ...]
    hours: tuple[HourCount, ...]

    @property
    def peak(self) -> HourCount | None:
        return max(self.hours, key=lambda h: (h.entries, -h.day.toordinal(), -h.hour), default=None)


def audience(facts: FairFacts) -> Audience:
    visitors = [entry for entry in facts.entries if entry.role in VISITOR_ROLES]
    scanned, clicked = sum(e.entries for e in visitors), sum(click.n for click in facts.clicks)
    first = sum(e.first for e in visitors)
    people = {"visitors": 0, "exhibitors": 0, "staff": 0}
    for fact in facts.people:
        people[_audience_of(fact.role)] += fact.came
    sample = sampled(facts)
    return Audience(
        entries=_figure(scanned + clicked, Evidence.COUNTED, sample.entries if sample else None),
        # Whoever is clicked in has no name: coming back looks like coming, so this is the most it can be.
        visits=_figure(
            first + clicked,
            Evidence.ESTIMATED if clicked else Evidence.COUNTED,
            sample.visits if sample else None,
        ),
        visitors=Figure(people["visitors"], Evidence.COUNTED),
        scanned=scanned,
        clicked=clicked,
        sampled=sample,
        registered=sum(fact.issued for fact in facts.people if fact.role == "visitor"),
        exhibitor_entries=sum(e.entries for e in facts.entries if e.role in EXHIBITOR_ROLES),
        exhibitor_people=people["exhibitors"],
        staff_entries=sum(e.entries for e in facts.entries if _audience_of(e.role) == "staff"),
        staff_people=people["staff"],
        days=_count_days(facts, sample),
        gates=_count_gates(facts, sample),
        hours=_count_hours(facts, sample),
    )


def _figure(value: int, evidence: Evidence, sample: Sampled | None) -> Figure:
    if sample is None:
        return Figure(value, evidence)
    weakest = evidence if evidence is Evidence.ESTIMATED else Evidence.SAMPLED
    return Figure(value + sample.value, weakest, sample.plus_minus)


def sampled(facts: FairFacts) -> Estimate | None:
    """Who came to the sites that were counted by sample; a site with gates is not among them. While the fair
    is under way nothing is said of the hours after the last count."""
    gated = {gate.site for gate in facts.gates}
    points = {point.id: point.site for point in facts.points if point.site not in gated}
    counts = [
        Count(c.point, c.day, c.hour, c.seconds / 60, c.people, c.asked, c.first)
        for c in facts.counts
        if c.point in points
    ]
    if not counts:
        return None
    last = max((count.day, count.hour) for count in counts)
    cells: Counter[Cell] = Counter()
    for point, site in points.items():
        for begins in quarters(_hours(facts, site)):
            if facts.fair.closed or (begins.date(), begins.hour) <= last:
                cells[Cell(point, begins.date(), begins.hour)] += 1
    return estimate(cells, counts)


def _hours(facts: FairFacts, site: int) -> list[Open]:
    return [
        Open(session.day, time.fromisoformat(session.opens), time.fromisoformat(session.closes))
        for session in facts.sessions
        if session.site == site and session.day in facts.begun
    ]


def _audience_of(role: str) -> str:
    if role in VISITOR_ROLES:
        return "visitors"
    return "exhibitors" if role in EXHIBITOR_ROLES else "staff"


def _count_days(facts: FairFacts, sample: Estimate | None) -> tuple[AttendanceDay, ...]:
    counts: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for day in facts.begun:
        counts[day]["visitors"] = 0
    for entry in facts.entries:
        counts[entry.day][_audience_of(entry.role)] += entry.entries
        if entry.role in VISITOR_ROLES:
            counts[entry.day]["visits"] += entry.first
    for click in facts.clicks:
        counts[click.day].update(visitors=click.n, visits=click.n)
    for row in sample.cells if sample else ():
        counts[row.cell.day].update(visitors=row.entries, visits=row.visits)
    return tuple(
        AttendanceDay(day, n["visitors"], n["visits"], n["exhibitors"], n["staff"])
        for day, n in sorted(counts.items())
    )


def _count_gates(facts: FairFacts, sample: Estimate | None) -> tuple[GateCount, ...]:
    sites = {site.id: site.name for site in facts.sites}
    counts: defaultdict[int, Counter[Hour]] = defaultdict(Counter)
    for entry in facts.entries:
        if entry.role in VISITOR_ROLES:
            counts[entry.gate][entry.day, entry.hour] += entry.entries
    for click in facts.clicks:
        counts[click.gate][click.day, click.hour] += click.n
    rows = [_gate(sites.get(gate.site, ""), gate.name, counts[gate.id]) for gate in facts.gates]
    if sample:
        here: defaultdict[int, Counter[Hour]] = defaultdict(Counter)
        for row in sample.cells:
            here[row.cell.point][row.cell.day, row.cell.hour] += row.entries
        rows += [_gate(sites.get(p.site, ""), p.name, here[p.id]) for p in facts.points if p.id in here]
    return tuple(sorted(rows, key=lambda row: (-row.entries, row.site, row.name)))


def _gate(site: str, name: str, counts: Counter[Hour]) -> GateCount:
    return GateCount(site, name, counts.total(), _in_order(counts))


def _count_hours(facts: FairFacts, sample: Estimate | None) -> tuple[HourCount, ...]:
    counts: Counter[Hour] = Counter()
    for entry in facts.entries:
        if entry.role in VISITOR_ROLES:
            counts[entry.day, entry.hour] += entry.entries
    for click in facts.clicks:
        counts[click.day, click.hour] += click.n
    for row in sample.cells if sample else ():
        counts[row.cell.day, row.cell.hour] += row.entries
    return _in_order(counts)


def _in_order(counts: Counter[Hour]) -> tuple[HourCount, ...]:
    return tuple(HourCount(day, hour, n) for (day, hour), n in sorted(counts.items()) if n)
