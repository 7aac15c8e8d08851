import uuid
from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations

import pytest

from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.inspections import (
    FINDINGS,
    REMEDIES,
    Attendance,
    Check,
    FindingState,
    Hours,
    Point,
    ReportKind,
    ReportState,
    Word,
    attendance,
    check_answers,
    check_report,
    check_report_answer,
    chosen_session,
    findings_of,
    session_of,
)

AT = datetime(2026, 12, 12, 2, tzinfo=UTC)  # nine o'clock at the fair
DAY = date(2026, 12, 12)
MORNING = Hours(1, 1, DAY, time(8), time(11, 30))
EVENING = Hours(2, 1, DAY, time(14), time(21))
NEXT = Hours(3, 1, DAY + timedelta(days=1), time(8), time(21))


def check(minutes=0, booth=1, application=1, **answers):
    said = {Point(name): good for name, good in answers.items()}
    return Check(uuid.uuid4(), booth, application, AT + timedelta(minutes=minutes), said)


def states(checks, words=None):
    return {(f.check.id, f.point): f.state for f in findings_of(checks, words or {})}


def test_the_latest_check_that_looked_for_people_counts_in_whatever_order_they_come():
    checks = [check(0, present=False), check(30, present=True), check(60, prices=False)]
    for order in permutations(checks):
        assert attendance(order) is Attendance.ATTENDED
    assert attendance([check(0, present=True), check(5, present=False)]) is Attendance.UNATTENDED
    assert attendance([]) is Attendance.UNCHECKED
    assert attendance([check(labels=True)]) is Attendance.UNCHECKED


def test_a_later_check_mends_a_finding_or_finds_it_again():
    first, middle, last = check(0, labels=False), check(60, labels=False), check(120, labels=True)
    for order in permutations((first, middle, last)):
        assert states(order) == {
            (first.id, Point.LABELS): FindingState.REPEATED,
            (middle.id, Point.LABELS): FindingState.MENDED,
        }


def test_another_point_another_booth_and_another_exhibitor_say_nothing():
    wrong = check(0, prices=False)
    others = [check(5, labels=True), check(6, booth=2, prices=True), check(7, application=2, prices=True)]
    assert states([wrong, *others])[(wrong.id, Point.PRICES)] is FindingState.OPEN


def test_an_exhibitors_word_waits_for_the_next_look_and_the_organisers_is_final():
    wrong, again = check(0, prices=False), check(60, prices=False)
    key = (wrong.id, Point.PRICES)
    assert states([wrong], {key: {Word.CLAIMED}})[key] is FindingState.CLAIMED
    assert states([wrong, again], {key: {Word.CLAIMED}})[key] is FindingState.REPEATED
    assert states([wrong, again], {key: {Word.MENDED}})[key] is FindingState.MENDED


def test_findings_come_the_latest_first():
    early, late = check(0, goods=False), check(9, own=False)
    assert [f.check for f in findings_of([early, late], {})] == [late, early]


def test_a_check_belongs_to_the_session_that_had_begun():
    hours = [NEXT, EVENING, MORNING]
    assert session_of(AT, hours) == MORNING
    assert session_of(AT + timedelta(hours=4), hours) == MORNING  # at one o'clock, between the two
    assert session_of(AT + timedelta(hours=5), hours) == EVENING
    assert session_of(AT - timedelta(hours=2), hours) == MORNING  # before the doors open
    assert session_of(AT - timedelta(days=1), hours) is None


def test_the_session_to_look_at_is_the_last_begun_or_the_first_to_come():
    hours = [NEXT, EVENING, MORNING]
    assert chosen_session(AT, hours) == MORNING
    assert chosen_session(AT + timedelta(hours=9), hours) == EVENING
    assert chosen_session(AT - timedelta(days=9), hours) == MORNING
    assert chosen_session(AT + timedelta(days=99), hours) == NEXT
    assert chosen_session(AT, []) is None


def test_of_sites_that_open_together_the_first_is_looked_at():
    beside = Hours(9, 2, DAY, time(8), time(21))
    assert chosen_session(AT, [beside, MORNING]) == MORNING


def test_a_check_says_something():
    assert check_answers({Point.PRESENT: True}, "") == ""
    assert check_answers({}, "  Gian  đóng ") == "Gian đóng"
    with pytest.raises(Invalid):
        check_answers({}, " ")


def test_every_point_has_its_finding_and_its_remedy():
    assert set(FINDINGS) == set(REMEDIES) == set(Point)


def test_a_report_needs_a_kind_and_words_and_consent_only_for_a_number():
    assert check_report("prices", " Giá ghi khác ", "", consent=False) == (ReportKind.PRICES, "Giá ghi khác")
    for kind, text, phone, field in (
        ("", "Giá ghi khác", "", "kind"),
        ("prices", "abc", "", "text"),
        ("prices", "a" * 1001, "", "text"),
        ("prices", "Giá ghi khác", "0912345678", "consent"),
    ):
        with pytest.raises(Invalid) as refused:
            check_report(kind, text, phone, consent=False)
        assert refused.value.field == field


def test_closing_a_report_asks_for_a_word():
    assert check_report_answer(ReportState.NEW, ReportState.TAKEN_UP, "") == ""
    with pytest.raises(Invalid):
        check_report_answer(ReportState.NEW, ReportState.SETTLED, " ")
    with pytest.raises(Conflict):
        check_report_answer(ReportState.SETTLED, ReportState.NEW, "x")
