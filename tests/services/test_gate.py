import uuid
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from fairapp.db import now
from fairapp.domain import gate_pins, pass_keys
from fairapp.domain.calendar import at_local
from fairapp.domain.errors import Forbidden, Invalid, NotFound, Unknown
from fairapp.domain.gate_totals import Level
from fairapp.domain.gate_wire import unpack
from fairapp.domain.passes import Kind, Role
from fairapp.domain.printed_ids import printed_id
from fairapp.domain.verdicts import VERDICTS, Direction, How, Reason, Verdict
from fairapp.models import DeadLetter, FairKey, GateDevice, GateTotal, Scan
from fairapp.services import gate as gates
from fairapp.services.gate import news
from fairapp.services.gate.sent import Dead, Override, Phone
from tests import people
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone, a_scan, click, send, send_clicks

FIRST_DAY = date(2026, 12, 12)
NOON = at_local(FIRST_DAY, time(12))
OUT = Direction.OUT
MINUTE = timedelta(minutes=1)


@pytest.fixture
def fair(db):
    return a_fair(first_day=FIRST_DAY)


@pytest.fixture
def gate(fair):
    return a_gate(fair)


@pytest.fixture
def phone(gate):
    return a_phone(gate, since=NOON - timedelta(days=3))


@pytest.fixture
def key():
    return pass_keys.generate_key()


@pytest.fixture
def badge(fair, key):
    return a_pass(fair=fair, key=key, role=Role.VISITOR)


@pytest.fixture
def code(badge, key):
    return a_code(badge, key)


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


def say(phone, code, gate, at=NOON, **more):
    """What the server says of one scan that the phone leaves to it."""
    [told] = send(phone, [a_scan(code, gate, at, **more)], at).told
    return told.outcome.reason


def entries(db):
    query = select(Scan).where(Scan.nth.is_not(None)).order_by(Scan.day, Scan.nth)
    return db.session.scalars(query).all()


def count(db, model=Scan):
    return db.session.scalar(select(func.count()).select_from(model))


# ---- what the server says


def test_a_valid_pass_is_admitted_and_counted(fair, gate, phone, code):
    assert say(phone, code, gate) == Reason.WELCOME
    assert gates.read_board(fair, FIRST_DAY, NOON).entries == 1


def test_the_second_scan_finds_the_person_inside(gate, phone, code, db):
    say(phone, code, gate)
    assert say(phone, code, gate, NOON + 5 * MINUTE) == Reason.STILL_INSIDE
    assert len(entries(db)) == 1


def test_going_out_and_in_again_is_two_entries(gate, phone, code, db):
    said = [
        say(phone, code, gate, NOON + minutes * MINUTE, direction=direction)
        for minutes, direction in ((0, Direction.IN), (10, OUT), (20, Direction.IN))
    ]
    assert said == [Reason.WELCOME, Reason.LEFT, Reason.WELCOME]
    assert [(entry.nth, entry.left_at is None) for entry in entries(db)] == [(1, False), (2, True)]


def test_the_same_id_again_changes_nothing_and_gets_the_same_answer(gate, phone, code, db):
    sent = a_scan(code, gate, NOON)
    first = send(phone, [sent], NOON)
    again = send(phone, [sent], NOON + 9 * MINUTE)
    assert (first.new, first.known, again.new, again.known) == (1, 0, 0, 1)
    assert first.told[0].outcome.reason == again.told[0].outcome.reason == Reason.WELCOME
    assert count(db) == 1


def test_the_same_id_twice_in_one_batch_is_one_scan(gate, phone, code, db):
    sent = a_scan(code, gate, NOON, Reason.WELCOME)
    kept = send(phone, [sent, sent], NOON)
    assert (kept.new, kept.known, count(db)) == (1, 1, 1)


def test_an_id_that_stands_for_another_pass_changes_nothing(fair, gate, phone, key, code, db):
    sent = a_scan(code, gate, NOON, Reason.WELCOME)
    send(phone, [sent], NOON)
    other = a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key)
    [told] = send(phone, [a_scan(other, gate, NOON, Reason.WELCOME, id=sent.id)], NOON).told
    assert told.outcome.reason == Reason.WELCOME
    assert len(entries(db)) == count(db) == 1


