"""What a fair asks of whom."""

import pytest

from fairapp.domain.application_form import (
    FIELD_ASK_LABELS,
    FOLLOWS,
    FORM_FIELD_LABELS,
    PART_LABELS,
    USUAL,
    USUAL_COMMITMENTS,
    USUAL_CONSENT,
    FieldAsk,
    FormField,
    Wording,
    asks_of,
    choices_of,
    kept_wording,
    read_wording,
    shown,
    unanswered,
)
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.text import Bilingual

HOUSEHOLD, COMPANY = ProducerKind.HOUSEHOLD, ProducerKind.COMPANY


def test_every_field_has_a_word_a_usual_ask_and_choices():
    for field in FormField:
        assert FORM_FIELD_LABELS[field] and PART_LABELS[field.value]
        assert USUAL[field] in choices_of(field)
    assert set(FIELD_ASK_LABELS) == set(FieldAsk)


def test_a_fair_that_said_nothing_asks_what_is_usual():
    assert asks_of({}, HOUSEHOLD) == USUAL


def test_kinds_of_producers_are_asked_different_things():
    said = {"water": {"household": "hidden", "company": "required"}}
    assert asks_of(said, HOUSEHOLD)[FormField.WATER] is FieldAsk.HIDDEN
    assert asks_of(said, COMPANY)[FormField.WATER] is FieldAsk.REQUIRED
    assert asks_of(said, ProducerKind.OTHER)[FormField.WATER] is USUAL[FormField.WATER]


@pytest.mark.parametrize("rubbish", ["", "maybe", "optional"])
def test_what_nobody_offers_counts_as_not_said(rubbish):
    """A booth has a kind in any case: it is asked or hidden."""
    assert asks_of({"booth_kind": {"household": rubbish}}, HOUSEHOLD) == USUAL


def test_what_follows_a_hidden_field_is_hidden_with_it():
    said = {"cold_storage": {"household": "hidden"}, "cold_kw": {"household": "required"}}
    asks = asks_of(said, HOUSEHOLD)
    assert {FormField.COLD, FormField.COLD_POWER}.isdisjoint(shown(asks))


def test_only_required_fields_without_an_answer_are_missing():
    asks = dict(USUAL) | {FormField.WATER: FieldAsk.REQUIRED, FormField.PLATE: FieldAsk.REQUIRED}
    answered = {FormField.BOOTH_KIND, FormField.BOOTH_COUNT, FormField.POWER, FormField.STAFF}
    assert unanswered(asks, answered, yes=()) == [FormField.WATER]
    assert unanswered(asks, answered, yes={FormField.LORRY}) == [FormField.WATER, FormField.PLATE]
    assert FOLLOWS[FormField.PLATE] is FormField.LORRY


def test_words_are_kept_and_read_back_with_their_version():
    wording = Wording("own-1", 3, Bilingual("Không hút thuốc", "No smoking"))
    assert read_wording(kept_wording(wording)) == wording
    assert wording.mark == "own-1:3"


def test_the_usual_words_are_four_promises_and_more_and_no_two_share_a_key():
    keys = [wording.key for wording in (*USUAL_COMMITMENTS, USUAL_CONSENT)]
    assert len(set(keys)) == len(keys)
    assert {"no-fakes", "price-list", "no-subletting", "stay"} <= set(keys)
