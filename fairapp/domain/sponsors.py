"""Sponsors: tiers, what was promised to them and what was delivered."""

from datetime import date
from enum import StrEnum

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_

LONGEST_PLACE, LONGEST_NOTE = 200, 500
PHOTO_SIDE = 1280  # pixels of a proof's longer side: sharp at the width of a page


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
    """How a promise stands: nothing is missed before the fair is over, unless it was given up."""

    PROMISED = "promised"
    PARTIAL = "partial"
    DELIVERED = "delivered"
    MISSED = "missed"


BENEFIT_STATE_LABELS = {
    BenefitState.PROMISED: N_("Đã hứa"),
    BenefitState.DELIVERED: N_("Đã thực hiện"),
    BenefitState.PARTIAL: N_("Mới một phần"),
    BenefitState.MISSED: N_("Chưa thực hiện"),
}


class Due(StrEnum):
    """How a task stands to its day."""

    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"
    UNDATED = "undated"


NEEDS_REASON = N_("Đã thực hiện ít hơn đã hứa: hãy ghi lý do, nhà tài trợ sẽ đọc được.")
NEEDS_PROOF = N_("Hãy ghi bằng chứng: ở đâu, khi nào, xem bằng cách nào.")
NEEDS_PLACE = N_("Hãy chụp một ảnh hoặc ghi nơi có thể xem lại.")
NOT_YET = N_("Thời điểm này chưa tới. Hãy ghi lúc đã thực hiện.")


def benefit_state(promised: int, delivered: int, fair_over: bool, given_up: bool = False) -> BenefitState:
    if delivered >= promised:
        return BenefitState.DELIVERED
    if delivered:
        return BenefitState.PARTIAL
    return BenefitState.MISSED if fair_over or given_up else BenefitState.PROMISED


def is_open(promised: int, delivered: int, given_up: bool) -> bool:
    """Whether somebody still has to do something for it."""
    return delivered < promised and not given_up


def due(day: date | None, today: date) -> Due:
    if day is None:
        return Due.UNDATED
    if day < today:
        return Due.OVERDUE
    return Due.TODAY if day == today else Due.LATER


def check_delivery(
    promised: int, delivered: int, proof: str, shortfall: str, ended: bool, seen: bool = False
) -> None:
    """What was delivered can be seen somewhere; what was not has a reason once nothing more will come.

    `ended`: the fair is over or the promise was given up; `seen`: there is a proof of its own.
    """
    if delivered and not proof and not seen:
        raise Invalid(NEEDS_PROOF, field="proof")
    if ended and delivered < promised and not shortfall:
        raise Invalid(NEEDS_REASON, field="shortfall")
