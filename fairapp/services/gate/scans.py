"""Scans become facts, and facts entries: one transaction a batch, the same few statements whatever its size.

What the scans of a pass amount to is worked out anew from all of them (domain/gate_merge.py) whenever one is
added, under a lock on the pass, so that no order of uploads from any phones ends in another state. The unique
(pass, day, nth) has the last word.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, bindparam, func, or_, select, update

from fairapp.db import INSERTS, db
from fairapp.domain.calendar import local_day, quarter_of
from fairapp.domain.gate import Decision, rule_for
from fairapp.domain.gate_merge import Fact, Outcome, answer, merge
from fairapp.domain.verdicts import ADMITTED, NOT_OURS, Direction, Reason
from fairapp.models import Gate, GateTotal, Pass, Scan
from fairapp.services.gate import totals
from fairapp.services.gate.reading import Reading, judge_alone
from fairapp.services.gate.sent import SentScan
from fairapp.services.gate.station import Station

LONGEST_WHY = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What a scan amounts to now. `own` is what the pass alone deserved, with what a screen says of it."""

    sent: SentScan
    at: datetime
    own: Decision
    outcome: Outcome
    conflict: bool
    badge: Row | None


@dataclass(frozen=True, slots=True)
class Kept:
    """`told` has every scan of the batch, in its order."""

    new: int
    known: int
    told: list[Told]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A reading with its pass, where it is one of ours, and what that deserved by itself."""

    reading: Reading
    own: Decision
    badge: Row | None


def keep_scans(station: Station, readings: list[Reading], now: datetime) -> Kept:
    """Keep what is new; the same id again changes nothing."""
    badges = _lock({reading.number for reading in readings if reading.number is not None}, station.fair_id)
    rows = _stored([badge.id for badge in badges.values()], [reading.sent.id for reading in readings])
    stored = {row.id for row in rows}
    judged = {one.reading.sent.id: one for one in (_judge(r, badges, station) for r in reversed(readings))}
    fresh = [judged[id] for id in sorted(judged) if id not in stored]
    holders = {badge.id: totals.holder(badge.role, badge.kind) for badge in badges.values()}
    facts, outcomes = _amount_to(station, [row for row in rows if row.pass_id in holders], fresh)
    counted: Counter[totals.Key] = Counter()
    _change(rows, outcomes, holders, counted, now)
    _insert(station, fresh, facts, outcomes, holders, counted, now)
    totals.add(counted)
    kept = {row.id: row for row in rows}
    told = [_tell(judged[r.sent.id], kept.get(r.sent.id), facts, outcomes) for r in readings]
    return Kept(len(fresh), len(readings) - len(fresh), told)


def _lock(numbers: set[int], fair_id: int) -> dict[int | None, Row]:
    """The passes, each held until the end of the transaction, in one order for everybody."""
    if not numbers:
        return {}
    found = db.session.connection().execute(LOCK, {"numbers": sorted(numbers), "fair": fair_id})
    return {row.number: row for row in found}


def _stored(passes: list[int], ids: list[UUID]) -> list[Row]:
    """Every scan of these passes so far, and what is there under these ids."""
    if not ids:
        return []
    return list(db.session.connection().execute(STORED, {"passes": passes, "ids": ids}))


def _judge(reading: Reading, badges: dict[int | None, Row], station: Station) -> _Judged:
    badge = badges.get(reading.number)
    own = judge_alone(reading, badge, station)
    return _Judged(reading, own, None if own.reason in NOT_OURS else badge)


def _amount_to(
    station: Station, rows: list[Row], fresh: list[_Judged]
) -> tuple[dict[UUID, Fact], dict[UUID, Outcome]]:
    """What all scans of the passes concerned amount to, with the new ones among them."""
    by_pass: defaultdict[int | None, list[Fact]] = defaultdict(list)
    for row in rows:
        by_pass[row.pass_id].append(_fact_of(row, station))
    facts: dict[UUID, Fact] = {}
    outcomes: dict[UUID, Outcome] = {}
    for one in sorted(fresh, key=lambda one: (one.reading.at, one.reading.sent.id)):
        if one.badge is None:
            fact = _fact(one, station, one.reading.sent.reason or one.own.reason)
            facts[fact.id], outcomes[fact.id] = fact, Outcome(fact.own)
        else:
            by_pass[one.badge.id].append(_answered(one, by_pass[one.badge.id], station))
    for known in by_pass.values():
        facts |= {fact.id: fact for fact in known}
        outcomes |= merge(known)
    return facts, outcomes


def _answered(one: _Judged, known: list[Fact], station: Station) -> Fact:
    """The new scan as a fact; the server speaks where the phone has left it to."""
    if one.reading.sent.reason is not None:
        return _fact(one, station, one.reading.sent.reason)
    asked = replace(_fact(one, station, Reason.WELCOME), let_in=one.reading.sent.direction == Direction.IN)
    return _fact(one, station, answer(known, asked))


def _fact(one: _Judged, station: Station, told: Reason) -> Fact:
    sent, at = one.reading.sent, one.reading.at
    rule = rule_for(one.own.facts, station.lasting.bundle) if one.badge and one.own.facts else None
    opened = told in ADMITTED or (sent.override is not None and sent.reason is not None)
    return Fact(
        id=sent.id,
        at=at,
        day=local_day(at),
        gate=sent.gate,
        area=station.lasting.areas[sent.gate],
        direction=sent.direction,
        own=one.own.reason,
        told=told,
        let_in=sent.direction == Direction.IN and opened,
        again_after=rule["again_after"] if rule else None,
    )


def _fact_of(row: Row, station: Station) -> Fact:
    return Fact(
        id=row.id,
        at=row.scanned_at,
        day=row.day,
        gate=row.gate_id,
        area=station.lasting.areas[row.gate_id],
        direction=row.direction,
        own=row.own,
        told=row.told,
        let_in=row.let_in,
        again_after=row.again_after,
    )


def _change(
    rows: list[Row],
    outcomes: dict[UUID, Outcome],
    holders: dict[int, str],
    counted: Counter[totals.Key],
    now: datetime,
) -> None:
    """Earlier scans of which something else has become."""
    changed = []
    for row in rows:
        outcome = outcomes.get(row.id)
        if outcome is None or (outcome.reason, outcome.nth, outcome.left_at) == (
            row.reason,
            row.nth,
            row.left_at,
        ):
            continue
        place = totals.Place(row.gate_id, row.day, row.quarter, row.device_id or 0)
        holder = holders[row.pass_id]
        totals.count(counted, place, row.direction, row, row.let_in, holder, -1)
        totals.count(counted, place, row.direction, outcome, row.let_in, holder, 1)
        changed.append((_turn(row.nth, outcome.nth), row.id, outcome))
    if changed:
        changed.sort(key=lambda change: change[:2])
        db.session.connection().execute(
            CHANGE,
            [
                {"scan": id, "reason": o.reason, "nth": o.nth, "left_at": o.left_at, "changed_at": now}
                for _, id, o in changed
            ],
        )


def _turn(before: int | None, after: int | None) -> tuple[int, int]:
    """When a row is changed among others of its pass, so that no two ever have the same `nth`.

    The order of entries never changes. So those go first that give their place up, then those that move
    forward, the foremost first, then those that move back, the hindmost first.
    """
    if before is None or after is None:
        return (0, 0) if after is None else (3, after)
    return (1, before) if after <= before else (2, -before)


def _insert(
    station: Station,
    fresh: list[_Judged],
    facts: dict[UUID, Fact],
    outcomes: dict[UUID, Outcome],
    holders: dict[int, str],
    counted: Counter[totals.Key],
    now: datetime,
) -> None:
    rows = []
    for one in fresh:
        sent, fact, outcome = one.reading.sent, facts[one.reading.sent.id], outcomes[one.reading.sent.id]
        quarter = quarter_of(fact.at)
        word = sent.override
        rows.append(
            {
                "id": sent.id,
                "fair_id": station.fair_id,
                "gate_id": sent.gate,
                "device_id": station.device_id,
                "pass_id": one.badge.id if one.badge else None,
                "issue": one.own.facts.issue if one.badge and one.own.facts else None,
                "direction": sent.direction,
                "how": sent.how,
                "day": fact.day,
                "quarter": quarter,
                "scanned_at": fact.at,
                "time_doubtful": one.reading.doubtful,
                "received_at": now,
                "own": fact.own,
                "told": fact.told,
                "let_in": fact.let_in,
                "again_after": fact.again_after,
                "supervisor_id": word.supervisor
                if word and word.supervisor in station.lasting.pins
                else None,
                "override_why": word.why[:LONGEST_WHY] if word else "",
                "reason": outcome.reason,
                "nth": outcome.nth,
                "left_at": outcome.left_at,
                "changed_at": now,
            }
        )
        place = totals.Place(sent.gate, fact.day, quarter, station.device_id)
        holder = holders[one.badge.id] if one.badge else ""
        totals.count(counted, place, sent.direction, outcome, fact.let_in, holder, 1)
    if rows:
        connection = db.session.connection()
        connection.execute(INSERT[connection.dialect.name], rows)


def _tell(one: _Judged, row: Row | None, facts: dict[UUID, Fact], outcomes: dict[UUID, Outcome]) -> Told:
    sent, at = one.reading.sent, one.reading.at
    outcome = outcomes.get(sent.id)
    if row is not None and outcome is None:  # kept before, and no pass of ours
        outcome = Outcome(row.reason, row.nth, row.left_at)
    assert outcome is not None
    let_in = row.let_in if row is not None else facts[sent.id].let_in
    return Told(
        sent,
        row.scanned_at if row is not None else at,
        one.own,
        outcome,
        let_in and outcome.nth is None,
        one.badge,
    )


def count_entries_today(gate: Gate, now: datetime) -> int:
    """People with a pass who came in by this gate today."""
    query = select(func.coalesce(func.sum(GateTotal.n), 0)).where(
        GateTotal.gate_id == gate.id, GateTotal.day == local_day(now), GateTotal.what.startswith("in:")
    )
    return int(db.session.scalar(query) or 0)


LOCK = (
    select(
        Pass.id,
        Pass.fair_id,
        Pass.number,
        Pass.kind,
        Pass.role,
        Pass.issue,
        Pass.key_id,
        Pass.zone_bits,
        Pass.first_day,
        Pass.day_bits,
        Pass.holder_line,
        Pass.booth_numbers,
        Pass.reissued_at,
        Pass.revoked_at,
    )
    .where(Pass.number.in_(bindparam("numbers", expanding=True)), Pass.fair_id == bindparam("fair"))
    .order_by(Pass.id)
    .with_for_update()
)
STORED = select(
    Scan.id,
    Scan.pass_id,
    Scan.gate_id,
    Scan.device_id,
    Scan.direction,
    Scan.day,
    Scan.quarter,
    Scan.scanned_at,
    Scan.own,
    Scan.told,
    Scan.let_in,
    Scan.again_after,
    Scan.reason,
    Scan.nth,
    Scan.left_at,
).where(
    or_(Scan.pass_id.in_(bindparam("passes", expanding=True)), Scan.id.in_(bindparam("ids", expanding=True)))
)
CHANGE = (
    update(Scan.__table__)
    .where(Scan.id == bindparam("scan"))
    .values({name: bindparam(name) for name in ("reason", "nth", "left_at", "changed_at")})
)
# The same scan over another connection may be faster; then this one changes nothing.
INSERT = {
    name: insert(Scan.__table__).on_conflict_do_nothing(index_elements=["id"])
    for name, insert in INSERTS.items()
}
