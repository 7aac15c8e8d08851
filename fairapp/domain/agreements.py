"""Agreements signed at a fair: their kinds and between whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, fold


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
    AgreementKind.ORDER: N_("Đơn đặt hàng"),
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


@dataclass(frozen=True)
class Signing:
    """One entry: several papers of one signing count together. A value nobody stated is None."""

    kind: AgreementKind
    level: AgreementLevel
    count: int
    value: int | None


@dataclass(frozen=True)
class Total:
    """Papers of one kind or level. `valued` papers carry `value`; of the others no value is known."""

    papers: int = 0
    valued: int = 0
    value: int = 0

    def plus(self, signing: Signing) -> "Total":
        if signing.value is None:
            return Total(self.papers + signing.count, self.valued, self.value)
        return Total(self.papers + signing.count, self.valued + signing.count, self.value + signing.value)


SAME_PARTY = N_("Hai bên ký phải khác nhau.")
TO_COME = N_("Ngày ký không thể ở tương lai.")


def check_parties(party_a: str, party_b: str) -> None:
    """Nobody signs with themselves, however differently they spell it."""
    if fold(party_a) == fold(party_b):
        raise Invalid(SAME_PARTY, field="party_b")


def check_signed_on(signed_on: date | None, today: date) -> None:
    if signed_on is not None and signed_on > today:
        raise Invalid(TO_COME, field="signed_on")


def by_level(signings: Iterable[Signing]) -> dict[AgreementLevel, Total]:
    """Every level, in its own order, with what was signed at it."""
    totals = dict.fromkeys(AgreementLevel, Total())
    for signing in signings:
        totals[signing.level] = totals[signing.level].plus(signing)
    return totals


def by_kind(signings: Iterable[Signing]) -> dict[AgreementKind, Total]:
    """Every kind, in its own order, with what was signed of it."""
    totals = dict.fromkeys(AgreementKind, Total())
    for signing in signings:
        totals[signing.kind] = totals[signing.kind].plus(signing)
    return totals


def in_all(signings: Iterable[Signing]) -> Total:
    total = Total()
    for signing in signings:
        total = total.plus(signing)
    return total
