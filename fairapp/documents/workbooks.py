"""Workbooks that people take away: lists that open right in Excel, and templates to fill in.

Figures are figures and days are days, so that a sheet can add and sort. Text is always text: what begins with
=, +, - or @ would otherwise be reckoned by the reader's Excel as a formula that a stranger has written.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from io import BytesIO, StringIO
from pathlib import Path
from shutil import copyfileobj
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fairapp.domain.calendar import local

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # Excel's own
ACTIVE = tuple("=+-@\t\r")
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FOREST, PALE = "FF14532D", "FFF3F4F6"


class Kind(StrEnum):
    """How a column's cells are shown."""

    TEXT = "text"
    NUMBER = "number"
    METRES = "metres"
    MONEY = "money"
    DAY = "day"
    MOMENT = "moment"


FORMATS = {
    Kind.TEXT: "@",
    Kind.NUMBER: "#,##0",
    Kind.METRES: "0.##",
    Kind.MONEY: '#,##0" ₫"',
    Kind.DAY: "dd/mm/yyyy",
    Kind.MOMENT: "hh:mm dd/mm/yyyy",
}
ON_THE_RIGHT = {Kind.NUMBER, Kind.METRES, Kind.MONEY}


@dataclass(frozen=True)
class Head:
    """One column: its word, how its cells are shown, and what may be chosen in them."""

    word: str
    kind: Kind = Kind.TEXT
    width: int = 18
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet; `pale` rows at its beginning are examples."""

    title: str
    heads: Sequence[Head]
    rows: Iterable[Sequence[object]]
    pale: int = 0
    room: int = field(default=0)  # rows below that are to be filled in, with their choices


def workbook(sheets: Sequence[Sheet], made_at: datetime | None = None) -> bytes:
    """The file; rows are written as they come, so that ten thousand need no more memory than one.

    The same sheets and moment give the same bytes; without a moment the file tells when it was made.
    """
    from openpyxl import Workbook  # half a second to import

    book = Workbook(write_only=True)
    lists = _Lists()
    for sheet in sheets:
        _write(book.create_sheet(_title(sheet.title)), sheet, lists)
    lists.write(book)
    return _saved(book, made_at)


def _saved(book: Any, made_at: datetime | None) -> bytes:
    from openpyxl.writer.excel import ExcelWriter

    out = BytesIO()
    if made_at is None:
        book.save(out)
        return out.getvalue()
    moment = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.created = book.properties.modified = moment
    # Not `book.save`: that one asks the clock, for the book and for each file in it.
    ExcelWriter(book, _Dated(out, moment)).save()
    return out.getvalue()


class _Dated(ZipFile):
    """An archive in which every file is of one moment."""

    def __init__(self, out: BytesIO, moment: datetime) -> None:
        super().__init__(out, "w", ZIP_DEFLATED)
        self.moment = moment.timetuple()[:6]

    def writestr(self, name: Any, data: Any, *_how: Any) -> None:
        super().writestr(self._entry(name), data)

    def write(self, path: Any, name: Any = None, *_how: Any) -> None:
        with Path(path).open("rb") as source, self.open(self._entry(name), "w") as target:
            copyfileobj(source, target)

    def _entry(self, name: str) -> ZipInfo:
        entry = ZipInfo(name, self.moment)
        entry.compress_type = ZIP_DEFLATED
        return entry


def csv_text(sheet: Sheet) -> str:
    """The sheet as comma-separated text; an apostrophe holds what would be reckoned as a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([head.word for head in sheet.heads])
    for row in sheet.rows:
        writer.writerow([_plain(value) for value in row])
    return out.getvalue()


def _plain(value: object) -> str:
    shown = _value(value)
    if shown is None:
        return ""
    if isinstance(shown, datetime):
        return f"{shown:%d/%m/%Y %H:%M}"
    if isinstance(shown, date):
        return f"{shown:%d/%m/%Y}"
    text = str(shown)
    return f"'{text}" if isinstance(shown, str) and text.startswith(ACTIVE) else text


