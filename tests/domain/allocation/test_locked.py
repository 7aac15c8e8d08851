"""Locks against rules: told with the numbers that contradict each other."""

from fairapp.domain.allocation.checker import Rule
from fairapp.domain.allocation.instance import Province
from fairapp.domain.allocation.locked import wrong_locks
from tests.domain.allocation.small import a_row, an_app, an_instance

APPS = [an_app("A"), an_app("B")]
BOTH = {"A": ("1",), "B": ("2",)}


def told(provinces=None, **facts):
    given = an_instance(a_row(3), APPS, provinces, locks=BOTH, **facts)
    return [(wrong.rule, wrong.app, wrong.values) for wrong in wrong_locks(given)]


def test_locks_past_a_provinces_quota_are_wrong_and_minima_no_matter_of_theirs():
    values = {"province": "P", "used": 2, "most": 1}
    assert told((Province(id="P", max=1),)) == [(Rule.MAXIMUM, None, values)]
    assert told((Province(id="P", min=3, max=9, zones={"Z": (3, 9)}),)) == []


def test_locks_past_a_quota_in_a_zone_are_wrong():
    values = {"province": "P", "zone": "Z", "used": 2, "most": 1}
    assert told((Province(id="P", max=9, zones={"Z": (0, 1)}),)) == [(Rule.ZONE_MAXIMUM, None, values)]


def test_locks_past_a_cap_are_wrong():
    assert told(caps={"food": 1}) == [(Rule.CAP, None, {"group": "food", "used": 2, "most": 1})]
    assert told(caps={"food": 2}) == []


def test_each_lock_outside_its_mandatory_zones_is_wrong():
    wrong = told(mandatory={"food": ("Y",)})
    assert wrong == [(Rule.MANDATORY, app, {"group": "food", "zone": "Z"}) for app in "AB"]


def test_how_many_may_move_is_no_matter_of_the_locks():
    assert told(published={"A": "2", "B": "3"}, moved_at_most=0) == []
