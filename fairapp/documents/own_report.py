"""What one exhibitor achieved at a fair, on paper and as a workbook."""

from flask import render_template
from flask_babel import force_locale, gettext

from fairapp.documents import figures, part_figures, pdf, qr
from fairapp.documents.seal import Seal
from fairapp.documents.workbooks import Head, Kind, Sheet, workbook
from fairapp.domain.own_results import OwnResults

STYLES = ("css/report_sheet.css",)


def own_report(own: OwnResults, name: str, seal: Seal) -> bytes:
    with force_locale("vi"):
        html = render_template(
            "documents/own_report.html",
            own=own,
            name=name,
            seal=seal,
            figures=figures,
            parts=part_figures,
            qr=qr.png_address(seal.address),
        )
        return pdf.render(html, created_at=seal.frozen_at, stylesheets=STYLES, tagged=True)


def own_workbook(own: OwnResults, name: str, seal: Seal) -> bytes:
    with force_locale("vi"):
        sheets = [_cover(own, name, seal), _days(own), _products(own), _groups(own), _papers(own)]
        return workbook(sheets, seal.frozen_at)


def _cover(own: OwnResults, name: str, seal: Seal) -> Sheet:
    heads = [Head(gettext("Chỉ số"), width=60), Head(gettext("Con số"), Kind.NUMBER, 22)]
    rows: list[tuple[object, object]] = [
        (name, None),
        (own.fair.name, None),
        (part_figures.sealed(seal), None),
        (gettext("Doanh thu tự khai cả hội chợ (đồng)"), own.total),
        (gettext("Mức giữa của các gian so sánh (đồng, làm tròn)"), own.median),
        (gettext("So với: %(peers)s", peers=part_figures.compared_with(own) or "–"), None),
        (gettext("Ngày đã trả lời"), own.answered),
        (gettext("Ngày cần trả lời"), own.asked),
        (gettext("Đơn đặt hàng"), own.orders),
        (gettext("Giá trị đơn đặt hàng (đồng)"), own.orders_value),
    ]
    if own.staff:
        rows.append((gettext("Thẻ ra vào đã cấp"), own.staff.issued))
        rows.append((gettext("Thẻ đã dùng ít nhất một lần"), own.staff.came))
    return Sheet(gettext("Tổng hợp"), heads, rows)


def _days(own: OwnResults) -> Sheet:
    heads = [
        Head(gettext("Ngày"), Kind.DAY, 14),
        Head(gettext("Doanh thu"), Kind.MONEY, 20),
        Head(gettext("Trả lời"), width=20),
        Head(gettext("Mức giữa gian khác"), Kind.MONEY, 22),
        Head(gettext("Số gian so sánh"), Kind.NUMBER, 16),
    ]
    rows = [(o.day, o.total, part_figures.state_word(o), o.median, o.others) for o in own.days]
    return Sheet(gettext("Theo ngày"), heads, rows)


def _products(own: OwnResults) -> Sheet:
    heads = [
        Head(gettext("Sản phẩm"), width=40),
        Head(gettext("Nhóm sản phẩm"), width=40),
        Head(gettext("Hạng sao"), Kind.NUMBER, 10),
        Head(gettext("Doanh thu"), Kind.MONEY, 20),
    ]
    rows: list[tuple[object, ...]] = [
        (p.name, part_figures.group_word(p.group), p.stars, p.amount) for p in own.products
    ]
    if own.undivided:
        rows.append((gettext(figures.WORD_UNDIVIDED), None, None, own.undivided))
    return Sheet(gettext("Theo sản phẩm"), heads, rows)


def _groups(own: OwnResults) -> Sheet:
    heads = [
        Head(gettext("Nhóm sản phẩm"), width=44),
        Head(gettext("Doanh thu"), Kind.MONEY, 20),
        Head(gettext("Mức giữa gian khác"), Kind.MONEY, 22),
        Head(gettext("Số gian so sánh"), Kind.NUMBER, 16),
    ]
    rows = [(part_figures.group_word(o.group), o.amount, o.median, o.others) for o in own.groups]
    return Sheet(gettext("Theo nhóm"), heads, rows)


def _papers(own: OwnResults) -> Sheet:
    heads = [
        Head(gettext("Loại"), width=24),
        Head(gettext("Cấp"), width=30),
        Head(gettext("Số văn bản"), Kind.NUMBER, 12),
        Head(gettext("Giá trị"), Kind.MONEY, 20),
        Head(gettext("Kết quả"), width=24),
        Head(gettext("Đã giao"), Kind.MONEY, 20),
    ]
    rows = [(p.kind, p.level, p.count, p.value, p.became, p.delivered) for p in part_figures.papers(own)]
    return Sheet(gettext("Văn bản"), heads, rows)
