"""Scans become facts, and facts entries: one transaction a batch, the same few statements whatever its size.

What the scans of a pass amount to is worked out anew from all of them (domain/gate_merge.py) whenever one is
added, under a lock on the pass, so that no order of uploads from any phones ends in another state. The unique
(pass, day, nth) has the last word.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, func, select

from fairapp.db import db
from fairapp.domain.calendar import local_day, quarter_of
from fairapp.domain.gate import Decision, rule_for
from fairapp.domain.gate_merge import Fact, Outcome, answer, merge
from fairapp.domain.verdicts import ADMITTED, NOT_OURS, Direction, Reason
from fairapp.models import Gate, GateTotal
from fairapp.services.gate import scan_rows, totals
from fairapp.services.gate.reading import Reading, judge_alone
from fairapp.services.gate.scan_rows import HeldPass
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
    badge: HeldPass | None


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
    badge: HeldPass | None


def keep_scans(station: Station, readings: list[Reading], now: datetime) -> Kept:
    """Keep what is new; the same id again changes nothing."""
    badges = _hold(station, {reading.number for reading in readings if reading.number is not None})
    rows = scan_rows.stored(
        [badge.id for badge in badges.values()], [reading.sent.id for reading in readings]
    )
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


def _hold(station: Station, numbers: set[int]) -> dict[int | None, HeldPass]:
    """The passes by their numbers; one that came with the station is held already."""
    if station.held is not None and numbers == {station.held.number}:
        return {station.held.number: station.held}
    return {badge.number: badge for badge in scan_rows.hold(numbers, station.fair_id)}


def _judge(reading: Reading, badges: dict[int | None, HeldPass], station: Station) -> _Judged:
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
    changed.sort(key=lambda change: change[:2])
    scan_rows.change(
        [
            {"scan": id, "reason": o.reason, "nth": o.nth, "left_at": o.left_at, "changed_at": now}
            for _, id, o in changed
        ]
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
        fact, outcome = facts[one.reading.sent.id], outcomes[one.reading.sent.id]
        row = _row(station, one, fact, outcome, now)
        rows.append(row)
        place = totals.Place(fact.gate, fact.day, row["quarter"], station.device_id)
        holder = holders[one.badge.id] if one.badge else ""
        totals.count(counted, place, fact.direction, outcome, fact.let_in, holder, 1)
    scan_rows.insert(rows)


def _row(station: Station, one: _Judged, fact: Fact, outcome: Outcome, now: datetime) -> dict:
    return {
        "id": fact.id,
        "fair_id": station.fair_id,
        "device_id": station.device_id,
        "received_at": now,
        "changed_at": now,
        **_pass_of(one),
        **_read(one.reading),
        **_kept(fact),
        **_said(one.reading, station),
        "reason": outcome.reason,
        "nth": outcome.nth,
        "left_at": outcome.left_at,
    }


def _pass_of(one: _Judged) -> dict:
    ours = one.badge is not None and one.own.facts is not None
    return {
        "pass_id": one.badge.id if one.badge else None,
        "issue": one.own.facts.issue if ours and one.own.facts else None,
    }


def _read(reading: Reading) -> dict:
    return {"how": reading.sent.how, "time_doubtful": reading.doubtful}


def _kept(fact: Fact) -> dict:
    """What never changes of a scan."""
    return {
        "gate_id": fact.gate,
        "direction": fact.direction,
        "day": fact.day,
        "quarter": quarter_of(fact.at),
        "scanned_at": fact.at,
        "own": fact.own,
        "told": fact.told,
        "let_in": fact.let_in,
        "again_after": fact.again_after,
    }


def _said(reading: Reading, station: Station) -> dict:
    """A supervisor's word, where there was one; of nobody known, only what was said."""
    word = reading.sent.override
    known = word is not None and word.supervisor in station.lasting.pins
    return {
        "supervisor_id": word.supervisor if word and known else None,
        "override_why": word.why[:LONGEST_WHY] if word else "",
    }


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
