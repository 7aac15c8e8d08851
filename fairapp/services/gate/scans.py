"""A scan: judged on the server, kept whatever the verdict, admitting one person once."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from fairapp.db import db
from fairapp.domain.calendar import local, local_day
from fairapp.domain.errors import Conflict
from fairapp.domain.gate import Decision, decide
from fairapp.domain.gate_bundle import Bundle, Seen
from fairapp.domain.passes import Token, TypedId, read_code
from fairapp.domain.text import N_
from fairapp.domain.verdicts import Direction, How, Reason
from fairapp.models import Admission, Gate, Pass, Scan, User
from fairapp.services.gate.posts import bundle
from fairapp.services.passes import body_of

# A phone may be this far behind with a scan and still be believed about when it was made.
LATEST = timedelta(hours=18)
ADMITTED = {Reason.WELCOME, Reason.WELCOME_AGAIN}
LEFT = {Reason.LEFT, Reason.LEFT_CANCELLED}
# Before these, what the code says of itself is not believed, so no pass of ours is named.
NOT_OURS = {
    Reason.NOT_A_PASS,
    Reason.ASK_SERVER,
    Reason.NOT_THIS_FAIR,
    Reason.KEY_UNKNOWN,
    Reason.BAD_SIGNATURE,
}


@dataclass(frozen=True)
class Reading:
    """What a phone sends of one scan. `clock` is what the phone's clock said when sending."""

    id: uuid.UUID
    code: str
    direction: Direction
    how: How
    scanned_at: datetime
    clock: datetime


@dataclass(frozen=True)
class Recorded:
    """A kept scan with what its answer needs."""

    scan: Scan
    decision: Decision
    badge: Pass | None
    bundle: Bundle
    count: int  # entries at this gate on this day


def record_scan(gate: Gate, user: User, reading: Reading, now: datetime) -> Recorded:
    """Judge and keep one scan. The same id again changes nothing and gets the same answer."""
    kept = db.session.get(Scan, reading.id)
    if kept is not None:
        return _again(kept, gate, reading)
    moment = corrected(reading, now)
    badge = _find_badge(reading)
    facts = bundle(gate, badge.number if badge else -1)
    # One retry: the only loser of a race at two gates finds the winner inside and is told so.
    try:
        with db.session.begin_nested():
            scan, decision = _judge(gate, user, reading, moment, badge, facts)
    except IntegrityError:
        kept = db.session.get(Scan, reading.id)
        if kept is not None:
            return _again(kept, gate, reading)
        with db.session.begin_nested():
            scan, decision = _judge(gate, user, reading, moment, badge, facts)
    return Recorded(scan, decision, badge, facts, _count(gate, scan.day))


def count_entries_today(gate: Gate, now: datetime) -> int:
    return _count(gate, local_day(now))


def corrected(reading: Reading, now: datetime) -> datetime:
    """When the scan was made by the server's clock: the phone's moment less the phone's error.

    What then lies in the future, or too far back to be believed, counts as made now.
    """
    moment = reading.scanned_at + (now - reading.clock)
    return moment if now - LATEST <= moment <= now else now


def _judge(
    gate: Gate, user: User, reading: Reading, moment: datetime, badge: Pass | None, facts: Bundle
) -> tuple[Scan, Decision]:
    day = local_day(moment)
    entries = _entries(badge, day) if badge else []
    known = body_of(badge) if badge and reading.how == How.TYPED else None
    decision = decide(reading.code, facts, _seen(badge, entries), moment, gate.id, reading.direction, known)
    ours = badge if decision.reason not in NOT_OURS else None
    scan = Scan(
        id=reading.id,
        gate_id=gate.id,
        pass_id=ours.id if ours else None,
        user_id=user.id,
        issue=decision.facts.issue if ours and decision.facts else None,
        direction=reading.direction,
        how=reading.how,
        reason=decision.reason,
        day=day,
        scanned_at=moment,
    )
    db.session.add(scan)
    db.session.flush()
    if ours and decision.reason in ADMITTED:
        _admit(ours, scan, moment, entries)
    elif ours and decision.reason in LEFT:
        entries[-1].left_at = moment
    db.session.flush()
    return scan, decision


def _admit(badge: Pass, scan: Scan, moment: datetime, entries: list[Admission]) -> None:
    if entries and entries[-1].left_at is None:  # let in again without having been seen leaving
        entries[-1].left_at = moment
    db.session.add(
        Admission(
            pass_id=badge.id,
            gate_id=scan.gate_id,
            scan_id=scan.id,
            day=scan.day,
            hour=local(moment).hour,
            nth=len(entries) + 1,
            entered_at=moment,
        )
    )


def _find_badge(reading: Reading) -> Pass | None:
    code = read_code(reading.code)
    if isinstance(code, Token):
        number = code.body.number
    elif isinstance(code, TypedId) and reading.how == How.TYPED:
        number = code.number
    else:
        return None
    return db.session.scalar(select(Pass).where(Pass.number == number))


def _entries(badge: Pass, day: date) -> list[Admission]:
    query = select(Admission).where(Admission.pass_id == badge.id, Admission.day == day)
    return list(db.session.scalars(query.order_by(Admission.nth).execution_options(populate_existing=True)))


def _seen(badge: Pass | None, entries: list[Admission]) -> Seen:
    if badge is None or not entries:
        return {}
    last = entries[-1]
    return {
        str(badge.number): {
            "inside": last.left_at is None,
            "entered_at": last.entered_at.isoformat(),
            "gate": last.gate_id,
        }
    }


def _again(kept: Scan, gate: Gate, reading: Reading) -> Recorded:
    if kept.gate_id != gate.id:
        raise Conflict(N_("Lượt quét này đã được ghi ở cổng khác."))
    badge = db.session.get(Pass, kept.pass_id) if kept.pass_id else None
    visit = None
    if badge is not None:
        before = [entry for entry in _entries(badge, kept.day) if entry.entered_at <= kept.scanned_at]
        visit = _seen(badge, before).get(str(badge.number))
    decision = Decision(kept.reason, body_of(badge) if badge else None, visit)
    facts = bundle(gate, badge.number if badge else -1)
    return Recorded(kept, decision, badge, facts, _count(gate, kept.day))


def _count(gate: Gate, day: date) -> int:
    query = select(func.count()).select_from(Admission)
    return db.session.scalar(query.where(Admission.gate_id == gate.id, Admission.day == day)) or 0