def test_a_refusal_is_kept_as_a_fact_too(gate, phone, db):
    assert say(phone, "https://example.org/menu", gate) == Reason.NOT_A_PASS
    assert db.session.scalars(select(Scan)).one().pass_id is None


def test_a_pass_signed_by_somebody_else_admits_nobody(gate, phone, badge, db):
    forged = a_code(badge, pass_keys.generate_key())
    assert say(phone, forged, gate) == Reason.BAD_SIGNATURE
    assert db.session.scalars(select(Scan)).one().pass_id is None


def test_a_phones_word_alone_admits_no_forged_pass(gate, phone, badge, fair, db):
    forged = a_code(badge, pass_keys.generate_key())
    [told] = send(phone, [a_scan(forged, gate, NOON, Reason.WELCOME)], NOON).told
    assert (told.outcome.reason, told.conflict) == (Reason.BAD_SIGNATURE, True)
    assert entries(db) == []
    assert gates.count_conflicts(fair) == 1


def test_a_printed_id_counts_only_when_typed_or_searched(gate, phone, badge):
    printed = printed_id(badge.number)
    assert say(phone, printed, gate, how=How.CAMERA) == Reason.ASK_SERVER
    assert say(phone, printed, gate, how=How.TYPED) == Reason.WELCOME
    assert say(phone, printed, gate, how=How.SEARCH) == Reason.STILL_INSIDE


def test_a_pass_of_another_fair_is_told_apart(gate, phone, key):
    elsewhere = a_pass(fair=a_fair(first_day=FIRST_DAY), key=key)
    assert say(phone, a_code(elsewhere, key), gate) == Reason.NOT_THIS_FAIR
    assert say(phone, printed_id(elsewhere.number), gate, how=How.TYPED) == Reason.ASK_SERVER


# ---- what is cancelled, and when


def test_a_pass_revoked_later_was_still_good(gate, phone, badge, code):
    badge.revoked_at = NOON
    assert say(phone, code, gate, NOON + MINUTE) == Reason.PASS_REVOKED
    late = send(phone, [a_scan(code, gate, NOON - MINUTE, Reason.WELCOME)], NOON + 60 * MINUTE)
    assert late.told[0].outcome.reason == Reason.WELCOME


def test_a_reprint_voids_the_earlier_badge_from_then_on(gate, phone, badge, key):
    old = a_code(badge, key)
    badge.issue, badge.reissued_at = 2, NOON
    assert say(phone, old, gate, NOON + MINUTE) == Reason.REPRINTED
    assert say(phone, a_code(badge, key), gate, NOON + MINUTE) == Reason.WELCOME
    late = send(phone, [a_scan(old, gate, NOON - MINUTE, Reason.WELCOME)], NOON + 60 * MINUTE)
    assert late.told[0].outcome.reason == Reason.WELCOME


def test_a_key_refused_later_was_still_good(fair, gate, phone, code, db):
    db.session.scalars(select(FairKey).where(FairKey.fair_id == fair.id)).one().refused_at = NOON
    late = send(phone, [a_scan(code, gate, NOON - MINUTE, Reason.WELCOME)], NOON + MINUTE)
    assert late.told[0].outcome.reason == Reason.WELCOME
    assert say(phone, code, gate, NOON + MINUTE) == Reason.KEY_REFUSED


def test_hours_changed_tomorrow_change_no_entry_of_today(fair, gate, phone, code, db):
    say(phone, code, gate)
    fair.sites[0].sessions.clear()
    db.session.flush()
    say(phone, code, gate, NOON + MINUTE, direction=OUT)
    [entry] = entries(db)
    assert (entry.reason, entry.left_at) == (Reason.WELCOME, NOON + MINUTE)


# ---- many phones


def test_of_two_offline_admissions_the_earlier_stands_whichever_comes_first(fair, gate, phone, code, db):
    other_gate = a_gate(fair, "Cổng B")
    other = a_phone(other_gate, since=NOON - timedelta(days=3))
    later = send(phone, [a_scan(code, gate, NOON + 5 * MINUTE, Reason.WELCOME)], NOON + 30 * MINUTE)
    assert not later.told[0].conflict
    send(other, [a_scan(code, other_gate, NOON, Reason.WELCOME)], NOON + timedelta(days=2))
    [entry] = entries(db)
    assert (entry.gate_id, entry.scanned_at) == (other_gate.id, NOON)
    [conflict] = gates.list_conflicts(fair).rows
    assert (conflict.scan.gate_id, conflict.stands.id) == (gate.id, entry.id)
    assert gates.compare_totals(fair) == {}


