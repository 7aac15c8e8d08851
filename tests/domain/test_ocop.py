import json
from datetime import date

import pytest

from fairapp.domain.errors import NotFound
from fairapp.domain.ocop import (
    CERTIFICATE_MONTHS,
    FACTS,
    FEWEST_CERTIFIED_STARS,
    KIND_LABELS,
    LEVEL_LABELS,
    MARK_LABELS,
    IssuerLevel,
    Mark,
    ProducerKind,
    certificate_expiry,
    get_leaf,
    group_of,
    groups,
    level_for,
)


def test_table_has_six_groups_and_26_leaves():
    assert [group.code for group in groups()] == ["I", "II", "III", "IV", "V", "VI"]
    codes = [leaf.code for group in groups() for leaf in group.leaves]
    assert len(codes) == len(set(codes)) == 26


def test_every_group_and_leaf_has_both_names():
    rows = [*groups(), *(leaf for group in groups() for leaf in group.leaves)]
    assert [row.code for row in rows if not row.name or not row.english] == []


def test_leaf_knows_its_group():
    assert group_of("I.5.a").name == "Thực phẩm"
    assert get_leaf("I.5.a").heading == "Chè"
    assert get_leaf("I.6").name == "Cà phê, ca cao"
    assert group_of("III.2").code == "III"


@pytest.mark.parametrize("code", ["I", "I.1", "I.9.z", ""])
def test_what_is_no_leaf_is_not_found(code):
    with pytest.raises(NotFound):
        get_leaf(code)


@pytest.mark.parametrize(
    ("stars", "issued_on", "level"),
    [
        (3, date(2022, 6, 1), IssuerLevel.PROVINCE),
        (3, date(2023, 2, 23), IssuerLevel.PROVINCE),
        (3, date(2023, 2, 24), IssuerLevel.DISTRICT),
        (3, date(2025, 7, 5), IssuerLevel.DISTRICT),
        (3, date(2025, 7, 6), IssuerLevel.PROVINCE),
        (4, date(2024, 1, 1), IssuerLevel.PROVINCE),
        (5, date(2024, 1, 1), IssuerLevel.CENTRAL),
        (5, date(2026, 1, 1), IssuerLevel.CENTRAL),
        (2, date(2024, 1, 1), None),
        (4, date(2018, 1, 1), None),
    ],
)
def test_level_follows_the_day_of_issue(stars, issued_on, level):
    assert level_for(stars, issued_on) is level


def test_certificate_lasts_36_months():
    assert certificate_expiry(date(2022, 11, 3)) == date(2025, 11, 3)
    assert certificate_expiry(date(2024, 2, 29)) == date(2027, 2, 28)


def test_rules_in_code_are_those_of_the_facts():
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    assert facts["certificate"]["months"] == CERTIFICATE_MONTHS
    assert facts["stars"]["fewest_certified"] == FEWEST_CERTIFIED_STARS


@pytest.mark.parametrize(
    ("kind", "labels"), [(ProducerKind, KIND_LABELS), (Mark, MARK_LABELS), (IssuerLevel, LEVEL_LABELS)]
)
def test_every_member_has_a_word(kind, labels):
    assert list(labels) == list(kind)
