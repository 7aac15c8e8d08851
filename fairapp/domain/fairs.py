"""What a fair is: its kinds, its stages and the time it occupies a hall."""

from enum import StrEnum

from fairapp.domain.text import N_


class FairKind(StrEnum):
    """The four kinds of event that OCOP programmes hold."""

    FAIR = "fair"
    PRODUCT_WEEK = "product_week"
    CONFERENCE = "conference"
    EXHIBITION = "exhibition"


KIND_LABELS = {
    FairKind.FAIR: N_("Hội chợ"),
    FairKind.PRODUCT_WEEK: N_("Tuần hàng"),
    FairKind.CONFERENCE: N_("Hội nghị kết nối"),
    FairKind.EXHIBITION: N_("Triển lãm"),
}


class FairState(StrEnum):
    """What the organiser decided; what the calendar adds to it is `Phase`."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Hold(StrEnum):
    """How sure a hall is: a tentative hold is shown, and gives way to nobody but is not a promise."""

    TENTATIVE = "tentative"
    FIRM = "firm"


HOLD_LABELS = {Hold.TENTATIVE: N_("Giữ chỗ tạm"), Hold.FIRM: N_("Đã xác nhận")}
