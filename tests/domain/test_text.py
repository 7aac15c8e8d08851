import json
import random
import unicodedata
from pathlib import Path

import pytest

from fairapp.domain.text import N_, clean, clean_lines, fold, person_sort_key, slug, sort_key, unbroken_tail

FACTS = json.loads((Path(__file__).parents[1] / "vectors" / "vn_text.json").read_text(encoding="utf-8"))


def shuffled(words: list[str]) -> list[str]:
    mixed = list(words)
    random.Random(7).shuffle(mixed)
    assert mixed != words
    return mixed


def test_marking_leaves_the_sentence_alone():
    assert N_("Hội chợ đã đóng.") == "Hội chợ đã đóng."


@pytest.mark.parametrize(("text", "folded"), FACTS["fold"])
def test_folding_follows_the_facts(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


def test_folding_finds_capital_d_with_stroke():
    assert fold("ĐẮK  LẮK\n") == fold("đắk lắk") == "dak lak"


@pytest.mark.parametrize("names", FACTS["collation_vi_expected"], ids=["syllables", "provinces"])
def test_keys_sort_as_the_vietnamese_alphabet(names):
    assert sorted(shuffled(names), key=sort_key) == names


def test_alphabet_sorts_in_its_order():
    letters = FACTS["alphabet"].split()
    assert sorted(shuffled(letters), key=sort_key) == letters


def test_people_sort_by_given_name():
    names = FACTS["person_names_sorted_by_given_name"]
    assert sorted(shuffled(names), key=person_sort_key) == names


def test_tone_of_the_given_name_outweighs_the_family_name():
    names = ["Lê Bình", "Nguyễn Bình", "An Bỉnh"]
    assert sorted(shuffled(names), key=person_sort_key) == names


def test_nameless_person_has_an_empty_key():
    assert person_sort_key("  ") == ""


def test_letters_outweigh_tones_however_far_right():
    assert sort_key("mạ a") < sort_key("ma b")


def test_shorter_word_comes_first():
    assert sort_key("Hà") < sort_key("Hà Nam") < sort_key("Hải")


def test_blank_then_sign_then_digit_then_letter():
    words = ["A B", "A-B", "A1", "A2", "AB", "Aж"]
    assert sorted(shuffled(words), key=sort_key) == words


def test_key_ignores_case_and_form():
    assert sort_key("ĐỒNG Nai") == sort_key(unicodedata.normalize("NFD", "đồng nai"))


def test_keys_of_the_longest_names_fit_the_column():
    long = "Hợp tác xã Đồng Tâm ố " * 20
    assert len(sort_key(long)) == 600
    assert len(person_sort_key("ộ " * 100)) <= 600


def test_keys_hold_only_what_every_collation_sorts_alike():
    assert set(sort_key("Ố Đ ư ß ñ 9 – « ж ★")) <= set("0123456789abcdefghijklmnopqrstuvwxyz")


def test_cleaning_composes_trims_and_drops_what_is_not_seen():
    assert clean("  Hòa \u00a0 Bình\t\u200b\x00\n") == "Hòa Bình"


def test_cleaning_lines_keeps_paragraphs():
    assert clean_lines(" Một \r\n\r\n\r\n\r\n hai\x07 \n") == "Một\n\nhai"


def test_slug_is_plain_ascii():
    assert slug("Hội chợ OCOP – Quảng Ninh (Hè 2023)!") == "hoi-cho-ocop-quang-ninh-he-2023"


def test_slug_of_signs_alone_is_empty():
    assert slug("★ – ★") == ""


@pytest.mark.parametrize(
    "name, kept",
    [
        ("Hội chợ OCOP Quảng Ninh – Thu Đông 2026", "Hội chợ OCOP Quảng Ninh – Thu\u00a0Đông\u00a02026"),
        ("Tuần hàng OCOP – tháng 1/2027", "Tuần hàng OCOP – tháng\u00a01/2027"),
        ("Hội chợ OCOP Sơn La 2026", "Hội chợ OCOP Sơn La 2026"),
        ("Hội chợ – Sản phẩm của các làng nghề ven sông", "Hội chợ – Sản phẩm của các làng nghề ven sông"),
    ],
)
def test_a_season_and_its_year_stay_in_one_line(name, kept):
    assert unbroken_tail(name) == kept
