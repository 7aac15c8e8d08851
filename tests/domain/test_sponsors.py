"""Promises to sponsors."""

from datetime import date

import pytest

from fairapp.domain.errors import Invalid
from fairapp.domain.sponsors import BenefitState, Due, benefit_state, check_delivery, due, is_open


@pytest.mark.parametrize(
    ("delivered", "fair_over", "state"),
    [
        (0, False, BenefitState.PROMISED),
        (0, True, BenefitState.MISSED),
        (3, False, BenefitState.PARTIAL),
        (3, True, BenefitState.PARTIAL),
        (4, True, BenefitState.DELIVERED),
        (9, False, BenefitState.DELIVERED),
    ],
)
def test_a_promise_is_missed_only_when_the_fair_is_over(delivered, fair_over, state):
    assert benefit_state(4, delivered, fair_over) is state


def test_what_was_delivered_can_be_seen_somewhere():
    with pytest.raises(Invalid) as caught:
        check_delivery(4, 4, proof="", shortfall="", ended=True)
    assert caught.value.field == "proof"


def test_a_shortfall_has_a_reason_once_the_fair_is_over():
    check_delivery(4, 1, proof="ảnh ngày 20/11", shortfall="", ended=False)
    check_delivery(4, 1, proof="ảnh ngày 20/11", shortfall="mưa", ended=True)
    with pytest.raises(Invalid) as caught:
        check_delivery(4, 1, proof="ảnh ngày 20/11", shortfall="", ended=True)
    assert caught.value.field == "shortfall"


def test_what_was_given_up_is_missed_before_the_fair_is_over():
    assert benefit_state(4, 0, False, given_up=True) is BenefitState.MISSED
    assert benefit_state(4, 1, False, given_up=True) is BenefitState.PARTIAL
    assert not is_open(4, 1, given_up=True)
    assert is_open(4, 3, given_up=False)
    assert not is_open(4, 4, given_up=False)


def test_a_photo_of_its_own_is_proof_enough():
    check_delivery(4, 4, proof="", shortfall="", ended=True, seen=True)


def test_a_day_is_overdue_when_it_is_past():
    today = date(2026, 11, 20)
    days = (date(2026, 11, 19), today, date(2026, 11, 21), None)
    assert [due(day, today) for day in days] == [Due.OVERDUE, Due.TODAY, Due.LATER, Due.UNDATED]
