"""Tables that people upload: CSV in the encodings of Vietnamese offices, and XLSX. Cells come as text.

A file is what its bytes say. Bounds are looked at before anything is unpacked, so that a small file which
swells to gigabytes is refused and not opened.
"""

import codecs
import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, clean

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 60, 2_000
MOST_UNPACKED = 80_000_000
MOST_PARTS = 2_000
OLD_EXCEL = b"\xd0\xcf\x11\xe0"

EMPTY = N_("Tệp này không có dòng nào.")
OLD = N_("Đây là tệp Excel kiểu cũ (.xls). Hãy mở bằng Excel rồi lưu lại dạng .xlsx hoặc CSV.")
UNREADABLE = N_("Không đọc được tệp này. Hãy gửi tệp CSV hoặc Excel (.xlsx), không có mật khẩu.")
TOO_LARGE = N_("Tệp này quá lớn khi mở ra. Hãy chia nhỏ: mỗi tệp nhiều nhất %(n)d dòng.")


def read_cells(content: bytes) -> list[list[str]]:
    """The rows of a CSV file or of the first sheet of a workbook, blank ones at the end left out."""
    if not content.strip():
        raise Invalid(EMPTY, field="file")
    if content.startswith(OLD_EXCEL):
        raise Invalid(OLD, field="file")
    rows = _bounded(_workbook(content) if content.startswith(b"PK\x03\x04") else _csv(content))
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise Invalid(EMPTY, field="file")
    return rows


def _bounded(rows: Iterable[Iterable[str]]) -> list[list[str]]:
    kept: list[list[str]] = []
    for row in rows:
        cells = [clean(cell[:LONGEST_CELL]) for cell in row]
        if len(kept) >= MOST_ROWS and any(cells):
            raise Invalid(TOO_LARGE, field="file", n=MOST_ROWS)
        if len(kept) < MOST_ROWS:
            while cells and not cells[-1]:
                cells.pop()
            kept.append(cells[:MOST_COLUMNS])
    return kept


def _csv(content: bytes) -> Iterator[list[str]]:
    text = _decode(content)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # as Excel writes it
        mark, text = first.strip()[4], rest
    else:
        mark = _delimiter(text)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    except csv.Error as error:
        raise Invalid(UNREADABLE, field="file") from error


def _decode(content: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _strictly(content, encoding)
    if content[:200].count(0) > len(content[:200]) // 4:  # UTF-16 that does not say so
        return _strictly(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "cp1258")  # letters and tones apart: NFC puts them together


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid(UNREADABLE, field="file") from error


def _delimiter(text: str) -> str:
    """The mark that cuts most lines into the same number of cells, more than one."""
    lines = text.splitlines()[:200]

    def evenness(mark: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1)
        except csv.Error:
            return 0, 0
        return max(((number, width) for width, number in widths.items()), default=(0, 0))

    return max(",;\t|", key=evenness)


def _workbook(content: bytes) -> Iterator[list[str]]:
    _check_archive(content)
    from openpyxl import load_workbook  # half a second to import

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # some banks write dimensions that are not true
            for row in sheet.iter_rows(values_only=True):
                yield [_text(value) for value in row[:MOST_COLUMNS]]
        finally:
            book.close()
    except Invalid:
        raise
    except Exception as error:  # a broken workbook fails in as many ways as there are parts in it
        raise Invalid(UNREADABLE, field="file") from error


def _check_archive(content: bytes) -> None:
    """What the archive's own list says it would unpack to; more than that is never read from it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Invalid(UNREADABLE, field="file") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Invalid(TOO_LARGE, field="file", n=MOST_ROWS)


def _text(value: object) -> str:
    """A cell as a person would read it: days as 2026-11-03, whole numbers without a fraction."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float | Decimal):
        return str(int(value)) if value == int(value) else f"{value:.4f}".rstrip("0")
    return str(value)
