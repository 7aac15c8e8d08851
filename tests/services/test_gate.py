import uuid
from datetime import date, time, timedelta

import pytest

from fairapp.domain import pass_keys
from fairapp.domain.calendar import at_local
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.passes import Role
from fairapp.domain.printed_ids import printed_id
from fairapp.domain.verdicts import Direction, How, Reason, Verdict
from fairapp.models import Admission, Scan
from fairapp.services import gate as gates
from fairapp.services.gate.clicks import Tap
from fairapp.services.gate.scans import Reading
from tests import people
from tests.factories import a_code, a_fair, a_pass

FIRST_DAY = date(2026, 12, 12)
NOON = at_local(FIRST_DAY, time(12))


@pytest.fixture
def fair(db):
    return a_fair(first_day=FIRST_DAY)


@pytest.fixture
def steward(fair):
    return people.a_steward(organisation=fair.owner)


@pytest.fixture
def gate(fair, steward):
    gate = gates.add_gate(fair.sites[0], "Cổng A", 0, None)
    gates.assign(gate, steward, people.an_organiser(organisation=fair.owner))
    return gate


@pytest.fixture
def key():
    return pass_keys.generate_key()


@pytest.fixture
def badge(fair, key):
    return a_pass(fair=fair, key=key, role=Role.VISITOR)


def reading(code, *, at=NOON, direction=Direction.IN, how=How.CAMERA, id=None, clock=None):
    return Reading(id or uuid.uuid4(), code, direction, how, at, clock or at)


def scan(gate, steward, code, *, at=NOON, **more):
    return gates.record_scan(gate, steward, reading(code, at=at, **more), at)


def test_a_valid_pass_is_admitted_and_counted(gate, steward, badge, key):
    kept = scan(gate, steward, a_code(badge, key))
    assert kept.decision.verdict == Verdict.ADMIT
    assert kept.count == 1


def test_the_second_scan_finds_the_person_inside(gate, steward, badge, key):
    code = a_code(badge, key)
    scan(gate, steward, code)
    again = scan(gate, steward, code, at=NOON + timedelta(minutes=5))
    assert again.decision.verdict == Verdict.ALREADY_IN
    assert again.count == 1


def test_going_out_and_in_again_is_two_entries(gate, steward, badge, key, db):
    code = a_code(badge, key)
    for minutes, direction in ((0, Direction.IN), (10, Direction.OUT), (20, Direction.IN)):
        kept = scan(gate, steward, code, at=NOON + timedelta(minutes=minutes), direction=direction)
        assert kept.decision.verdict in (Verdict.ADMIT, Verdict.EXIT)
    entries = db.session.scalars(db.select(Admission).order_by(Admission.nth)).all()
    assert [(entry.nth, entry.left_at is None) for entry in entries] == [(1, False), (2, True)]


def test_the_same_id_again_changes_nothing_and_gets_the_same_answer(gate, steward, badge, key, db):
    sent = reading(a_code(badge, key))
    first = gates.record_scan(gate, steward, sent, NOON)
    second = gates.record_scan(gate, steward, sent, NOON + timedelta(seconds=9))
    assert first.decision.reason == second.decision.reason == Reason.WELCOME
    assert db.session.scalar(db.select(db.func.count()).select_from(Scan)) == 1
    assert second.count == 1


def test_an_id_of_another_gate_is_refused(gate, steward, badge, key, fair):
    sent = reading(a_code(badge, key))
    gates.record_scan(gate, steward, sent, NOON)
    other = gates.add_gate(fair.sites[0], "Cổng B", 0, None)
    with pytest.raises(Conflict):
        gates.record_scan(other, steward, sent, NOON)


def test_a_refusal_is_kept_as_a_fact_too(gate, steward, db):
    kept = scan(gate, steward, "https://example.org/menu")
    assert kept.decision.verdict == Verdict.UNREADABLE
    assert db.session.get(Scan, kept.scan.id).pass_id is None


def test_a_pass_signed_by_somebody_else_admits_nobody(gate, steward, badge, db):
    forged = a_code(badge, pass_keys.generate_key())
    kept = scan(gate, steward, forged)
    assert kept.decision.verdict == Verdict.FORGED
    assert kept.scan.pass_id is None
    assert db.session.scalar(db.select(db.func.count()).select_from(Admission)) == 0


def test_a_revoked_pass_is_refused_at_once(gate, steward, badge, key):
    badge.revoked_at = NOON
    assert scan(gate, steward, a_code(badge, key)).decision.verdict == Verdict.REVOKED


