"""A list of ten thousand producers taken in, beside plain openpyxl reading of the same file."""

import statistics
import time
from collections.abc import Iterator
from io import BytesIO

from openpyxl import load_workbook

from bench.world import world
from fairapp.db import db
from fairapp.documents.workbooks import Head, Sheet, workbook
from fairapp.domain.exchange import Kind
from fairapp.domain.sheets import Outcome
from fairapp.services import exchange
from fairapp.services.exchange import Scope
from tests.factories import a_delegation, an_open_fair
from tests.people import a_lead

ROWS, ROUNDS = 10_000, 3
HEADS = ("Tên chủ thể", "Loại chủ thể", "Tỉnh, thành phố", "Xã, phường, đặc khu", "Đã đồng ý xử lý dữ liệu")
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
    with world(passes=1) as made, made.app.test_request_context():
        lead = a_lead()
        a_delegation(fair=an_open_fair(), lead=lead)
        db.session.commit()
        ratios: dict[str, list[float]] = {"looked at": [], "taken over": [], "sent again": []}
        times: dict[str, list[float]] = {name: [] for name in ratios}
        for turn in range(ROUNDS):
            content = _list(turn)
            plain = _cpu(lambda content=content: _read(content))
            for name, took in _import(Scope(lead), content):
                times[name].append(took)
                ratios[name].append(took / plain)
        for name, took in times.items():
            ratio = f"{statistics.median(ratios[name]):.1f} times plain reading with openpyxl"
            yield f"{ROWS:,} producers {name}, CPU", f"{statistics.median(took):.1f} s", ratio


def _import(scope: Scope, content: bytes) -> Iterator[tuple[str, float]]:
    begun = time.process_time()
    file = _checked(scope, content)
    yield "looked at", time.process_time() - begun
    yield "taken over", _cpu(lambda: exchange.take_over(scope, file))
    db.session.commit()
    assert exchange.count(file) == {Outcome.NEW: ROWS}
    begun = time.process_time()
    assert exchange.count(_checked(scope, content)) == {Outcome.SAME: ROWS}
    yield "sent again", time.process_time() - begun
    db.session.rollback()


def _checked(scope: Scope, content: bytes):
    file = exchange.upload(scope, Kind.PRODUCERS, "ds.xlsx", content)
    while not file.is_checked:
        exchange.check_next(scope, file)
    return file


def _read(content: bytes) -> int:
    sheet = load_workbook(BytesIO(content), read_only=True).worksheets[0]
    return sum(1 for _row in sheet.iter_rows(values_only=True))


def _list(turn: int) -> bytes:
    cells = ([f"HTX {turn}-{i}", "HTX", "Quảng Ninh", f"Xã {i % 97}", "Có"] for i in range(ROWS))
    return workbook([Sheet("Chủ thể", [Head(word) for word in HEADS], cells)])


def _cpu(work) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
