"""Agreements signed at a fair: their kinds and between whom."""

from enum import StrEnum

from fairapp.domain.text import N_


class AgreementKind(StrEnum):
    """How binding the paper is, from a memorandum to an order."""

    MEMORANDUM = "memorandum"
    FRAMEWORK = "framework"
    CONTRACT = "contract"
    ORDER = "order"


AGREEMENT_KIND_LABELS = {
    AgreementKind.MEMORANDUM: N_("Biên bản ghi nhớ"),
    AgreementKind.FRAMEWORK: N_("Hợp đồng nguyên tắc"),
    AgreementKind.CONTRACT: N_("Hợp đồng"),
    AgreementKind.ORDER: N_("Đơn hàng"),
}


class AgreementLevel(StrEnum):
    """Between whom: department and department, province and retail chain, business and business."""

    DEPARTMENTS = "departments"
    PROVINCE_CHAIN = "province_chain"
    BUSINESSES = "businesses"


LEVEL_LABELS = {
    AgreementLevel.DEPARTMENTS: N_("Sở – sở"),
    AgreementLevel.PROVINCE_CHAIN: N_("Tỉnh – hệ thống phân phối"),
    AgreementLevel.BUSINESSES: N_("Doanh nghiệp – doanh nghiệp"),
}
