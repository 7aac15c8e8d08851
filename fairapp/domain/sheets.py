"""Sheets that people fill in: which column is which, and what a cell says.

An empty cell says nothing: what is known already stays. So a sheet with three columns changes three things.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from fairapp.domain.amounts import parse_money
from fairapp.domain.calendar import parse_day
from fairapp.domain.errors import Invalid, Refusal
from fairapp.domain.text import N_, clean, fold

HEAD_WITHIN = 20  # rows in which the heads are looked for: people write a title above
FAULTS = "Lỗi"  # the column that is added to rows which come back, and passed over when they are sent again

NO_HEADS = N_("Không thấy dòng tiêu đề. Hãy tải tệp mẫu về và giữ nguyên dòng đầu của mẫu.")
NO_COLUMN = N_("Tệp thiếu cột “%(head)s”. Hãy tải tệp mẫu về để xem các cột.")
NO_ROWS = N_("Dưới dòng tiêu đề chưa có dòng nào.")
MISSING = N_("Hãy điền mục này.")
TOO_LONG = N_("Nhiều nhất %(max)d ký tự.")
NO_NUMBER = N_("Hãy nhập một số nguyên.")
NO_LENGTH = N_("Độ dài tính bằng mét, ví dụ 3 hoặc 2,5.")
NO_DAY = N_("Ngày chưa đúng, ví dụ 03/11/2026.")
NO_CHOICE = N_("Không có “%(typed)s” trong danh mục. Hãy chọn một mục trong danh sách của ô.")
NO_YES = N_("Hãy ghi Có hoặc Không.")


class Outcome(StrEnum):
    """What a row would do, or has done."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


OUTCOME_LABELS = {
    Outcome.NEW: N_("Thêm mới"),
    Outcome.CHANGED: N_("Sửa"),
    Outcome.SAME: N_("Không đổi"),
    Outcome.WRONG: N_("Có lỗi"),
}


class Cell(StrEnum):
    """What a column's cells hold."""

    TEXT = "text"
    NUMBER = "number"
    METRES = "metres"
    MONEY = "money"
    DAY = "day"
    YES = "yes"


@dataclass(frozen=True)
class Column:
    """One column. Heads and words are Vietnamese in every file, whatever language the page is read in."""

    key: str
    head: str
    kind: Cell = Cell.TEXT
    note: str = ""
    example: object = ""
    required: bool = False  # the column must be there; a cell of it may say nothing where a row is known
    most: int = 200
    width: int = 18
    words: Mapping[str, object] = field(default_factory=dict)  # what may be chosen, and what it means
    also: Mapping[str, object] = field(default_factory=dict)  # other words that are understood
    read: Callable[[str], object] | None = None

    @cached_property
    def meanings(self) -> dict[str, object]:
        """What each word means, by its folded form; the first of two alike counts."""
        pairs = (*self.words.items(), *self.also.items())
        spelled = [(fold(form), value) for word, value in pairs for form in (word, str(value))]
        return dict(reversed(spelled))


