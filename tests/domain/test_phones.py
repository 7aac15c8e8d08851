import json
from pathlib import Path

import pytest

from fairapp.domain.errors import Invalid
from fairapp.domain.phones import EMPTY, NOT_A_NUMBER, NOT_IN_USE, display, to_e164

FACTS = json.loads((Path(__file__).parents[1] / "vectors" / "vn_text.json").read_text(encoding="utf-8"))[
    "phones"
]


@pytest.mark.parametrize(("typed", "e164"), [(typed, e164) for typed, good, e164 in FACTS if good])
def test_numbers_are_kept_in_one_form(typed, e164):
    assert to_e164(typed) == e164


@pytest.mark.parametrize("typed", [typed for typed, good, _ in FACTS if not good])
def test_numbers_that_nobody_can_have_are_refused(typed):
    with pytest.raises(Invalid) as refusal:
        to_e164(typed)
    assert refusal.value.sentence == NOT_IN_USE


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("  ", EMPTY), ("0912 OCOP 78", NOT_A_NUMBER), ("0912345678 máy 2", NOT_A_NUMBER), ("+", NOT_IN_USE)],
)
def test_other_mistakes_are_named(typed, sentence):
    with pytest.raises(Invalid) as refusal:
        to_e164(typed)
    assert refusal.value.sentence == sentence


@pytest.mark.parametrize(
    ("e164", "shown"),
    [
        ("+84912345678", "0912 345 678"),
        ("+842033825000", "0203 3825 000"),
        ("+8562022345678", "+856 20 22 345 678"),
    ],
)
def test_numbers_are_shown_as_they_are_said(e164, shown):
    assert display(e164) == shown
    assert to_e164(shown) == e164
