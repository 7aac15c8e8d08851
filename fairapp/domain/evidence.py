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

EVIDENCE_MEANINGS = {
    Evidence.COUNTED: N_("máy quét ở cổng, nút bấm đếm hoặc sổ của ban tổ chức ghi từng lượt"),
    Evidence.DECLARED: N_("gian hàng tự ghi trong sổ bán hàng cuối ngày, ban tổ chức không kiểm toán"),
    Evidence.ESTIMATED: N_("có phần không phân biệt được từng người, nên là mức cao nhất có thể"),
    Evidence.REPORTED: N_("báo chí hoặc cơ quan khác đã nêu, để bên cạnh số của hệ thống, không cộng chung"),
}


@dataclass(frozen=True)
class Figure:
    """A number with the way it is known."""

    value: int
    evidence: Evidence
