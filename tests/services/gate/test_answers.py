from datetime import timedelta

from sqlalchemy import select

from fairapp.domain import pass_keys
from fairapp.domain.passes import Role
from fairapp.domain.printed_ids import printed_id
from fairapp.domain.verdicts import Direction, How, Reason
from fairapp.models import FairKey, Scan
from fairapp.services import gate as gates
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import FIRST_DAY, NOON, a_scan, count, entries, say, send

OUT = Direction.OUT
MINUTE = timedelta(minutes=1)


def test_a_valid_pass_is_admitted_and_counted(fair, gate, phone, code):
    assert say(phone, code, gate) == Reason.WELCOME
    assert gates.read_board(fair, FIRST_DAY, NOON).entries == 1


def test_the_second_scan_finds_the_person_inside(gate, phone, code):
    say(phone, code, gate)
    assert say(phone, code, gate, NOON + 5 * MINUTE) == Reason.STILL_INSIDE
    assert len(entries()) == 1


def test_going_out_and_in_again_is_two_entries(gate, phone, code):
    said = [
        say(phone, code, gate, NOON + minutes * MINUTE, direction=direction)
        for minutes, direction in ((0, Direction.IN), (10, OUT), (20, Direction.IN))
    ]
    assert said == [Reason.WELCOME, Reason.LEFT, Reason.WELCOME]
    assert [(entry.nth, entry.left_at is None) for entry in entries()] == [(1, False), (2, True)]


def test_the_same_id_again_changes_nothing_and_gets_the_same_answer(gate, phone, code):
    sent = a_scan(code, gate, NOON)
    first = send(phone, [sent], NOON)
    again = send(phone, [sent], NOON + 9 * MINUTE)
    assert (first.new, first.known, again.new, again.known) == (1, 0, 0, 1)
    assert first.told[0].outcome.reason == again.told[0].outcome.reason == Reason.WELCOME
    assert count() == 1


def test_the_same_id_twice_in_one_batch_is_one_scan(gate, phone, code):
    sent = a_scan(code, gate, NOON, Reason.WELCOME)
    kept = send(phone, [sent, sent], NOON)
    assert (kept.new, kept.known, count()) == (1, 1, 1)


def test_an_id_that_stands_for_another_pass_changes_nothing(fair, gate, phone, key, code):
    sent = a_scan(code, gate, NOON, Reason.WELCOME)
    send(phone, [sent], NOON)
    other = a_code(a_pass(fair=fair, key=key, role=Role.VISITOR), key)
    [told] = send(phone, [a_scan(other, gate, NOON, Reason.WELCOME, id=sent.id)], NOON).told
    assert told.outcome.reason == Reason.WELCOME
    assert len(entries()) == count() == 1


def test_a_refusal_is_kept_as_a_fact_too(gate, phone, db):
    assert say(phone, "https://example.org/menu", gate) == Reason.NOT_A_PASS
    assert db.session.scalars(select(Scan)).one().pass_id is None


def test_a_pass_signed_by_somebody_else_admits_nobody(gate, phone, badge, db):
    forged = a_code(badge, pass_keys.generate_key())
    assert say(phone, forged, gate) == Reason.BAD_SIGNATURE
    assert db.session.scalars(select(Scan)).one().pass_id is None


def test_a_phones_word_alone_admits_no_forged_pass(gate, phone, badge, fair):
    forged = a_code(badge, pass_keys.generate_key())
    [told] = send(phone, [a_scan(forged, gate, NOON, Reason.WELCOME)], NOON).told
    assert (told.outcome.reason, told.conflict) == (Reason.BAD_SIGNATURE, True)
    assert entries() == []
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
    [entry] = entries()
    assert (entry.reason, entry.left_at) == (Reason.WELCOME, NOON + MINUTE)
