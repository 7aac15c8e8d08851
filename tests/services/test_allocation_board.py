"""The board: who is where, who waits, what is free."""

import pytest
from sqlalchemy import event

from fairapp.models import Fair
from fairapp.services import allocation
from tests.allocation_world import a_row_of_four, an_accepted, booth
from tests.factories import (
    a_delegation,
)
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def fair(db):
    return a_row_of_four()


def test_allocated_and_free_are_apart_and_cover_all(fair, organiser):
    for _ in range(3):
        an_accepted(fair)
    allocation.run(fair, organiser)
    shown = allocation.board(fair)
    given = {row.booth_id for line in shown.placed for row in line.rows}
    free = {b for b in shown.desk.booths if b not in shown.desk.holders}
    assert given & free == set()
    assert given | free == set(shown.desk.booths)
    assert shown.free == len(free) == 1


def test_the_board_counts_provinces_against_their_quotas(fair, organiser):
    a_delegation(fair=fair, quota=2)
    an_accepted(fair)
    an_accepted(fair, unit_id="lang-son", booth_count=2)
    allocation.run(fair, organiser)
    provinces = {p.name: (p.given, p.waiting, p.quota) for p in allocation.board(fair).provinces}
    assert provinces == {"Quảng Ninh": (1, 0, 2), "Lạng Sơn": (2, 0, None)}


def test_the_board_offers_only_booths_that_fit(fair, organiser):
    booth(fair, "A2").water = True
    wet = an_accepted(fair, water=True)
    dry = an_accepted(fair)
    allocation.give(fair, organiser, dry.id, booth(fair, "A1").id)
    shown = allocation.board(fair)
    assert [b.number for b in shown.fitting(wet.id)] == ["A2"]
    assert [b.number for b in shown.fitting(dry.id)] == ["A2", "A3", "A4"]


@pytest.mark.parametrize("n", [2, 4])
def test_the_board_asks_the_database_no_more_for_more_rows(fair, organiser, db, n):
    for _ in range(n):
        an_accepted(fair)
        an_accepted(fair, water=True)
    allocation.run(fair, organiser)
    db.session.commit()
    fair_id = fair.id
    db.session.expunge_all()
    asked = []

    def count(_connection, _cursor, statement, *_):
        if not statement.startswith(("SAVEPOINT", "RELEASE")):
            asked.append(statement)

    fair = db.session.get(Fair, fair_id)
    event.listen(db.engine, "before_cursor_execute", count)
    try:
        shown = allocation.board(fair)
        assert len([line.application.producer.unit.name for line in shown.placed]) == n
        assert len([shown.reason_of(line) for line in (*shown.placed, *shown.waiting)]) == 2 * n
        assert [shown.desk.holders[row.booth_id] for line in shown.placed for row in line.rows]
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    assert len(asked) <= 22, asked