def test_whom_a_phone_sent_away_did_not_come_in(gate, phone, code, db):
    send(phone, [a_scan(code, gate, NOON, Reason.STILL_INSIDE)], NOON)
    [scan] = db.session.scalars(select(Scan))
    assert (scan.reason, scan.nth) == (Reason.STILL_INSIDE, None)


def test_an_exit_that_comes_late_makes_the_second_entry_good(fair, gate, phone, code, db):
    send(phone, [a_scan(code, gate, NOON, Reason.WELCOME)], NOON)
    send(phone, [a_scan(code, gate, NOON + 9 * MINUTE, Reason.WELCOME)], NOON + 9 * MINUTE)
    assert gates.count_conflicts(fair) == 1
    send(phone, [a_scan(code, gate, NOON + 5 * MINUTE, Reason.LEFT, direction=OUT)], NOON + 60 * MINUTE)
    assert gates.count_conflicts(fair) == 0
    assert [entry.nth for entry in entries(db)] == [1, 2]


def test_a_conflict_is_looked_at_once(fair, gate, phone, code, organiser, db):
    for minute in (0, 5):
        send(phone, [a_scan(code, gate, NOON + minute * MINUTE, Reason.WELCOME)], NOON + 9 * MINUTE)
    [conflict] = gates.list_conflicts(fair).rows
    for _ in range(2):
        gates.look_at(gates.get_conflict(conflict.scan.id, fair), organiser)
    assert gates.count_conflicts(fair) == 0
    assert gates.list_conflicts(fair).rows[0].review.user_id == organiser.id
    with pytest.raises(NotFound):
        gates.get_conflict(conflict.scan.id, a_fair())


# ---- clocks


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


# ---- overrides


@pytest.fixture
def supervisor(fair, organiser):
    return gates.add_supervisor(fair, "Trưởng ca", organiser, rounds=10)


def word_of(supervisor, pin, scan_id, why="Quên quét RA"):
    key = gate_pins.key_of(pin, supervisor.salt, supervisor.rounds)
    return Override(supervisor.id, why, gate_pins.proof_of(key, scan_id))


def test_an_override_is_an_entry_but_never_a_plain_one(fair, gate, phone, code, supervisor, db):
    made, pin = supervisor
    say(phone, code, gate)
    id = uuid.uuid4()
    sent = a_scan(code, gate, NOON + MINUTE, Reason.STILL_INSIDE, id=id, override=word_of(made, pin, id))
    [told] = send(phone, [sent], NOON + MINUTE).told
    assert (told.outcome.reason, told.conflict) == (Reason.OVERRIDDEN, False)
    first, second = entries(db)
    assert (second.nth, second.supervisor_id, second.told) == (2, made.id, Reason.STILL_INSIDE)
    assert first.left_at == second.scanned_at
    assert gates.read_board(fair, FIRST_DAY, NOON).overrides == 1


@pytest.mark.parametrize("spoil", ["pin", "scan", "stranger"])
def test_an_override_without_its_proof_lets_nobody_in(fair, gate, phone, code, supervisor, spoil, db):
    made, pin = supervisor
    say(phone, code, gate)
    id = uuid.uuid4()
    word = word_of(made, "00000000" if spoil == "pin" else pin, uuid.uuid4() if spoil == "scan" else id)
    if spoil == "stranger":
        word = Override(made.id + 1000, word.why, word.proof)
    sent = a_scan(code, gate, NOON + MINUTE, Reason.STILL_INSIDE, id=id, override=word)
    [told] = send(phone, [sent], NOON + MINUTE).told
    assert (told.outcome.reason, told.conflict) == (Reason.STILL_INSIDE, True)
    assert len(entries(db)) == 1


def test_a_forged_pass_is_not_overridden(gate, phone, badge, supervisor, db):
    made, pin = supervisor
    id = uuid.uuid4()
    forged = a_code(badge, pass_keys.generate_key())
    sent = a_scan(forged, gate, NOON, Reason.BAD_SIGNATURE, id=id, override=word_of(made, pin, id))
    [told] = send(phone, [sent], NOON).told
    assert (told.outcome.reason, told.conflict) == (Reason.BAD_SIGNATURE, True)
    assert entries(db) == []


