"""A delegation's part of a fair, on paper and as a workbook."""

from collections.abc import Mapping

from flask import render_template
from flask_babel import force_locale, gettext

from fairapp.documents import figures, part_figures, pdf, qr
from fairapp.documents.seal import Seal
from fairapp.documents.workbooks import Head, Kind, Sheet, workbook
from fairapp.domain.slices import TABLES, Slice

STYLES = ("css/report_sheet.css",)


def slice_report(part: Slice, names: Mapping[int, str], seal: Seal) -> bytes:
    """Vietnamese, whoever prints; the same part, names and seal give the same bytes."""
    with force_locale("vi"):
        html = render_template(
            "documents/slice_report.html",
            part=part,
            names=names,
            seal=seal,
            figures=figures,
            parts=part_figures,
            qr=qr.png_address(seal.address),
        )
        return pdf.render(html, created_at=seal.frozen_at, stylesheets=STYLES, tagged=True)


def slice_workbook(part: Slice, names: Mapping[int, str], seal: Seal) -> bytes:
    with force_locale("vi"):
        sheets = [_cover(part, seal), _members(part, names), _coverage(part), _papers(part)]
        if part.sales.total is not None:
            sheets[1:1] = [_sales(part, name) for name in TABLES]
        return workbook(sheets, seal.frozen_at)


def _cover(part: Slice, seal: Seal) -> Sheet:
    heads = [
        Head(gettext("Chỉ số"), width=44),
        Head(gettext("Đoàn"), Kind.NUMBER, 20),
        Head(gettext("Thứ hạng"), Kind.NUMBER, 12),
        Head(gettext("Trên số đoàn"), Kind.NUMBER, 14),
        Head(gettext("Trung vị các đoàn khác"), Kind.NUMBER, 24),
    ]
    rows: list[tuple[object, ...]] = [
        (part_figures.title_of(part), None, None, None, None),
        (part.fair.name, None, None, None, None),
        (part_figures.sealed(seal), None, None, None, None),
    ]
    for one in part_figures.standings(part):
        rows.append((one.label, one.own, one.rank, one.of, one.median))
    return Sheet(gettext("Tổng hợp"), heads, rows)


def _sales(part: Slice, name: str) -> Sheet:
    table = figures.sales_table(part, name)  # type: ignore[arg-type]  # it asks for sales alone
    heads = [
        Head(table.head, width=40),
        Head(gettext("Đơn vị bán"), Kind.NUMBER, 14),
        Head(gettext("Doanh thu"), Kind.MONEY, 22),
    ]
    return Sheet(table.title, heads, [(cell.label, cell.sellers, cell.amount) for cell in table.cells])


def _members(part: Slice, names: Mapping[int, str]) -> Sheet:
    heads = [
        Head(gettext("Đơn vị tham gia"), width=44),
        Head(gettext("Gian"), width=20),
        Head(gettext("Ngày cần trả lời"), Kind.NUMBER, 16),
        Head(gettext("Ngày đã trả lời"), Kind.NUMBER, 16),
    ]
    rows = [(names.get(m.id, f"#{m.id}"), ", ".join(m.booths), m.asked, m.answered) for m in part.members]
    return Sheet(gettext("Đơn vị"), heads, rows)


def _coverage(part: Slice) -> Sheet:
    heads = [
        Head(gettext("Ngày"), Kind.DAY, 14),
        Head(gettext("Đơn vị mở bán"), Kind.NUMBER, 16),
        Head(gettext("Đã báo doanh thu"), Kind.NUMBER, 18),
        Head(gettext("Báo không bán được"), Kind.NUMBER, 20),
        Head(gettext("Chưa trả lời"), Kind.NUMBER, 14),
    ]
    rows = [(d.day, d.expected, d.reported, d.nothing_sold, d.unanswered) for d in part.coverage.days]
    return Sheet(gettext("Tỷ lệ trả lời"), heads, rows)


def _papers(part: Slice) -> Sheet:
    heads = [
        Head(gettext("Cấp"), width=34),
        Head(gettext("Số văn bản"), Kind.NUMBER, 14),
        Head(gettext("Giá trị"), Kind.MONEY, 22),
    ]
    rows = [(one.label, one.papers, one.value) for one in figures.papers_by_level(part)]  # type: ignore[arg-type]
    return Sheet(gettext("Văn bản"), heads, rows)