@dataclass(frozen=True)
class Sheet:
    """All columns of one kind of list."""

    name: str  # of the file, in ASCII
    title: str
    columns: tuple[Column, ...]
    about: str  # how a row is recognised

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, or with the whole row when there is no head."""

    head: str
    sentence: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class Layout:
    """Where the rows begin, and at which place each known column stands."""

    first_row: int
    places: Mapping[str, int]


def recognise(sheet: Sheet, rows: Sequence[Sequence[str]]) -> Layout:
    """The row with the most heads of this sheet; Invalid when one that is needed is not there."""
    best = Layout(0, {})
    for index, row in enumerate(rows[:HEAD_WITHIN]):
        places = _places(sheet, row)
        if len(places) > len(best.places):
            best = Layout(index + 1, places)
    if not best.places:
        raise Invalid(NO_HEADS, field="file")
    for column in sheet.columns:
        if column.required and column.key not in best.places:
            raise Invalid(NO_COLUMN, field="file", head=column.head)
    if not any(any(row) for row in rows[best.first_row :]):
        raise Invalid(NO_ROWS, field="file")
    return best


def read_row(
    sheet: Sheet, places: Mapping[str, int], cells: Sequence[str]
) -> tuple[dict[str, object], list[Fault]]:
    """What the cells say, by the keys of their columns, and what cannot be read."""
    values: dict[str, object] = {}
    faults = []
    for column in sheet.columns:
        typed = _cell(cells, places.get(column.key))
        if not typed:
            continue
        try:
            values[column.key] = read_cell(column, typed)
        except Refusal as refusal:
            faults.append(Fault(column.head, refusal.sentence, refusal.values))
    return values, faults


def read_cell(column: Column, typed: str) -> object:
    if column.read is not None:
        return column.read(typed)
    if column.words:
        return _chosen(column, typed)
    if column.kind is Cell.TEXT and len(typed) > column.most:
        raise Invalid(TOO_LONG, max=column.most)
    return READERS[column.kind](typed)


def examples(sheet: Sheet) -> list[object]:
    """The row that a template shows; sent back as it is, it is passed over."""
    return [column.example for column in sheet.columns]


def is_example(sheet: Sheet, places: Mapping[str, int], cells: Sequence[str]) -> bool:
    shown = {c.key: _as_typed(c.example) for c in sheet.columns if c.key in places}
    return all(_cell(cells, places[key]).removesuffix(" 00:00:00") == word for key, word in shown.items())


def fault_of(sheet: Sheet, refusal: Refusal) -> Fault:
    """A rule's refusal, at the column that it belongs to."""
    head = next((c.head for c in sheet.columns if c.key == refusal.field), "")
    return Fault(head, refusal.sentence, refusal.values)


def _as_typed(example: object) -> str:
    return "" if example is None else str(example)


def _places(sheet: Sheet, row: Sequence[str]) -> dict[str, int]:
    heads = {_bare(cell): place for place, cell in reversed(list(enumerate(row))) if cell}
    return {c.key: heads[_bare(c.head)] for c in sheet.columns if _bare(c.head) in heads}


def _bare(head: str) -> str:
    """Neither marks nor stars: "Tên chủ thể *" and "TÊN CHỦ THỂ" are one head."""
    return re.sub(r"[^a-z0-9]", "", fold(head))


def _cell(cells: Sequence[str], place: int | None) -> str:
    return clean(cells[place]) if place is not None and place < len(cells) else ""


def _chosen(column: Column, typed: str) -> object:
    meant = column.meanings
    wanted = fold(typed)
    if wanted not in meant:
        raise Invalid(NO_CHOICE, typed=typed[:60])
    return meant[wanted]


def _text(typed: str) -> str:
    return typed


def _number(typed: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}([. ][0-9]{3}){1,2}", typed):
        raise Invalid(NO_NUMBER)
    return int(re.sub(r"[. ]", "", typed))


def _metres(typed: str) -> int:
    """Whole centimetres."""
    if not re.fullmatch(r"[0-9]{1,4}([.,][0-9]{1,4})? ?m?", typed):
        raise Invalid(NO_LENGTH)
    return round(float(typed.rstrip("m ").replace(",", ".")) * 100)


def _day(typed: str) -> object:
    day = parse_day(typed)
    if day is None or not 1900 <= day.year <= 2200:
        raise Invalid(NO_DAY)
    return day


def _money(typed: str) -> int:
    return 0 if typed == "0" else parse_money(typed)


def _yes(typed: str) -> bool:
    said = fold(typed)
    if said in ("co", "x", "yes", "y", "1", "true", "dong y", "da dong y"):
        return True
    if said in ("khong", "no", "n", "0", "false"):
        return False
    raise Invalid(NO_YES)


READERS: dict[Cell, Callable[[str], object]] = {
    Cell.TEXT: _text,
    Cell.NUMBER: _number,
    Cell.METRES: _metres,
    Cell.MONEY: _money,
    Cell.DAY: _day,
    Cell.YES: _yes,
}
