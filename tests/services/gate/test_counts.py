from datetime import timedelta

from sqlalchemy import select

from fairapp.domain.passes import Role
from fairapp.domain.verdicts import Direction, Reason, Verdict
from fairapp.models import GateDevice, GateTotal
from fairapp.services import gate as gates
from tests.factories import a_code, a_pass
from tests.gate_rows import FIRST_DAY, NOON, a_gate, a_phone, a_scan, click, say, send, send_clicks

OUT = Direction.OUT
MINUTE = timedelta(minutes=1)


def test_clicks_sent_twice_count_once_and_an_undo_takes_one_back(fair, gate, phone):
    five, child = click(gate, NOON, 5), click(gate, NOON, kind="child")
    assert send_clicks(phone, [five, child], NOON) == (2, 0)
    assert send_clicks(phone, [five, child, click(gate, NOON, undoes=five)], NOON) == (1, 2)
    assert gates.count_clicks_today(gate, NOON) == 1
    assert gates.compare_totals(fair) == {}


def test_an_undo_may_come_before_what_it_takes_back(fair, gate, phone):
    five = click(gate, NOON, 5)
    undo = click(gate, NOON, undoes=five)
    send_clicks(phone, [undo], NOON)
    assert gates.count_clicks_today(gate, NOON) == 0
    send_clicks(phone, [five], NOON)
    assert gates.count_clicks_today(gate, NOON) == 0
    assert gates.compare_totals(fair) == {}


def test_a_click_is_taken_back_only_once_and_only_by_its_like(fair, gate, phone):
    five = click(gate, NOON, 5)
    odd = click(gate, NOON, undoes=click(gate, NOON, 3))
    send_clicks(phone, [five, click(gate, NOON, undoes=five), click(gate, NOON, undoes=five), odd], NOON)
    assert gates.count_clicks_today(gate, NOON) == 0
    assert gates.read_board(fair, FIRST_DAY, NOON).clicks == 0


def test_the_board_adds_up_and_tells_refusals_apart(fair, gate, phone, code):
    say(phone, code, gate)
    say(phone, code, gate, NOON + 60 * MINUTE)
    say(phone, "không phải thẻ", gate)
    send_clicks(phone, [click(gate, NOON, 7)], NOON)
    board = gates.read_board(fair, FIRST_DAY, NOON)
    assert (board.entries, board.clicks, board.inside, board.rate) == (1, 7, 1, 8)
    assert sum(board.at(hour) for hour in board.hours) == 8
    assert board.refusals == {Verdict.ALREADY_IN: 1, Verdict.UNREADABLE: 1}
    assert board.roles == {"visitor": 1}


def test_the_board_tells_gates_and_their_reasons_apart(fair, gate, phone, code):
    other = a_gate(fair, "Cổng B")
    second = a_phone(other)
    say(phone, code, gate)
    say(second, code, other, NOON + 60 * MINUTE)
    send_clicks(second, [click(other, NOON, 3)], NOON + 60 * MINUTE)
    board = gates.read_board(fair, FIRST_DAY, NOON)
    first, last = board.lines
    assert (first.rate, last.rate) == (1, 3)
    assert (first.refused, last.refused) == ({}, {Verdict.ALREADY_IN: 1})
    assert board.strips == [("Cổng A", [1]), ("Cổng B", [3])]


def test_a_figure_is_as_old_as_the_phone_that_was_silent_longest(fair, gate, phone, code, db):
    a_phone(a_gate(fair, "Cổng B"))
    say(phone, code, gate)
    for device in db.session.scalars(select(GateDevice)):
        device.last_seen_at = NOON if device.gate_id == gate.id else NOON - 20 * MINUTE
    db.session.flush()
    board = gates.read_board(fair, FIRST_DAY, NOON)
    assert [line.heard_at for line in board.lines] == [NOON, NOON - 20 * MINUTE]
    assert board.heard_at == board.sites[0].heard_at == NOON - 20 * MINUTE


def test_the_board_costs_the_same_however_many_scans_there_are(fair, gate, phone, key, count_statements, db):
    def read():
        assert fair.id
        gates.read_board(fair, FIRST_DAY, NOON)

    db.session.expire_all()
    before = count_statements(read)
    codes = [a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key) for _ in range(30)]
    send(phone, [a_scan(code, gate, NOON, Reason.WELCOME) for code in codes], NOON)
    assert count_statements(read) == before <= 5


def test_totals_that_went_astray_are_found_and_put_right(fair, gate, phone, code, db):
    say(phone, code, gate)
    db.session.scalars(select(GateTotal)).one().n = 5
    db.session.flush()
    assert list(gates.compare_totals(fair).values()) == [(5, 1)]
    gates.rebuild_totals(fair)
    assert gates.compare_totals(fair) == {}
