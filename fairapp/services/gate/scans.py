"""A scan: judged on the server, kept whatever the verdict, admitting one person once."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row, bindparam, func, select, update

from fairapp.db import db, insert_once
from fairapp.domain.calendar import local, local_day
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.gate import Decision, decide
from fairapp.domain.gate_bundle import Bundle, Visit
from fairapp.domain.passes import Token, TypedId, read_code
from fairapp.domain.text import N_
from fairapp.domain.verdicts import Direction, How, Reason
from fairapp.models import Admission, Gate, Pass, Scan, User
from fairapp.services.gate.posts import NOBODY_KNOWS, bundle
from fairapp.services.gate.sight import Sight, find_sight
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


LEAVE = update(Admission.__table__).where(Admission.id == bindparam("entry")).values(left_at=bindparam("at"))


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
class Kept:
    """A scan as it was kept."""

    id: uuid.UUID
    gate_id: int
    pass_id: int | None
    scanned_at: datetime


@dataclass(frozen=True)
class Recorded:
    """A kept scan with what its answer needs. `badge` is the pass, or a row of its columns."""

    scan: Kept
    decision: Decision
    badge: Pass | Row | None
    bundle: Bundle
    count: int  # entries at this gate on this day


def scan_on_duty(gate_id: int, user: User, reading: Reading, now: datetime) -> Recorded:
    """Record a scan of somebody who stands at this gate; nobody else learns that it exists."""
    return _record(gate_id, user.id, reading, now, only_on_duty=True)


def record_scan(gate: Gate, user: User, reading: Reading, now: datetime) -> Recorded:
    """Judge and keep one scan. The same id again changes nothing and gets the same answer."""
    return _record(gate.id, user.id, reading, now)


def _record(
    gate_id: int, user_id: int, reading: Reading, now: datetime, only_on_duty: bool = False
) -> Recorded:
    moment = corrected(reading, now)
    sight = _look(gate_id, user_id, reading, moment)
    if sight is None or (only_on_duty and sight.row.on_duty is None):
        raise NotFound(NOBODY_KNOWS)
    if sight.is_kept:
        return _again(gate_id, reading)
    decision = _judge(sight, gate_id, reading, moment)
    ours = sight.knows_pass and decision.reason not in NOT_OURS
    kept = Kept(reading.id, gate_id, sight.row.pass_id if ours else None, moment)
    if not _keep(kept, user_id, reading, decision):
        return _again(gate_id, reading)  # the same scan over another connection was faster
    entered = 0
    if ours and decision.reason in LEFT:
        _leave(sight, moment)
    elif ours:
        # Whoever loses a race at two gates finds the winner inside, and is told so.
        while decision.reason in ADMITTED and not (entered := _enter(sight, kept)):
            sight = _look(gate_id, user_id, reading, moment)
            decision = _judge(sight, gate_id, reading, moment)
            _correct(kept, decision)
    return Recorded(kept, decision, sight.row if ours else None, sight.bundle, sight.row.count + entered)


def count_entries_today(gate: Gate, now: datetime) -> int:
    return _count(gate.id, local_day(now))


def corrected(reading: Reading, now: datetime) -> datetime:
    """When the scan was made by the server's clock: the phone's moment less the phone's error.

    What then lies in the future, or too far back to be believed, counts as made now.
    """
    moment = reading.scanned_at + (now - reading.clock)
    return moment if now - LATEST <= moment <= now else now


def _look(gate_id: int, user_id: int, reading: Reading, moment: datetime) -> Sight | None:
    code = read_code(reading.code)
    number = key = None
    if isinstance(code, Token):
        number, key = code.body.number, code.body.key
    elif isinstance(code, TypedId) and reading.how == How.TYPED:
        number = code.number
    return find_sight(gate_id, user_id, reading.id, local_day(moment), number, key)


def _judge(sight: Sight, gate_id: int, reading: Reading, moment: datetime) -> Decision:
    known = body_of(sight.row) if sight.knows_pass and reading.how == How.TYPED else None
    return decide(reading.code, sight.bundle, sight.seen, moment, gate_id, reading.direction, known=known)


def _keep(kept: Kept, user_id: int, reading: Reading, decision: Decision) -> bool:
    return insert_once(
        Scan,
        id=kept.id,
        gate_id=kept.gate_id,
        pass_id=kept.pass_id,
        user_id=user_id,
        issue=decision.facts.issue if kept.pass_id and decision.facts else None,
        direction=reading.direction,
        how=reading.how,
        reason=decision.reason,
        day=local_day(kept.scanned_at),
        scanned_at=kept.scanned_at,
    )


def _enter(sight: Sight, kept: Kept) -> bool:
    """Write the next entry of this pass; False when another gate wrote it first."""
    at = local(kept.scanned_at)
    if sight.row.entry_id and sight.row.left_at is None:  # let in again without having been seen leaving
        _leave(sight, kept.scanned_at)
    return insert_once(
        Admission,
        pass_id=sight.row.pass_id,
        gate_id=kept.gate_id,
        scan_id=kept.id,
        day=at.date(),
        hour=at.hour,
        nth=(sight.row.nth or 0) + 1,
        entered_at=kept.scanned_at,
    )


def _leave(sight: Sight, moment: datetime) -> None:
    db.session.connection().execute(LEAVE, {"entry": sight.row.entry_id, "at": moment})


def _correct(kept: Kept, decision: Decision) -> None:
    db.session.execute(update(Scan).where(Scan.id == kept.id).values(reason=decision.reason))


def _again(gate_id: int, reading: Reading) -> Recorded:
    """The answer to a scan that was kept before."""
    kept = db.session.scalars(select(Scan).where(Scan.id == reading.id)).one()
    if kept.gate_id != gate_id:
        raise Conflict(N_("Lượt quét này đã được ghi ở cổng khác."))
    badge = db.session.get(Pass, kept.pass_id) if kept.pass_id else None
    decision = Decision(kept.reason, body_of(badge) if badge else None, _visit_before(kept))
    scan = Kept(kept.id, kept.gate_id, kept.pass_id, kept.scanned_at)
    return Recorded(scan, decision, badge, bundle(kept.gate), _count(gate_id, kept.day))


def _visit_before(kept: Scan) -> Visit | None:
    """The last entry of the pass on that day up to this scan."""
    query = select(Admission).where(
        Admission.pass_id == kept.pass_id,
        Admission.day == kept.day,
        Admission.entered_at <= kept.scanned_at,
    )
    entry = db.session.scalar(query.order_by(Admission.nth.desc()).limit(1))
    if entry is None:
        return None
    return {
        "inside": entry.left_at is None,
        "entered_at": entry.entered_at.isoformat(),
        "gate": entry.gate_id,
    }


def _count(gate_id: int, day: date) -> int:
    query = select(func.count()).select_from(Admission)
    return db.session.scalar(query.where(Admission.gate_id == gate_id, Admission.day == day)) or 0
