"""Freed booths and the timed offers that go down the waiting list."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fairapp.domain.booths import BoothKind
from fairapp.domain.text import N_

DEFAULT_HOURS = 24
MOST_HOURS = 168


class OfferState(StrEnum):
    """Open until it is answered, taken back, or its time is over; then it stays as it is."""

    OPEN = "open"
    ACCEPTED = "taken"
    DECLINED = "declined"
    EXPIRED = "lapsed"
    RECALLED = "recalled"


OFFER_LABELS = {
    OfferState.OPEN: N_("Đang mời"),
    OfferState.ACCEPTED: N_("Đã nhận lời"),
    OfferState.DECLINED: N_("Không nhận"),
    OfferState.EXPIRED: N_("Hết giờ, không trả lời"),
    OfferState.RECALLED: N_("Ban tổ chức rút lời mời"),
}


class Misfit(StrEnum):
    """Why a freed place is not offered to somebody in the line."""

    OFFERED = "offered"
    DECIDED = "decided"
    KIND = "kind"
    BOOTHS = "booths"
    POWER = "power"
    WATER = "water"
    FLAME = "flame"
    QUOTA = "quota"


MISFIT_LABELS = {
    Misfit.OFFERED: N_("đã được mời chỗ này hoặc đang được mời chỗ khác"),
    Misfit.DECIDED: N_("có quyết định chưa công bố"),
    Misfit.KIND: N_("cần loại gian khác"),
    Misfit.BOOTHS: N_("cần nhiều gian hơn"),
    Misfit.POWER: N_("cần điện lớn hơn"),
    Misfit.WATER: N_("cần nước"),
    Misfit.FLAME: N_("cần bếp lửa"),
    Misfit.QUOTA: N_("tỉnh đã hết chỉ tiêu"),
}


@dataclass(frozen=True)
class Stand:
    """What an application needs, or what a freed place has."""

    kind: BoothKind
    booths: int
    power_watts: int
    water: bool
    open_flame: bool


def misfit(need: Stand, has: Stand, quota_left: int | None) -> Misfit | None:
    """The first thing that stands in the way; `quota_left` None: the province has no quota here."""
    wrong = {
        Misfit.KIND: need.kind is not has.kind,
        Misfit.BOOTHS: need.booths > has.booths,
        Misfit.POWER: need.power_watts > has.power_watts,
        Misfit.WATER: need.water and not has.water,
        Misfit.FLAME: need.open_flame and not has.open_flame,
        Misfit.QUOTA: quota_left is not None and need.booths > quota_left,
    }
    return next((reason for reason, stands in wrong.items() if stands), None)


def ends(made: datetime, hours: int, opening: datetime | None) -> datetime:
    """When an offer ends: after its hours, but never after the fair has opened."""
    end = made + timedelta(hours=hours)
    return min(end, opening) if opening else end
