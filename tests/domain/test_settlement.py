from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from fairapp.domain.settlement import (
    InvoiceState as State,
    RefundRule,
    invoice_state,
    refund_percent,
    refundable,
    split,
)

money = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("payable", "paid", "state"),
    [
        (0, 0, State.FREE),
        (0, 5, State.OVER),
        (100, 0, State.UNPAID),
        (100, 99, State.PARTIAL),
        (100, 100, State.PAID),
        (100, 101, State.OVER),
    ],
)
def test_the_state_follows_from_what_was_paid(payable, paid, state):
    assert invoice_state(payable, paid) is state
    assert invoice_state(payable, paid, cancelled=True) is State.CANCELLED


def test_the_earliest_rule_that_still_holds_counts():
    rules = [RefundRule(30, 100), RefundRule(15, 50), RefundRule(7, 20)]
    opening = date(2026, 12, 12)

    def given_back(days):
        return refund_percent(rules, opening, opening - timedelta(days=days))

    assert [given_back(n) for n in (31, 30, 29, 15, 14, 7, 6, 0, -3)] == [100, 100, 50, 50, 20, 20, 0, 0, 0]
    assert refund_percent([], opening, date(2026, 1, 1)) == 0


def test_what_is_over_goes_back_and_a_withdrawn_share_only_once():
    assert refundable(3_000_000, 3_500_000, 0) == 500_000
    assert refundable(3_000_000, 3_000_000, 500_000) == 0
    assert refundable(3_000_000, 3_000_000, 0, percent=50) == 1_500_000
    assert refundable(3_000_000, 1_500_000, 1_500_000, percent=50) == 0


@given(money, st.lists(money, min_size=1, max_size=9))
def test_a_payment_over_several_invoices_is_spent_to_the_last_dong(amount, lacking):
    parts = split(amount, lacking)
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)
    assert all(part <= lacks for part, lacks in zip(parts[:-1], lacking[:-1], strict=True))


@given(money, money, st.integers(0, 100))
def test_more_than_came_in_never_goes_back(paid, payable, percent):
    for share in (None, percent):
        back = refundable(payable, paid, 0, share)
        assert 0 <= back <= paid
        assert refundable(payable, paid - back, back, share) == 0
