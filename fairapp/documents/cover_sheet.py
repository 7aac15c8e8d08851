"""The first sheet of a fair's workbooks: main figures, how each is known, and the fingerprint."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext

from fairapp.documents import figures
from fairapp.documents.seal import Seal
from fairapp.documents.workbooks import Head, Kind, Sheet
from fairapp.domain.calendar import format_moment
from fairapp.domain.evidence import EVIDENCE_LABELS, Evidence
from fairapp.domain.summary import FairSummary
from fairapp.domain.text import N_

Row = Sequence[object]
_Figure = tuple[str, int | None, str, Evidence, str]
"""Name, value, unit, how it is known and a note; name and unit still to be translated."""


def cover(summary: FairSummary, seal: Seal) -> Sheet:
    heads = [
        Head(gettext("Chỉ số"), width=34),
        Head(gettext("Con số"), Kind.NUMBER, 22),
        Head(gettext("Đơn vị tính"), width=14),
        Head(gettext("Cách biết"), width=18),
        Head(gettext("Ghi chú"), width=70),
    ]
    fair = summary.fair
    mark = gettext("Bản chốt số %(n)d, mã SHA-256 %(hash)s", n=seal.number, hash=seal.sha256)
    rows: list[Row] = [
        (gettext("Hội chợ"), None, None, None, fair.name),
        (gettext("Mã kiểm tra"), None, None, None, mark),
        (gettext("Chốt lúc"), None, None, None, f"{format_moment(seal.frozen_at)} · {seal.address}"),
    ]
    if fair.illustrative:
        rows.append(
            (
                gettext("Lưu ý"),
                None,
                None,
                None,
                gettext("Dữ liệu minh hoạ, không phải số liệu của một hội chợ có thật."),
            )
        )
    return Sheet(gettext("Tổng hợp"), heads, [*rows, *_main_figures(summary)])


def _main_figures(summary: FairSummary) -> Iterator[Row]:
    for label, value, unit, evidence, note in (
        *_figures_of_people(summary),
        *_figures_of_scale(summary),
        *_figures_of_trade(summary),
    ):
        yield gettext(label), value, gettext(unit), gettext(EVIDENCE_LABELS[evidence]), note
    whole = gettext("không chỗ nào lệch")
    yield gettext("Phép đối chiếu đã khớp"), len(summary.checks), gettext("phép"), None, whole


def _figures_of_people(summary: FairSummary) -> Iterator[_Figure]:
    people = summary.audience
    for label, figure, unit in (
        (N_("Lượt vào cổng"), people.entries, N_("lượt")),
        (N_("Lượt khách"), people.visits, N_("lượt")),
        (N_("Khách có thẻ"), people.visitors, N_("người")),
    ):
        note = f"± {figure.plus_minus}" if figure.plus_minus else ""
        yield label, figure.value, unit, figure.evidence, note


def _figures_of_scale(summary: FairSummary) -> Iterator[_Figure]:
    scale = summary.scale
    for label, value, unit, evidence in (
        (N_("Đơn vị tham gia"), scale.exhibitors, N_("đơn vị"), Evidence.COUNTED),
        (N_("Gian hàng sử dụng"), scale.taken, N_("gian"), Evidence.COUNTED),
        (N_("Gian hàng của sơ đồ"), scale.booths, N_("gian"), Evidence.COUNTED),
        (N_("Số tỉnh, thành phố"), scale.units, N_("tỉnh"), Evidence.COUNTED),
        (N_("Số tỉnh theo địa giới hiện nay"), scale.units_now, N_("tỉnh"), Evidence.COUNTED),
        (N_("Sản phẩm"), scale.products, N_("sản phẩm"), Evidence.DECLARED),
        (N_("Sản phẩm có sao OCOP"), scale.starred, N_("sản phẩm"), Evidence.DECLARED),
        (N_("Diện tích thuần"), round(scale.net_cm2 / 10_000), "m²", Evidence.COUNTED),
        (N_("Mặt bằng chung"), round(scale.gross_cm2 / 10_000), "m²", Evidence.COUNTED),
    ):
        yield label, value, unit, evidence, ""


def _figures_of_trade(summary: FairSummary) -> Iterator[_Figure]:
    sold, covered, missing = summary.sales, summary.coverage, summary.unanswered
    yield N_("Doanh thu bán trực tiếp"), sold.total, N_("đồng"), Evidence.DECLARED, ""
    yield N_("Đơn đặt hàng"), sold.orders, N_("đơn"), Evidence.DECLARED, ""
    yield N_("Giá trị đơn đặt hàng"), sold.orders_value, N_("đồng"), Evidence.DECLARED, ""
    yield N_("Câu trả lời sổ bán hàng"), covered.answered, N_("câu"), Evidence.COUNTED, ""
    yield N_("Câu trả lời cần có"), covered.expected, N_("câu"), Evidence.COUNTED, ""
    if missing and missing.missing:
        line = figures.coverage_line(summary)
        yield N_("Ước tính cho câu chưa trả lời"), missing.amount, N_("đồng"), Evidence.ESTIMATED, line
    papers = summary.agreements.total.papers
    yield N_("Văn bản ký kết"), papers, N_("văn bản"), Evidence.DECLARED, ""
