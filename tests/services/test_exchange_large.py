"""Ten thousand rows: as many statements a thousand as for few, and a bound on memory."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from fairapp.domain.exchange import Kind
from fairapp.domain.sheets import Outcome
from fairapp.models import Producer
from fairapp.services import exchange
from fairapp.services.exchange import Scope
from tests.factories import a_delegation, an_open_fair
from tests.people import a_lead
from tests.statements import statements

HEAD = "Tên chủ thể;Loại chủ thể;Tỉnh, thành phố;Xã, phường, đặc khu;Số điện thoại;E-mail"
HEAD += ";Đã đồng ý xử lý dữ liệu"


def csv(rows, province="Quảng Ninh"):
    lines = (f"HTX Số {i};HTX;{province};Xã {i % 97};;ht{i}@example.vn;Có" for i in range(rows))
    return "\n".join([HEAD, *lines]).encode()


@pytest.fixture
def scope(db):
    lead = a_lead()
    a_delegation(fair=an_open_fair(), lead=lead)
    return Scope(lead)


def imported(scope, content):
    file = exchange.upload(scope, Kind.PRODUCERS, "ds.csv", content)
    while not file.is_checked:
        exchange.check_next(scope, file)
    exchange.take_over(scope, file)
    return file


def asked(seen):
    """All but the one INSERT that SQLite takes for each new row."""
    return [sql for sql in seen if not sql.startswith("INSERT")]


def test_a_thousand_rows_ask_the_database_as_often_as_ten(scope):
    with statements() as few:
        imported(scope, csv(10, "Quảng Ninh"))
    with statements() as many:
        imported(scope, csv(1000, "tỉnh quảng ninh"))
    assert len(asked(many)) <= len(asked(few)) + 5
    assert len(many) <= len(few) + 2 * 1000  # the producer and its line in the book
    with statements() as again:
        file = exchange.upload(scope, Kind.PRODUCERS, "ds.csv", csv(1000))
        exchange.check_next(scope, file)
    assert exchange.count(file) == {Outcome.SAME: 1000}
    assert len(again) < 20


PROCESS = Path("/proc/self")


def memory(line):
    """In bytes: VmRSS is what the process holds, VmHWM the most that it held since it was last forgotten."""
    status = dict(row.split(":", 1) for row in (PROCESS / "status").read_text().splitlines())
    return int(status[line].split()[0]) * 1024


@pytest.mark.slow
def test_ten_thousand_rows_fit_into_a_bound(db, scope):
    content = csv(10_000)
    (PROCESS / "clear_refs").write_text("5")  # forget the most so far
    before = memory("VmRSS")
    with statements() as seen:
        file = imported(scope, content)
    peak = memory("VmHWM") - before
    assert exchange.count(file) == {Outcome.NEW: 10_000}
    assert db.session.scalar(select(func.count(Producer.id))) == 10_000
    assert len(asked(seen)) < 10 * 40
    assert peak < 120_000_000
