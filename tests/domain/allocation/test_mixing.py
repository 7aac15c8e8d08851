import pytest
from hypothesis import given, strategies as st

from fairapp.domain.allocation import Aim, Preset
from fairapp.domain.allocation.mixing import (
    AIM_LABELS,
    STRENGTH_WORDS,
    STRENGTHS,
    TERMS,
    USUAL,
    moved,
    weights_in_order,
    weights_of,
)
from fairapp.domain.allocation.weights import PRESETS, Weights
from fairapp.domain.errors import Invalid


@pytest.mark.parametrize("preset", Preset)
def test_without_a_word_the_preset_counts_as_it_is(preset):
    assert weights_of(preset, {}) == PRESETS[preset]
    assert weights_of(preset, dict.fromkeys(Aim, USUAL)) == PRESETS[preset]


def test_a_level_turns_all_weights_of_its_aim_and_no_other():
    turned = weights_of(Preset.BALANCED, {Aim.WISHES: 4})
    assert (turned.wish1, turned.wish2, turned.wish3) == (20_00, 12_00, 6_00)
    assert turned.zone == Weights().zone


def test_nothing_and_very_much_stay_within_what_a_weight_may_be():
    nothing = weights_of(Preset.BY_TRADE, dict.fromkeys(Aim, 0))
    assert all(getattr(nothing, term) == 0 for terms in TERMS.values() for term in terms)
    assert nothing.placed == Weights().placed
    weights_of(Preset.BY_PROVINCE, dict.fromkeys(Aim, 5))


@pytest.mark.parametrize("level", [-1, 6, "3", None])
def test_a_level_that_does_not_exist_is_refused(level):
    with pytest.raises(Invalid):
        weights_of(Preset.BALANCED, {Aim.STILL: level})


def test_every_aim_has_its_weights_and_a_word():
    assert set(TERMS) == set(AIM_LABELS) == set(Aim)
    assert len(STRENGTHS) == len(STRENGTH_WORDS)
    assert STRENGTHS[USUAL] == 1


# ---- in an order --------------------------------------------------------------------------------

ALL = [aim.value for aim in Aim]


def test_the_first_aim_counts_four_times_and_each_next_one_two_thirds_of_it():
    weights = weights_in_order(["wishes", "trade", *(a for a in ALL if a not in ("wishes", "trade"))])
    assert (weights.wish1, weights.wish2, weights.wish3) == (40_00, 24_00, 12_00)
    assert weights.zone == 32_00  # 12 × 4 × 2/3
    assert weights.placed == Weights().placed


@given(st.permutations(ALL))
def test_an_aim_never_counts_less_for_standing_higher(order):
    before = weights_in_order(order)
    for one in ALL:
        after = weights_in_order(moved(order, one, -1))
        assert all(getattr(after, term) >= getattr(before, term) > 0 for term in TERMS[Aim(one)])


@pytest.mark.parametrize("order", [[], ALL[:-1], [*ALL, ALL[0]], [*ALL[:-1], ALL[0]], [*ALL[:-1], "rain"]])
def test_an_order_that_is_not_whole_is_refused(order):
    with pytest.raises(Invalid):
        weights_in_order(order)


def test_a_step_beyond_either_end_stays_there():
    assert moved("abc", "a", -1) == ["a", "b", "c"]
    assert moved("abc", "c", 1) == ["a", "b", "c"]
    assert moved("abc", "a", 1) == ["b", "a", "c"]
