"""The organiser's own mixture: a preset with each wish turned up or down, or all wishes in an order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from fairapp.domain.allocation.weights import PRESETS, Preset, Weights
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_


class Aim(StrEnum):
    """What an organiser can want of a plan beside placing as many as possible, in the page's order."""

    PROVINCE = "province"
    TRADE = "trade"
    RIVALS = "rivals"
    PRIME = "prime"
    STARS = "stars"
    NEWCOMERS = "newcomers"
    SHARES = "shares"
    WISHES = "wishes"
    LOADING = "loading"
    REPAID = "repaid"
    STILL = "still"


AIM_LABELS = {
    Aim.PROVINCE: N_("Gian của một tỉnh liền nhau"),
    Aim.TRADE: N_("Đúng khu ngành hàng"),
    Aim.RIVALS: N_("Không để đối thủ sát nhau"),
    Aim.PRIME: N_("Chia đều gian góc, mặt tiền giữa các tỉnh"),
    Aim.STARS: N_("Ưu tiên 5 sao, 4 sao"),
    Aim.NEWCOMERS: N_("Ưu tiên đơn vị dự lần đầu"),
    Aim.SHARES: N_("Mỗi tỉnh đủ phần gian công bằng"),
    Aim.WISHES: N_("Theo nguyện vọng"),
    Aim.LOADING: N_("Hàng nặng gần lối bốc hàng"),
    Aim.REPAID: N_("Bù cho đơn vị có gian xấu kỳ trước"),
    Aim.STILL: N_("Ít xáo trộn sau khi công bố"),
}
TERMS = {
    Aim.PROVINCE: ("island", "run"),
    Aim.TRADE: ("zone",),
    Aim.RIVALS: ("beside", "facing"),
    Aim.PRIME: ("prime",),
    Aim.STARS: ("star",),
    Aim.NEWCOMERS: ("first",),
    Aim.SHARES: ("short",),
    Aim.WISHES: ("wish1", "wish2", "wish3"),
    Aim.LOADING: ("loading",),
    Aim.REPAID: ("repaid",),
    Aim.STILL: ("moved",),
}
"""The weights that each aim turns up and down together."""

USUAL = 3
STRENGTHS = (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(4))
STRENGTH_WORDS = (
    N_("không tính"),
    N_("rất ít"),
    N_("ít hơn"),
    N_("như cách đã chọn"),
    N_("nhiều hơn"),
    N_("rất nhiều"),
)
MOST = 1_000_00
FIRST, NEXT = Fraction(4), Fraction(2, 3)
"""In an order the first aim counts four times the balanced weights, each next one two thirds as much."""


def weights_of(preset: Preset, levels: Mapping[str, int]) -> Weights:
    """The preset's weights with each aim at its level; what is not named counts as in the preset."""
    base = PRESETS[preset]
    changed: dict[str, int] = {}
    for aim in Aim:
        strength = STRENGTHS[check_level(levels.get(aim, USUAL))]
        for term in TERMS[aim]:
            changed[term] = min(MOST, int(getattr(base, term) * strength))
    return replace(base, **changed)


def weights_in_order(order: Sequence[str]) -> Weights:
    """The weights that follow from the aims' places alone; the last still counts something."""
    base = PRESETS[Preset.BALANCED]
    changed: dict[str, int] = {}
    for place, aim in enumerate(check_order(order)):
        for term in TERMS[aim]:
            changed[term] = max(1, min(MOST, int(getattr(base, term) * FIRST * NEXT**place)))
    return replace(base, **changed)


def check_order(order: Sequence[str]) -> list[Aim]:
    """Every aim once."""
    if sorted(order) != sorted(aim.value for aim in Aim):
        raise Invalid(N_("Hãy xếp thứ tự tất cả các điều, mỗi điều một lần."), field="order")
    return [Aim(name) for name in order]


def moved(order: Sequence[str], one: str, by: int) -> list[str]:
    """The order with one of its names some places further down; at either end it stays."""
    rest = [name for name in order if name != one]
    at = list(order).index(one) + by
    rest.insert(min(max(at, 0), len(rest)), one)
    return rest


def check_level(level: object) -> int:
    if not isinstance(level, int) or not 0 <= level < len(STRENGTHS):
        raise Invalid(N_("Hãy chọn mức từ 0 đến %(most)s."), most=len(STRENGTHS) - 1)
    return level
