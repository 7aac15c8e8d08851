"""Frozen facts: the same facts give the same bytes."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from fairapp.domain.facts import from_json, sha256, to_json
from fairapp.domain.summary import summarise
from tests.domain.fair_facts import a_fair_in_facts, fairs


def test_facts_survive_being_written_and_read():
    facts = a_fair_in_facts()
    text = to_json(facts)
    assert to_json(from_json(text)) == text
    assert summarise(from_json(text)).sales == summarise(facts).sales
    assert from_json(text).sponsors == facts.sponsors


@given(fairs())
@settings(max_examples=30, deadline=None)
def test_any_facts_survive_being_written_and_read(facts):
    again = from_json(to_json(facts))
    assert set(again.diary) == set(facts.diary)
    assert set(again.entries) == set(facts.entries)
    assert again.begun == facts.begun


def test_the_order_in_which_the_database_gave_rows_does_not_matter():
    facts = a_fair_in_facts()
    turned = replace(facts, diary=facts.diary[::-1], booths=facts.booths[::-1], entries=facts.entries[::-1])
    assert sha256(to_json(turned)) == sha256(to_json(facts))


def test_one_dong_changes_the_fingerprint():
    facts = a_fair_in_facts()
    first = facts.diary[0]
    other = replace(facts, diary=(replace(first, total=first.total + 1), *facts.diary[1:]))
    assert sha256(to_json(other)) != sha256(to_json(facts))


def test_vietnamese_is_kept_as_it_is_written():
    assert '"Hội chợ OCOP Hạ Long 2026"' in to_json(a_fair_in_facts())


def test_what_has_no_place_in_the_facts_is_refused():
    with pytest.raises(TypeError):
        to_json(replace(a_fair_in_facts(), begun=(object(),)))


def test_facts_from_before_exhibitors_had_stars_stay_readable():
    old = json.loads(to_json(a_fair_in_facts()))
    for exhibitor in old["exhibitors"]:
        del exhibitor["stars"]
    facts = from_json(json.dumps(old))
    assert facts.exhibitors
    assert all(one.stars is None for one in facts.exhibitors)
    assert summarise(facts).sales == summarise(a_fair_in_facts()).sales


def test_facts_of_the_second_layout_stay_readable():
    """They had neither words nor exhibitors' groups."""
    old = json.loads(to_json(a_fair_in_facts())) | {"layout": 2}
    for name in ("definitions", "rules"):
        del old[name]
    for exhibitor in old["exhibitors"]:
        del exhibitor["group"]
    facts = from_json(json.dumps(old))
    assert facts.layout == 2
    assert summarise(facts).sales == summarise(a_fair_in_facts()).sales
