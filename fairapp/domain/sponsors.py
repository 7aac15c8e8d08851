"""Sponsors: tiers, what was promised to them and what was delivered."""

from enum import StrEnum

from fairapp.domain.text import N_


class Tier(StrEnum):
    """From the largest contribution down; partners give goods or services instead of money."""

    DIAMOND = "diamond"
    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"
    PARTNER = "partner"


TIER_LABELS = {
    Tier.DIAMOND: N_("Kim cương"),
    Tier.GOLD: N_("Vàng"),
    Tier.SILVER: N_("Bạc"),
    Tier.BRONZE: N_("Đồng"),
    Tier.PARTNER: N_("Đơn vị đồng hành"),
}
