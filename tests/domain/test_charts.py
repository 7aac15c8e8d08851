"""Where figures come to stand in a drawing."""

import itertools

import pytest
from hypothesis import given, strategies as st

from fairapp.domain import charts

counts = st.lists(st.integers(0, 10**12), max_size=60)


@pytest.mark.parametrize(
    ("top", "values"),
    [
        (0, (0,)),
        (1, (0, 1)),
        (3, (0, 1, 2, 3)),
        (4, (0, 1, 2, 3, 4)),
        (5, (0, 2, 4, 6)),
        (99, (0, 50, 100)),
        (18_250, (0, 5_000, 10_000, 15_000, 20_000)),
        (10**12 + 1, (0, 5 * 10**11, 10**12, 15 * 10**11)),
    ],
)
def test_the_axis_counts_in_round_figures_from_zero(top, values):
    assert charts.tick_values(top) == values


@given(st.integers(1, 10**15))
def test_the_axis_reaches_the_highest_in_four_steps_at_most(top):
    values = charts.tick_values(top)
    assert values[0] == 0
    assert values[-2] < top <= values[-1]
    assert len(values) <= 5


@given(counts)
def test_bars_are_as_tall_as_their_figures_say(values):
    drawn = charts.bars(values, height=220)
    most = drawn.ticks[-1].value or 1
    for bar, value in zip(drawn.bars, values, strict=True):
        assert bar.height == pytest.approx((220 - 52) * value / most, abs=0.06)
        assert bar.y + bar.height == pytest.approx(drawn.ground, abs=0.11)
        assert charts.GUTTER <= bar.x < bar.x + bar.width <= 100
        assert bar.y >= charts.HEAD - 0.11
    assert sum(bar.peak for bar in drawn.bars) == (1 if any(values) else 0)


def test_the_first_of_the_highest_is_the_peak_and_striped():
    one, two, three = charts.bars([4, 9, 9]).bars
    assert (one.peak, two.peak, three.peak) == (False, True, False)
    assert len(two.stripes) > 10
    assert not one.stripes


def test_nothing_and_nothing_but_zeros_are_drawn_flat():
    assert charts.bars([]).bars == ()
    assert [bar.height for bar in charts.bars([0, 0]).bars] == [0, 0]
    assert charts.bars([0]).ticks == (charts.Tick(0, charts.bars([0]).ground),)


def test_a_thousand_bars_stay_beside_one_another_and_few_are_named():
    drawn = charts.bars(range(1000)).bars
    assert all(a.x + a.width <= b.x for a, b in itertools.pairwise(drawn))
    assert sum(bar.worded for bar in drawn) == 8


def test_the_edition_before_is_drawn_on_the_same_scale_and_a_day_it_had_not_is_left_out():
    first, second = charts.bars([100, 200], [400, None]).bars
    assert first.before.height == pytest.approx(4 * first.height, abs=0.3)
    assert second.before is None
    assert first.top == first.before.y < first.y
    assert charts.bars([100, 200], [400]).bars[1].before is None


@given(st.integers(1, 10**9), st.data())
def test_the_key_of_a_heat_strip_says_what_each_shade_is(top, data):
    value = data.draw(st.integers(1, top))
    step = charts.heat_step(value, top)
    assert [low <= value <= high for s, low, high in charts.heat_ranges(top) if s == step] == [True]
    assert charts.heat_step(top, top) == charts.HEAT_STEPS


def test_nobody_has_no_shade():
    assert charts.heat_step(0, 0) == charts.heat_step(0, 9) == charts.heat_step(-3, 9) == 0


def test_quartiles_of_fewer_than_three_are_not_made():
    assert charts.five([]) is charts.five([5]) is charts.five([5, 7]) is None
    assert charts.five([1, 2, 3]) == charts.Five(3, 1, 2, 2, 2, 3) or charts.five([1, 2, 3]).median == 2


def test_quartiles_are_those_of_a_spreadsheet():
    five = charts.five([7, 15, 36, 39, 40, 41])
    assert (five.first, five.median, five.third) == (20, 38, 40)
    assert (five.low, five.high, five.outliers) == (7, 41, ())


def test_what_lies_far_outside_is_a_ring_and_not_a_whisker():
    five = charts.five([10, 11, 12, 13, 14, 90])
    assert five.high == 14
    assert five.outliers == (90,)


@given(st.lists(st.integers(0, 10**10), min_size=3, max_size=1000))
def test_a_box_stands_in_order_within_the_drawing(values):
    five = charts.five(values)
    (box,) = charts.box_plot([five]).boxes
    places = [box.low, box.first, box.median, box.third, box.high]
    assert box.first <= box.median <= box.third
    assert all(1 <= place <= 94 for place in (*places, *box.outliers))
    assert five.count == len(values)


def test_boxes_of_zeros_lie_at_the_beginning_of_the_axis():
    plot = charts.box_plot([charts.five([0] * 5)])
    assert plot.boxes[0].high == plot.ticks[0].at == 1
    assert charts.box_plot([]).boxes == ()


def test_twice_as_much_stands_twice_as_high():
    small, large = charts.slope([500, 1000], height=120)
    ground = 120 - charts.FOOT
    assert ground - large.y == pytest.approx(2 * (ground - small.y))
    assert (small.x, large.x) == (14, 86)


def test_an_edition_nobody_counted_has_no_point_and_moves_no_other():
    assert [(p.x, p.value) for p in charts.slope([5, None, 3])] == [(14, 5), (86, 3)]
    assert charts.slope([None]) == []
    assert [p.x for p in charts.slope([7])] == [50]
    assert {p.y for p in charts.slope([0, 0])} == {120 - charts.FOOT}


@pytest.mark.parametrize(
    ("before", "after", "permille"),
    [
        (100, 112, 120),
        (100, 92, -80),
        (100, 100, 0),
        (3, 0, -1000),
        (0, 5, None),
        (None, 5, None),
        (3, 4, 333),
    ],
)
def test_growth_and_decline_are_in_thousandths(before, after, permille):
    assert charts.change_permille(before, after) == permille


def test_a_lying_bar_is_its_share_of_the_longest():
    assert charts.share(30, 120, 66) == 16.5
    assert charts.share(0, 0) == charts.share(-1, 5) == 0
