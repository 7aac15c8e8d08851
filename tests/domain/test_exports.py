"""A snapshot written whole: a stranger can recompute every figure, and a changed cell is named."""

import copy
import hashlib
import json
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from fairapp.domain import definitions
from fairapp.domain.exports import Frozen, differences, export, to_text
from fairapp.domain.facts import sha256, to_json
from tests.domain.fair_facts import a_fair_in_facts, fairs


def frozen(facts=None):
    text = to_json(facts or a_fair_in_facts())
    return Frozen(3, datetime(2026, 11, 23, 3, 30, tzinfo=UTC), sha256(text), text)


@pytest.fixture
def written():
    return json.loads(to_text(export(frozen())))


def test_a_stranger_gets_the_fingerprint_by_the_rule_that_stands_in_the_file(written):
    bytes_ = json.dumps(written["facts"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert hashlib.sha256(bytes_).hexdigest() == written["sha256"]
    assert "SHA-256" in next(rule["words"] for rule in written["rules"] if rule["key"] == "fingerprint")


def test_a_stranger_gets_the_figures_from_the_facts_alone(written):
    facts, figures = written["facts"], {row["cell"]: row["value"] for row in written["figures"]}
    assert figures["sales"] == sum(answer["total"] for answer in facts["diary"])
    days = Counter()
    for answer in facts["diary"]:
        days[answer["day"]] += answer["total"]
    assert {f"sales_by_day[{day}]": n for day, n in days.items() if n} == {
        cell: value for cell, value in figures.items() if cell.startswith("sales_by_day[")
    }
    units = {one["id"]: one["unit"] for one in facts["exhibitors"]}
    provinces = Counter()
    for answer in facts["diary"]:
        provinces[units[answer["exhibitor"]]] += answer["total"]
    assert all(figures[f"sales_by_province[{unit}]"] == n for unit, n in provinces.items())
    visitors = [entry for entry in facts["entries"] if entry["role"] in ("visitor", "guest")]
    clicks = sum(click["n"] for click in facts["clicks"])
    assert figures["entries"] == sum(entry["entries"] for entry in visitors) + clicks
    assert figures["visits"] == sum(entry["first"] for entry in visitors) + clicks


def test_each_figure_says_how_it_is_known_and_what_it_means(written):
    defined = {one["key"] for one in written["definitions"]}
    assert {row["figure"] for row in written["figures"]} <= defined
    assert all(row["evidence"] for row in written["figures"])
    assert defined == {one.key for one in definitions.CURRENT}
    assert written["checks"]


def test_what_outsiders_are_told_stands_apart(written):
    whole, told = ({row["cell"] for row in written[name]} for name in ("figures", "published"))
    assert "sales_by_province[Sơn La]" in whole
    assert "sales_by_province[Sơn La]" not in told


def test_the_same_snapshot_is_the_same_text():
    assert to_text(export(frozen())) == to_text(export(frozen()))


def test_an_untouched_export_agrees(written):
    assert list(differences(frozen())) == []
    assert list(differences(frozen(), written)) == []


@given(fairs())
@settings(max_examples=20, deadline=None)
def test_any_export_agrees_with_its_snapshot(facts):
    one = frozen(facts)
    assert list(differences(one, json.loads(to_text(export(one))))) == []


def change_figure(written):
    row = next(row for row in written["figures"] if row["cell"] == "sales_by_kind[company]")
    row["value"] += 1
    return "figures: sales_by_kind[company]"


def change_evidence(written):
    next(row for row in written["published"] if row["cell"] == "visits")["evidence"] = "counted"
    return "published: visits"


def drop_figure(written):
    written["figures"] = [row for row in written["figures"] if row["cell"] != "visitors"]
    return "figures: visitors"


def add_figure(written):
    written["figures"].append({"cell": "sales_by_day[2027-01-01]", "value": 5})
    return "figures: sales_by_day[2027-01-01]"


def change_fact(written):
    written["facts"]["diary"][0]["total"] += 1
    return "facts.diary"


def change_words(written):
    written["definitions"][0]["words"] = "khác"
    return f"definitions: {written['definitions'][0]['key']}"


def change_hash(written):
    written["sha256"] = "0" * 64
    return "sha256"


@pytest.mark.parametrize(
    "change",
    [change_figure, change_evidence, drop_figure, add_figure, change_fact, change_words, change_hash],
)
def test_what_was_changed_is_named_and_nothing_else(written, change):
    altered = copy.deepcopy(written)
    cell = change(altered)
    (found,) = differences(frozen(), altered)
    assert found.cell == cell
    assert found.stands != found.computed


@pytest.mark.parametrize(
    "given", [{}, {"figures": 5}, {"facts": [], "figures": [1, None, {}]}, {"rules": {}}]
)
def test_a_file_that_is_no_export_differs_everywhere_and_breaks_nothing(given):
    assert len(list(differences(frozen(), given))) > 50


def test_a_text_that_was_changed_in_the_database_is_found():
    one = frozen()
    altered = Frozen(one.number, one.frozen_at, one.sha256, one.text.replace("1000000", "1000001", 1))
    (found,) = differences(altered)
    assert (found.cell, found.stands) == ("sha256", one.sha256)