# ---- sites, vehicles, limits


def test_vehicles_are_counted_apart_and_only_where_they_may_pass(fair, gate, phone, key):
    lorry = a_pass(fair=fair, key=key, role=Role.SERVICE, kind=Kind.VEHICLE)
    people_only = a_gate(fair, "Cổng B", kind_bits=1)
    assert say(phone, a_code(lorry, key), people_only) == Reason.KIND_NOT_FOR_GATE
    assert say(phone, a_code(lorry, key), gate) == Reason.WELCOME
    board = gates.read_board(fair, FIRST_DAY, NOON)
    assert (board.entries, board.vehicles, board.inside) == (0, 1, 0)


def test_a_pass_may_come_in_again_after_the_fairs_time(fair, gate, phone, code, organiser):
    gates.set_limits(fair, {}, 60, organiser)
    said = [say(phone, code, gate, NOON + minutes * MINUTE) for minutes in (0, 59, 60)]
    assert said == [Reason.WELCOME, Reason.STILL_INSIDE, Reason.WELCOME_AGAIN]


@pytest.mark.parametrize(("most", "amber"), [(None, False), (2, False), (1, True)])
def test_a_site_is_amber_from_85_per_cent(fair, gate, phone, code, organiser, most, amber):
    gates.set_limits(fair, {fair.sites[0].id: most}, None, organiser)
    say(phone, code, gate)
    [site] = gates.read_board(fair, FIRST_DAY, NOON).sites
    assert (site.inside, site.level != Level.ROOM) == (1, amber)
    [area] = gates.tell_state(gates.get_by_credential(phone), NOON)["areas"]
    assert (area["inside"], area["amber"], area["limit"]) == (1, amber, most)


# ---- devices


def test_a_code_enrols_one_phone_once(gate, organiser, db):
    code = gates.invite(gate, organiser)
    made = gates.enrol(code, "1", now())
    station = gates.get_by_credential(made.credential)
    assert (station.gate_id, station.device_id) == (gate.id, made.device.id)
    assert made.credential not in str(db.session.execute(select(GateDevice.__table__)).all())
    with pytest.raises(NotFound):
        gates.enrol(code, "1", now())


def test_a_code_lives_ten_minutes(gate, organiser):
    code = gates.invite(gate, organiser)
    with pytest.raises(NotFound):
        gates.enrol(code, "1", now() + timedelta(minutes=gates.LINK_MINUTES, seconds=1))


def test_a_new_link_for_one_device_touches_no_other(gate, organiser):
    first, second = (gates.enrol(gates.invite(gate, organiser), "", now()) for _ in range(2))
    again = gates.enrol(gates.invite(gate, organiser, device=first.device), "", now())
    assert again.device.id == first.device.id
    assert gates.get_by_credential(second.credential).device_id == second.device.id
    assert gates.get_by_credential(again.credential).device_id == first.device.id
    with pytest.raises(Unknown):
        gates.get_by_credential(first.credential)


def test_a_revoked_phone_is_refused_and_its_scans_stand(gate, phone, code, organiser, db):
    say(phone, code, gate)
    device = db.session.scalars(select(GateDevice)).one()
    gates.revoke(device, organiser)
    db.session.flush()
    with pytest.raises(Forbidden):
        gates.get_by_credential(phone)
    assert len(entries(db)) == 1
    with pytest.raises(Exception, match="ngừng"):
        gates.invite(gate, organiser, device=device)


def test_a_phone_that_moves_hears_of_it_and_its_scans_stay(fair, gate, phone, code, organiser, db):
    say(phone, code, gate)
    other = a_gate(fair, "Cổng B")
    gates.move(db.session.scalars(select(GateDevice)).one(), other, organiser)
    db.session.flush()
    assert gates.tell_all(gates.get_by_credential(phone), NOON)["device"]["gate"] == other.id
    assert entries(db)[0].gate_id == gate.id
    elsewhere = a_gate(a_fair(), "Cổng C")
    with pytest.raises(NotFound):
        gates.move(db.session.scalars(select(GateDevice)).one(), elsewhere, organiser)


