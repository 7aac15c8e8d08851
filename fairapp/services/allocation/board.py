"""The organiser's board: who stands where, who waits, what is free and what is wrong."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from fairapp.domain.allocation import PlanState
from fairapp.domain.allocation.simple import meets_needs, shortfalls
from fairapp.domain.allocation.simple_check import Violation
from fairapp.domain.applications import ApplicationState
from fairapp.domain.text import fold, sort_key
from fairapp.models import AllocationPlan, Application, Assignment, Booth, Fair, Unplaced
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.plans import published


@dataclass(frozen=True)
class Line:
    """An accepted application on the board."""

    application: Application
    stars: int
    booths: list[str] = field(default_factory=list)
    rows: list[Assignment] = field(default_factory=list)
    unplaced: Unplaced | None = None

    @property
    def locked(self) -> bool:
        return bool(self.rows) and all(row.locked for row in self.rows)

    @property
    def is_accepted(self) -> bool:
        return self.application.state == ApplicationState.ACCEPTED

    @property
    def folded(self) -> str:
        """What the search looks at: name, province, booth numbers."""
        producer = self.application.producer
        return fold(" ".join((producer.name, producer.unit.name, *self.booths)))


@dataclass(frozen=True)
class Province:
    """How a province stands on the board."""

    name: str
    sort_key: str
    given: int
    waiting: int
    quota: int | None
    least: int = 0
    short: tuple[tuple[str, int, int], ...] = ()  # zone ("" for all), booths promised, booths given


@dataclass(frozen=True)
class Board:
    plan: AllocationPlan | None
    published: AllocationPlan | None
    placed: list[Line]
    waiting: list[Line]
    problems: list[tuple[Violation, Application | None]]
    provinces: list[Province]
    free: int
    desk: Desk

    @property
    def is_draft(self) -> bool:
        return self.plan is not None and self.plan.state == PlanState.DRAFT

    @cached_property
    def line_of(self) -> dict[int, Line]:
        return {line.application.id: line for line in (*self.placed, *self.waiting)}

    @cached_property
    def line_by_booth(self) -> dict[int, Line]:
        return {row.booth_id: line for line in self.placed for row in line.rows}

    def fitting(self, application_id: int) -> list[Booth]:
        """The free booths that could be part of the application's place, in plan order."""
        usable = self._usable(application_id)
        return [booth for booth in self.desk.booths.values() if booth.id in usable]

    def would_fit(self, application_id: int, booth_id: int) -> bool:
        """Whether a free booth could be part of the application's place."""
        wish, spot = self.desk.given.wish_by_id[application_id], self.desk.given.spot_by_id.get(booth_id)
        if spot is None or not meets_needs(spot, wish):
            return False
        return wish.count == 1 or booth_id in self._usable(application_id)

    def _usable(self, application_id: int) -> set[int]:
        desk = self.desk
        wish = desk.given.wish_by_id[application_id]
        own = set(desk.booths_of.get(application_id, ()))
        free = {
            spot.id
            for spot in desk.given.spots
            if meets_needs(spot, wish) and (spot.id in own or spot.id not in desk.holders)
        }
        return {spot.id for block in desk.floor.blocks(wish.count, free) for spot in block} - own

    def partners(self, application_id: int) -> list[Line]:
        """The placed applications with as many booths, with which it could change places."""
        count = len(self.desk.booths_of.get(application_id, ()))
        return [
            line
            for line in self.placed
            if line.application.id != application_id and len(line.rows) == count and count
        ]


def board(fair: Fair) -> Board:
    """The working plan of a fair in a constant number of statements."""
    desk = open_desk(fair)
    lines = [_line(desk, application) for application in desk.applications.values()]
    lines.sort(key=lambda line: (-line.stars, line.application.submitted_at or line.application.created_at))
    wrong = desk.problems()
    gone = [v.application for v in wrong if v.application and v.application not in desk.applications]
    strangers = [_stranger(desk, application) for application in gone]
    placed = sorted(
        [*(line for line in lines if line.rows), *strangers],
        key=lambda line: (line.application.producer.sort_key, line.application.id),
    )
    known = {line.application.id: line.application for line in (*lines, *strangers)}
    usable = [spot.id for spot in desk.given.spots]
    return Board(
        plan=desk.plan,
        published=_published(desk),
        placed=placed,
        waiting=[line for line in lines if not line.rows],
        problems=[(v, known.get(v.application) if v.application else None) for v in wrong],
        provinces=_provinces(desk, lines),
        free=len(set(usable) - desk.holders.keys()),
        desk=desk,
    )


def _published(desk: Desk) -> AllocationPlan | None:
    """The plan that holds, which may be the one on the desk."""
    plan = desk.plan
    return plan if plan is not None and plan.state == PlanState.PUBLISHED else published(desk.fair)


def _line(desk: Desk, application: Application) -> Line:
    return Line(
        application,
        desk.given.wish_by_id[application.id].stars,
        desk.numbers(application.id),
        desk.rows_of.get(application.id, []),
        desk.left_out.get(application.id),
    )


def _stranger(desk: Desk, application_id: int) -> Line:
    """Somebody who has booths in the plan and is no longer accepted."""
    rows = desk.rows_of[application_id]
    return Line(rows[0].application, 0, desk.numbers(application_id), rows)


def _provinces(desk: Desk, lines: list[Line]) -> list[Province]:
    given: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    names: dict[str, str] = {}
    for line in lines:
        party, names[party] = desk.party_of(line.application)
        given[party] += len(line.rows)
        waiting[party] += 0 if line.rows else line.application.booth_count
    names |= {d.party: d.name for d in desk.parties.by_id.values() if d.party in desk.promises}
    short = _short(desk)
    found = [
        Province(
            name,
            sort_key(name),
            given[id],
            waiting[id],
            desk.quotas.get(id),
            desk.promises[id].least if id in desk.promises else 0,
            tuple(short[id]),
        )
        for id, name in names.items()
    ]
    return sorted(found, key=lambda province: province.sort_key)


def _short(desk: Desk) -> defaultdict[str, list[tuple[str, int, int]]]:
    """What the plan lacks of each delegation's promises."""
    zones = {booth.zone_id: booth.zone.name for booth in desk.booths.values() if booth.zone}
    found: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for lack in shortfalls(desk.given, desk.booths_of):
        name = zones.get(lack.zone, "") if lack.zone else ""
        found[lack.province].append((name, lack.least, lack.given))
    return found
