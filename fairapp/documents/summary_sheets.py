"""The tables of a fair's report as sheets, for the organiser's workbook and the authorities'."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext

from fairapp.documents import figures
from fairapp.documents.workbooks import Head, Kind, Sheet
from fairapp.domain.publication import OTHER
from fairapp.domain.summary import FairSummary

Row = Sequence[object]


def people(summary: FairSummary) -> Sheet:
    heads = [
        Head(gettext("Ngày"), Kind.DAY, 14),
        *(
            Head(word, Kind.NUMBER, 20)
            for word in (
                gettext("Lượt vào cổng"),
                gettext("Lượt khách"),
                gettext("Người của gian hàng"),
                gettext("Tổ chức, phục vụ"),
            )
        ),
    ]
    rows = [(d.day, d.entries, d.visits, d.exhibitors, d.staff) for d in summary.audience.days]
    return Sheet(gettext("Khách theo ngày"), heads, rows)


def hours(summary: FairSummary) -> Sheet:
    heads = [
        Head(gettext("Ngày"), Kind.DAY, 14),
        Head(gettext("Giờ"), Kind.NUMBER, 10),
        Head(gettext("Lượt vào cổng"), Kind.NUMBER, 20),
    ]
    return Sheet(
        gettext("Khách theo giờ"), heads, [(h.day, h.hour, h.entries) for h in summary.audience.hours]
    )


def gates(summary: FairSummary) -> Sheet | None:
    """Every hour of every day, a column for each gate, with the sums of both."""
    columns = figures.gates_by_hour(summary, most=len(summary.audience.gates))
    if columns is None:
        return None
    heads = [Head(gettext("Ngày"), Kind.DAY, 14), Head(gettext("Giờ"), Kind.NUMBER, 10)]
    heads += [Head(name, Kind.NUMBER, 20) for name in (*columns.columns, gettext("Cộng"))]
    counts = [{(h.day, h.hour): h.entries for h in gate.hours} for gate in summary.audience.gates]
    rows: list[Row] = [
        (h.day, h.hour, *(count.get((h.day, h.hour), 0) for count in counts), h.entries)
        for h in summary.audience.hours
    ]
    total = (gettext("Cộng"), None, *columns.sums, summary.audience.entries.value)
    return Sheet(gettext("Theo giờ và cổng"), heads, [*rows, total])


def sales(summary: FairSummary, name: str) -> Sheet:
    """Days as days, so that Excel can sort them."""
    table = figures.sales_table(summary, name)
    by_day = name == "day"
    heads = [
        Head(table.head, Kind.DAY if by_day else Kind.TEXT, 14 if by_day else 44),
        Head(gettext("Đơn vị bán"), Kind.NUMBER, 14),
        Head(gettext("Doanh thu"), Kind.MONEY, 24),
    ]
    if by_day:
        rows: list[Row] = [
            (_day(row.key), row.sellers, row.amount)
            for row in sorted(summary.sales.tables[name], key=lambda row: (row.key == OTHER, row.key))
        ]
    else:
        rows = [(cell.label, cell.sellers, cell.amount) for cell in table.cells]
    return Sheet(table.title, heads, rows)


def _day(key: str) -> date | str:
    return gettext(figures.WORD_OTHER) if key == OTHER else date.fromisoformat(key)


def coverage(summary: FairSummary) -> Sheet:
    heads = [
        Head(gettext("Ngày"), Kind.DAY, 14),
        *(
            Head(word, Kind.NUMBER, 20)
            for word in (
                gettext("Đơn vị mở bán"),
                gettext("Đã báo doanh thu"),
                gettext("Báo không bán được"),
                gettext("Chưa trả lời"),
            )
        ),
    ]
    rows = [(d.day, d.expected, d.reported, d.nothing_sold, d.unanswered) for d in summary.coverage.days]
    return Sheet(gettext("Tỷ lệ trả lời"), heads, rows)


def papers(summary: FairSummary) -> Sheet:
    heads = [
        Head(gettext("Chia theo"), width=14),
        Head(gettext("Mục"), width=40),
        Head(gettext("Số văn bản"), Kind.NUMBER, 14),
        Head(gettext("Có nêu giá trị"), Kind.NUMBER, 16),
        Head(gettext("Giá trị"), Kind.MONEY, 24),
    ]
    rows = [
        (word, row.label, row.papers, row.valued, row.value)
        for word, part in (
            (gettext("Cấp"), figures.papers_by_level(summary)),
            (gettext("Loại"), figures.papers_by_kind(summary)),
            (gettext("Sự kiện"), figures.papers_by_event(summary)),
            (gettext("Cộng"), [figures.papers_in_all(summary)]),
        )
        for row in part
    ]
    return Sheet(gettext("Văn bản ký kết"), heads, rows)


def became(summary: FairSummary) -> Sheet | None:
    """What became of the papers, once anybody has said so."""
    known = summary.agreements.outcomes
    if known is None:
        return None
    heads = [Head(gettext("Trả lời gần nhất"), width=40), Head(gettext("Số văn bản"), Kind.NUMBER, 14)]
    heads.append(Head(gettext("Giá trị đã giao"), Kind.MONEY, 24))
    rows: list[Row] = [(word, papers, None) for word, papers in figures.what_became(summary)]
    told = (gettext("Có nêu giá trị đã giao"), known.told, known.delivered if known.told else None)
    total = (gettext("Cộng"), summary.agreements.total.papers, None)
    return Sheet(gettext("Kết quả văn bản"), heads, [*rows, total, told])
