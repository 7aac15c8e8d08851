"""Freezing a large fair against the plain SQL aggregates of the same rows, alone in the same process."""

import json
import os
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date, time as clock, timedelta
from pathlib import Path

from sqlalchemy import case, func, insert, select

from bench.world import World, world
from fairapp import garbage
from fairapp.db import db, now
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.verdicts import Direction, How, Reason
from fairapp.models import (
    Application,
    ApplicationProduct,
    DiaryDay,
    DiaryLine,
    Fair,
    Pass,
    Producer,
    Product,
    Scan,
)
from fairapp.services import reports
from tests import postgres
from tests.factories import a_producer, a_product, an_application

SIZES = (100_000, 1_000_000)
LINES = 200_000
ROUNDS = 3
PASSES, DAYS = 20_000, 2
PRODUCTS, DIARY_DAYS = 10, 10
FIRST_ID = 100_000
CHUNK = 20_000
LEAVES = ("I.1.a", "I.5.a", "II.1.a", "III.1", "IV.1", "V.1")
NINE = clock(9)
Row = tuple[str, str, str]


def rows(scans: tuple[int, ...] = SIZES, lines: int = LINES) -> Iterator[Row]:
    yield from _on("SQLite", "", scans, lines)
    yield from _on("PostgreSQL", postgres.url(), scans, lines)


def _on(name: str, database_url: str, sizes: tuple[int, ...], lines: int) -> Iterator[Row]:
    with world(PASSES, database_url) as made:
        fair = db.session.scalars(select(Fair)).one()
        _sell(fair, lines)
        there = 0
        for size in sizes:
            _scan(made, fair, there, size)
            there = size
            db.session.commit()
            yield _row(name, _measured(made, database_url), size, lines)


def _row(name: str, found: dict[str, float], size: int, lines: int) -> Row:
    label = f"freeze, {size:,} scans, {lines:,} lines, {name}"
    figure = f"{found['ratio']:.2f} × plain SQL"
    seconds = f"{found['freeze']:.1f} s against {found['plain']:.1f} s of the same process"
    return label, figure, f"{seconds}; {found['grown']:.0f} MB above the start (aim: 2×)"


