"""How a gate's phone does, as the organiser sees it."""

from datetime import datetime, timedelta
from enum import StrEnum

from fairapp.domain.text import N_

LATE = timedelta(minutes=5)
AWAY = timedelta(hours=12)  # nobody misses a phone that sleeps at home
FAR_OFF = timedelta(minutes=2)  # a clock that somebody should set
LOW = 20  # per cent of a battery


class PhoneState(StrEnum):
    ON = "on"
    LATE = "late"
    RESTING = "resting"
    STOPPED = "stopped"


PHONE_LABELS = {
    PhoneState.ON: N_("Đang hoạt động"),
    PhoneState.LATE: N_("Mất liên lạc"),
    PhoneState.RESTING: N_("Đang nghỉ"),
    PhoneState.STOPPED: N_("Đã ngừng"),
}


def state_of(seen: datetime | None, revoked: datetime | None, now: datetime) -> PhoneState:
    if revoked is not None:
        return PhoneState.STOPPED
    if seen is None or now - seen >= AWAY:
        return PhoneState.RESTING
    return PhoneState.LATE if now - seen > LATE else PhoneState.ON


def is_low(battery: int | None) -> bool:
    """Whether the phone should be charged before the next rush."""
    return battery is not None and battery <= LOW


def is_far_off(skew: int | None) -> bool:
    """Whether the phone's clock, so many milliseconds ahead, wants setting."""
    return skew is not None and abs(skew) >= FAR_OFF / timedelta(milliseconds=1)
