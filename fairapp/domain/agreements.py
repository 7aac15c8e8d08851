"""Agreements signed at a fair: their kinds and between whom."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fairapp.domain import places
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


MOST_PARTIES = 60
LONGEST_PARTY = 300
SAME_PARTY = N_("Hai bên ký phải khác nhau.")
TOO_FEW_PARTIES = N_("Văn bản cần ít nhất hai bên ký.")
TWICE = N_("Bên “%(name)s” được ghi hai lần.")
MANY_PARTIES = N_("Một văn bản có nhiều nhất %(most)d bên. Hãy ghi tên chung của các bên còn lại.")
LONG_PARTY = N_("Tên mỗi bên nhiều nhất %(most)d ký tự.")
TO_COME = N_("Ngày ký không thể ở tương lai.")


def check_parties(names: Sequence[str]) -> None:
    """At least two, and nobody signs with themselves, however differently they spell it."""
    if len(names) < 2:
        raise Invalid(TOO_FEW_PARTIES, field="party_b")
    if fold(names[0]) == fold(names[1]):
        raise Invalid(SAME_PARTY, field="party_b")
    if len(names) > MOST_PARTIES:
        raise Invalid(MANY_PARTIES, field="others", most=MOST_PARTIES)
    seen: set[str] = set()
    for name in names:
        if fold(name) in seen:
            raise Invalid(TWICE, field="others", name=name)
        if len(name) > LONGEST_PARTY:
            raise Invalid(LONG_PARTY, field="others", most=LONGEST_PARTY)
        seen.add(fold(name))


def same_paper(
    kind: AgreementKind,
    level: AgreementLevel,
    names: Iterable[str],
    signed_on: date | None,
    value: int | None,
) -> str:
    """What two entries of one paper have in common, in whichever order and spelling its parties stand."""
    day = signed_on.isoformat() if signed_on else ""
    said = [kind.value, level.value, day, str(value or ""), *sorted(fold(name) for name in names)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


_OFFICES = ("so", "ubnd", "uy ban", "van phong", "ban", "chi cuc", "trung tam", "hoi", "lien minh")
_PLACE = re.compile(r"(.*\s)?(?:tỉnh|thành phố|tp\.?)\s+(\S.*)", re.IGNORECASE)


def unit_of(name: str, on: date | None) -> str | None:
    """The unit that signs, or whose office does ("Sở Công Thương tỉnh Sơn La"); never a firm of there."""
    found = _PLACE.fullmatch(name)
    office = fold(found.group(1) or "") if found else ""
    if office and not f"{office} ".startswith(tuple(f"{word} " for word in _OFFICES)):
        return None
    unit = places.find_unit(found.group(2) if found else name, on)
    return unit.id if unit else None


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


def by_event(signings: Iterable[tuple[str, Signing]]) -> dict[str, Total]:
    """Under the name of each event, in the order given; the empty name is "at no event"."""
    totals: dict[str, Total] = {}
    for event, signing in signings:
        totals[event] = totals.get(event, Total()).plus(signing)
    return totals


def in_all(signings: Iterable[Signing]) -> Total:
    total = Total()
    for signing in signings:
        total = total.plus(signing)
    return total
