"""What a booth is. Lengths are whole centimetres from the hall's upper left corner."""

from enum import StrEnum

from fairapp.domain.text import N_


class BoothKind(StrEnum):
    """What an exhibitor rents: walls and a table, bare floor, or a province's designed pavilion."""

    STANDARD = "standard"
    RAW = "raw"
    PAVILION = "pavilion"


BOOTH_KIND_LABELS = {
    BoothKind.STANDARD: N_("Gian tiêu chuẩn"),
    BoothKind.RAW: N_("Đất trống"),
    BoothKind.PAVILION: N_("Gian chung của tỉnh"),
}


class PriceClass(StrEnum):
    """How sought-after a place is, as the organiser sees it: corners by the entrance are A."""

    A = "A"
    B = "B"
    C = "C"


PRICE_CLASS_LABELS = {
    PriceClass.A: N_("Hạng A"),
    PriceClass.B: N_("Hạng B"),
    PriceClass.C: N_("Hạng C"),
}


class FeatureKind(StrEnum):
    """What else stands in a hall and may not be built over."""

    ENTRANCE = "entrance"
    EXIT = "exit"
    STAGE = "stage"
    COLUMN = "column"
    OFFICE = "office"
    WATER = "water"
    POWER = "power"
    TOILET = "toilet"
    UNLOADING = "unloading"


FEATURE_LABELS = {
    FeatureKind.ENTRANCE: N_("Lối vào"),
    FeatureKind.EXIT: N_("Lối thoát hiểm"),
    FeatureKind.STAGE: N_("Sân khấu"),
    FeatureKind.COLUMN: N_("Cột"),
    FeatureKind.OFFICE: N_("Ban tổ chức"),
    FeatureKind.WATER: N_("Điểm cấp nước"),
    FeatureKind.POWER: N_("Tủ điện"),
    FeatureKind.TOILET: N_("Nhà vệ sinh"),
    FeatureKind.UNLOADING: N_("Lối bốc dỡ hàng"),
}