class _Lists:
    """A last sheet with the words that may be chosen: a rule itself holds no more than 255 letters."""

    title = "Danh mục"

    def __init__(self) -> None:
        self.columns: list[tuple[str, tuple[str, ...]]] = []

    def address(self, head: Head) -> str:
        column = next((n for n, (_word, c) in enumerate(self.columns) if c == head.choices), None)
        if column is None:
            self.columns.append((head.word, head.choices))
            column = len(self.columns) - 1
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(column + 1)
        return f"'{self.title}'!${letter}$2:${letter}${len(head.choices) + 1}"

    def write(self, book: Any) -> None:
        if self.columns:
            heads = [Head(word, width=32) for word, _choices in self.columns]
            longest = max(len(choices) for _word, choices in self.columns)
            rows = ([c[n] if n < len(c) else None for _word, c in self.columns] for n in range(longest))
            _write(book.create_sheet(self.title), Sheet(self.title, heads, rows), self)


def _write(page: Any, sheet: Sheet, lists: _Lists) -> None:
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    for n, head in enumerate(sheet.heads, 1):
        page.column_dimensions[get_column_letter(n)].width = head.width
    page.append(_head_cells(page, sheet.heads))
    count = 1
    styles = _Styles(page)
    for count, row in enumerate(sheet.rows, 2):
        page.append(list(styles.cells(sheet.heads, row, pale=count - 2 < sheet.pale)))
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.heads))}{count}"
    last = max(2, count + sheet.room)  # an empty list still offers the choices for its first row
    for n, head in enumerate(sheet.heads, 1):
        if head.choices:
            _offer(page, f"{get_column_letter(n)}2:{get_column_letter(n)}{last}", head, lists)


def _head_cells(page: Any, heads: Sequence[Head]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    cells = []
    for head in heads:
        cell = WriteOnlyCell(page, head.word)
        cell.font, cell.fill = Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor=FOREST)
        cell.alignment = Alignment(
            wrap_text=True, vertical="center", horizontal="right" if head.kind in ON_THE_RIGHT else "left"
        )
        cells.append(cell)
    return cells


def _offer(page: Any, cells: str, head: Head, lists: _Lists) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    # Other words are let in: the reading understands old names and other spellings, too.
    rule = DataValidation(type="list", formula1=lists.address(head), allow_blank=True, showErrorMessage=False)
    rule.add(cells)
    page.data_validations.append(rule)


class _Styles:
    """Cells in their formats. Making a style costs more than writing a cell, so each is made once."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.made: dict[tuple[str, bool, bool], Any] = {}

    def cells(self, heads: Sequence[Head], row: Sequence[object], pale: bool) -> Iterator[Any]:
        from openpyxl.cell import WriteOnlyCell

        for head, value in zip(heads, row, strict=True):
            shown = _value(value)
            if shown is None:
                yield None
                continue
            is_text = isinstance(shown, str)
            quoted = is_text and shown.startswith(ACTIVE)  # type: ignore[union-attr]
            cell = WriteOnlyCell(self.page, None if is_text else shown)
            if is_text:
                cell._value, cell.data_type = shown, "s"  # as text, whatever it begins with
            cell._style = self._style(Kind.TEXT if is_text else head.kind, quoted, pale)
            yield cell

    def _style(self, kind: Kind, quoted: bool, pale: bool) -> Any:
        if (kind, quoted, pale) not in self.made:
            from openpyxl.cell import WriteOnlyCell
            from openpyxl.styles import Alignment, Font, PatternFill

            cell = WriteOnlyCell(self.page)
            cell.number_format = FORMATS[kind]
            cell.alignment = Alignment(vertical="top", wrap_text=kind is Kind.TEXT)
            if pale:
                cell.font, cell.fill = Font(italic=True), PatternFill("solid", fgColor=PALE)
            cell.quotePrefix = quoted
            self.made[kind, quoted, pale] = cell._style
        return self.made[kind, quoted, pale]


def _value(value: object) -> object:
    """What Excel can hold: local times without a zone, text without what no file may hold."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "Có" if value else None
    if isinstance(value, datetime):
        return local(value).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, int | float | date):
        return value
    return UNWRITABLE.sub("", str(value))[:LONGEST_CELL]


def _title(word: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", word)[:31]
