from datetime import date, timedelta

import pytest

from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.visitors import (
    CONSENT,
    CONSENT_VERSION,
    CONSENTS,
    DayRoom,
    choose_room,
    is_limited,
    is_sold_out,
    require_room,
    still_to_come,
)

FRIDAY = date(2026, 12, 11)
DAYS = [FRIDAY + timedelta(days=i) for i in range(3)]


def rooms(*most, taken=0):
    return [DayRoom(day, n, taken) for day, n in zip(DAYS, most, strict=True)]


def test_one_limited_day_makes_everybody_choose():
    assert not is_limited(rooms(None, None, None))
    assert is_limited(rooms(None, 0, None))


def test_a_day_without_limit_is_never_full():
    assert not DayRoom(FRIDAY, None, 10**6).is_full
    require_room(DayRoom(FRIDAY, None, 10**6), 200)


@pytest.mark.parametrize(("most", "taken", "n"), [(10, 9, 1), (10, 0, 10), (10, 10, 0)])
def test_who_still_fits_is_taken(most, taken, n):
    require_room(DayRoom(FRIDAY, most, taken), n)


@pytest.mark.parametrize(
    ("most", "taken", "n", "said"),
    [
        (10, 10, 1, "đã đủ khách"),
        (0, 0, 1, "đã đủ khách"),
        (10, 8, 3, "chỉ còn 2 chỗ"),
        (5, 9, 1, "đã đủ khách"),
    ],
)
def test_who_does_not_fit_is_told_how_many_would(most, taken, n, said):
    with pytest.raises(Conflict, match=said) as caught:
        require_room(DayRoom(FRIDAY, most, taken), n)
    assert caught.value.field == "day"


def test_only_a_day_of_the_fair_that_is_not_over_can_be_chosen():
    found = rooms(5, 5, 5)
    assert choose_room(found, DAYS[1], FRIDAY).day == DAYS[1]
    assert choose_room(found, FRIDAY, FRIDAY).day == FRIDAY  # today is still to come
    for day in (None, FRIDAY - timedelta(days=1), DAYS[0]):
        with pytest.raises(Invalid):
            choose_room(found, day, DAYS[1])


def test_a_fair_is_sold_out_when_every_day_to_come_is_full():
    full_later = [DayRoom(DAYS[0], 5, 0), DayRoom(DAYS[1], 5, 5), DayRoom(DAYS[2], 5, 7)]
    assert not is_sold_out(full_later, DAYS[0])
    assert is_sold_out(full_later, DAYS[1])
    assert [room.day for room in still_to_come(full_later, DAYS[1])] == DAYS[1:]
    assert not is_sold_out(full_later, DAYS[2] + timedelta(days=1))  # over is not sold out


def test_words_that_were_agreed_to_are_never_taken_away():
    assert CONSENTS[CONSENT_VERSION] == CONSENT
    assert "cấp thẻ và đếm khách" in CONSENTS["2026-1"]
