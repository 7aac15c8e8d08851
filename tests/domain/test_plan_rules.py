"""What a plan must keep."""

import pytest

from fairapp.domain.booths import FeatureKind
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.geometry import Rect
from fairapp.domain.plan_rules import (
    Placed,
    check_feature,
    check_merge,
    check_numbers,
    check_places,
    check_split,
    in_metres,
    in_runs,
    natural_key,
    split_numbers,
)

HALL = Rect(0, 0, 1250, 900)
A1 = Placed("A1", Rect(0, 0, 300, 300))
A2 = Placed("A2", Rect(300, 0, 300, 300))


def test_booth_outside_the_hall_is_refused_with_the_halls_size():
    with pytest.raises(Invalid, match=r"A9 .* rộng 12,5 m, sâu 9 m"):
        check_places([Placed("A9", Rect(1000, 0, 300, 300))], [], [], HALL)


@pytest.mark.parametrize(
    ("standing", "features", "named"),
    [
        ([A1], [], "A1"),
        ([], [Placed("Sân khấu", Rect(200, 200, 400, 400))], "Sân khấu"),
    ],
)
def test_booth_on_something_names_what_is_in_the_way(standing, features, named):
    with pytest.raises(Conflict) as refused:
        check_places([Placed("B1", Rect(100, 100, 300, 300))], standing, features, HALL)
    assert (refused.value.values["number"], refused.value.values["other"]) == ("B1", named)


def test_new_booths_may_not_overlap_each_other():
    with pytest.raises(Conflict, match="B2 chồng lên gian B1"):
        check_places([Placed("B1", A1.rect), Placed("B2", Rect(299, 0, 300, 300))], [], [], HALL)


def test_neighbours_are_no_conflict():
    check_places(
        [A1, A2], [Placed("B1", Rect(0, 300, 300, 300))], [Placed("Cột", Rect(600, 0, 50, 50))], HALL
    )


def test_feature_may_not_stand_on_a_booth():
    with pytest.raises(Conflict) as refused:
        check_feature(Placed(FeatureKind.STAGE, Rect(100, 100, 600, 400)), [A1], HALL)
    assert refused.value.values == {"name": FeatureKind.STAGE, "number": "A1"}


@pytest.mark.parametrize("numbers", [["A1", "a1"], [""], ["A" * 13]])
def test_numbers_are_given_once_and_are_short(numbers):
    with pytest.raises((Conflict, Invalid)) as refused:
        check_numbers(numbers)
    assert refused.value.field == "number"


def test_only_a_rectangle_can_be_merged():
    check_merge([A1, A2])
    with pytest.raises(Invalid):
        check_merge([A1])
    with pytest.raises(Invalid, match="hình chữ nhật"):
        check_merge([A1, Placed("B2", Rect(300, 300, 300, 300))])


@pytest.mark.parametrize("parts", [1, 7, 4])
def test_parts_are_few_and_no_narrower_than_a_metre(parts):
    with pytest.raises(Invalid) as refused:
        check_split(parts, Rect(0, 0, 300, 300))
    assert refused.value.field == "parts"


@pytest.mark.parametrize(
    ("number", "taken", "numbers"),
    [
        ("A09", {"A09"}, ["A09", "A10", "A11"]),
        ("A5", {"A5", "A6"}, ["A5", "A5B", "A5C"]),
        ("A5", {"A5", "A6", "A5B"}, ["A5", "A5C", "A5D"]),
        ("Cổng", {"Cổng"}, ["Cổng", "CổngB", "CổngC"]),
    ],
)
def test_split_takes_the_numbers_that_a_merge_set_free(number, taken, numbers):
    assert split_numbers(number, 3, taken) == numbers


def test_numbers_are_in_the_order_people_count():
    assert sorted(["A10", "B1", "A2", "a3", "A2B"], key=natural_key) == ["A2", "A2B", "a3", "A10", "B1"]


@pytest.mark.parametrize(
    ("centimetres", "text"), [(300, "3"), (250, "2,5"), (1205, "12,05"), (100000, "1000")]
)
def test_metres_in_a_sentence(centimetres, text):
    assert in_metres(centimetres) == text


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], ""),
        (["A2", "A1"], "A1, A2"),
        (["A10", "A9", "A8", "B1"], "A8–A10, B1"),
        (["A08", "A09", "A10", "A12", "A13"], "A08–A10, A12, A13"),
        (["A1", "A01", "A2", "A3"], "A1, A01, A2, A3"),
        (["A1B", "A2B", "A3B", "7", "8", "9"], "7–9, A1B, A2B, A3B"),
        (["A9", "B10", "C11"], "A9, B10, C11"),
    ],
)
def test_numbers_that_follow_each_other_are_told_by_the_first_and_the_last(numbers, said):
    assert in_runs(numbers) == said
