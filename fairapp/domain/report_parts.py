"""What an organiser writes into a fair's reports beside the figures, which nobody writes."""

from collections.abc import Iterable
from enum import StrEnum

from fairapp.domain.text import N_


class Part(StrEnum):
    """The head and the foot of an official report, and what is said between its figures."""

    PARENT = "parent"
    ISSUER = "issuer"
    NUMBER = "number"
    PLACE = "place"
    DAY = "day"
    SUBJECT = "subject"
    ADDRESSEE = "addressee"
    BASES = "bases"
    CARRYING_OUT = "carrying_out"
    ASSESSMENT = "assessment"
    AWARDS = "awards"
    SHORTCOMINGS = "shortcomings"
    PROPOSALS = "proposals"
    RECIPIENTS = "recipients"
    AUTHORITY = "authority"
    POSITION = "position"
    SIGNER = "signer"


PART_LABELS = {
    Part.PARENT: N_("Cơ quan chủ quản"),
    Part.ISSUER: N_("Cơ quan ban hành"),
    Part.NUMBER: N_("Số, ký hiệu"),
    Part.PLACE: N_("Địa danh"),
    Part.DAY: N_("Ngày ban hành"),
    Part.SUBJECT: N_("Trích yếu"),
    Part.ADDRESSEE: N_("Kính gửi"),
    Part.BASES: N_("Căn cứ"),
    Part.CARRYING_OUT: N_("Tổ chức thực hiện"),
    Part.ASSESSMENT: N_("Đánh giá chung"),
    Part.AWARDS: N_("Khen thưởng"),
    Part.SHORTCOMINGS: N_("Tồn tại, hạn chế"),
    Part.PROPOSALS: N_("Kiến nghị"),
    Part.RECIPIENTS: N_("Nơi nhận"),
    Part.AUTHORITY: N_("Thẩm quyền ký"),
    Part.POSITION: N_("Chức vụ người ký"),
    Part.SIGNER: N_("Họ tên người ký"),
}

LONG = (
    *(Part.BASES, Part.CARRYING_OUT, Part.ASSESSMENT, Part.AWARDS),
    *(Part.SHORTCOMINGS, Part.PROPOSALS, Part.RECIPIENTS),
)
"""Parts of several lines; each line is a paragraph."""

SHORTEST, LONGEST = 200, 6000
"""Letters that fit a line of the head, and a part of several lines."""


def paragraphs(text: str) -> list[str]:
    """The lines of a part, without the dashes and signs with which people begin them."""
    lines = (line.strip().lstrip("-–•+*").strip() for line in text.splitlines())
    return [line for line in lines if line]


def changed(before: dict[Part, str], after: dict[Part, str]) -> Iterable[Part]:
    return (part for part in Part if before.get(part, "") != after.get(part, ""))
