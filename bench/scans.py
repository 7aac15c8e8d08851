"""Scans a second against a bare view on the same server, and SQL statements a scan."""

import statistics
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from bench.servers import cpu_seconds, gunicorn, send_all, sign_in
from bench.world import PASSWORD, STEWARD, world
from fairapp.db import begin_writing, db, now
from fairapp.domain.verdicts import Direction, How
from fairapp.models import User
from fairapp.services.gate import get_on_duty
from fairapp.services.gate.scans import Reading, record_scan

SCANS, ROUNDS = 400, 3
AT_ONCE = (1, 8)
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
    with world(passes=len(AT_ONCE) * ROUNDS * SCANS + 50) as (_app, instance, gate, codes):
        environ = {"FAIRAPP_INSTANCE": str(instance)}
        with gunicorn("bench.bare:app", {}) as bare, gunicorn("wsgi:app", environ) as ours:
            headers = sign_in(ours[0], STEWARD, PASSWORD, f"/gate/{gate}/scanner")
            for at_once in AT_ONCE:
                yield from _rate(bare, ours, gate, codes, headers, at_once)
        yield "SQL statements a scan, admitted", str(_statements(gate, codes[-1])), "(BEGIN and COMMIT apart)"


def _rate(bare, ours, gate, codes, headers, at_once) -> Iterator[Row]:
    ratios, rates, costs = [], [], []
    for _ in range(ROUNDS):
        part = [codes.pop() for _ in range(SCANS)]
        plain = send_all(bare[0], "/scan", [_scan(code) for code in part], {}, at_once)
        before = cpu_seconds(ours[1])
        took = send_all(ours[0], f"/gate/{gate}/scans", [_scan(code) for code in part], headers, at_once)
        costs.append(1000 * (cpu_seconds(ours[1]) - before) / SCANS)
        rates.append(SCANS / took)
        ratios.append(plain / took)
    rate, ratio, cost = map(statistics.median, (rates, ratios, costs))
    yield f"scans a second, {at_once} at once, SQLite", f"{rate:,.0f}", f"{ratio:.0%} of a bare Flask view"
    yield f"CPU a scan, {at_once} at once", f"{cost:.2f} ms", f"median of {ROUNDS} rounds of {SCANS}"


def _scan(code: str) -> dict:
    at = now().isoformat()
    return {
        "id": str(uuid.uuid4()),
        "code": code,
        "direction": "in",
        "how": "camera",
        "scanned_at": at,
        "clock": at,
    }


def _statements(gate_id: int, code: str) -> int:
    """Of a whole request but the session's own reading of its user."""
    db.session.commit()
    begin_writing()
    user = db.session.scalar(db.select(User))
    with counted() as statements:
        gate, moment = get_on_duty(gate_id, user), now()
        reading = Reading(uuid.uuid4(), code, Direction.IN, How.CAMERA, moment, moment)
        record_scan(gate, user, reading, moment)
        db.session.commit()
    return len(statements)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
