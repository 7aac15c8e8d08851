"""Agreements: who may sign with whom, and what they add up to."""

from datetime import date

import pytest

from fairapp.domain.agreements import (
    AgreementKind,
    AgreementLevel,
    Signing,
    Total,
    by_event,
    by_kind,
    by_level,
    check_parties,
    check_signed_on,
    in_all,
    same_paper,
    unit_of,
)
from fairapp.domain.errors import Invalid

MEMORANDUM, CONTRACT = AgreementKind.MEMORANDUM, AgreementKind.CONTRACT

# Sóc Trăng, 27/10/2020: one row per level, as the article gives them.
SOC_TRANG = [
    Signing(MEMORANDUM, AgreementLevel.DEPARTMENTS, 14, None),
    Signing(MEMORANDUM, AgreementLevel.PROVINCE_CHAIN, 8, None),
    Signing(MEMORANDUM, AgreementLevel.BUSINESSES, 34, None),
]


def test_the_memoranda_of_soc_trang_are_fifty_six():
    levels = by_level(SOC_TRANG)
    assert [total.papers for total in levels.values()] == [14, 8, 34]
    assert in_all(SOC_TRANG) == Total(papers=56, valued=0, value=0)


def test_levels_and_kinds_add_up_to_the_same():
    signings = [*SOC_TRANG, Signing(CONTRACT, AgreementLevel.BUSINESSES, 2, 3_000_000_000)]
    everything = in_all(signings)
    for table in (by_level(signings), by_kind(signings)):
        assert sum(total.papers for total in table.values()) == everything.papers == 58
        assert sum(total.value for total in table.values()) == everything.value == 3_000_000_000
        assert sum(total.valued for total in table.values()) == everything.valued == 2


def test_a_level_without_papers_is_still_named():
    assert by_level([])[AgreementLevel.DEPARTMENTS] == Total()


def test_nobody_signs_with_themselves_in_another_spelling():
    with pytest.raises(Invalid) as caught:
        check_parties(["Sở Công Thương Đắk Lắk", "SỞ CÔNG THƯƠNG ĐẮK LẮK"])
    assert caught.value.field == "party_b"
    check_parties(["Sở Công Thương Đắk Lắk", "Sở Công Thương Gia Lai"])


def test_a_paper_is_not_signed_tomorrow():
    check_signed_on(date(2026, 11, 22), date(2026, 11, 22))
    check_signed_on(None, date(2026, 11, 22))
    with pytest.raises(Invalid) as caught:
        check_signed_on(date(2026, 11, 23), date(2026, 11, 22))
    assert caught.value.field == "signed_on"


SIGNED = (AgreementKind.CONTRACT, AgreementLevel.BUSINESSES)


def test_the_same_paper_is_known_in_another_order_and_spelling():
    one = same_paper(*SIGNED, ["Chè Đường Hoa", "Siêu thị Hạ Long"], date(2026, 11, 20), 5)
    assert one == same_paper(*SIGNED, ["SIÊU THỊ HẠ LONG", "chè đường hoa"], date(2026, 11, 20), 5)
    others = (
        same_paper(*SIGNED, ["Chè Đường Hoa", "Siêu thị Hạ Long"], date(2026, 11, 21), 5),
        same_paper(*SIGNED, ["Chè Đường Hoa", "Siêu thị Hạ Long"], date(2026, 11, 20), 6),
        same_paper(*SIGNED, ["Chè Đường Hoa", "Siêu thị Hạ Long"], None, None),
        same_paper(*SIGNED, ["Chè Đường", "Hoa Siêu thị Hạ Long"], date(2026, 11, 20), 5),
    )
    assert one not in others
    assert len(set(others)) == 4


@pytest.mark.parametrize(
    ("name", "day", "unit"),
    [
        ("Tỉnh Sơn La", None, "son-la"),
        ("tỉnh Quảng Ninh", date(2026, 11, 20), "quang-ninh"),
        ("Sở Công Thương tỉnh Sóc Trăng", date(2020, 10, 27), "soc-trang@2025"),
        ("Văn phòng điều phối Nông thôn mới tỉnh Gia Lai", date(2020, 10, 27), "gia-lai@2025"),
        ("Ban xây dựng Nông thôn mới tỉnh Quảng Ninh", None, "quang-ninh"),
        ("UBND TP. Hà Nội", None, "ha-noi"),
        ("Sở công thương các tỉnh, thành phố (14)", None, None),
        ("Hợp tác xã Mộc Châu tỉnh Sơn La", None, None),
        ("Siêu thị Hạ Long", None, None),
        ("Sở Công Thương các tỉnh Sơn La, Lào Cai", None, None),
    ],
)
def test_a_unit_is_known_by_its_own_name_or_its_office(name, day, unit):
    assert unit_of(name, day) == unit


def test_events_add_up_to_what_was_signed():
    signings = [("Hội nghị", SOC_TRANG[0]), ("", SOC_TRANG[1]), ("Hội nghị", SOC_TRANG[2])]
    totals = by_event(signings)
    assert {name: total.papers for name, total in totals.items()} == {"Hội nghị": 48, "": 8}
