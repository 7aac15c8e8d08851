"""Rectangles that touch, overlap, lean on walls and come apart."""

from hypothesis import given, strategies as st

from fairapp.domain.geometry import (
    Rect,
    all_open_sides,
    bounding,
    first_overlap,
    form_rectangle,
    inside,
    is_corner,
    open_sides,
    overlap,
    split,
)

HALL = Rect(0, 0, 3000, 2000)
BOOTH = Rect(600, 600, 300, 300)
lengths = st.integers(1, 12).map(lambda n: n * 100)
rects = st.builds(
    Rect,
    st.integers(0, 15).map(lambda n: n * 100),
    st.integers(0, 12).map(lambda n: n * 100),
    lengths,
    lengths,
)


def test_touching_is_not_overlapping():
    assert not overlap(BOOTH, Rect(900, 600, 300, 300))
    assert overlap(BOOTH, Rect(899, 899, 300, 300))


def test_lonely_booth_is_open_on_all_sides():
    assert open_sides(BOOTH, [], HALL) == "NESW"


def test_walls_and_neighbours_close_sides():
    in_the_corner = Rect(0, 0, 300, 300)
    assert open_sides(in_the_corner, [Rect(300, 0, 300, 300)], HALL) == "S"


def test_neighbour_that_only_meets_in_a_point_closes_nothing():
    assert open_sides(BOOTH, [Rect(900, 900, 300, 300)], HALL) == "NESW"


def test_half_a_neighbour_closes_the_whole_side():
    assert open_sides(BOOTH, [Rect(750, 900, 300, 300)], HALL) == "NEW"


def test_corner_needs_two_sides_that_adjoin():
    assert is_corner("ES")
    assert is_corner("NW")
    assert not is_corner("NS")
    assert not is_corner("E")


@given(st.lists(rects, max_size=12))
def test_quick_way_finds_the_same_open_sides(booths):
    slow = [open_sides(b, [o for j, o in enumerate(booths) if j != i], HALL) for i, b in enumerate(booths)]
    assert all_open_sides(booths, HALL) == slow


@given(st.lists(rects, max_size=12))
def test_sweep_finds_an_overlap_exactly_when_there_is_one(booths):
    pairs = {
        (i, j) for i in range(len(booths)) for j in range(i + 1, len(booths)) if overlap(booths[i], booths[j])
    }
    found = first_overlap(booths)
    assert (found in pairs) if pairs else (found is None)


@given(rects, st.integers(2, 6))
def test_parts_of_a_split_fill_the_booth_again(rect, parts):
    pieces = split(rect, parts)
    assert len(pieces) == parts
    assert form_rectangle(pieces)
    assert bounding(pieces) == rect
    assert first_overlap(pieces) is None
    assert all(inside(piece, rect) for piece in pieces)


def test_l_shape_is_no_rectangle():
    assert not form_rectangle([Rect(0, 0, 300, 300), Rect(300, 0, 300, 300), Rect(0, 300, 300, 300)])
