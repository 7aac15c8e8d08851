"""Who came. Three figures, never one: entries (every passage inwards) ≥ visits (a person once a day) ≥
visitors (known persons). Exhibitors and staff are told apart and are never visitors.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from fairapp.domain.evidence import Evidence, Figure
from fairapp.domain.facts import FairFacts

VISITOR_ROLES = frozenset({"visitor", "guest"})
EXHIBITOR_ROLES = frozenset({"exhibitor", "booth_staff"})


@dataclass(frozen=True)
class AttendanceDay:
    day: date
    entries: int
    visits: int
    exhibitors: int
    staff: int


@dataclass(frozen=True)
class GateCount:
    site: str
    name: str
    entries: int


@dataclass(frozen=True)
class HourCount:
    day: date
    hour: int
    entries: int


@dataclass(frozen=True)
class Audience:
    """Who came, each figure with the way it is known."""

    entries: Figure
    visits: Figure
    visitors: Figure
    scanned: int
    clicked: int
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
    counts = _count_days(facts)
    return Audience(
        entries=Figure(scanned + clicked, Evidence.COUNTED),
        # Whoever is clicked in has no name: coming back looks like coming, so this is the most it can be.
        visits=Figure(first + clicked, Evidence.ESTIMATED if clicked else Evidence.COUNTED),
        visitors=Figure(people["visitors"], Evidence.COUNTED),
        scanned=scanned,
        clicked=clicked,
        registered=sum(fact.issued for fact in facts.people if fact.role == "visitor"),
        exhibitor_entries=sum(e.entries for e in facts.entries if e.role in EXHIBITOR_ROLES),
        exhibitor_people=people["exhibitors"],
        staff_entries=sum(e.entries for e in facts.entries if _audience_of(e.role) == "staff"),
        staff_people=people["staff"],
        days=counts,
        gates=_count_gates(facts),
        hours=_count_hours(facts),
    )


def _audience_of(role: str) -> str:
    if role in VISITOR_ROLES:
        return "visitors"
    return "exhibitors" if role in EXHIBITOR_ROLES else "staff"


def _count_days(facts: FairFacts) -> tuple[AttendanceDay, ...]:
    counts: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for day in facts.begun:
        counts[day]["visitors"] = 0
    for entry in facts.entries:
        counts[entry.day][_audience_of(entry.role)] += entry.entries
        if entry.role in VISITOR_ROLES:
            counts[entry.day]["visits"] += entry.first
    for click in facts.clicks:
        counts[click.day].update(visitors=click.n, visits=click.n)
    return tuple(
        AttendanceDay(day, n["visitors"], n["visits"], n["exhibitors"], n["staff"])
        for day, n in sorted(counts.items())
    )


def _count_gates(facts: FairFacts) -> tuple[GateCount, ...]:
    sites = {site.id: site.name for site in facts.sites}
    counts: Counter[int] = Counter()
    for entry in facts.entries:
        if entry.role in VISITOR_ROLES:
            counts[entry.gate] += entry.entries
    for click in facts.clicks:
        counts[click.gate] += click.n
    rows = [GateCount(sites.get(gate.site, ""), gate.name, counts[gate.id]) for gate in facts.gates]
    return tuple(sorted(rows, key=lambda row: (-row.entries, row.site, row.name)))


def _count_hours(facts: FairFacts) -> tuple[HourCount, ...]:
    counts: Counter[tuple[date, int]] = Counter()
    for entry in facts.entries:
        if entry.role in VISITOR_ROLES:
            counts[entry.day, entry.hour] += entry.entries
    for click in facts.clicks:
        counts[click.day, click.hour] += click.n
    return tuple(HourCount(day, hour, n) for (day, hour), n in sorted(counts.items()) if n)
