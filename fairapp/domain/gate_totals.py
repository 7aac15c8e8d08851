"""What the running totals of a gate count, each a function of one kept scan or click alone."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from fairapp.domain.text import N_
from fairapp.domain.verdicts import LEAVING, Direction, Reason

VEHICLE = "vehicle"
IN, GONE, OUT, OVERRIDE, CONFLICT = "in", "gone", "out", "override", "conflict"
REFUSED, CLICK = "no", "click"
AMBER, FULL = 85, 100  # per cent of what a site may hold


class Level(StrEnum):
    """How full a site is."""

    ROOM = "room"
    AMBER = "amber"
    FULL = "full"


LEVEL_LABELS = {
    Level.ROOM: N_("Còn chỗ"),
    Level.AMBER: N_("Sắp đầy"),
    Level.FULL: N_("Đã đầy"),
}


def who(role: str | None, is_vehicle: bool) -> str:
    return VEHICLE if is_vehicle else role or ""


def of_scan(
    direction: Direction,
    reason: Reason,
    let_in: bool,
    nth: int | None,
    left_at: datetime | None,
    holder: str,
) -> Iterator[str]:
    """Under what a scan is counted: an entry as `in:visitor`, and as `gone:visitor` once its holder left."""
    if nth is not None:
        yield f"{IN}:{holder}"
        if left_at is not None:
            yield f"{GONE}:{holder}"
        if reason == Reason.OVERRIDDEN:
            yield OVERRIDE
    elif let_in:
        yield CONFLICT
    elif direction == Direction.OUT and reason in LEAVING:
        yield f"{OUT}:{holder}"
    else:
        yield f"{REFUSED}:{reason}"


def level(inside: int, most: int | None) -> Level:
    if most is None or 100 * inside < AMBER * most:
        return Level.ROOM
    return Level.FULL if 100 * inside >= FULL * most else Level.AMBER
