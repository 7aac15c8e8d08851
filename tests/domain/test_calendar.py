import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from fairapp.domain.calendar import (
    LOCAL,
    add_months,
    at_local,
    document_date,
    format_day,
    format_moment,
    format_time,
    join_days,
    list_days,
    local_day,
    weekday_name,
)

FACTS = json.loads((Path(__file__).parents[1] / "vectors" / "vn_text.json").read_text(encoding="utf-8"))[
    "dates"
]
DAY = date.fromisoformat(FACTS["date"])


def stretch(first: str, last: str, *without: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    left_out = {date.fromisoformat(day) for day in without}
    return [day for n in range((end - start).days + 1) if (day := start + timedelta(n)) not in left_out]


def test_days_are_written_as_the_facts_say():
    assert format_day(DAY) == FACTS["ui"]
    assert FACTS["weekday"].startswith(weekday_name(DAY))
    assert FACTS["time"].startswith(format_time(time(19, 30)))


def test_official_letters_name_day_and_month():
    assert document_date("Hạ Long", DAY) == FACTS["document"]
    assert document_date("Hạ Long", date(2026, 2, 6)) == "Hạ Long, ngày 06 tháng 02 năm 2026"
    assert document_date("Huế", date(2026, 5, 19)) == "Huế, ngày 19 tháng 5 năm 2026"
    assert document_date("Hạ Long", DAY, "en") == "Hạ Long, 3 November 2025"


def test_week_begins_on_monday_in_both_languages():
    week = stretch("2025-11-03", "2025-11-09")
    assert [weekday_name(day) for day in week][::6] == ["Thứ Hai", "Chủ Nhật"]
    assert [weekday_name(day, "en") for day in week][::6] == ["Monday", "Sunday"]


def test_evening_in_utc_is_the_next_day_at_the_fair():
    moment = datetime(2025, 11, 2, 17, 30, tzinfo=UTC)
    assert local_day(moment) == DAY
    assert format_moment(moment) == "00:30 03/11/2025"


def test_local_clock_becomes_utc_and_comes_back():
    moment = at_local(DAY, time(19, 30))
    assert moment == datetime(2025, 11, 3, 12, 30, tzinfo=UTC)
    assert moment.tzinfo is UTC
    assert moment.astimezone(LOCAL).time() == time(19, 30)
    assert format_moment(moment) == "19:30 03/11/2025"


def test_moment_without_zone_is_a_mistake():
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2025, 11, 3, 12))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2023-05-10", 36, "2026-05-10"),
        ("2024-02-29", 36, "2027-02-28"),
        ("2025-10-31", 1, "2025-11-30"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_months_end_where_the_calendar_ends(day, months, later):
    assert add_months(date.fromisoformat(day), months).isoformat() == later


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([], ""),
        (stretch("2025-11-03", "2025-11-03"), "03/11/2025"),
        (stretch("2020-10-08", "2020-10-12"), "08–12/10/2020"),
        (stretch("2025-10-28", "2025-11-03"), "28/10–03/11/2025"),
        (stretch("2025-10-28", "2025-11-03", "2025-10-31"), "28/10–03/11/2025, nghỉ 31/10"),
        (stretch("2025-12-30", "2026-01-02", "2026-01-01"), "30/12/2025–02/01/2026, nghỉ 01/01"),
        (
            stretch("2026-02-14", "2026-03-03", "2026-02-17", "2026-02-18", "2026-02-19"),
            "14/02–03/03/2026, nghỉ 17–19/02",
        ),
        ([date(2025, 10, day) for day in (4, 5, 11, 12, 18)], "04–05/10/2025, 11–12/10/2025, 18/10/2025"),
    ],
)
def test_opening_days_are_told_as_people_tell_them(days, sentence):
    assert join_days(days) == sentence


def test_opening_days_may_come_unordered_and_twice():
    days = stretch("2025-10-28", "2025-11-03", "2025-10-31")
    assert join_days([*reversed(days), *days], "en") == "28/10–03/11/2025, closed 31/10"


def test_listed_days_say_nothing_of_the_days_between():
    days = [*stretch("2025-10-28", "2025-10-30"), *stretch("2025-11-02", "2025-11-02")]
    assert list_days(days) == "28–30/10/2025, 02/11/2025"
    assert list_days([]) == ""
