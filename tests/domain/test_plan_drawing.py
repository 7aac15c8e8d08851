"""How a plan is drawn: numbers that fit, walls, a scale people can read."""

from dataclasses import replace

import pytest

from fairapp.domain.booths import BoothKind, FeatureKind
from fairapp.domain.geometry import Rect
from fairapp.domain.plan_drawing import GLYPH, TINTS, BoothDrawing, FeatureDrawing, PlanDrawing, tint_of

BOOTH = BoothDrawing(1, "A12", Rect(0, 0, 300, 300), BoothKind.STANDARD, "ES")
HALL = Rect(0, 0, 6000, 4000)


@pytest.mark.parametrize("number", ["1", "A12", "KHU-A-12"])
@pytest.mark.parametrize("side", [100, 300, 900])
def test_number_fits_its_booth(number, side):
    booth = replace(BOOTH, number=number, rect=Rect(0, 0, side, 300))
    assert len(number) * GLYPH * booth.number_size <= side


def test_walls_are_drawn_on_closed_sides_only():
    assert BOOTH.closed_edges == "M0 0H300M0 0V300"
    assert BOOTH.corner


def test_plan_is_never_narrower_than_its_numbers_can_be_read():
    plan = PlanDrawing("p", "Sảnh", HALL, (BOOTH,))
    scale = plan.least_width_px / (HALL.width + 240)
    assert BOOTH.number_size * scale >= 9.9


@pytest.mark.parametrize(("width", "scale"), [(24000, 5000), (6000, 1000), (900, 200), (300, 100)])
def test_scale_bar_is_a_round_number_of_metres_that_fits(width, scale):
    assert PlanDrawing("p", "Sảnh", Rect(0, 0, width, 1000)).scale_cm == scale
    assert scale <= width


def test_words_of_a_feature_run_along_its_longer_side_or_are_left_out():
    tall = FeatureDrawing(1, FeatureKind.STAGE, "", Rect(0, 0, 200, 900))
    assert tall.upright
    assert tall.text_size("Sân khấu") > 28
    assert FeatureDrawing(2, FeatureKind.COLUMN, "", Rect(0, 0, 60, 60)).text_size("Cột") == 0


def test_tints_begin_again_when_they_are_used_up():
    assert [tint_of(n) for n in (0, TINTS - 1, TINTS)] == [1, TINTS, 1]


def test_long_street_is_cut_into_strips_beside_its_booths():
    booths = tuple(replace(BOOTH, rect=Rect(350 + 300 * n, 0, 300, 300)) for n in range(80))
    street = PlanDrawing("p", "Phố", Rect(0, 0, 26000, 1200), booths)
    boxes = [[int(n) for n in view.split()] for view in street.strips(13000)]
    cuts = [x + 120 for x, *_ in boxes][1:]
    assert len(boxes) == 2
    assert all(not b.rect.x < cut < b.rect.right for b in booths for cut in cuts)
    assert boxes[0][0] == -120
    assert boxes[-1][0] + boxes[-1][2] == 26000 + 120


def test_hall_that_fits_is_shown_in_one_piece():
    plan = PlanDrawing("p", "Sảnh", HALL, (BOOTH,))
    assert plan.strips(6000) == (plan.view_box,)


def test_block_wider_than_a_strip_is_cut_where_it_must():
    wide = replace(BOOTH, rect=Rect(0, 0, 20000, 300))
    assert len(PlanDrawing("p", "Phố", Rect(0, 0, 20000, 900), (wide,)).strips(10000)) == 2
