from collections import Counter
from datetime import date, timedelta

import pytest

from fairapp.domain.errors import NotFound
from fairapp.domain.places import (
    MERGER,
    UnitKind,
    find_unit,
    get_unit,
    load_units,
    unit_now,
    units_on,
)
from fairapp.domain.text import slug, sort_key

BEFORE = MERGER - timedelta(1)
TODAY = date(2026, 11, 3)

SAME_CODE_OTHER_PROVINCE = [
    ("15", "Yên Bái", "Lào Cai"),
    ("24", "Bắc Giang", "Bắc Ninh"),
    ("44", "Quảng Bình", "Quảng Trị"),
    ("52", "Bình Định", "Gia Lai"),
    ("80", "Long An", "Tây Ninh"),
    ("82", "Tiền Giang", "Đồng Tháp"),
    ("91", "Kiên Giang", "An Giang"),
]
SAME_NAME_OTHER_CODE = [
    ("Lào Cai", "10", "15"),
    ("Bắc Ninh", "27", "24"),
    ("Quảng Trị", "45", "44"),
    ("Gia Lai", "64", "52"),
    ("Tây Ninh", "72", "80"),
    ("Đồng Tháp", "87", "82"),
    ("An Giang", "89", "91"),
]
UNCHANGED = (
    "Hà Nội, Huế, Cao Bằng, Điện Biên, Lai Châu, Sơn La, Lạng Sơn, Quảng Ninh, Thanh Hóa, Nghệ An, Hà Tĩnh"
)


def kinds_on(day: date) -> Counter:
    return Counter(unit.term_on(day).kind for unit in units_on(day))


def test_there_were_63_units_and_are_34():
    assert len(units_on(BEFORE)) == 63
    assert len(units_on(MERGER)) == len(units_on(TODAY)) == 34


def test_every_old_unit_lies_in_one_of_today():
    now = {unit_now(unit).id for unit in units_on(BEFORE)}
    assert now == {unit.id for unit in units_on(TODAY)}


def test_eleven_units_kept_their_area():
    kept = {unit.name for unit in units_on(BEFORE) if unit_now(unit) is unit}
    assert kept == set(UNCHANGED.split(", "))


def test_merged_units_know_their_successor():
    assert unit_now(get_unit("ha-giang@2025")).name == "Tuyên Quang"
    ended = [unit_now(unit).name for unit in units_on(BEFORE) if unit.successor]
    assert Counter(ended)["Hồ Chí Minh"] == 3
    assert len(ended) == 52


@pytest.mark.parametrize(("code", "old", "new"), SAME_CODE_OTHER_PROVINCE)
def test_code_passes_to_another_province(code, old, new):
    before, after = find_unit(old, BEFORE), find_unit(new, TODAY)
    assert before.code == after.code == code
    assert before.id != after.id


@pytest.mark.parametrize(("name", "old", "new"), SAME_NAME_OTHER_CODE)
def test_name_stays_while_the_code_changes(name, old, new):
    before, after = find_unit(name, BEFORE), find_unit(name, TODAY)
    assert (before.code, after.code) == (old, new)
    assert before is not after
    assert unit_now(before) is after


@pytest.mark.parametrize("day", [BEFORE, TODAY])
def test_codes_are_single_on_any_day(day):
    codes = [unit.code for unit in units_on(day)]
    assert len(set(codes)) == len(codes)


def test_ids_are_single_and_tell_the_year_of_the_end():
    ids = [unit.id for unit in load_units()]
    assert len(set(ids)) == len(ids) == 86
    for unit in load_units():
        ended = f"@{unit.valid_to.year}" if unit.valid_to else ""
        assert unit.id == slug(unit.name) + ended


def test_dong_nai_is_a_city_since_30_april_2026():
    dong_nai = find_unit("Đồng Nai", TODAY)
    assert dong_nai.term_on(date(2026, 4, 29)).full_name == "Tỉnh Đồng Nai"
    assert dong_nai.term_on(date(2026, 4, 30)).full_name == "Thành phố Đồng Nai"
    assert dong_nai.full_name == "Thành phố Đồng Nai"
    assert kinds_on(date(2026, 4, 29)) == {UnitKind.CITY: 6, UnitKind.PROVINCE: 28}
    assert kinds_on(TODAY) == {UnitKind.CITY: 7, UnitKind.PROVINCE: 27}


def test_hue_was_a_province_of_another_name():
    hue = find_unit("Huế")
    assert hue.term_on(date(2024, 12, 31)).full_name == "Tỉnh Thừa Thiên Huế"
    assert hue.term_on(date(2025, 1, 1)).full_name == "Thành phố Huế"
    assert find_unit("Thừa Thiên - Huế", TODAY) is hue


def test_regions_were_redrawn():
    thanh_hoa = find_unit("Thanh Hóa")
    assert thanh_hoa.term_on(BEFORE).region == "Bắc Trung Bộ và duyên hải miền Trung"
    assert thanh_hoa.term_on(MERGER).region == thanh_hoa.region == "Bắc Trung Bộ"
    for day in (BEFORE, TODAY):
        assert len({unit.term_on(day).region for unit in units_on(day)}) == 6


def test_terms_follow_each_other_without_a_gap():
    for unit in load_units():
        for earlier, later in zip(unit.terms, unit.terms[1:], strict=False):
            assert later.valid_from - earlier.valid_to == timedelta(1), unit.id


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("TP Hà Nội", "ha-noi"),
        ("Thủ đô Hà Nội", "ha-noi"),
        ("Hanoi", "ha-noi"),
        ("thành phố Huế", "hue"),
        ("Tỉnh Quảng Ninh", "quang-ninh"),
        ("QUẢNG  NINH", "quang-ninh"),
        ("Đăk Lăk", "dak-lak"),
        ("Đắc Lắc", "dak-lak"),
        ("Thanh Hoá", "thanh-hoa"),
        ("Hoà Bình", "hoa-binh@2025"),
        ("Hòa Bình", "hoa-binh@2025"),
        ("TP.HCM", "ho-chi-minh"),
        ("TP. Hồ Chí Minh", "ho-chi-minh"),
        ("Ho Chi Minh City", "ho-chi-minh"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau@2025"),
        ("tỉnh Cần Thơ", "can-tho"),
    ],
)
def test_units_are_found_however_spelled(typed, id):
    assert find_unit(typed).id == id


def test_day_decides_between_namesakes():
    assert find_unit("Lào Cai", BEFORE).id == "lao-cai@2025"
    assert find_unit("Lào Cai", MERGER).id == find_unit("Lào Cai").id == "lao-cai"


@pytest.mark.parametrize(
    ("typed", "on"), [("Hà Giang", TODAY), ("Atlantis", None), ("", None), ("tỉnh", None)]
)
def test_what_is_no_unit_is_not_found(typed, on):
    assert find_unit(typed, on) is None


def test_unknown_id_is_refused():
    with pytest.raises(NotFound):
        get_unit("15")


def test_units_come_by_the_vietnamese_alphabet():
    names = [unit.name for unit in units_on(TODAY)]
    assert names == sorted(names, key=sort_key)
    assert names.index("Cà Mau") < names.index("Cao Bằng") < names.index("Cần Thơ") < names.index("Đà Nẵng")
