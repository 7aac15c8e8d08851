"""What is stored without a language is spoken in the reader's."""

import re

import pytest
from flask_babel import force_locale

from fairapp.documents.allocation_words import reason_words
from fairapp.domain.allocation.reasons import (
    AMONG_OTHERS,
    CLAUSES,
    FORMER_LOSES,
    SENTENCES,
    Beside,
    Code,
    Refusal,
)
from fairapp.domain.errors import Invalid
from fairapp.domain.ocop import get_group
from fairapp.web.sentences import say

NUMBERS = {"all": 3, "lowest": 120, "points": 100}


@pytest.fixture
def speak(app):
    def in_language(lang, sentence, values):
        with app.test_request_context(), force_locale(lang):
            return reason_words(sentence, values)

    return in_language


def test_needs_are_named_in_the_language_of_the_page(speak):
    values = {**NUMBERS, "needs": "flame, power:2500, water"}
    sentence = SENTENCES[Code.NEED_TAKEN]
    assert "bếp lửa, điện 2.500 W, nước" in speak("vi", sentence, values)
    english = speak("en", sentence, values)
    assert english.startswith("No free booth with open flame, power 2,500 W, water is left")


SAID = [(code, beside) for code in Code for beside in (Beside if code in AMONG_OTHERS else [None])]


@pytest.mark.parametrize(("code", "beside"), SAID)
def test_every_refusal_is_spoken_whole_in_english(speak, code, beside):
    values = NUMBERS | dict.fromkeys(("until", "end", "size", "province", "used", "most", "asked"), "1")
    values |= {"group": "I", "needs": "water", "free": 2, "loss": 5, "gain": 6, "by": 7}
    values |= {"instead": "A1", "at": "A2", "term": "short"}
    assert not re.search(
        "[ạảấầẩậắằẵặẹẻếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]",
        speak("en", Refusal("1", code, {}, beside).sentence, values),
    )


def test_needs_that_an_earlier_version_put_into_words_stay_readable(speak):
    values = {**NUMBERS, "needs": "nước, điện 500 W"}
    assert "nước, điện 500 W" in speak("vi", SENTENCES[Code.NEED_TAKEN], values)


def test_a_group_of_goods_is_named_in_the_language_of_the_page(app, speak):
    values = {"group": "I", "used": 3, "most": 3, "asked": 1, "lowest": 120, "points": 100}
    group = get_group("I")
    assert f"I. {group.name}" in speak("vi", SENTENCES[Code.CAP], values)
    assert f"I. {group.english}" in speak("en", SENTENCES[Code.CAP], values)
    refusal = Invalid("Nhóm hàng %(group)s không được xếp ở khu %(zone)s.", group=group, zone="B")
    with app.test_request_context(), force_locale("en"):
        assert f"I. {group.english}" in say(refusal)


def test_a_reason_written_down_in_former_words_is_read_in_both_languages(speak):
    values = {"instead": "A1", "at": "A1", "loss": 10.5, "term": "short", "by": 30}
    today = speak("en", CLAUSES[Beside.LOSES], values)
    assert "most of all by" in today
    assert speak("en", FORMER_LOSES, values) == today


def test_what_weighs_most_is_named_and_points_are_written_as_numbers(speak):
    sentence = Refusal("1", Code.TAKEN, {}, Beside.LOSES).sentence
    values = {"all": 3, "instead": "A1", "at": "A1", "loss": 10.5, "term": "short", "by": 30}
    spoken = speak("vi", sentence, values)
    assert "kém đi 10,5 điểm" in spoken
    assert "mất nhiều nhất ở số gian các tỉnh còn thiếu so với phần công bằng (30 điểm)" in spoken
