"""Sponsors: tiers, what was promised to them and what was delivered."""

from enum import StrEnum

from fairapp.domain.errors import Invalid
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


class BenefitState(StrEnum):
    """How a promise stands: while the fair runs nothing is missed yet."""

    PROMISED = "promised"
    PARTIAL = "partial"
    DELIVERED = "delivered"
    MISSED = "missed"


NEEDS_REASON = N_("Đã thực hiện ít hơn đã hứa: hãy ghi lý do, nhà tài trợ sẽ đọc được.")
NEEDS_PROOF = N_("Hãy ghi bằng chứng: ở đâu, khi nào, xem bằng cách nào.")


def benefit_state(promised: int, delivered: int, fair_over: bool) -> BenefitState:
    if delivered >= promised:
        return BenefitState.DELIVERED
    if delivered:
        return BenefitState.PARTIAL
    return BenefitState.MISSED if fair_over else BenefitState.PROMISED


def check_delivery(promised: int, delivered: int, proof: str, shortfall: str, fair_over: bool) -> None:
    """What was delivered can be seen somewhere, and what was not has a reason once the fair is over."""
    if delivered and not proof:
        raise Invalid(NEEDS_PROOF, field="proof")
    if fair_over and delivered < promised and not shortfall:
        raise Invalid(NEEDS_REASON, field="shortfall")
