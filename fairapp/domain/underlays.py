"""What a plan is drawn over: a picture of the hall, or the lines of an architect's drawing."""

from enum import StrEnum
from math import hypot

from fairapp.domain.errors import Invalid
from fairapp.domain.geometry import Rect
from fairapp.domain.text import N_

MOST_POINTS = 60_000  # of a drawing's lines; more would make every move of the floor heavy
MOST_SECONDS = 10
MOST_MEMORY = 1_000_000_000
LONGEST_CM = 200_000  # two kilometres
LEAST_STRENGTH, MOST_STRENGTH = 5, 100  # percent


class UnderlayKind(StrEnum):
    """Pictures are shown as they are, drawings as lines of our own."""

    PICTURE = "picture"
    LINES = "lines"


def drawing_kind(head: bytes) -> str | None:
    """svg or dxf, as the first bytes say; None: neither."""
    start = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") and b"<svg" in head[:4096]:
        return "svg"
    if b"SECTION" in start and start[:1] in b"09":
        return "dxf"
    return None


def check_place(place: Rect) -> Rect:
    """Where it may lie: round about a hall."""
    if not (10 <= place.width <= LONGEST_CM and 1 <= place.depth <= LONGEST_CM):
        raise Invalid(N_("Bề rộng từ 0,1 m đến 2.000 m."), field="width")
    if abs(place.x) > LONGEST_CM or abs(place.y) > LONGEST_CM:
        raise Invalid(N_("Hình nền nằm quá xa sảnh."), field="x")
    return place


def scaled(place: Rect, one: tuple[int, int], other: tuple[int, int], length: int) -> Rect:
    """Larger or smaller so that two of its points come to lie so far apart; the first stays where it is."""
    apart = hypot(other[0] - one[0], other[1] - one[1])
    if apart < 1:
        raise Invalid(N_("Hãy chọn hai điểm khác nhau."), field="x2")
    factor = length / apart
    return Rect(
        round(one[0] + (place.x - one[0]) * factor),
        round(one[1] + (place.y - one[1]) * factor),
        max(1, round(place.width * factor)),
        max(1, round(place.depth * factor)),
    )