def _measured(made: World, database_url: str) -> dict[str, float]:
    """In a process of its own, whose highest memory is that of the freeze."""
    environ = os.environ | {"FAIRAPP_INSTANCE": str(made.instance), "DATABASE_URL": database_url}
    done = subprocess.run(
        [sys.executable, "-m", "bench.snapshots"], env=environ, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def measure() -> None:
    """Freeze and plain aggregates by turns, each time undone."""
    from fairapp import create_app

    garbage.hold()  # as wherever fairs are frozen: by the clock, on a page, by the command
    with create_app().app_context():
        fair = db.session.scalars(select(Fair)).one()
        before = _highest()
        frozen = [_timed(lambda: reports.freeze(fair, None))]
        grown = _highest() - before
        plain = [_timed(lambda: _aggregates(fair.id))]
        for _ in range(ROUNDS - 1):
            frozen.append(_timed(lambda: reports.freeze(fair, None)))
            plain.append(_timed(lambda: _aggregates(fair.id)))
    ratio = statistics.median(f / p for f, p in zip(frozen, plain, strict=True))
    median = {"freeze": statistics.median(frozen), "plain": statistics.median(plain)}
    print(json.dumps(median | {"ratio": ratio, "grown": grown}))


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    took = time.perf_counter() - begun
    db.session.rollback()
    return took


def _highest() -> float:
    """Megabytes; what getrusage says is inherited from whoever started this process."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


def _aggregates(fair_id: int) -> None:
    """What anybody would ask the database for the tables of the report."""
    mine = (Scan.fair_id == fair_id, Scan.nth.is_not(None))
    first = func.sum(case((Scan.nth == 1, 1), else_=0))
    people = select(func.count(), first).join(Pass, Pass.id == Scan.pass_id).where(*mine)
    for cell in ((Scan.day,), (Scan.gate_id,), (Scan.day, Scan.quarter), (Pass.role,)):
        db.session.execute(people.add_columns(*cell).group_by(*cell)).all()
    came = select(Pass.role, func.count(Scan.pass_id.distinct())).join(Pass, Pass.id == Scan.pass_id)
    db.session.execute(came.where(*mine).group_by(Pass.role)).all()
    sold = (
        select(func.sum(DiaryDay.total), func.count(DiaryDay.application_id.distinct()))
        .join(Application, Application.id == DiaryDay.application_id)
        .join(Producer, Producer.id == Application.producer_id)
        .where(Application.fair_id == fair_id)
    )
    for cell in (DiaryDay.day, Producer.unit_id, Producer.kind):
        db.session.execute(sold.add_columns(cell).group_by(cell)).all()
    parts = (
        select(func.sum(DiaryLine.amount))
        .join(DiaryDay, DiaryDay.id == DiaryLine.diary_day_id)
        .join(Application, Application.id == DiaryDay.application_id)
        .join(Product, Product.id == DiaryLine.product_id)
        .where(Application.fair_id == fair_id)
    )
    for cell in (Product.leaf_code, Product.stars):
        db.session.execute(parts.add_columns(cell).group_by(cell)).all()


# ---- the fair


def _sell(fair: Fair, lines: int) -> None:
    """Exhibitors with ten products each, who wrote a line for each of them on ten days."""
    exhibitors = lines // (PRODUCTS * DIARY_DAYS)
    application = an_application(fair=fair, producer=a_producer(user=None))
    product = a_product(producer=application.producer)
    first = local_day(now()) - timedelta(days=DIARY_DAYS)
    ids = range(FIRST_ID, FIRST_ID + exhibitors)
    _insert(Producer, application.producer, ({"id": i} for i in ids))
    _insert(Application, application, ({"id": i, "producer_id": i} for i in ids))
    own = [(i, k, PRODUCTS * i + k) for i in ids for k in range(PRODUCTS)]
    _insert(Product, product, ({"id": p, "producer_id": i} | _kind(i, k) for i, k, p in own))
    brought = ({"application_id": i, "product_id": p} for i, _, p in own)
    _all(ApplicationProduct, brought)
    days = [(i, d, DIARY_DAYS * i + d) for i in ids for d in range(DIARY_DAYS)]
    _all(DiaryDay, (_answer(i, first + timedelta(days=d), number) for i, d, number in days))
    _all(
        DiaryLine,
        (
            {
                "diary_day_id": number,
                "product_id": PRODUCTS * i + k,
                "amount": 10_000 * (1 + (number + k) % 97),
            }
            for i, _, number in days
            for k in range(PRODUCTS)
        ),
    )


def _kind(exhibitor: int, k: int) -> dict[str, object]:
    """Most of an exhibitor's goods are of one group, with three or four stars."""
    return {"leaf_code": LEAVES[(exhibitor + (k > 6)) % len(LEAVES)], "stars": 3 + k % 2}


def _answer(application: int, day: date, number: int) -> dict[str, object]:
    return {"id": number, "application_id": application, "day": day, "total": 9_700_000 + number % 1_000}


def _scan(made: World, fair: Fair, there: int, size: int) -> None:
    """Entries spread over passes, days and hours; the pass's nth of the day follows from the number."""
    passes = list(db.session.scalars(select(Pass.id).where(Pass.fair_id == fair.id).order_by(Pass.id)))
    today = local_day(now())
    _all(Scan, (_entry(made, fair.id, passes, today, n) for n in range(there, size)))


def _entry(made: World, fair_id: int, passes: list[int], today: date, n: int) -> dict[str, object]:
    turn, which = divmod(n, len(passes))
    nth, day = divmod(turn, DAYS)
    on = today + timedelta(days=day)
    quarter = 32 + n % 52
    return {
        "id": uuid.UUID(int=n + 1),
        "fair_id": fair_id,
        "gate_id": made.gate,
        "pass_id": passes[which],
        "direction": Direction.IN,
        "how": How.CAMERA,
        "own": Reason.WELCOME,
        "told": Reason.WELCOME,
        "reason": Reason.WELCOME,
        "let_in": True,
        "nth": nth + 1,
        "day": on,
        "quarter": quarter,
        "scanned_at": at_local(on, NINE),
    }


def _insert(model, like, changes: Iterator[dict]) -> None:
    """Rows like one that stands, each with its own values."""
    table = model.__table__
    base = dict(db.session.execute(select(table).where(table.c.id == like.id)).mappings().one())
    _all(model, (base | change for change in changes))


def _all(model, found: Iterator[dict]) -> None:
    chunk: list[dict] = []
    for row in found:
        chunk.append(row)
        if len(chunk) == CHUNK:
            db.session.execute(insert(model.__table__), chunk)
            chunk = []
    if chunk:
        db.session.execute(insert(model.__table__), chunk)


if __name__ == "__main__":
    measure()
