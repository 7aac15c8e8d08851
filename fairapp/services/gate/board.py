"""The live board: entries and counts per gate and hour, refusals by verdict, how stale each is."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from fairapp.db import db
from fairapp.domain.verdicts import VERDICTS, Verdict
from fairapp.models import Admission, Click, Fair, Gate, Pass, Scan, Site
from fairapp.services.gate.posts import list_for_fair

LET_THROUGH = {Verdict.ADMIT, Verdict.EXIT}


@dataclass(frozen=True)
class GateLine:
    """One gate's day: people with a pass and people clicked in, per local hour."""

    gate: Gate
    entries: dict[int, int]
    clicks: dict[int, int]
    refusals: int
    last_at: datetime | None  # the newest fact from this gate; None: nothing yet

    @property
    def total(self) -> int:
        return sum(self.entries.values()) + sum(self.clicks.values())


@dataclass(frozen=True)
class Board:
    """A day at all gates of a fair. `inside` counts passes seen coming in and not yet going out."""

    day: date
    lines: list[GateLine]
    roles: dict[int, int]  # entries by role code
    refusals: dict[Verdict, int]
    inside: int

    @property
    def entries(self) -> int:
        return sum(sum(line.entries.values()) for line in self.lines)

    @property
    def clicks(self) -> int:
        return sum(sum(line.clicks.values()) for line in self.lines)

    @property
    def hours(self) -> list[int]:
        seen = {hour for line in self.lines for hour in (*line.entries, *line.clicks)}
        return list(range(min(seen), max(seen) + 1)) if seen else []

    def at(self, hour: int) -> int:
        return sum(line.entries.get(hour, 0) + line.clicks.get(hour, 0) for line in self.lines)


def read_board(fair: Fair, day: date) -> Board:
    """Seven statements, however many scans there are."""
    gates = list_for_fair(fair)
    ids = [gate.id for gate in gates]
    entries = _per_hour(Admission.gate_id, Admission.hour, func.count(), Admission, ids, day)
    clicks = _per_hour(Click.gate_id, Click.hour, func.sum(Click.n), Click, ids, day)
    refused = _refusals(ids, day)
    newest = _newest(ids, day)
    lines = [
        GateLine(
            gate,
            entries.get(gate.id, {}),
            clicks.get(gate.id, {}),
            sum(n for (gate_id, _), n in refused.items() if gate_id == gate.id),
            newest.get(gate.id),
        )
        for gate in gates
    ]
    verdicts: Counter[Verdict] = Counter()
    for (_, verdict), n in refused.items():
        verdicts[verdict] += n
    return Board(day, lines, _roles(fair, day), dict(verdicts.most_common()), _inside(fair, day))


def _per_hour(gate_id, hour, amount, table, ids: list[int], day: date) -> dict[int, dict[int, int]]:  # noqa: ANN001
    rows = db.session.execute(
        select(gate_id, hour, amount)
        .select_from(table)
        .where(gate_id.in_(ids), table.day == day)
        .group_by(gate_id, hour)
    )
    found: dict[int, dict[int, int]] = {}
    for gate, at, n in rows:
        found.setdefault(gate, {})[at] = int(n)
    return found


def _refusals(ids: list[int], day: date) -> dict[tuple[int, Verdict], int]:
    rows = db.session.execute(
        select(Scan.gate_id, Scan.reason, func.count())
        .where(Scan.gate_id.in_(ids), Scan.day == day)
        .group_by(Scan.gate_id, Scan.reason)
    )
    found: Counter[tuple[int, Verdict]] = Counter()
    for gate, reason, n in rows:
        if VERDICTS[reason] not in LET_THROUGH:
            found[gate, VERDICTS[reason]] += n
    return dict(found)


def _newest(ids: list[int], day: date) -> dict[int, datetime]:
    scans = db.session.execute(
        select(Scan.gate_id, func.max(Scan.scanned_at))
        .where(Scan.gate_id.in_(ids), Scan.day == day)
        .group_by(Scan.gate_id)
    )
    newest = dict(scans.all())
    clicks = db.session.execute(
        select(Click.gate_id, func.max(Click.at))
        .where(Click.gate_id.in_(ids), Click.day == day)
        .group_by(Click.gate_id)
    )
    for gate, at in clicks:
        newest[gate] = max(at, newest.get(gate, at))
    return newest


def _roles(fair: Fair, day: date) -> dict[int, int]:
    rows = db.session.execute(
        select(Pass.role, func.count())
        .select_from(Admission)
        .join(Pass)
        .where(Pass.fair_id == fair.id, Admission.day == day)
        .group_by(Pass.role)
    )
    return dict(rows.all())


def _inside(fair: Fair, day: date) -> int:
    query = (
        select(func.count())
        .select_from(Admission)
        .join(Gate)
        .join(Site)
        .where(Site.fair_id == fair.id, Admission.day == day, Admission.left_at.is_(None))
    )
    return db.session.scalar(query) or 0
