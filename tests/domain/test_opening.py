"""Sessions: runs of days, hours inside the window, and the words people read."""

from datetime import date, time

import pytest

from fairapp.domain.calendar import at_local
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.opening import Opening, Run, check, group, openings

BUILD = at_local(date(2026, 12, 10), time(7))
CLEAR = at_local(date(2026, 12, 20), time(18))
EIGHT, NINE_PM, TEN_PM = time(8), time(21), time(22)


def test_run_opens_every_day_with_longer_hours_at_the_weekend():
    run = Run(date(2026, 12, 10), date(2026, 12, 14), EIGHT, NINE_PM, weekend=(EIGHT, TEN_PM))
    assert [(o.day.day, o.closes) for o in openings(run)] == [
        (10, NINE_PM),
        (11, NINE_PM),
        (12, TEN_PM),
        (13, TEN_PM),
        (14, NINE_PM),
    ]


@pytest.mark.parametrize("last", [date(2026, 12, 9), date(2027, 12, 10)])
def test_run_that_ends_before_it_begins_or_lasts_a_year_is_refused_at_its_last_day(last):
    with pytest.raises(Invalid) as refused:
        openings(Run(date(2026, 12, 10), last, EIGHT, NINE_PM))
    assert refused.value.field == "last"


def test_days_need_not_be_contiguous():
    check([Opening(date(2026, 12, day), EIGHT, NINE_PM) for day in (11, 12, 17)], BUILD, CLEAR)


def test_two_sessions_of_one_day_may_meet_but_not_overlap():
    day = date(2026, 12, 12)
    morning, afternoon = Opening(day, EIGHT, time(12)), Opening(day, time(12), NINE_PM)
    check([afternoon, morning], BUILD, CLEAR)
    with pytest.raises(Conflict, match="12/12/2026"):
        check([morning, Opening(day, time(11, 59), NINE_PM)], BUILD, CLEAR)


@pytest.mark.parametrize(
    "opening",
    [
        Opening(date(2026, 12, 10), time(6, 59), NINE_PM),
        Opening(date(2026, 12, 20), EIGHT, time(18, 1)),
        Opening(date(2026, 12, 21), EIGHT, NINE_PM),
    ],
)
def test_session_outside_the_window_is_refused_with_its_day(opening):
    with pytest.raises(Invalid, match=opening.day.strftime("%d/%m/%Y")):
        check([opening], BUILD, CLEAR)


def test_closing_before_opening_is_refused():
    with pytest.raises(Invalid):
        check([Opening(date(2026, 12, 12), NINE_PM, EIGHT)], BUILD, CLEAR)


def test_days_of_the_same_hours_are_told_together():
    days = [date(2026, 12, day) for day in (11, 12, 13, 14)]
    weekday, weekend = (EIGHT, NINE_PM), (EIGHT, TEN_PM)
    told = group(Opening(day, *(weekend if day.day in (12, 13) else weekday)) for day in days)
    assert [(same.days, same.hours) for same in told] == [
        ((days[0], days[3]), (weekday,)),
        ((days[1], days[2]), (weekend,)),
    ]
