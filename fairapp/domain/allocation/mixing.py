"""The organiser's own mixture: a preset, and how much more or less each wish shall count."""

from collections.abc import Mapping
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


def weights_of(preset: Preset, levels: Mapping[str, int]) -> Weights:
    """The preset's weights with each aim at its level; what is not named counts as in the preset."""
    base = PRESETS[preset]
    changed: dict[str, int] = {}
    for aim in Aim:
        strength = STRENGTHS[check_level(levels.get(aim, USUAL))]
        for term in TERMS[aim]:
            changed[term] = min(MOST, int(getattr(base, term) * strength))
    return replace(base, **changed)


def check_level(level: object) -> int:
    if not isinstance(level, int) or not 0 <= level < len(STRENGTHS):
        raise Invalid(N_("Hãy chọn mức từ 0 đến %(most)s."), most=len(STRENGTHS) - 1)
    return level
