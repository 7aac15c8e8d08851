"""Wording with places, and when another round is due."""

import unicodedata
from datetime import date

import pytest

from fairapp.domain.applications import ApplicationState
from fairapp.domain.circulars import Lack, Repeat, Segment, Wording, check_repeat, check_wording, fill, is_due
from fairapp.domain.errors import Invalid

DAY = date(2026, 12, 1)
LATE = Segment(lacks=(Lack.PAYMENT,))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("Gian {gian}", "{gian}"),
        ("Gian {}", "{}"),
        ("Gian {booth", "ngoặc"),
        ("Gian booth}", "ngoặc"),
        ("Gian {{booth}}", "ngoặc"),
        ("Hạn {deadline}", "hạn"),
        ("Hạn {hạn}", "hạn"),
        ("{producer.__class__}", "{producer.__class__}"),
    ],
)
def test_a_place_that_nothing_fills_in_is_refused_when_saved(body, field):
    with pytest.raises(Invalid, match=field):
        check_wording(Wording("Nhắc", body), None)


def test_what_is_filled_in_is_not_looked_at_again():
    assert fill("{producer}: {booth}", {"producer": "HTX {booth}", "booth": "A1"}) == "HTX {booth}: A1"


@pytest.mark.parametrize(
    "written", ["{số gian}", "{booth}", "{ Số  gian }", unicodedata.normalize("NFD", "{số gian}")]
)
def test_a_place_has_a_vietnamese_name_however_it_is_typed(written):
    check_wording(Wording("Nhắc", f"Gian {written}"), None)
    assert fill(f"Gian {written}", {"booth": "A1"}) == "Gian A1"


def test_half_an_english_version_is_refused():
    with pytest.raises(Invalid) as refusal:
        check_wording(Wording("Nhắc", "Gian {booth}", "Reminder", ""), None)
    assert refusal.value.field == "body_en"
    check_wording(Wording("Nhắc", "Hạn {deadline}", "Reminder", "By {deadline}"), DAY)


def test_only_who_reads_english_gets_it_and_only_if_it_was_written():
    assert Wording("Nhắc", "a", "Reminder", "b").in_language("en") == ("Reminder", "b")
    assert Wording("Nhắc", "a", "Reminder", "b").in_language("vi") == ("Nhắc", "a")
    assert Wording("Nhắc", "a").in_language("en") == ("Nhắc", "a")


@pytest.mark.parametrize(
    ("repeat", "field"),
    [(Repeat(0, DAY), "repeat_days"), (Repeat(61, DAY), "repeat_days"), (Repeat(3), "until")],
)
def test_a_repetition_ends_somewhere(repeat, field):
    with pytest.raises(Invalid) as refusal:
        check_repeat(repeat, LATE, DAY)
    assert refusal.value.field == field


def test_a_last_day_that_has_passed_is_refused():
    with pytest.raises(Invalid):
        check_repeat(Repeat(3, DAY), LATE, date(2026, 12, 2))
    check_repeat(Repeat(3, DAY), LATE, DAY)
    check_repeat(Repeat(), Segment(), DAY)


@pytest.mark.parametrize(("today", "due"), [(3, False), (4, True), (9, True), (10, True), (11, False)])
def test_a_round_is_due_after_so_many_days_and_never_after_the_last(today, due):
    repeat = Repeat(3, date(2026, 12, 10))
    assert is_due(repeat, DAY, date(2026, 12, today)) is due


def test_what_nobody_could_ever_finish_is_not_repeated():
    with pytest.raises(Invalid, match="Chỉ nhắc lại khi"):
        check_repeat(Repeat(3, DAY), Segment(units=("quang-ninh",)), DAY)
    check_repeat(Repeat(3, DAY), Segment(states=(ApplicationState.RETURNED,)), DAY)
