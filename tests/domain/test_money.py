import json
from decimal import Decimal
from pathlib import Path

import pytest

from fairapp.domain.errors import Invalid
from fairapp.domain.money import (
    BROKEN_DONG,
    EMPTY,
    MOST,
    NEGATIVE,
    NO_UNIT,
    TOO_MUCH,
    TWO_READINGS,
    UNREADABLE,
    format_vnd,
    group_digits,
    in_words,
    parse_money,
    prose,
)

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


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không đồng"),
        (15, "mười lăm đồng"),
        (21, "hai mươi mốt đồng"),
        (24, "hai mươi tư đồng"),
        (55, "năm mươi lăm đồng"),
        (101, "một trăm linh một đồng"),
        (104, "một trăm linh bốn đồng"),
        (110, "một trăm mười đồng"),
        (1_200_000, "một triệu hai trăm nghìn đồng"),
        (1_005_000, "một triệu không trăm linh năm nghìn đồng"),
        (1_000_000_015, "một tỷ không trăm mười lăm đồng"),
        (17_400_000_000, "mười bảy tỷ bốn trăm triệu đồng"),
        (1_021_000_000_000, "một nghìn không trăm hai mươi mốt tỷ đồng"),
        (-20_000, "âm hai mươi nghìn đồng"),
    ],
)
def test_amounts_are_spelled_as_they_are_read_out(amount, words):
    assert in_words(amount) == words


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0", 0),
        ("1200000", 1_200_000),
        ("1.200.000", 1_200_000),
        ("1,200,000", 1_200_000),
        (" 1 200 000 ", 1_200_000),
        ("1\u00a0200\u00a0000 ₫", 1_200_000),
        ("1.200.000,00", 1_200_000),
        ("1,200,000.00 VND", 1_200_000),
        ("VNĐ 1.200.000", 1_200_000),
        ("850k", 850_000),
        ("850 nghìn đồng", 850_000),
        ("850 ngàn", 850_000),
        ("15k5", 15_500),
        ("500đ", 500),
        ("1tr2", 1_200_000),
        ("1tr25", 1_250_000),
        ("1tr250", 1_250_000),
        ("1 triệu 200 nghìn", 1_200_000),
        ("1,2 triệu", 1_200_000),
        ("1.2 Triệu", 1_200_000),
        ("0,250 triệu", 250_000),
        ("1.250,5 triệu", 1_250_500_000),
        ("1 200 triệu", 1_200_000_000),
        ("2 tỷ", 2_000_000_000),
        ("2 tỉ rưỡi", 2_500_000_000),
        ("1 tỷ 200 triệu 50k", 1_200_050_000),
    ],
)
def test_typed_amounts_are_read(typed, amount):
    assert parse_money(typed) == amount


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", EMPTY),
        ("đồng", EMPTY),
        ("hai triệu", UNREADABLE),
        ("1.20.000", UNREADABLE),
        ("1.200,000", UNREADABLE),
        ("1 2 triệu", UNREADABLE),
        ("1 triệu 2 tỷ", UNREADABLE),
        ("1tr2tr", UNREADABLE),
        ("1tr2345", UNREADABLE),
        ("½ triệu", UNREADABLE),
        ("1,2", NO_UNIT),
        ("-5.000", NEGATIVE),
        ("1.200.000,5", BROKEN_DONG),
        ("1,2345678 triệu", BROKEN_DONG),
        ("9" * 40, TOO_MUCH),
        ("2000000 tỷ", TOO_MUCH),
    ],
)
def test_what_is_no_amount_is_refused_with_its_own_sentence(typed, sentence):
    with pytest.raises(Invalid) as refusal:
        parse_money(typed)
    assert refusal.value.sentence == sentence


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("500", 500, 500_000),
        ("1.200 triệu", 1_200_000_000, 1_200_000),
        ("1tr20", 1_200_000, 1_020_000),
    ],
)
def test_ambiguous_amounts_are_asked_back_with_both_readings(typed, first, second):
    with pytest.raises(Invalid) as refusal:
        parse_money(typed)
    assert refusal.value.sentence == TWO_READINGS
    assert refusal.value.values == {"first": format_vnd(first), "second": format_vnd(second)}


def test_largest_amount_is_still_read():
    assert parse_money(str(MOST)) == MOST


@pytest.mark.parametrize("amount", [0, 1_000, 850_000, 17_400_000_000, MOST])
def test_what_is_shown_can_be_typed_back(amount):
    assert parse_money(format_vnd(amount)) == parse_money(format_vnd(amount, "en")) == amount
