"""Promises to sponsors."""

import pytest

from fairapp.domain.errors import Invalid
from fairapp.domain.sponsors import BenefitState, benefit_state, check_delivery


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
        check_delivery(4, 4, proof="", shortfall="", fair_over=True)
    assert caught.value.field == "proof"


def test_a_shortfall_has_a_reason_once_the_fair_is_over():
    check_delivery(4, 1, proof="ảnh ngày 20/11", shortfall="", fair_over=False)
    check_delivery(4, 1, proof="ảnh ngày 20/11", shortfall="mưa", fair_over=True)
    with pytest.raises(Invalid) as caught:
        check_delivery(4, 1, proof="ảnh ngày 20/11", shortfall="", fair_over=True)
    assert caught.value.field == "shortfall"
