"""The next edition keeps its rhythm and moves by whole days."""

from datetime import date

import pytest

from fairapp.domain.editions import nearest_same_weekday, proposal, shift
from fairapp.domain.errors import Invalid

DAYS = [date(2026, 12, 11), date(2026, 12, 12), date(2026, 12, 15)]


def test_all_days_move_by_one_distance():
    moved = shift(DAYS, date(2027, 12, 11))
    assert moved.days == 365
    assert [new for _, new in moved.moved] == [date(2027, 12, 11), date(2027, 12, 12), date(2027, 12, 15)]
    assert not moved.keeps_weekdays


def test_proposal_keeps_the_weekday():
    assert shift(DAYS, proposal(DAYS[0])).keeps_weekdays
    assert proposal(DAYS[0]).weekday() == DAYS[0].weekday()


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        (date(2027, 12, 11), date(2027, 12, 10)),  # a Saturday; the old edition opened on a Friday
        (date(2027, 12, 10), date(2027, 12, 10)),
        (date(2027, 12, 7), date(2027, 12, 10)),
        (date(2027, 12, 6), date(2027, 12, 3)),
    ],
)
def test_nearest_same_weekday_is_at_most_three_days_away(wanted, nearest):
    assert nearest_same_weekday(DAYS[0], wanted) == nearest


@pytest.mark.parametrize(
    ("days", "first"), [(DAYS, DAYS[0]), (DAYS, date(2026, 1, 1)), ([], date(2027, 1, 1))]
)
def test_new_edition_must_lie_after_the_old_one(days, first):
    with pytest.raises(Invalid) as refused:
        shift(days, first)
    assert refused.value.field == "first"
