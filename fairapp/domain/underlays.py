"""What a plan is drawn over: a picture of the hall, or the lines of an architect's drawing."""

from enum import StrEnum


class UnderlayKind(StrEnum):
    """Pictures are shown as they are, drawings as lines of our own."""

    PICTURE = "picture"
    LINES = "lines"
