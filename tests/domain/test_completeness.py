"""What keeps an application from being sent."""

from dataclasses import replace
from datetime import date

import pytest

from fairapp.domain.application_form import FormField
from fairapp.domain.completeness import (
    ApplicationFacts,
    Goods,
    certificate_gaps,
    first_uncovered_day,
    missing,
)

DAYS = (date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 2), date(2026, 11, 3))
TEA = Goods(1, "Chè Shan tuyết", 4, "25/QĐ-UBND", date(2024, 1, 5), date(2027, 1, 5))
WHOLE = ApplicationFacts(
    representative="Vũ Thị Lan",
    phone="+84912345678",
    place="Xã Quảng La",
    booth_count=2,
    goods=(TEA,),
    staff=("Vũ Thị Lan", "Đặng Văn Ba"),
    passes_per_booth=3,
    days=DAYS,
    answered={FormField.POWER},
)


def _fields(facts):
    return [gap.field for gap in missing(facts)]


def test_a_whole_application_misses_nothing():
    assert missing(WHOLE) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"representative": ""}, "profile"),
        ({"phone": ""}, "profile"),
        ({"place": ""}, "profile"),
        ({"booth_count": 0}, "booth_count"),
        ({"booth_count": 5}, "booth_count"),
        ({"goods": ()}, "goods"),
        ({"staff": ()}, "staff"),
        ({"uncommitted": 2}, "commitments"),
        ({"consented": False}, "consent"),
    ],
)
def test_each_gap_is_named_at_its_field(change, field):
    assert _fields(replace(WHOLE, **change)) == [field]


def test_gaps_come_in_the_order_of_the_form():
    bare = replace(WHOLE, representative="", goods=(), staff=(), answered=(), uncommitted=5)
    assert _fields(bare) == ["profile", "goods", "staff", "power_kw", "commitments"]


def test_every_sentence_finds_its_values():
    bare = replace(
        WHOLE,
        goods=(replace(TEA, certificate_number=""), replace(TEA, expires_on=date(2026, 10, 31))),
        staff=tuple("ABCDEFG"),
    )
    sentences = [gap.sentence % gap.values for gap in missing(bare)]
    assert len(sentences) == 3
    assert all("%" not in sentence for sentence in sentences)


def test_a_certificate_is_valid_on_its_last_day():
    assert first_uncovered_day(replace(TEA, expires_on=DAYS[-1]), DAYS) is None


def test_the_first_day_without_a_valid_certificate_is_named():
    gap = certificate_gaps(replace(TEA, expires_on=date(2026, 11, 1)), DAYS)[0]
    assert gap.values["day"] == "02/11/2026"
    assert gap.values["until"] == "01/11/2026"
    assert "đánh giá lại" in gap.sentence and "bỏ sản phẩm này khỏi đơn" in gap.sentence


def test_a_day_on_which_the_fair_is_closed_does_not_count():
    """Expiring on the 31st, a fair closed on the 1st fails only on the 2nd."""
    assert first_uncovered_day(replace(TEA, expires_on=date(2026, 10, 31)), DAYS) == date(2026, 11, 2)


def test_a_certificate_of_later_than_the_first_day_does_not_cover_it():
    late = replace(TEA, issued_on=date(2026, 10, 31), expires_on=date(2029, 10, 31))
    gap = certificate_gaps(late, DAYS)[0]
    assert gap.values["day"] == "30/10/2026"
    assert "chưa có hiệu lực" in gap.sentence


def test_each_failing_product_is_named_by_itself():
    gone = replace(TEA, id=2, name="Mật ong", expires_on=date(2026, 1, 1))
    also = replace(TEA, id=3, name="Ruốc hàu", expires_on=date(2026, 10, 30))
    names = [gap.values["product"] for gap in missing(replace(WHOLE, goods=(TEA, gone, also)))]
    assert names == ["Mật ong", "Ruốc hàu"]


@pytest.mark.parametrize("stars", [None, 1, 2])
def test_a_product_without_certified_stars_needs_no_certificate(stars):
    assert missing(replace(WHOLE, goods=(Goods(1, "Bánh gio", stars),))) == []


@pytest.mark.parametrize("gap", ["certificate_number", "issued_on", "expires_on"])
def test_certified_stars_need_the_whole_certificate(gap):
    torn = replace(TEA, **{gap: "" if gap == "certificate_number" else None})
    assert _fields(replace(WHOLE, goods=(torn,))) == ["goods"]


@pytest.mark.parametrize(
    ("booths", "people", "fits"), [(1, 3, True), (1, 4, False), (4, 12, True), (4, 13, False)]
)
def test_staff_is_bound_by_the_passes_of_the_booths(booths, people, fits):
    names = tuple(f"Người {n}" for n in range(people))
    assert (missing(replace(WHOLE, booth_count=booths, staff=names)) == []) is fits
