"""The workbooks of this chapter: templates to fill in, lists in the same columns, rows to correct."""

from collections.abc import Iterable, Sequence

from flask_babel import force_locale

from fairapp.documents.workbooks import Head, Kind as Shown, Sheet as Page, workbook
from fairapp.domain.errors import Refusal
from fairapp.domain.sheets import FAULTS, Cell, Column, Sheet, examples
from fairapp.models import ImportFile, ImportRow
from fairapp.web.sentences import say

ROOM = 2000  # rows of a template in which the choices are offered
SHOWN = {
    Cell.NUMBER: Shown.NUMBER,
    Cell.METRES: Shown.METRES,
    Cell.MONEY: Shown.MONEY,
    Cell.DAY: Shown.DAY,
}
KINDS = {
    Cell.TEXT: "chữ",
    Cell.NUMBER: "số nguyên",
    Cell.METRES: "mét",
    Cell.MONEY: "đồng",
    Cell.DAY: "ngày/tháng/năm",
    Cell.YES: "Có hoặc Không",
}


def template(sheet: Sheet) -> bytes:
    """Heads, an example, the words to choose from, and a sheet that explains each column."""
    return workbook(
        [Page(sheet.title, heads(sheet), [examples(sheet)], pale=1, room=ROOM), _explained(sheet)]
    )


def listed(sheet: Sheet, rows: Iterable[Sequence[object]], more: Sequence[Head] = ()) -> bytes:
    """Rows in the columns of the sheet, so that the list can be corrected and sent back."""
    return workbook([Page(sheet.title, [*heads(sheet), *more], rows)])


def wrong_rows(file: ImportFile, rows: Sequence[ImportRow]) -> bytes:
    """The rows as they were sent, with what is wrong beside them."""
    kept = [place for place, head in enumerate(file.heads) if head != FAULTS]
    columns = [*(Head(file.heads[place], width=20) for place in kept), Head(FAULTS, width=60)]
    cells = ([*(_at(row.cells, place) for place in kept), "\n".join(faults(row, "vi"))] for row in rows)
    return workbook([Page(FAULTS, columns, cells)])


def faults(row: ImportRow, language: str | None = None) -> list[str]:
    """Each as "column: sentence"; files are written in Vietnamese whatever the page speaks."""
    if language is not None:
        with force_locale(language):
            return faults(row)
    said = [(fault["head"], say(Refusal(fault["sentence"], **fault["values"]))) for fault in row.faults]
    return [f"{head}: {sentence}" if head else sentence for head, sentence in said]


def heads(sheet: Sheet) -> list[Head]:
    return [
        Head(column.head, SHOWN.get(column.kind, Shown.TEXT), column.width, tuple(_words(column)))
        for column in sheet.columns
    ]


def _words(column: Column) -> Iterable[str]:
    return ("Có", "Không") if column.kind is Cell.YES else column.words


def _explained(sheet: Sheet) -> Page:
    columns = [Head("Cột", width=28), Head("Bắt buộc", width=12), Head("Ghi gì", width=20)]
    rows = [[c.head, "có" if c.required else None, _what(c), c.note or None] for c in sheet.columns]
    about = (
        sheet.about,
        "Dòng in nghiêng là ví dụ: cứ để nguyên hoặc xoá đi, dòng ấy không được nhập.",
        "Ô trống thì giữ nguyên những gì đã có.",
        "Nhập lại cùng một tệp không làm trùng dòng nào.",
    )
    notes = [[None, None, None, sentence] for sentence in about]
    return Page("Giải thích", [*columns, Head("Giải thích", width=80)], [*rows, *notes])


def _what(column: Column) -> str:
    return "chọn trong danh sách" if column.words else KINDS[column.kind]


def _at(cells: Sequence[str], place: int) -> str | None:
    return cells[place].removesuffix(" 00:00:00") if place < len(cells) else None
