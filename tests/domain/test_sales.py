"""The rules of the evening diary."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from fairapp.domain.accounts import Role
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.sales import (
    Answer,
    Arrival,
    DiaryState,
    Line,
    OpenDay,
    Sent,
    arrival,
    begun,
    check_answer,
    check_day,
    free_until,
    is_late,
    kept_since,
    lead_sees,
    state_of,
)

FIRST, SECOND, FOURTH = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
DAYS = [
    OpenDay(FOURTH, datetime(2026, 11, 23, 1, 30, tzinfo=UTC)),
    OpenDay(FIRST, datetime(2026, 11, 20, 1, 30, tzinfo=UTC)),
    OpenDay(SECOND, datetime(2026, 11, 21, 1, 30, tzinfo=UTC)),
]


def test_a_total_alone_is_an_answer():
    assert check_answer(Answer(total=1_200_000)).total == 1_200_000


def test_a_total_left_out_is_the_sum_of_its_lines():
    answer = check_answer(Answer(lines=(Line(1, 300_000), Line(2, 450_000))))
    assert answer.total == 750_000


def test_lines_may_explain_a_part_of_the_total():
    answer = check_answer(Answer(total=1_000_000, lines=(Line(1, 300_000),)))
    assert (answer.total, len(answer.lines)) == (1_000_000, 1)


def test_lines_that_exceed_the_total_are_refused_with_both_sums():
    with pytest.raises(Invalid) as caught:
        check_answer(Answer(total=700_000, lines=(Line(1, 300_000), Line(2, 450_000))))
    assert caught.value.field == "total"
    assert "750.000" in str(caught.value)
    assert "700.000" in str(caught.value)


def test_nothing_sold_is_an_answer_of_its_own():
    answer = check_answer(Answer(nothing_sold=True))
    assert (answer.nothing_sold, answer.total) == (True, 0)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(),
        Answer(total=0),
        Answer(nothing_sold=True, total=1),
        Answer(nothing_sold=True, lines=(Line(1, 5),)),
    ],
)
def test_silence_zero_and_contradictions_are_not_answers(answer):
    with pytest.raises(Invalid) as caught:
        check_answer(answer)
    assert caught.value.field == "total"


def test_a_booth_that_sold_nothing_may_still_have_taken_orders():
    answer = check_answer(Answer(nothing_sold=True, orders=2, orders_value=9_000_000))
    assert (answer.orders, answer.orders_value) == (2, 9_000_000)


@pytest.mark.parametrize(("orders", "value"), [(0, 1), (-1, 0), (10_001, 0)])
def test_orders_need_a_number_that_can_be_true(orders, value):
    with pytest.raises(Invalid) as caught:
        check_answer(Answer(total=1, orders=orders, orders_value=value))
    assert caught.value.field == "orders"


@given(
    total=st.none() | st.integers(0, 10**9),
    amounts=st.lists(st.integers(0, 10**9), max_size=4),
    nothing=st.booleans(),
)
def test_whatever_is_accepted_is_consistent(total, amounts, nothing):
    typed = Answer(nothing, total, tuple(Line(i, a) for i, a in enumerate(amounts)))
    try:
        answer = check_answer(typed)
    except Invalid:
        return
    assert (answer.total == 0) == answer.nothing_sold
    assert sum(line.amount for line in answer.lines) <= answer.total
    assert total in (None, answer.total)
    assert all(line.amount > 0 for line in answer.lines)


def test_days_between_and_days_to_come_take_no_answer():
    noon = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
    check_day(SECOND, DAYS, noon)
    with pytest.raises(Invalid, match="22/11/2026"):
        check_day(date(2026, 11, 22), DAYS, noon)
    with pytest.raises(Conflict, match="23/11/2026"):
        check_day(FOURTH, DAYS, noon)


def test_a_day_begins_when_it_opens():
    assert begun(DAYS, datetime(2026, 11, 21, 1, 29, tzinfo=UTC)) == [FIRST]
    assert begun(DAYS, datetime(2026, 11, 21, 1, 30, tzinfo=UTC)) == [FIRST, SECOND]


def test_a_figure_is_free_until_ten_the_next_morning_local_time():
    assert free_until(FIRST) == datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
    assert not is_late(FIRST, datetime(2026, 11, 21, 2, 59, tzinfo=UTC))
    assert is_late(FIRST, datetime(2026, 11, 21, 3, 0, tzinfo=UTC))


def test_no_answer_is_not_zero():
    assert state_of(None, False) is DiaryState.NONE
    assert state_of(0, True) is DiaryState.NOTHING_SOLD
    assert state_of(5, False) is DiaryState.REPORTED


def test_what_was_transferred_is_a_part_of_the_total():
    assert check_answer(Answer(total=5, transfer=5)).transfer == 5
    assert check_answer(Answer(total=5, transfer=0)).transfer == 0
    with pytest.raises(Invalid) as caught:
        check_answer(Answer(total=5, transfer=6))
    assert caught.value.field == "transfer"
    with pytest.raises(Invalid):
        check_answer(Answer(nothing_sold=True, transfer=6))


@pytest.mark.parametrize("agreements", [-1, 101])
def test_agreements_need_a_number_that_can_be_true(agreements):
    with pytest.raises(Invalid) as caught:
        check_answer(Answer(total=5, agreements=agreements))
    assert caught.value.field == "agreements"


FIRST_ID, SECOND_ID, THIRD_ID = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.mark.parametrize(
    ("standing", "seen", "fate"),
    [
        (None, frozenset(), Arrival.NEW),
        (SECOND_ID, frozenset(), Arrival.UNSEEN),
        (SECOND_ID, frozenset({FIRST_ID}), Arrival.UNSEEN),
        (SECOND_ID, frozenset({FIRST_ID, SECOND_ID}), Arrival.NEW),
        (SECOND_ID, None, Arrival.NEW),
        (THIRD_ID, frozenset(), Arrival.KNOWN),
        (THIRD_ID, frozenset({FIRST_ID}), Arrival.KNOWN),
    ],
)
def test_an_answer_replaces_only_what_its_writer_has_seen(standing, seen, fate):
    assert arrival(standing, Sent(THIRD_ID, seen)) is fate


def test_since_when_a_phone_had_it_is_believed_within_reason():
    opens, now = datetime(2026, 11, 20, 1, 30, tzinfo=UTC), datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    evening = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
    assert kept_since(evening, opens, now) == evening
    minute = timedelta(minutes=1)
    for strange in (None, now, now + timedelta(days=1), now - minute, opens - minute):
        assert kept_since(strange, opens, now) is None


def test_a_lead_sees_what_a_lead_wrote_and_whom_only_it_can_write_for():
    assert lead_sees(Role.DELEGATION, has_account=True)
    assert lead_sees(Role.ORGANISER, has_account=False)
    assert not lead_sees(Role.PRODUCER, has_account=True)
    assert not lead_sees(Role.ORGANISER, has_account=True)
