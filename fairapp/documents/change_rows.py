"""What changed between two issues in words ready to show."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext

from fairapp.documents.figures import key_word, language, percent, square_metres
from fairapp.domain import definitions, money
from fairapp.domain.cells import Cell
from fairapp.domain.changes import Change
from fairapp.domain.summary import FairSummary

ABSENT = "–"


@dataclass(frozen=True)
class ChangeRow:
    """A cell with what stood there in either issue and by how much it moved."""

    label: str
    key: str
    was: str
    now: str
    by: str


def change_rows(found: Iterable[Change], after: FairSummary) -> list[ChangeRow]:
    """In the order of the later issue, each with the name that its definition gives it."""
    return [_row(change, after) for change in found]


def _row(change: Change, after: FairSummary) -> ChangeRow:
    definition = after.define(change.address.figure)
    unit = definition.unit if definition else ""
    key = change.address.key
    return ChangeRow(
        label=gettext(definition.name) if definition else change.address.figure,
        key=key_word(change.address.figure, key) if key else "",
        was=_cell(change.was, unit),
        now=_cell(change.now, unit),
        by=_difference(change, unit),
    )


def _cell(cell: Cell | None, unit: str) -> str:
    if cell is None or cell.value is None:
        return ABSENT
    text = _amount(cell.value, unit)
    return f"{text} ± {money.group_digits(cell.plus_minus, language())}" if cell.plus_minus else text


def _amount(value: int, unit: str) -> str:
    if unit == definitions.DONG:
        return money.format_vnd(value, language())
    if unit == definitions.AREA:
        return square_metres(value)
    return percent(value) if unit == definitions.PERMILLE else money.group_digits(value, language())


def _difference(change: Change, unit: str) -> str:
    if change.was is None or change.now is None or change.was.value is None or change.now.value is None:
        return ABSENT
    by = change.now.value - change.was.value
    sign = "+" if by > 0 else "−" if by < 0 else ""
    return sign + _amount(abs(by), unit)
