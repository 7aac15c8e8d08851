"""Uploads of gate phones against a bare view on the same server: single scans, batches, SQL, sizes."""

import gzip
import json
import statistics
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import event

from bench.servers import cpu_seconds, gunicorn, send_all
from bench.world import World, world
from fairapp.db import db, now
from tests import postgres

SCANS, ROUNDS = 400, 3
AT_ONCE = (1, 8, 32)
BATCH, BATCHES = 500, 4
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
    yield from _on("SQLite", "")
    yield from _on("PostgreSQL", postgres.url())


def _on(name: str, database_url: str) -> Iterator[Row]:
    passes = len(AT_ONCE) * ROUNDS * SCANS + ROUNDS * BATCHES * BATCH + 50
    with world(passes, database_url, phones=max(AT_ONCE)) as made:
        environ = {"FAIRAPP_INSTANCE": str(made.instance), "DATABASE_URL": database_url}
        with gunicorn("bench.bare:app", {}) as bare, gunicorn("wsgi:app", environ) as ours:
            phones = made.phones
            send_all(bare[0], "/scan", [_plain("")] * 40, phones, 8)  # every worker has answered before
            send_all(ours[0], "/api/gate/scans", [_body(made, [""]) for _ in range(40)], phones, 8)
            for at_once in AT_ONCE:
                yield from _rate(name, bare, ours, made, at_once)
            yield from _batches(name, ours, made)
        yield from _statements(name, made)
        yield from _sizes(name, made)


def _rate(name, bare, ours, made: World, at_once) -> Iterator[Row]:
    ratios, rates, costs, bare_costs = [], [], [], []
    for _ in range(ROUNDS):
        part = [made.codes.pop() for _ in range(SCANS)]
        before = cpu_seconds(bare[1]), cpu_seconds(ours[1])
        plain = send_all(bare[0], "/scan", [_plain(code) for code in part], made.phones, at_once)
        bodies = [_body(made, [code]) for code in part]
        took = send_all(ours[0], "/api/gate/scans", bodies, made.phones, at_once)
        bare_costs.append(1000 * (cpu_seconds(bare[1]) - before[0]) / SCANS)
        costs.append(1000 * (cpu_seconds(ours[1]) - before[1]) / SCANS)
        rates.append(SCANS / took)
        ratios.append(plain / took)
    rate, ratio, cost, plain = map(statistics.median, (rates, ratios, costs, bare_costs))
    yield f"scans a second, {at_once} at once, {name}", f"{rate:,.0f}", f"{ratio:.0%} of a bare Flask view"
    yield f"CPU a scan, {at_once} at once, {name}", f"{cost:.2f} ms", f"the bare view {plain:.2f} ms"


def _batches(name, ours, made: World) -> Iterator[Row]:
    rates, costs = [], []
    for _ in range(ROUNDS):
        bodies = [_body(made, [made.codes.pop() for _ in range(BATCH)]) for _ in range(BATCHES)]
        before = cpu_seconds(ours[1])
        took = send_all(ours[0], "/api/gate/scans", bodies, made.phones, 2)
        costs.append(1000 * (cpu_seconds(ours[1]) - before) / (BATCH * BATCHES))
        rates.append(BATCH * BATCHES / took)
    cost = f"{statistics.median(costs):.3f} ms of CPU a scan"
    yield f"scans a second, batches of {BATCH}, {name}", f"{statistics.median(rates):,.0f}", cost


def _statements(name, made: World) -> Iterator[Row]:
    client, headers = made.app.test_client(), {"Authorization": f"Bearer {made.phones[0]}"}
    for size in (1, 30):
        body = _body(made, [made.codes.pop() for _ in range(size)])
        with counted() as statements:
            answer = client.post(
                "/api/gate/scans", data=body, headers=headers, content_type="application/json"
            )
        if answer.status_code != 200 or answer.get_json()["kept"] != size:
            raise RuntimeError(f"not kept: {answer.text[:200]}")
        aim = "aim: 4" if size == 1 else "aim: 8"
        yield f"SQL statements, {size} at once, {name}", str(len(statements)), f"{aim}; a delta is one more"


def _sizes(name, made: World) -> Iterator[Row]:
    """With everybody inside that the bench has scanned, and a delta of the last scans alone."""
    client, headers = made.app.test_client(), {"Authorization": f"Bearer {made.phones[0]}"}
    bundle = client.get("/api/gate/bundle", headers=headers).get_json()
    yield f"full bundle, {bundle['areas']} inside, {name}", f"{_packed(bundle):,} bytes", "gzipped"
    moment = int((now() + timedelta(seconds=31)).timestamp() * 1000)
    cursor = f"{moment}.{bundle['cursor'].partition('.')[2]}"
    delta = client.get(f"/api/gate/delta?cursor={cursor}", headers=headers).get_json()
    yield f"delta without news, {name}", f"{_packed(delta):,} bytes", "gzipped"


def _packed(said: dict) -> int:
    return len(gzip.compress(json.dumps(said).encode(), 6))


def _plain(code: str) -> bytes:
    return json.dumps({"code": code}).encode()


def _body(made: World, codes: list[str]) -> bytes:
    at = now().isoformat()
    scans = [
        {"id": str(uuid.uuid4()), "code": code, "gate": made.gate, "direction": "in", "how": "camera"}
        | {"at": at, "skew": 0, "reason": "welcome"}
        for code in codes
    ]
    return json.dumps({"clock": at, "scans": scans}).encode()


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