def test_a_reprint_voids_the_earlier_badge(gate, steward, badge, key):
    old = a_code(badge, key)
    badge.issue = 2
    assert scan(gate, steward, old).decision.verdict == Verdict.SUPERSEDED
    assert scan(gate, steward, a_code(badge, key)).decision.verdict == Verdict.ADMIT


def test_a_printed_id_counts_only_when_typed(gate, steward, badge):
    code = printed_id(badge.number)
    assert scan(gate, steward, code, how=How.CAMERA).decision.verdict == Verdict.UNREADABLE
    assert scan(gate, steward, code, how=How.TYPED).decision.verdict == Verdict.ADMIT


@pytest.mark.parametrize(
    ("skew", "late", "expected"),
    [
        (timedelta(hours=3), timedelta(0), timedelta(0)),  # a phone three hours ahead
        (timedelta(days=-7000), timedelta(0), timedelta(0)),  # a phone that thinks it is 2007
        (timedelta(hours=-1), timedelta(minutes=30), timedelta(minutes=-30)),  # sent half an hour late
    ],
)
def test_the_phones_clock_is_corrected_by_its_own_error(gate, steward, badge, key, skew, late, expected):
    sent = reading(a_code(badge, key), at=NOON + skew - late, clock=NOON + skew)
    assert gates.record_scan(gate, steward, sent, NOON).scan.scanned_at == NOON + expected


def test_a_moment_in_the_future_counts_as_now(gate, steward, badge, key):
    sent = reading(a_code(badge, key), at=NOON + timedelta(hours=2), clock=NOON)
    assert gates.record_scan(gate, steward, sent, NOON).scan.scanned_at == NOON


def test_only_people_on_duty_reach_a_gate(gate, db):
    with pytest.raises(NotFound):
        gates.get_on_duty(gate.id, people.a_steward(name="Người lạ"))


def test_clicks_sent_twice_count_once_and_an_undo_takes_one_back(gate, steward):
    first = Tap(uuid.uuid4(), NOON, "adult", 5)
    undo = Tap(uuid.uuid4(), NOON, "adult", -5, undoes=first.id)
    child = Tap(uuid.uuid4(), NOON, "child", 1)
    assert gates.record_clicks(gate, steward, [first, child], NOON) == 6
    assert gates.record_clicks(gate, steward, [first, child, undo], NOON) == 1
    assert gates.record_clicks(gate, steward, [undo], NOON) == 1


@pytest.mark.parametrize("n", [0, -3, 51, 10**9])
def test_a_click_stands_for_a_believable_number(gate, steward, n):
    with pytest.raises(Invalid):
        gates.record_clicks(gate, steward, [Tap(uuid.uuid4(), NOON, "adult", n)], NOON)


@pytest.mark.parametrize("days", [-400, -2, 30])
def test_a_click_of_another_time_counts_as_made_now(gate, steward, days):
    """Nobody at a gate can write into the counts of days that are over."""
    tap = Tap(uuid.uuid4(), NOON + timedelta(days=days), "adult", 50)
    assert gates.record_clicks(gate, steward, [tap], NOON) == 50


def test_a_click_is_taken_back_only_once(gate, steward):
    first = Tap(uuid.uuid4(), NOON, "adult", 1)
    gates.record_clicks(gate, steward, [first], NOON)
    gates.record_clicks(gate, steward, [Tap(uuid.uuid4(), NOON, "adult", -1, first.id)], NOON)
    with pytest.raises(Invalid):
        gates.record_clicks(gate, steward, [Tap(uuid.uuid4(), NOON, "adult", -1, first.id)], NOON)


def test_the_board_adds_up_and_tells_refusals_apart(fair, gate, steward, badge, key, db):
    scan(gate, steward, a_code(badge, key))
    scan(gate, steward, a_code(badge, key), at=NOON + timedelta(hours=1))
    scan(gate, steward, "không phải thẻ")
    gates.record_clicks(gate, steward, [Tap(uuid.uuid4(), NOON, "adult", 7)], NOON)
    board = gates.read_board(fair, FIRST_DAY)
    assert (board.entries, board.clicks, board.inside) == (1, 7, 1)
    assert sum(board.at(hour) for hour in board.hours) == 8
    assert board.refusals == {Verdict.ALREADY_IN: 1, Verdict.UNREADABLE: 1}


def test_the_bundle_names_nobody(fair, gate, badge, db):
    badge.holder_name = "Nguyễn Thị Bí Mật"
    db.session.flush()
    assert "Bí Mật" not in str(gates.bundle(gate))
