"""The organiser's board: who stands where, who waits, what is free and what is wrong."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from fairapp.domain.allocation import How, PlanState
from fairapp.domain.allocation.hand import runs_with
from fairapp.domain.allocation.sentences import Reason
from fairapp.domain.allocation.shares import may_stand
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Refusal
from fairapp.domain.text import fold, sort_key
from fairapp.models import AllocationPlan, Application, Assignment, Booth, Fair, Unplaced
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.gathering import stars_of
from fairapp.services.allocation.hand import others_of
from fairapp.services.allocation.plans import published
from fairapp.services.allocation.reasoning import Reasons


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
    problems: list[tuple[Refusal, Application | None]]
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

    def reason_of(self, line: Line) -> Reason:
        """Why it stands there, or nowhere: of a draft that a run began as it stands, else as it was kept."""
        id, kept = line.application.id, line.rows[0] if line.rows else line.unplaced
        if self.reasons is not None and line.is_accepted:
            if not line.rows:
                return self.reasons.why_not(id)[1]
            if line.rows[0].how is How.RULE:
                return self.reasons.why_here(id)
        return Reason(kept.reason, kept.reason_values) if kept else Reason("")

    @cached_property
    def reasons(self) -> Reasons | None:
        """What a run said of a draft may be true no more: hands, decisions and drawings come after it."""
        return Reasons(self.desk) if self.is_draft and self.plan and self.plan.run else None

    def fitting(self, application_id: int) -> list[Booth]:
        """The free booths that could be part of the application's place, in plan order."""
        usable = self._usable(application_id)
        return [booth for booth in self.desk.booths.values() if booth.id in usable]

    def would_fit(self, application_id: int, booth_id: int) -> bool:
        """Whether a free booth could be part of the application's place."""
        given, app = self.desk.free_to_move, self.desk.app(application_id)
        booth = given.booth[self.desk.keys.booths[booth_id]]
        if not may_stand(given, app, booth):
            return False
        return app.size == 1 or any(runs_with(given, app, booth, others_of(self.desk, app.id)))

    def _usable(self, application_id: int) -> set[int]:
        """Its own booths are free for it, too; they are only not offered."""
        desk, app = self.desk, self.desk.app(application_id)
        given, others = desk.free_to_move, others_of(desk, app.id)
        own = set(desk.booths_of.get(application_id, ()))
        return {
            id
            for id, key in desk.keys.booths.items()
            if id not in own
            and key not in others
            and may_stand(given, app, given.booth[key])
            and any(runs_with(given, app, given.booth[key], others))
        }

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
    wrong = desk.problems() if desk.plan else []
    strangers = [_stranger(desk, id) for id in desk.rows_of if id not in desk.applications]
    placed = sorted(
        [*(line for line in lines if line.rows), *strangers],
        key=lambda line: (line.application.producer.sort_key, line.application.id),
    )
    known = {str(line.application.id): line.application for line in (*lines, *strangers)}
    usable = {booth.id for booth in desk.booths.values() if not booth.blocked}
    return Board(
        plan=desk.plan,
        published=_published(desk),
        placed=placed,
        waiting=[line for line in lines if not line.rows],
        problems=[(desk.worded(v), known.get(v.app or "")) for v in wrong],
        provinces=_provinces(desk, lines),
        free=len(usable - desk.holders.keys()),
        desk=desk,
    )


def _published(desk: Desk) -> AllocationPlan | None:
    """The plan that holds, which may be the one on the desk."""
    plan = desk.plan
    return plan if plan is not None and plan.state == PlanState.PUBLISHED else published(desk.fair)


def _line(desk: Desk, application: Application) -> Line:
    return Line(
        application,
        stars_of(application, desk.sources.days),
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
    for line in lines:
        party = desk.party_of(line.application)[0]
        given[party] += len(line.rows)
        waiting[party] += 0 if line.rows else line.application.booth_count
    promised = {d.party: d for d in desk.parties.by_id.values() if d.least or d.zones}
    named = {party: desk.party_names[party] for party in given.keys() | promised.keys()}
    short = _short(desk)
    found = [
        Province(
            name,
            sort_key(name),
            given[party],
            waiting[party],
            desk.quotas.get(party),
            promised[party].least if party in promised else 0,
            tuple(short[party]),
        )
        for party, name in named.items()
    ]
    return sorted(found, key=lambda province: province.sort_key)


def _short(desk: Desk) -> defaultdict[str, list[tuple[str, int, int]]]:
    """What the plan lacks of each delegation's promises, whether or not enough have applied."""
    given: Counter[tuple[str, int | None]] = Counter()
    for application in desk.applications.values():
        for row in desk.rows_of.get(application.id, ()):
            party = desk.party_of(application)[0]
            zone_id = desk.booths[row.booth_id].zone_id
            given.update({(party, None): 1} | ({(party, zone_id): 1} if zone_id is not None else {}))
    found: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for d in desk.parties.by_id.values():
        promised = [(None, d.least), *((zone.zone_id, zone.least) for zone in d.zones)]
        for zone_id, least in promised:
            if given[d.party, zone_id] < least:
                name = desk.zones[zone_id].name if zone_id is not None else ""
                found[d.party].append((name, least, given[d.party, zone_id]))
    return found
