"""What a plan is drawn over: a picture of the hall, or the lines of an architect's drawing."""

from enum import StrEnum

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
