"""What each wish of the organiser is worth, in hundredths of a point, and three ready-made mixtures."""

from dataclasses import dataclass, fields
from enum import StrEnum

from fairapp.domain.text import N_

MOST_WEIGHT = 1_000_00


@dataclass(frozen=True, kw_only=True)
class Weights:
    """The first seven say who comes in, the others who stands where. Never negative."""

    placed: int = 100_00
    star: int = 20_00
    first: int = 15_00
    past: int = 3_00
    extra: int = 50_00
    merit: int = 1_00
    short: int = 30_00
    zone: int = 12_00
    island: int = 8_00
    run: int = 4_00
    wish1: int = 10_00
    wish2: int = 6_00
    wish3: int = 3_00
    prime: int = 6_00
    beside: int = 6_00
    facing: int = 3_00
    loading: int = 10
    repaid: int = 6_00
    moved: int = 8_00

    @property
    def wishes(self) -> tuple[int, int, int]:
        return self.wish1, self.wish2, self.wish3

    def __post_init__(self) -> None:
        if any(not 0 <= getattr(self, each.name) <= MOST_WEIGHT for each in fields(self)):
            raise ValueError("a weight is between 0 and 1000 points")


class Preset(StrEnum):
    """Provinces together and products together contradict each other; each preset takes a side."""

    BALANCED = "balanced"
    BY_PROVINCE = "by_province"
    BY_TRADE = "by_trade"


PRESETS = {
    Preset.BALANCED: Weights(),
    Preset.BY_PROVINCE: Weights(zone=4_00, island=20_00, run=10_00),
    Preset.BY_TRADE: Weights(zone=30_00, island=3_00, run=1_50, beside=9_00, facing=5_00),
}
PRESET_LABELS = {
    Preset.BALANCED: N_("Cân bằng"),
    Preset.BY_PROVINCE: N_("Theo tỉnh"),
    Preset.BY_TRADE: N_("Theo ngành hàng"),
}
