"""Quotas: what may go elsewhere, and the order of members."""

import pytest

from fairapp.domain.delegations import check_quota, check_zones, left_after, reordered, stepped
from fairapp.domain.errors import Conflict, Invalid


def test_only_what_nobody_uses_goes_elsewhere():
    assert left_after("Sơn La", 8, used=5, booths=3) == 5
    with pytest.raises(Conflict) as refusal:
        left_after("Sơn La", 8, used=5, booths=4)
    assert refusal.value.values["left"] == 3


def test_a_delegation_over_its_quota_has_nothing_to_give():
    with pytest.raises(Conflict) as refusal:
        left_after("Sơn La", 8, used=11, booths=1)
    assert refusal.value.values["left"] == 0


@pytest.mark.parametrize("booths", [0, -1])
def test_nothing_and_less_is_not_moved(booths):
    with pytest.raises(Invalid):
        left_after("Sơn La", 8, used=0, booths=booths)


@pytest.mark.parametrize(
    ("least", "most", "field"), [(1, 0, "least"), (-1, 5, "least"), (0, -1, "quota"), (0, 1001, "quota")]
)
def test_a_promise_is_within_the_quota(least, most, field):
    with pytest.raises(Invalid) as refusal:
        check_quota(least, most)
    assert refusal.value.field == field


@pytest.mark.parametrize("zones", [{1: (0, 6)}, {1: (3, 2)}, {1: (3, 3), 2: (3, 3)}])
def test_zones_keep_within_the_whole(zones):
    with pytest.raises(Invalid) as refusal:
        check_zones(5, zones)
    assert refusal.value.field == "zones"


def test_the_bounds_of_zones_may_be_more_than_the_whole_together():
    check_zones(5, {1: (2, 5), 2: (3, 5)})


def test_an_order_of_other_people_is_refused():
    assert reordered(["a", "b"], ["b", "a"]) == ["b", "a"]
    for wrong in (["a"], ["a", "a"], ["a", "c"], ["a", "b", "c"]):
        with pytest.raises(Conflict):
            reordered(["a", "b"], wrong)


def test_a_step_beyond_either_end_stays():
    assert stepped(["a", "b", "c"], "c", -1) == ["a", "c", "b"]
    assert stepped(["a", "b", "c"], "a", -1) == stepped(["a", "b", "c"], "c", 1) == ["a", "b", "c"]
    assert stepped(["a", "b"], "z", 1) == ["a", "b"]
