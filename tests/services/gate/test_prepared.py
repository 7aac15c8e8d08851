"""A prepared statement behaves as SQLAlchemy's own would."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import bindparam, event, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from fairapp.db import db as database, now
from fairapp.domain.verdicts import Direction, How, Reason
from fairapp.models import Scan
from fairapp.services.gate.prepared import Prepared
from fairapp.services.gate.scan_rows import INSERT
from tests.factories import a_fair
from tests.gate_rows import a_gate

COLUMNS = (Scan.id, Scan.reason, Scan.direction, Scan.day, Scan.scanned_at, Scan.let_in, Scan.left_at)
AT = (now() - timedelta(hours=1)).replace(microsecond=123456)


@pytest.fixture
def a_row(db):
    gate = a_gate(a_fair())
    nothing = dict.fromkeys(
        ("device_id", "pass_id", "issue", "again_after", "supervisor_id", "nth", "left_at")
    )
    moments = dict.fromkeys(("received_at", "changed_at", "scanned_at"), AT)
    reasons = dict.fromkeys(("own", "told", "reason"), Reason.STILL_INSIDE)
    facts = {"fair_id": gate.site.fair_id, "gate_id": gate.id, "direction": Direction.IN, "how": How.HID}
    facts |= {"day": AT.date(), "quarter": 3, "time_doubtful": False, "let_in": True, "override_why": "100 %"}
    return lambda **changes: facts | nothing | moments | reasons | {"id": uuid.uuid4()} | changes


def test_what_is_written_is_read_in_its_types(a_row, db):
    rows = [a_row(), a_row(left_at=AT)]
    INSERT.run(rows)
    by_id = Prepared(select(*COLUMNS).where(Scan.id == bindparam("id")))
    for row in rows:
        [found] = by_id.rows({"id": row["id"]})
        assert found._asdict() == {column.key: row[column.key] for column in COLUMNS}
        assert isinstance(found.reason, Reason)
        kept = db.session.execute(select(*COLUMNS, Scan.override_why).where(Scan.id == row["id"])).one()
        assert kept == (*found, "100 %")


def test_a_row_that_is_there_changes_nothing(a_row, db):
    row = a_row()
    INSERT.run([row])
    INSERT.run([row | {"reason": Reason.WELCOME}, a_row()])
    assert sorted(db.session.scalars(select(Scan.reason))) == [Reason.STILL_INSIDE] * 2


def test_a_broken_constraint_is_the_error_that_the_edge_knows(a_row, db):
    with pytest.raises(IntegrityError), db.session.begin_nested():
        INSERT.run([a_row(gate_id=None)])
    assert db.session.scalar(select(Scan.id)) is None


def test_one_row_is_said_once_and_several_together(a_row, db):
    said = []

    def note(_connection, _cursor, _statement, _values, _context, many):
        said.append(many)

    event.listen(db.engine, "before_cursor_execute", note)
    INSERT.run([a_row()])
    INSERT.run([a_row(), a_row()])
    event.remove(db.engine, "before_cursor_execute", note)
    assert said == [False, True]
    assert db.session.scalar(select(func.count()).select_from(Scan)) == 3


def test_a_database_that_has_gone_takes_the_pool_with_it(committing_app, monkeypatch):
    """As when it is started anew: who comes next gets a connection of its own, not one of the dead."""
    count = Prepared(select(func.count(Scan.id).label("n")))
    with committing_app.app_context():
        assert count.rows({})[0].n == 0
        connection, pool = database.session.connection(), database.engine.pool
        monkeypatch.setattr(connection.dialect, "is_disconnect", lambda *_: True)
        connection.connection.driver_connection.close()
        with pytest.raises(DBAPIError) as raised:
            count.rows({})
        assert raised.value.connection_invalidated
        monkeypatch.undo()
        database.session.rollback()
        assert database.engine.pool is not pool
        assert count.rows({})[0].n == 0
        database.session.rollback()
