"""Delegations: whom they stand for, how their booths are counted, in which order their members come."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_

MOST_QUOTA = 1_000
CONFIRM_DAYS = 7  # how long a link about an application filed on behalf leads anywhere
NOMINATION_DAYS = 30  # the same for a nomination: a month is how long applications are taken
LONGEST_NOTE = 1_000

NO_BOOTHS = N_("Hãy ghi số gian, ít nhất là 1.")
TOO_MANY = N_("%(name)s chỉ còn %(left)d gian chưa dùng: đã xác nhận hoặc nhận %(used)d/%(quota)d gian.")
NOT_THE_SAME = N_("Danh sách thành viên vừa thay đổi. Hãy xem lại rồi xếp thứ tự.")

Key = TypeVar("Key")


class DelegationKind(StrEnum):
    """Whom a delegation stands for."""

    PROVINCE = "province"
    COMMUNE = "commune"
    ASSOCIATION = "association"
    DEPARTMENT = "department"


DELEGATION_KIND_LABELS = {
    DelegationKind.PROVINCE: N_("Đoàn tỉnh, thành phố"),
    DelegationKind.COMMUNE: N_("Xã, phường, đặc khu"),
    DelegationKind.ASSOCIATION: N_("Hội, hiệp hội"),
    DelegationKind.DEPARTMENT: N_("Sở, ban, ngành"),
}


class Answer(StrEnum):
    """What a producer says of an application that somebody filed in its name."""

    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


class Confirmation(StrEnum):
    """Where that word stands."""

    UNASKED = "unasked"
    ASKED = "asked"
    LAPSED = "lapsed"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


CONFIRMATION_LABELS = {
    Confirmation.UNASKED: N_("Chủ thể chưa xác nhận"),
    Confirmation.ASKED: N_("Đã gửi đường dẫn, chờ chủ thể"),
    Confirmation.LAPSED: N_("Đường dẫn đã hết hạn"),
    Confirmation.CONFIRMED: N_("Chủ thể đã xác nhận"),
    Confirmation.DISPUTED: N_("Chủ thể báo không đúng"),
}


def check_quota(least: int, most: int) -> None:
    """A promise cannot be larger than the bound."""
    if not 0 <= most <= MOST_QUOTA:
        raise Invalid(N_("Hãy nhập một số từ 0 đến %(most)d."), field="quota", most=MOST_QUOTA)
    if not 0 <= least <= most:
        raise Invalid(
            N_("Số gian tối thiểu phải từ 0 đến số gian tối đa (%(most)d)."), field="least", most=most
        )


def check_zones(most: int, zones: Mapping[int, tuple[int, int]]) -> None:
    """Zone by zone (least, most): each within the whole, and the promises not more than it together."""
    for least, in_zone in zones.values():
        if not 0 <= least <= in_zone <= most:
            raise Invalid(
                N_("Mỗi khu: tối thiểu không quá tối đa, tối đa không quá chỉ tiêu chung (%(most)d)."),
                field="zones",
                most=most,
            )
    if sum(least for least, _ in zones.values()) > most:
        raise Invalid(N_("Tổng số gian tối thiểu ở các khu vượt chỉ tiêu chung."), field="zones")


def left_after(name: str, quota: int, used: int, booths: int) -> int:
    """The quota once `booths` of it have gone elsewhere: never below what is endorsed or taken."""
    if booths < 1:
        raise Invalid(NO_BOOTHS, field="booths")
    left = max(0, quota - used)
    if booths > left:
        raise Conflict(TOO_MANY, field="booths", name=name, left=left, used=used, quota=quota)
    return quota - booths


def reordered(present: Sequence[Key], wanted: Sequence[Key]) -> list[Key]:
    """The members as they were put in order; a list that is not theirs any more is refused."""
    if len(present) != len(wanted) or set(present) != set(wanted):
        raise Conflict(NOT_THE_SAME)
    return list(wanted)


def stepped(order: Sequence[Key], key: Key, step: int) -> list[Key]:
    """The same order with one member a step up (-1) or down (1); at either end it stays."""
    moved = list(order)
    if key in moved:
        at = moved.index(key)
        to = min(max(at + step, 0), len(moved) - 1)
        moved.insert(to, moved.pop(at))
    return moved
