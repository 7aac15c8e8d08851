"""English is complete: every sentence of code and templates has one, with the same places in it."""

import re
import unicodedata
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from fairapp.config import ROOT

PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
# "hoà", not "hòa": the mark stands on the last vowel, as in the rest of the house; qu is a consonant.
OLD_TONE = re.compile(r"(?:[òóỏõọ][ae]|(?<!q)[ùúủũụ]y)\b", re.IGNORECASE)
PRONOUN = re.compile(r"\bbạn\b", re.IGNORECASE)
KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None, "N_": None}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (ROOT / "fairapp/translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS, comment_tags=())
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def test_every_sentence_has_its_english(catalogue, sentences):
    missing = sorted(s for s in sentences if s and not _english(catalogue.get(s)))
    assert missing == []


def test_nothing_in_the_catalogue_is_left_over(catalogue, sentences):
    assert sorted(_id(message) for message in catalogue if message.id and _id(message) not in sentences) == []


def test_english_keeps_the_places_of_the_vietnamese(catalogue):
    for message in catalogue:
        for english in _english(message):
            if message.id:
                assert _places(english) == _places(_id(message)), _id(message)


def test_no_translation_is_fuzzy(catalogue):
    assert [_id(message) for message in catalogue if message.id and message.fuzzy] == []


def test_every_vietnamese_sentence_is_composed(sentences):
    assert [s for s in sentences if unicodedata.normalize("NFC", s) != s] == []


def test_tone_marks_stand_on_the_last_vowel(sentences):
    assert [s for s in sentences if OLD_TONE.search(s)] == []


def test_vietnamese_names_the_thing_and_not_the_reader(sentences):
    assert [s for s in sentences if PRONOUN.search(s)] == []


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _english(message: Message | None) -> list[str]:
    if message is None:
        return []
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    return strings if all(strings) else []


def _places(sentence: str) -> set[str]:
    return {"".join(found) for found in _matches(sentence)}


def _matches(sentence: str) -> Iterator[tuple[str, ...]]:
    return (match.groups(default="") for match in PLACES.finditer(sentence))
