"""How a figure is known. Press figures are kept beside ours and never merged with them."""

from dataclasses import dataclass
from enum import StrEnum

from fairapp.domain.text import N_


class Evidence(StrEnum):
    """From what a machine counted to what somebody said."""

    COUNTED = "counted"
    SAMPLED = "sampled"
    DECLARED = "declared"
    ESTIMATED = "estimated"
    REPORTED = "reported"


EVIDENCE_LABELS = {
    Evidence.COUNTED: N_("đếm được"),
    Evidence.SAMPLED: N_("mẫu"),
    Evidence.DECLARED: N_("tự khai"),
    Evidence.ESTIMATED: N_("ước tính"),
    Evidence.REPORTED: N_("báo chí nêu"),
}


@dataclass(frozen=True)
class Figure:
    """A number with the way it is known; of a sampled one, what it may be off by 95 times in 100."""

    value: int
    evidence: Evidence
    plus_minus: int = 0
