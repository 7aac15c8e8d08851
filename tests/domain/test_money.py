import json
from decimal import Decimal
from pathlib import Path

import pytest

from fairapp.domain.money import format_vnd, group_digits, in_words, prose

FACTS = json.loads((Path(__file__).parents[1] / "vectors" / "vn_text.json").read_text(encoding="utf-8"))
AMOUNTS = [fact for fact in FACTS["numbers"] if "vnd" in fact]


@pytest.mark.parametrize("fact", AMOUNTS, ids=lambda fact: str(fact["value"]))
def test_amounts_are_written_as_the_facts_say(fact):
    assert format_vnd(fact["value"]).replace("\u00a0", " ") == fact["vnd"].replace("\u00a0", " ")
    assert prose(fact["value"]) == fact["prose"]


def test_sign_of_the_currency_never_stands_alone_on_a_line():
    assert format_vnd(17_400_000_000) == "17.400.000.000\u00a0₫"


def test_decimals_take_a_comma():
    assert group_digits(Decimal("1234567.5")) == "1.234.567,5"
    assert group_digits(Decimal("1234567.5"), "en") == "1,234,567.5"


@pytest.mark.parametrize(
    ("amount", "vietnamese", "english"),
    [
        (0, "0 đồng", "0 đồng"),
        (850_000, "850.000 đồng", "850,000 đồng"),
        (17_400_000_000, "17,4 tỷ đồng", "17.4 billion đồng"),
        (17_437_500_000, "17,44 tỷ đồng", "17.44 billion đồng"),
        (5_000_000_000_000, "5.000 tỷ đồng", "5 trillion đồng"),
        (999_999_999, "1 tỷ đồng", "1 billion đồng"),
        (-3_500_000, "-3,5 triệu đồng", "-3.5 million đồng"),
    ],
)
def test_prose_follows_the_language(amount, vietnamese, english):
    assert (prose(amount), prose(amount, "en")) == (vietnamese, english)


SPELLED = json.loads((Path(__file__).parents[1] / "vectors" / "amounts.json").read_text(encoding="utf-8"))[
    "words"
]


@pytest.mark.parametrize(("amount", "words"), [*SPELLED, (-20_000, "âm hai mươi nghìn đồng")])
def test_amounts_are_spelled_as_they_are_read_out(amount, words):
    assert in_words(amount) == words
