"""What was sold, in the rows and order in which it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from fairapp.documents.figures.units import language, millions
from fairapp.domain import money, ocop
from fairapp.domain.calendar import format_day, weekday_name
from fairapp.domain.ocop import KIND_LABELS, ProducerKind
from fairapp.domain.publication import OTHER
from fairapp.domain.summary import FairSummary
from fairapp.domain.takings import TABLES, UNDIVIDED, UNSTARRED, Row
from fairapp.domain.text import N_

WORD_OTHER = N_("Nhóm khác (gộp)")


WORD_UNDIVIDED = N_("Chưa phân (chỉ ghi tổng)")


WORD_UNSTARRED = N_("Chưa có sao")


@dataclass(frozen=True)
class Cell:
    """A row of a table of sales, ready to show."""

    label: str
    amount: int
    text: str
    prose: str
    sellers: int
    share: float


@dataclass(frozen=True)
class Table:
    """One way to cut the sales."""

    name: str
    title: str
    head: str
    cells: tuple[Cell, ...]

    def bars(self, most: int = 12) -> list[tuple[str, int, str]]:
        """The largest cells, for bars that lie."""
        largest = sorted(self.cells, key=lambda cell: -cell.amount)[:most]
        return [(cell.label, cell.amount, cell.prose) for cell in largest]


HEADS = {
    "day": N_("Ngày"),
    "province": N_("Tỉnh, thành phố"),
    "province_now": N_("Tỉnh, thành phố"),
    "group": N_("Nhóm sản phẩm"),
    "stars": N_("Hạng sao"),
    "kind": N_("Loại chủ thể"),
}


def sales_table(summary: FairSummary, name: str) -> Table:
    """One table of sales, in the order in which it is read: days by date, stars from five down."""
    rows = summary.sales.tables[name]
    total = summary.sales.total or 1
    cells = tuple(_cell(row, LABELS[name], total) for row in sorted(rows, key=_ORDERS.get(name, _by_amount)))
    return Table(name, gettext(TABLES[name]), gettext(HEADS[name]), cells)


def day_bars(summary: FairSummary) -> list[tuple[str, int, str]]:
    """Sales per day in millions: short enough to stand on a bar."""
    rows = sorted(summary.sales.tables["day"], key=lambda row: row.key)
    return [(_short_day(row.key), row.amount, millions(row.amount)) for row in rows]


def _cell(row: Row, label: Callable[[str], str], total: int) -> Cell:
    lang = language()
    return Cell(
        label=label(row.key),
        amount=row.amount,
        text=money.format_vnd(row.amount, lang),
        prose=money.prose(row.amount, lang),
        sellers=row.sellers,
        share=row.amount / total,
    )


def _special(key: str, plain: Callable[[str], str]) -> str:
    words = {OTHER: WORD_OTHER, UNDIVIDED: WORD_UNDIVIDED}
    return gettext(words[key]) if key in words else plain(key)


def _group_word(code: str) -> str:
    group = next(group for group in ocop.groups() if group.code == code)
    return f"{code}. {group.english if language() == 'en' else group.name}"


def _short_day(key: str) -> str:
    return gettext(WORD_OTHER) if key == OTHER else f"{date.fromisoformat(key):%d/%m}"


def _stars_word(stars: str) -> str:
    return gettext(WORD_UNSTARRED) if stars == UNSTARRED else gettext("%(n)s sao", n=stars)


def day_word(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{weekday_name(day, language())} {format_day(day)}"


LABELS: dict[str, Callable[[str], str]] = {
    "day": lambda key: _special(key, day_word),
    "province": lambda key: _special(key, str),
    "province_now": lambda key: _special(key, str),
    "group": lambda key: _special(key, _group_word),
    "stars": lambda key: _special(key, _stars_word),
    "kind": lambda key: _special(key, lambda kind: gettext(KIND_LABELS[ProducerKind(kind)])),
}


def _by_amount(row: Row) -> tuple:
    return (row.key in (OTHER, UNDIVIDED), -row.amount, row.key)


def _by_stars(row: Row) -> tuple:
    return (row.key in (OTHER, UNDIVIDED), "" if row.key in (OTHER, UNDIVIDED) else -int(row.key))


_ORDERS: dict[str, Callable[[Row], tuple]] = {
    "day": lambda row: (row.key == OTHER, row.key),
    "stars": _by_stars,
}
