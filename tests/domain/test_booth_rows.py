"""Rows from a handful of numbers: no overlap, no number twice, in the order asked for."""

import pytest
from hypothesis import given, strategies as st

from fairapp.domain.booth_rows import Along, Direction, NewBooth, Rows, generate
from fairapp.domain.errors import Invalid
from fairapp.domain.geometry import Rect, bounding, first_overlap


def rows(**facts) -> Rows:
    given = {
        "x": 0,
        "y": 0,
        "per_row": 4,
        "rows": 2,
        "width": 300,
        "depth": 300,
        "prefix": "A",
        "row_aisle": 300,
    }
    return Rows(**(given | facts))


def row_of(booths: list[NewBooth], y: int) -> str:
    """The numbers of a row as the eye reads them, from left to right."""
    return " ".join(b.number for b in sorted(booths, key=lambda b: b.rect.x) if b.rect.y == y)


@pytest.mark.parametrize(
    ("direction", "first", "second"),
    [
        (Direction.FORWARD, "A1 A2 A3 A4", "A5 A6 A7 A8"),
        (Direction.BACKWARD, "A4 A3 A2 A1", "A8 A7 A6 A5"),
        (Direction.SNAKE, "A1 A2 A3 A4", "A8 A7 A6 A5"),
    ],
)
def test_numbers_run_as_asked(direction, first, second):
    booths = generate(rows(direction=direction))
    assert (row_of(booths, 0), row_of(booths, 600)) == (first, second)


def test_first_number_sets_how_many_digits_are_written():
    assert [b.number for b in generate(rows(first="08", rows=1))] == ["A08", "A09", "A10", "A11"]


def test_each_row_may_have_its_letter():
    booths = generate(rows(letter_per_row=True, prefix="C", first="01", per_row=2))
    assert [b.number for b in booths] == ["C01", "C02", "D01", "D02"]


def test_aisle_after_every_two_booths():
    booths = generate(rows(rows=1, per_row=6, aisle_every=2, aisle_width=250))
    assert [b.rect.x for b in booths] == [0, 300, 850, 1150, 1700, 2000]


def test_aisle_at_a_place_and_after_every_n_is_one_aisle():
    booths = generate(rows(rows=1, per_row=5, aisle_every=2, aisle_at=(2, 3), aisle_width=100))
    assert [b.rect.x for b in booths] == [0, 300, 700, 1100, 1500]


def test_back_to_back_rows_stand_in_pairs():
    booths = generate(rows(rows=4, per_row=1, back_to_back=True))
    assert [b.rect.y for b in booths] == [0, 300, 900, 1200]


def test_rows_along_the_depth_are_the_same_turned():
    booths = generate(rows(along=Along.DEPTH, width=300, depth=200, per_row=2, row_aisle=400))
    assert [b.rect for b in booths] == [
        Rect(0, 0, 200, 300),
        Rect(0, 300, 200, 300),
        Rect(600, 0, 200, 300),
        Rect(600, 300, 200, 300),
    ]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"first": "x"}, "first"),
        ({"first": "²"}, "first"),
        ({"per_row": 100, "rows": 7}, "per_row"),
        ({"letter_per_row": True, "prefix": "AB"}, "prefix"),
        ({"letter_per_row": True, "prefix": "Z"}, "prefix"),
        ({"aisle_at": (4,)}, "aisle_at"),
        ({"aisle_at": (0,)}, "aisle_at"),
        ({"prefix": "KHU-ĐẶC-SẢN-"}, "prefix"),
    ],
)
def test_senseless_rows_are_refused_at_their_field(facts, field):
    with pytest.raises(Invalid) as refused:
        generate(rows(**facts))
    assert refused.value.field == field


any_rows = st.builds(
    Rows,
    x=st.integers(0, 2000),
    y=st.integers(0, 2000),
    per_row=st.integers(1, 14),
    rows=st.integers(1, 9),
    width=st.integers(100, 900),
    depth=st.integers(100, 900),
    prefix=st.sampled_from(["", "A", "K"]),
    first=st.sampled_from(["1", "01", "7", "99"]),
    direction=st.sampled_from(Direction),
    along=st.sampled_from(Along),
    aisle_every=st.integers(0, 15),
    aisle_width=st.integers(0, 500),
    row_aisle=st.integers(0, 500),
    back_to_back=st.booleans(),
)


@given(any_rows)
def test_generated_booths_never_overlap_nor_share_a_number(rows):
    booths = generate(rows)
    assert len(booths) == rows.rows * rows.per_row
    assert len({b.number for b in booths}) == len(booths)
    assert first_overlap([b.rect for b in booths]) is None
    corner = bounding([b.rect for b in booths])
    assert (corner.x, corner.y) == (rows.x, rows.y)
