from dataclasses import replace
from datetime import date

import pytest

from fairapp.domain.allocation.checker import Rule, violations
from fairapp.domain.allocation.instance import Province
from tests.domain.allocation.small import a_row, an_app, an_instance


def rules(given, plan):
    return [wrong.rule for wrong in violations(given, plan)]


def one(app=None, row=None, **facts):
    return an_instance(row or a_row(4), [app or an_app("A"), an_app("B", hours=1)], **facts)


def test_plan_that_keeps_every_rule_has_no_violations():
    assert rules(one(), {"A": ("1",), "B": ("2",)}) == []
    assert rules(one(), {}) == []


@pytest.mark.parametrize(
    ("facts", "booths", "rule"),
    [
        ({"size": 2}, ("1",), Rule.SIZE),
        ({"size": 2}, ("1", "3"), Rule.ADJOINING),
        ({"size": 2}, ("2", "1"), Rule.ADJOINING),
        ({"cert_until": date(2026, 9, 9)}, ("1",), Rule.CERTIFICATE),
        ({"space": "raw"}, ("1",), Rule.KIND),
        ({"needs": frozenset({"flame"})}, ("1",), Rule.NEEDS),
        ({}, ("9",), Rule.UNKNOWN_BOOTH),
        ({}, (), Rule.SIZE),
    ],
)
def test_what_one_application_may_not_have(facts, booths, rule):
    assert rule in rules(one(an_app("A", **facts)), {"A": booths})


@pytest.mark.parametrize(("facts", "rule"), [({"reserved": True}, Rule.RESERVED), ({"only": "Q"}, Rule.ONLY)])
def test_booths_kept_back_are_given_to_nobody_else(facts, rule):
    assert rules(one(row=a_row(4, **facts)), {"A": ("1",)}) == [rule]


def test_certificate_may_end_with_the_fair():
    assert rules(one(an_app("A", cert_until=date(2026, 9, 10))), {"A": ("1",)}) == []


def test_pillar_parts_a_row():
    given = one(an_app("A", size=2), a_row(4, breaks={2}))
    assert rules(given, {"A": ("2", "3")}) == [Rule.ADJOINING]


def test_booth_given_twice_is_named_with_both():
    (wrong,) = violations(one(), {"A": ("1",), "B": ("1",)})
    assert (wrong.rule, wrong.values["apps"]) == (Rule.TWICE, "A, B")


def test_unknown_application_is_named():
    assert rules(one(), {"X": ("1",)}) == [Rule.UNKNOWN_APP]


def test_lock_is_kept_to_the_booth():
    given = one(locks={"A": ("1",)})
    assert rules(given, {"A": ("1",)}) == []
    assert rules(given, {"A": ("2",)}) == rules(given, {}) == [Rule.LOCK]


def test_province_between_its_bounds():
    given = one(provinces=(Province(id="P", min=1, max=1),))
    assert rules(given, {"A": ("1",)}) == []
    assert rules(given, {"A": ("1",), "B": ("2",)}) == [Rule.MAXIMUM]
    assert rules(given, {}) == [Rule.MINIMUM]


def test_minimum_asks_no_more_than_could_ever_stand():
    given = one(an_app("A", size=9), provinces=(Province(id="P", min=5, max=9),))
    assert rules(given, {"B": ("1",)}) == []


def test_raw_plot_counts_as_four_booths():
    given = an_instance(a_row(1, kind="raw", area=36), [an_app("A", space="raw")], (Province(id="P", max=3),))
    assert rules(given, {"A": ("1",)}) == [Rule.MAXIMUM]


def test_bounds_of_one_zone():
    row = (*a_row(2, zone="Y"), *a_row(2, first=5))
    given = one(row=row, provinces=(Province(id="P", max=9, zones={"Y": (1, 1)}),))
    assert rules(given, {"A": ("1",), "B": ("5",)}) == []
    assert rules(given, {"A": ("1",), "B": ("2",)}) == [Rule.ZONE_MAXIMUM]
    assert rules(given, {"A": ("5",)}) == [Rule.ZONE_MINIMUM]


def test_cap_of_a_product_group():
    given = one(caps={"food": 1})
    assert rules(given, {"A": ("1",)}) == []
    assert rules(given, {"A": ("1",), "B": ("2",)}) == [Rule.CAP]


def test_mandatory_zone_of_a_product_group():
    given = one(mandatory={"food": ("Y",)})
    assert rules(given, {"A": ("1",)}) == [Rule.MANDATORY]
    assert rules(replace(given, mandatory={"food": ("Z",), "drinks": ("Y",)}), {"A": ("1",)}) == []


def test_no_more_moves_than_allowed():
    given = one(published={"A": "1", "B": "2", "gone": "3"}, moved_at_most=1)
    assert rules(given, {"A": ("1",), "B": ("4",)}) == []
    assert rules(given, {"A": ("1",)}) == []
    assert rules(given, {"A": ("2",), "B": ("1",)}) == rules(given, {}) == [Rule.MOVED]


def test_every_violation_says_a_whole_sentence():
    given = one(an_app("A", size=3, needs=frozenset({"flame"})), locks={"B": ("4",)})
    assert all("%(" not in str(wrong) for wrong in violations(given, {"A": ("1", "9"), "X": ("1",)}))
