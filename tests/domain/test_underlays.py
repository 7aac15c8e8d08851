import pytest
from hypothesis import assume, given, strategies as st

from fairapp.domain.errors import Invalid
from fairapp.domain.geometry import Rect
from fairapp.domain.underlays import check_place, scaled

LENGTHS = st.integers(-5_000, 5_000)
POINTS = st.tuples(LENGTHS, LENGTHS)


@given(POINTS, POINTS, st.integers(50, 20_000))
def test_the_first_point_stays_and_the_second_comes_to_lie_as_far_as_was_said(one, other, length):
    place = Rect(-300, 200, 2_400, 1_500)
    apart = ((other[0] - one[0]) ** 2 + (other[1] - one[1]) ** 2) ** 0.5
    assume(apart >= 50)
    after = scaled(place, one, other, length)
    factor = after.width / place.width

    def carried(point):
        """Where a point of the picture lies afterwards."""
        return (
            after.x + (point[0] - place.x) * factor,
            after.y + (point[1] - place.y) * after.depth / place.depth,
        )

    x, y = carried(one)
    grain = 1 + max(abs(one[0] - place.x), abs(one[1] - place.y)) / min(place.width, place.depth)
    assert abs(x - one[0]) <= grain and abs(y - one[1]) <= grain
    assert factor == pytest.approx(length / apart, abs=1 / place.depth)


def test_two_points_in_one_say_nothing():
    with pytest.raises(Invalid, match="hai điểm khác nhau"):
        scaled(Rect(0, 0, 100, 100), (5, 5), (5, 5), 100)


@pytest.mark.parametrize(
    "place", [Rect(0, 0, 9, 9), Rect(0, 0, 200_001, 9), Rect(0, 0, 100, 200_001), Rect(200_001, 0, 100, 9)]
)
def test_a_place_out_of_all_reason_is_refused(place):
    with pytest.raises(Invalid):
        check_place(place)
