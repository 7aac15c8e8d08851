"""One hall holds one fair at a time, from build-up to clearing."""

from datetime import UTC, datetime

import pytest

from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.fairs import Hold
from fairapp.domain.halls import HallUse, check_window, judge


def use(first: int, last: int, hold: Hold = Hold.FIRM, name: str = "Hội chợ Xuân") -> HallUse:
    return HallUse(1, name, hold, datetime(2026, 12, first, tzinfo=UTC), datetime(2026, 12, last, tzinfo=UTC))


@pytest.mark.parametrize("hold", list(Hold))
@pytest.mark.parametrize("other", [use(4, 6), use(1, 30), use(9, 12), use(2, 5)])
def test_overlap_with_a_firm_hold_is_refused_by_name(hold, other):
    with pytest.raises(Conflict, match="Hội chợ Xuân") as refused:
        judge(use(4, 10, hold, "Tuần hàng"), [other])
    assert refused.value.field == "hall"


@pytest.mark.parametrize("other", [use(1, 4), use(10, 12)])
def test_one_fair_may_build_at_the_minute_another_clears(other):
    assert judge(use(4, 10), [other]) == []


@pytest.mark.parametrize("hold", list(Hold))
def test_tentative_holds_stand_beside_every_claim_and_are_told(hold):
    waiting = use(5, 7, Hold.TENTATIVE)
    assert judge(use(4, 10, hold), [waiting, use(20, 22)]) == [waiting]


def test_window_may_not_end_before_it_begins():
    with pytest.raises(Invalid):
        check_window(datetime(2026, 12, 2, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC))
