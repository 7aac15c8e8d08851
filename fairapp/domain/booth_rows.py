"""Rows of booths from a handful of numbers: where they stand and what they are called."""

from dataclasses import dataclass
from enum import StrEnum

from fairapp.domain.errors import Invalid
from fairapp.domain.geometry import Rect
from fairapp.domain.text import N_

MOST_BOOTHS = 600
LONGEST_NUMBER = 12


class Direction(StrEnum):
    """How numbers run along a row."""

    FORWARD = "forward"
    BACKWARD = "backward"
    SNAKE = "snake"


DIRECTION_LABELS = {
    Direction.FORWARD: N_("Từ trái sang phải (hoặc từ trên xuống)"),
    Direction.BACKWARD: N_("Từ phải sang trái (hoặc từ dưới lên)"),
    Direction.SNAKE: N_("Nối đuôi: dãy sau đánh số ngược dãy trước"),
}


class Along(StrEnum):
    """Whether a row runs along the hall's width or its depth."""

    WIDTH = "width"
    DEPTH = "depth"


ALONG_LABELS = {
    Along.WIDTH: N_("Theo chiều ngang sảnh"),
    Along.DEPTH: N_("Theo chiều sâu sảnh"),
}


@dataclass(frozen=True)
class Rows:
    """What the organiser types. Lengths in centimetres; `aisle_at` counts booths from the row's start."""

    x: int
    y: int
    per_row: int
    rows: int
    width: int  # of a booth, along its row
    depth: int  # of a booth, across its row
    prefix: str = ""
    first: str = "1"  # "01" asks for two digits
    direction: Direction = Direction.FORWARD
    along: Along = Along.WIDTH
    letter_per_row: bool = False
    aisle_every: int = 0
    aisle_at: tuple[int, ...] = ()
    aisle_width: int = 0
    row_aisle: int = 0
    back_to_back: bool = False


@dataclass(frozen=True)
class NewBooth:
    """A booth that the generator proposes."""

    number: str
    rect: Rect


def generate(rows: Rows) -> list[NewBooth]:
    """Every booth of the rows, in the order of their numbers."""
    _check(rows)
    booths = []
    for row in range(rows.rows):
        places = range(rows.per_row)
        for count, place in enumerate(reversed(places) if _runs_back(rows, row) else places):
            booths.append(NewBooth(_number(rows, row, count), _rect(rows, row, place)))
    return booths


def _check(rows: Rows) -> None:
    if not rows.first.isascii() or not rows.first.isdigit():
        raise Invalid(N_("Số đầu tiên chỉ gồm chữ số, ví dụ 1 hoặc 01."), field="first")
    if rows.rows * rows.per_row > MOST_BOOTHS:
        raise Invalid(
            N_("Mỗi lần tạo nhiều nhất %(n)d gian. Hãy chia thành nhiều lần."), field="per_row", n=MOST_BOOTHS
        )
    if rows.letter_per_row and not _letters(rows):
        raise Invalid(
            N_("Mỗi dãy một chữ cái thì ký hiệu đầu phải là một chữ từ A đến Z và đủ chữ cho %(n)d dãy."),
            field="prefix",
            n=rows.rows,
        )
    if any(place < 1 or place >= rows.per_row for place in rows.aisle_at):
        raise Invalid(
            N_("Lối ngang phải nằm giữa dãy: sau gian thứ 1 đến thứ %(n)d."),
            field="aisle_at",
            n=rows.per_row - 1,
        )
    if len(_number(rows, rows.rows - 1, rows.per_row - 1)) > LONGEST_NUMBER:
        raise Invalid(N_("Số gian dài nhất %(n)d ký tự."), field="prefix", n=LONGEST_NUMBER)


def _letters(rows: Rows) -> bool:
    return (
        len(rows.prefix) == 1 and "A" <= rows.prefix <= "Z" and ord(rows.prefix) + rows.rows - 1 <= ord("Z")
    )


def _runs_back(rows: Rows, row: int) -> bool:
    return rows.direction is Direction.BACKWARD or (rows.direction is Direction.SNAKE and row % 2 == 1)


def _number(rows: Rows, row: int, count: int) -> str:
    """Numbers go on from row to row, or begin again with the next letter."""
    if rows.letter_per_row:
        return f"{chr(ord(rows.prefix) + row)}{int(rows.first) + count:0{len(rows.first)}}"
    return f"{rows.prefix}{int(rows.first) + row * rows.per_row + count:0{len(rows.first)}}"


def _rect(rows: Rows, row: int, place: int) -> Rect:
    ahead = place * rows.width + _aisles_before(rows, place) * rows.aisle_width
    across = row * rows.depth + _row_aisles_before(rows, row) * rows.row_aisle
    if rows.along is Along.DEPTH:
        return Rect(rows.x + across, rows.y + ahead, rows.depth, rows.width)
    return Rect(rows.x + ahead, rows.y + across, rows.width, rows.depth)


def _aisles_before(rows: Rows, place: int) -> int:
    regular = range(rows.aisle_every, rows.per_row, rows.aisle_every) if rows.aisle_every else ()
    return sum(1 for at in {*regular, *rows.aisle_at} if at <= place)


def _row_aisles_before(rows: Rows, row: int) -> int:
    """Back to back, rows stand in pairs without an aisle inside the pair."""
    return row // 2 if rows.back_to_back else row
