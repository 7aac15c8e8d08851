from datetime import timedelta

import pytest
from sqlalchemy import select

from fairapp.domain.errors import NotFound
from fairapp.domain.verdicts import Direction, Reason
from fairapp.models import Scan
from fairapp.services import gate as gates
from tests.factories import a_fair
from tests.gate_rows import NOON, a_gate, a_phone, a_scan, entries, send

OUT = Direction.OUT
MINUTE = timedelta(minutes=1)


def test_of_two_offline_admissions_the_earlier_stands_whichever_comes_first(fair, gate, phone, code):
    other_gate = a_gate(fair, "Cổng B")
    other = a_phone(other_gate, since=NOON - timedelta(days=3))
    later = send(phone, [a_scan(code, gate, NOON + 5 * MINUTE, Reason.WELCOME)], NOON + 30 * MINUTE)
    assert not later.told[0].conflict
    send(other, [a_scan(code, other_gate, NOON, Reason.WELCOME)], NOON + timedelta(days=2))
    [entry] = entries()
    assert (entry.gate_id, entry.scanned_at) == (other_gate.id, NOON)
    [conflict] = gates.list_conflicts(fair).rows
    assert (conflict.scan.gate_id, conflict.stands.id) == (gate.id, entry.id)
    assert gates.compare_totals(fair) == {}


def test_whom_a_phone_sent_away_did_not_come_in(gate, phone, code, db):
    send(phone, [a_scan(code, gate, NOON, Reason.STILL_INSIDE)], NOON)
    [scan] = db.session.scalars(select(Scan))
    assert (scan.reason, scan.nth) == (Reason.STILL_INSIDE, None)


def test_an_exit_that_comes_late_makes_the_second_entry_good(fair, gate, phone, code):
    send(phone, [a_scan(code, gate, NOON, Reason.WELCOME)], NOON)
    send(phone, [a_scan(code, gate, NOON + 9 * MINUTE, Reason.WELCOME)], NOON + 9 * MINUTE)
    assert gates.count_conflicts(fair) == 1
    send(phone, [a_scan(code, gate, NOON + 5 * MINUTE, Reason.LEFT, direction=OUT)], NOON + 60 * MINUTE)
    assert gates.count_conflicts(fair) == 0
    assert [entry.nth for entry in entries()] == [1, 2]


def test_a_conflict_is_looked_at_once(fair, gate, phone, code, organiser):
    for minute in (0, 5):
        send(phone, [a_scan(code, gate, NOON + minute * MINUTE, Reason.WELCOME)], NOON + 9 * MINUTE)
    [conflict] = gates.list_conflicts(fair).rows
    for _ in range(2):
        gates.look_at(gates.get_conflict(conflict.scan.id, fair), organiser)
    assert gates.count_conflicts(fair) == 0
    assert gates.list_conflicts(fair).rows[0].review.user_id == organiser.id
    with pytest.raises(NotFound):
        gates.get_conflict(conflict.scan.id, a_fair())


@pytest.mark.parametrize(
    ("phone_ahead", "late", "knows_skew", "expected", "doubtful"),
    [
        (timedelta(hours=3), timedelta(0), True, timedelta(0), False),
        (timedelta(days=-7000), timedelta(0), True, timedelta(0), False),  # a phone that thinks it is 2007
        (timedelta(hours=-1), timedelta(days=2), True, timedelta(days=-2), False),
        (timedelta(hours=2), timedelta(minutes=30), False, timedelta(minutes=-30), False),
    ],
)
def test_the_phones_clock_is_corrected_by_its_own_error(
    gate, phone, code, phone_ahead, late, knows_skew, expected, doubtful, db
):
    skew = round(phone_ahead / timedelta(milliseconds=1)) if knows_skew else None
    sent = a_scan(code, gate, NOON + phone_ahead - late, Reason.WELCOME, skew=skew)
    send(phone, [sent], NOON, clock=NOON + phone_ahead)
    scan = db.session.scalars(select(Scan)).one()
    assert (scan.scanned_at - NOON, scan.time_doubtful) == (expected, doubtful)


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=-400)])
def test_a_moment_that_cannot_be_counts_as_now_and_is_marked(gate, phone, code, ahead, db):
    send(phone, [a_scan(code, gate, NOON + ahead, Reason.WELCOME)], NOON)
    scan = db.session.scalars(select(Scan)).one()
    assert (scan.scanned_at, scan.time_doubtful) == (NOON, True)
