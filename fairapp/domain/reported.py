"""What others report of a fair: which figures, and with how much caution."""

import re
from enum import StrEnum

from fairapp.domain.amounts import parse_money
from fairapp.domain.text import N_


class Reported(StrEnum):
    """The figures that offices and newspapers give."""

    BOOTHS = "booths"
    EXHIBITORS = "exhibitors"
    PROVINCES = "provinces"
    PRODUCTS = "products"
    VISITS = "visits"
    REVENUE = "revenue"
    REVENUE_PER_DAY = "revenue_per_day"
    AGREEMENTS = "agreements"
    AGREEMENTS_VALUE = "agreements_value"
    CONTRACTS_VALUE = "contracts_value"
    CONFERENCES = "conferences"
    POINTS_OF_SALE = "points_of_sale"
    FAIRS_PROVINCIAL = "fairs_provincial"
    FAIRS_LOCAL = "fairs_local"


REPORTED_LABELS = {
    Reported.BOOTHS: N_("Gian hàng"),
    Reported.EXHIBITORS: N_("Đơn vị tham gia"),
    Reported.PROVINCES: N_("Số tỉnh, thành phố"),
    Reported.PRODUCTS: N_("Sản phẩm"),
    Reported.VISITS: N_("Lượt khách"),
    Reported.REVENUE: N_("Doanh thu"),
    Reported.REVENUE_PER_DAY: N_("Doanh thu mỗi ngày"),
    Reported.AGREEMENTS: N_("Văn bản ký kết"),
    Reported.AGREEMENTS_VALUE: N_("Giá trị biên bản ghi nhớ"),
    Reported.CONTRACTS_VALUE: N_("Giá trị hợp đồng"),
    Reported.CONFERENCES: N_("Hội nghị, hội thảo"),
    Reported.POINTS_OF_SALE: N_("Điểm bán hàng"),
    Reported.FAIRS_PROVINCIAL: N_("Hội chợ cấp tỉnh"),
    Reported.FAIRS_LOCAL: N_("Hội chợ cấp địa phương"),
}

IN_DONG = frozenset(
    {
        Reported.REVENUE,
        Reported.REVENUE_PER_DAY,
        Reported.AGREEMENTS_VALUE,
        Reported.CONTRACTS_VALUE,
    }
)

QUALIFIERS = (
    *(N_("gần"), N_("trên"), N_("hơn"), N_("khoảng"), N_("ước"), N_("ít nhất")),
    *(N_("ước gần"), N_("ước hơn"), N_("dự kiến"), N_("dự kiến hơn"), N_("tính"), N_("tính, trên")),
)
"""What stands before a figure in the press, as far as it has an English; others stay as quoted."""


def read_figure(what: Reported, typed: str) -> int:
    """An amount is read as money is; of things there may well be only 45, or 1,2 triệu."""
    if what not in IN_DONG and re.fullmatch(r"[0-9]{1,9}", typed):
        return int(typed)
    return parse_money(typed)
