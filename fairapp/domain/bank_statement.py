"""A bank's statement: which column is which, and what each row says.

Every bank names and orders its columns in its own way, so the columns are guessed from their heads, shown to
the person who uploads, and may be set by hand.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fairapp.domain.calendar import parse_day
from fairapp.domain.money import MOST
from fairapp.domain.text import N_, clean, fold

HEAD_WITHIN = 40  # rows in which the heads are looked for: banks put titles above
LONGEST_TEXT = 500


class Column(StrEnum):
    """What a column holds."""

    DAY = "day"
    TEXT = "text"
    IN = "in"
    OUT = "out"
    AMOUNT = "amount"
    REFERENCE = "reference"


COLUMN_LABELS = {
    Column.DAY: N_("Ngày giao dịch"),
    Column.TEXT: N_("Nội dung"),
    Column.IN: N_("Tiền vào (ghi có)"),
    Column.OUT: N_("Tiền ra (ghi nợ)"),
    Column.AMOUNT: N_("Số tiền (âm là tiền ra)"),
    Column.REFERENCE: N_("Số tham chiếu"),
}

# The first that fits decides; a head is looked at in folded letters.
_HEADS: tuple[tuple[Column | None, str], ...] = (
    (None, r"so du|balance|so tai khoan|account (no|number)|tai khoan doi ung|phi|fee|loai tien|currency"),
    (Column.REFERENCE, r"tham chieu|reference|ref\b|ma giao dich|so giao dich|so gd|but toan|so chung tu|"
     r"transaction (no|id|number)|so ct|trans id|document no"),
    (Column.IN, r"ghi co|phat sinh co|tien vao|credit|\bco\b|deposit|so tien co|nhan"),
    (Column.OUT, r"ghi no|phat sinh no|tien ra|debit|\bno\b|withdraw|so tien no"),
    (Column.TEXT, r"noi dung|dien giai|mo ta|description|details?|remark|narrative|content|chi tiet"),
    (Column.DAY, r"ngay|date|thoi gian|time"),
    (Column.AMOUNT, r"so tien|amount|gia tri"),
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """Where the rows begin and which column is which."""

    first_row: int
    columns: Mapping[Column, int]

    @property
    def is_enough(self) -> bool:
        """Whether a payment can be read with these columns."""
        has_amount = Column.IN in self.columns or Column.AMOUNT in self.columns
        return has_amount and Column.DAY in self.columns and Column.TEXT in self.columns


@dataclass(frozen=True)
class Credit:
    """Money that came in. `digest` tells this row from every other one of its account."""

    row: int
    day: date
    amount: int
    text: str
    reference: str
    digest: str


@dataclass(frozen=True)
class Reading:
    """What a statement says: credits, how many rows were not payments, and rows that could not be read."""

    credits: tuple[Credit, ...]
    skipped: int
    unreadable: tuple[int, ...]


def guess_layout(rows: Sequence[Sequence[str]]) -> Layout:
    """The head row with the most columns that are known; the rows begin below it."""
    best = Layout(0, {})
    for index, row in enumerate(rows[:HEAD_WITHIN]):
        columns = _guess_columns(row)
        if len(columns) > len(best.columns) and len(columns) >= 2:
            best = Layout(index + 1, columns)
    return best


def read_rows(rows: Sequence[Sequence[str]], layout: Layout) -> Reading:
    """Every credit below the heads. Rows alike in all are told apart by their order among themselves."""
    seen: Counter[tuple] = Counter()
    credits, unreadable, skipped = [], [], 0
    for index in range(layout.first_row, len(rows)):
        cells = {column: _cell(rows[index], place) for column, place in layout.columns.items()}
        amount, day = _amount(cells), parse_day(cells.get(Column.DAY, ""))
        if amount is None or (day is None and not cells.get(Column.DAY)):
            skipped += 1  # a blank row, a title, a sum, money that went out
        elif day is None or amount == BAD:
            unreadable.append(index + 1)
        else:
            credits.append(_credit(index + 1, day, amount, cells, seen))
    return Reading(tuple(credits), skipped, tuple(unreadable))


_GROUPED = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*)(?:(?!(?P=mark))[.,](?P<fraction>[0-9]+))?"
)
_PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<fraction>[0-9]+))?")
BAD = -1  # an amount that stands there and cannot be read


def parse_amount(written: str) -> int | None:
    """Whole đồng, negative for money out; None for an empty cell. Raises ValueError for what is no amount."""
    bare = re.sub(r"(?i)vnd|vnđ|đ|₫|\s|'", "", written)
    if not bare or set(bare) <= set("-–.,"):
        return None
    negative = bare[0] in "-−–(" or bare[-1] == "-"
    digits = bare.strip("+-−–()")
    if not re.fullmatch(r"[0-9]+([.,][0-9]+)*", digits):
        raise ValueError(written)
    whole, fraction = _whole_and_fraction(digits)
    if fraction.strip("0") or len(whole) > len(str(MOST)):
        raise ValueError(written)
    return -int(whole) if negative else int(whole)


def _guess_columns(row: Iterable[str]) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for place, head in enumerate(row):
        column = _column_of(head)
        if column is not None and column not in found:
            found[column] = place
    if Column.IN in found:
        found.pop(Column.AMOUNT, None)
    return found


def _column_of(head: str) -> Column | None:
    words = re.sub(r"[^a-z0-9 ]+", " ", fold(head))
    if not words.strip() or len(words) > 60:  # a sentence is no head
        return None
    return next((column for column, pattern in _HEADS if re.search(rf"\b(?:{pattern})", words)), None)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _amount(cells: Mapping[Column, str]) -> int | None:
    """What came in: None when nothing did, BAD when it cannot be read."""
    written = cells.get(Column.IN, "") if Column.IN in cells else cells.get(Column.AMOUNT, "")
    try:
        amount = parse_amount(written)
    except ValueError:
        # Words instead of an amount stand in heads repeated on each page and in sums.
        return BAD if re.search(r"\d", written) else None
    return amount if amount and amount > 0 else None


def _credit(row: int, day: date, amount: int, cells: Mapping[Column, str], seen: Counter) -> Credit:
    text = clean(cells.get(Column.TEXT, ""))[:LONGEST_TEXT]
    reference = clean(cells.get(Column.REFERENCE, ""))[:80]
    # A bank writes its texts differently in each kind of file, but never its reference.
    key = (day.isoformat(), amount, reference or fold(text))
    seen[key] += 1
    digest = hashlib.sha256(repr((*key, seen[key])).encode()).hexdigest()
    return Credit(row, day, amount, text, reference, digest)


def _whole_and_fraction(digits: str) -> tuple[str, str]:
    """1.200.000 and 1,200,000.00 and 1200000.0; what fits neither way of grouping is no amount."""
    match = _GROUPED.fullmatch(digits) or _PLAIN.fullmatch(digits)
    if match is None:
        raise ValueError(digits)
    return re.sub(r"[.,]", "", match["whole"]), match["fraction"] or ""
