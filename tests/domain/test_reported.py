"""Figures that others report, read as people type them."""

import pytest

from fairapp.domain.errors import Invalid
from fairapp.domain.reported import IN_DONG, Reported, read_figure


@pytest.mark.parametrize("typed, number", [("34", 34), ("0", 0), ("110000", 110_000), ("1.250", 1250)])
def test_things_are_counted_however_few(typed, number):
    assert read_figure(Reported.PROVINCES, typed) == number


def test_many_things_may_be_written_in_words():
    assert read_figure(Reported.VISITS, "1,2 triệu") == 1_200_000


@pytest.mark.parametrize("what", sorted(IN_DONG))
def test_a_small_amount_of_money_is_asked_back(what):
    with pytest.raises(Invalid, match="hai cách"):
        read_figure(what, "17")
    assert read_figure(what, "17,4 tỷ") == 17_400_000_000


@pytest.mark.parametrize("typed", ["", "nhiều", "-3", "²"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(Invalid):
        read_figure(Reported.BOOTHS, typed)
