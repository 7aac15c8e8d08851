"""Scans a second against a bare view on the same server, and SQL statements a scan."""

import statistics
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from bench.servers import cpu_seconds, gunicorn, send_all, sign_in
from bench.world import PASSWORD, STEWARD, world
from fairapp.db import db, now
from tests import postgres

SCANS, ROUNDS = 400, 3
AT_ONCE = (1, 8, 32)
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
    yield from _on("SQLite", "")
    yield from _on("PostgreSQL", postgres.url())


def _on(name: str, database_url: str) -> Iterator[Row]:
    with world(len(AT_ONCE) * ROUNDS * SCANS + 50, database_url) as (app, instance, gate, codes):
        environ = {"FAIRAPP_INSTANCE": str(instance), "DATABASE_URL": database_url}
        with gunicorn("bench.bare:app", {}) as bare, gunicorn("wsgi:app", environ) as ours:
            headers = sign_in(ours[0], STEWARD, PASSWORD, f"/gate/{gate}/scanner")
            send_all(bare[0], "/scan", [_scan("")] * 40, {}, 8)  # every worker has answered before
            send_all(ours[0], f"/gate/{gate}/scans", [_scan("") for _ in range(40)], headers, 8)
            for at_once in AT_ONCE:
                yield from _rate(name, bare, ours, gate, codes, headers, at_once)
        yield f"SQL statements a scan, {name}", str(_statements(app, gate, codes[-1])), "BEGIN, COMMIT apart"


def _rate(name, bare, ours, gate, codes, headers, at_once) -> Iterator[Row]:
    ratios, rates, costs, bare_costs = [], [], [], []
    for _ in range(ROUNDS):
        part = [codes.pop() for _ in range(SCANS)]
        before = cpu_seconds(bare[1]), cpu_seconds(ours[1])
        plain = send_all(bare[0], "/scan", [_scan(code) for code in part], {}, at_once)
        took = send_all(ours[0], f"/gate/{gate}/scans", [_scan(code) for code in part], headers, at_once)
        bare_costs.append(1000 * (cpu_seconds(bare[1]) - before[0]) / SCANS)
        costs.append(1000 * (cpu_seconds(ours[1]) - before[1]) / SCANS)
        rates.append(SCANS / took)
        ratios.append(plain / took)
    rate, ratio, cost, plain = map(statistics.median, (rates, ratios, costs, bare_costs))
    yield f"scans a second, {at_once} at once, {name}", f"{rate:,.0f}", f"{ratio:.0%} of a bare Flask view"
    yield f"CPU a scan, {at_once} at once, {name}", f"{cost:.2f} ms", f"the bare view {plain:.2f} ms"


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


def _statements(app: Flask, gate_id: int, code: str) -> int:
    """Of a whole request of somebody signed in, to a client that needs no token of the page."""
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/sign-in", data={"contact": STEWARD, "password": PASSWORD})
    with counted() as statements:
        answer = client.post(f"/gate/{gate_id}/scans", json=_scan(code))
    if answer.json is None or answer.json["verdict"] != "admit":
        raise RuntimeError(f"not admitted: {answer.text[:200]}")
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