def test_what_cannot_be_read_is_kept_once(gate, phone, db):
    station = gates.get_by_credential(phone)
    for _ in range(2):
        gates.keep_dead(station, [Dead("x", '{"id": "x"}', "Sai.")], NOON)
    assert count(db, DeadLetter) == 1
    assert gates.list_dead(gate.site.fair).rows[0].body == '{"id": "x"}'


# ---- clicks


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


# ---- the board


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


# ---- bundle and delta


def told(phone, at=NOON):
    return gates.tell_all(gates.get_by_credential(phone), at)


def test_the_bundle_names_nobody(fair, phone, badge, gate, code, db):
    badge.holder_name = "Nguyễn Thị Bí Mật"
    badge.holder_line = "HTX Kín Tiếng"
    say(phone, code, gate)
    assert "Bí Mật" not in str(told(phone))
    assert "Kín Tiếng" not in str(told(phone))


def test_a_delta_brings_other_gates_entries_and_exits(fair, gate, phone, badge, code):
    other_gate = a_gate(fair, "Cổng B")
    other = a_phone(other_gate)
    cursor = told(other)["cursor"]
    say(phone, code, gate, NOON + MINUTE)
    delta = gates.tell_since(gates.get_by_credential(other), cursor, NOON + 2 * MINUTE)
    [(number, minutes, at)] = unpack(delta["seen"]["in"])
    assert (number, delta["seen"]["gates"][at]["id"]) == (badge.number, gate.id)
    assert minutes == 12 * 60 + 1
    assert delta["counts"]["entries"] == 0
    assert delta["areas"] == {str(fair.sites[0].id): 1}
    assert "lasting" not in delta
    say(phone, code, gate, NOON + 3 * MINUTE, direction=OUT)
    station = gates.get_by_credential(other)
    left = gates.tell_since(station, delta["cursor"], NOON + 4 * MINUTE)["seen"]
    assert unpack(left["in"]) == []
    assert [row[0] for row in unpack(left["out"])] == [badge.number]
    quiet = gates.tell_since(station, news.cursor_of(station, NOON + 5 * MINUTE), NOON + 6 * MINUTE)
    assert unpack(quiet["seen"]["out"]) == []


def test_a_delta_brings_what_was_cancelled_and_what_changed(fair, gate, phone, badge, db, organiser):
    cursor = told(phone)["cursor"]
    badge.revoked_at = NOON + MINUTE
    db.session.flush()
    delta = gates.tell_since(gates.get_by_credential(phone), cursor, NOON + 2 * MINUTE)
    assert unpack(delta["revoked"]) == [(badge.number,)]
    gates.set_limits(fair, {fair.sites[0].id: 9}, None, organiser)
    delta = gates.tell_since(gates.get_by_credential(phone), delta["cursor"], NOON + 3 * MINUTE)
    assert delta["lasting"]["areas"][0]["limit"] == 9


@pytest.mark.parametrize("cursor", [None, "", "x", "123.abc", "99999999999999.abc", "1765501080123", "١٢٣"])
def test_an_odd_or_old_cursor_asks_for_the_bundle(phone, cursor):
    assert gates.tell_since(gates.get_by_credential(phone), cursor, NOON) == {
        "now": gates.iso(NOON),
        "resync": True,
    }


def test_a_supervisors_pin_is_on_phones_as_a_check_alone(phone, supervisor, organiser, db):
    made, pin = supervisor
    [known] = told(phone)["lasting"]["supervisors"]
    assert known["check"] == gate_pins.check_of(gate_pins.key_of(pin, made.salt, 10)).hex()
    assert made.key.hex() not in str(told(phone))
    gates.end_supervisor(made, organiser)
    assert told(phone)["lasting"]["supervisors"] == []


# ---- searching


def test_a_search_finds_by_part_of_a_name(fair, phone, badge, gate):
    badge.holder_name, badge.folded = "Nguyễn Thị Hoa", "nguyen thi hoa"
    found = gates.search(gates.get_by_credential(phone), "Thị h")
    assert [one["name"] for one in found] == ["Nguyễn Thị Hoa"]
    assert say(phone, found[0]["code"], gate, how=How.SEARCH) == Reason.WELCOME
    with pytest.raises(Invalid):
        gates.search(gates.get_by_credential(phone), "h")


def test_every_reason_has_a_verdict_in_the_answer():
    assert set(VERDICTS) == set(Reason)
    assert Phone(NOON).version == ""
