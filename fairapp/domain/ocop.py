"""One Commune One Product: the groups of the official table, stars, certificates and who grants them."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from fairapp.domain.calendar import add_months
from fairapp.domain.errors import NotFound
from fairapp.domain.text import N_

FACTS = Path(__file__).resolve().parent.parent / "data" / "ocop_groups.json"

FEWEST_CERTIFIED_STARS = 3
CERTIFICATE_MONTHS = 36
FOOD_GROUPS = frozenset({"I", "II"})  # food and drinks: what is eaten
NO_SUCH_LEAF = N_("Không có nhóm sản phẩm OCOP mang mã %(code)s.")


class ProducerKind(StrEnum):
    """What a chủ thể is before the law."""

    COMPANY = "company"
    COOPERATIVE = "cooperative"
    COOPERATIVE_GROUP = "cooperative_group"
    HOUSEHOLD = "household"
    OTHER = "other"


KIND_LABELS = {
    ProducerKind.COMPANY: N_("Doanh nghiệp"),
    ProducerKind.COOPERATIVE: N_("Hợp tác xã"),
    ProducerKind.COOPERATIVE_GROUP: N_("Tổ hợp tác"),
    ProducerKind.HOUSEHOLD: N_("Hộ kinh doanh, hộ sản xuất"),
    ProducerKind.OTHER: N_("Trang trại, hội hoặc tổ chức khác"),
}


class Mark(StrEnum):
    """Protection of a name: a second axis beside the stars, with or without them."""

    GEOGRAPHICAL_INDICATION = "geographical_indication"
    CERTIFICATION_MARK = "certification_mark"
    COLLECTIVE_MARK = "collective_mark"


MARK_LABELS = {
    Mark.GEOGRAPHICAL_INDICATION: N_("Chỉ dẫn địa lý"),
    Mark.CERTIFICATION_MARK: N_("Nhãn hiệu chứng nhận"),
    Mark.COLLECTIVE_MARK: N_("Nhãn hiệu tập thể"),
}


class IssuerLevel(StrEnum):
    """Who signed the certificate. Districts are gone, their certificates run to their own end."""

    DISTRICT = "district"
    PROVINCE = "province"
    CENTRAL = "central"


LEVEL_LABELS = {
    IssuerLevel.DISTRICT: N_("Cấp huyện"),
    IssuerLevel.PROVINCE: N_("Cấp tỉnh"),
    IssuerLevel.CENTRAL: N_("Cấp trung ương"),
}


@dataclass(frozen=True)
class Leaf:
    """The finest class of the table, in which a product is entered; `heading` where it has one above."""

    code: str
    name: str
    english: str
    heading: str = ""
    heading_english: str = ""


@dataclass(frozen=True)
class Group:
    """One of the six groups, with its leaves in the order of the table."""

    code: str
    name: str
    english: str
    leaves: tuple[Leaf, ...]

    def titled(self, language: str) -> str:
        """I. Thực phẩm"""
        return f"{self.code}. {self.english if language == 'en' else self.name}"


@cache
def groups() -> tuple[Group, ...]:
    """The six groups in official order."""
    return tuple(
        Group(row["code"], row["name"], row["english"], tuple(Leaf(**leaf) for leaf in row["leaves"]))
        for row in _facts()["groups"]
    )


def get_group(code: str) -> Group:
    """One of the six by its own code."""
    found = find_group(code)
    if found is None:
        raise NotFound(NO_SUCH_LEAF, code=code)
    return found


def find_group(code: str) -> Group | None:
    return next((group for group in groups() if group.code == code), None)


def get_leaf(code: str) -> Leaf:
    return _by_leaf(code)[1]


def group_of(leaf_code: str) -> Group:
    return _by_leaf(leaf_code)[0]


def is_food(leaf_code: str) -> bool:
    return group_of(leaf_code).code in FOOD_GROUPS


def level_for(stars: int, issued_on: date) -> IssuerLevel | None:
    """Who granted these stars on that day; None below three stars and before the first rule."""
    day = issued_on.isoformat()
    for rule in _facts()["levels"]:
        if rule["valid_from"] <= day and (rule["valid_to"] is None or day <= rule["valid_to"]):
            granted = rule["grants"].get(str(stars))
            return IssuerLevel(granted) if granted else None
    return None


def certificate_expiry(issued_on: date) -> date:
    """The last day on which the certificate is valid."""
    return add_months(issued_on, CERTIFICATE_MONTHS)


def _by_leaf(code: str) -> tuple[Group, Leaf]:
    for group in groups():
        for leaf in group.leaves:
            if leaf.code == code:
                return group, leaf
    raise NotFound(NO_SUCH_LEAF, code=code)


@cache
def _facts() -> dict:
    return json.loads(FACTS.read_text(encoding="utf-8"))
