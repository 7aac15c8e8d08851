"""The fair's report as a workbook: every table a sheet, every figure a number that can be reckoned with."""

from collections.abc import Iterator, Sequence

from flask_babel import force_locale, gettext

from fairapp.documents import figures, summary_sheets as sheets
from fairapp.documents.close_up import CloseUp, close_up, known_text, word_of
from fairapp.documents.seal import Seal
from fairapp.documents.workbooks import Head, Kind, Sheet, workbook
from fairapp.domain.calendar import format_moment
from fairapp.domain.comparison import MEASURE_LABELS, Measure
from fairapp.domain.evidence import EVIDENCE_LABELS, Evidence
from fairapp.domain.facts import FairFacts
from fairapp.domain.report_parts import PART_LABELS, Part
from fairapp.domain.summary import FairSummary
from fairapp.domain.takings import TABLES
from fairapp.domain.text import N_

Row = Sequence[object]
_Figure = tuple[str, int | None, str, Evidence, str]
"""Name, value, unit, how it is known and a note; name and unit still to be translated."""


def summary_workbook(summary: FairSummary, seal: Seal, facts: FairFacts) -> bytes:
    """Vietnamese like the paper, and under the same fingerprint."""
    with force_locale("vi"):
        close = close_up(facts, summary)
        pages = [
            _cover(summary, seal),
            sheets.people(summary),
            sheets.hours(summary),
            sheets.gates(summary),
            *(sheets.sales(summary, name) for name in TABLES),
            sheets.coverage(summary),
            sheets.papers(summary),
            sheets.became(summary),
            *_closer(close),
            _reported(summary),
        ]
        return workbook([page for page in pages if page], seal.frozen_at)


def _cover(summary: FairSummary, seal: Seal) -> Sheet:
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


def _closer(close: CloseUp) -> Iterator[Sheet]:
    """Only what there is."""
    if close.spread:
        quartiles = (
            gettext("Số đơn vị"),
            gettext("Một phần tư dưới"),
            gettext("Trung vị"),
            gettext("Một phần tư trên"),
        )
        heads = [
            Head(gettext("Loại chủ thể"), width=40),
            *(Head(word, Kind.NUMBER, 20) for word in quartiles),
        ]
        yield Sheet(
            gettext("Bình quân một ngày"),
            heads,
            [(label, box.count, box.first, box.median, box.third) for label, box in close.spread],
        )
    if close.floors:
        heads = [
            Head(gettext("Dãy gian"), width=24),
            Head(gettext("Số gian"), Kind.NUMBER, 12),
            Head(gettext("Đơn vị bán"), Kind.NUMBER, 14),
            Head(gettext("Doanh thu"), Kind.MONEY, 24),
            Head(gettext("Mỗi gian"), Kind.MONEY, 24),
        ]
        rows = [
            (r.name, r.booths, r.sellers, r.amount, r.average) for floor in close.floors for r in floor.rows
        ]
        yield Sheet(gettext("Theo dãy gian"), heads, rows)
    if close.compared:
        yield _editions(close)
    if close.parts:
        heads = [Head(gettext("Phần"), width=24), Head(gettext("Nội dung"), width=100)]
        yield Sheet(
            gettext("Lời của ban tổ chức"),
            heads,
            [(gettext(PART_LABELS[part]), line) for part in Part for line in close.parts.get(part, [])],
        )


def _editions(close: CloseUp) -> Sheet:
    heads = [
        Head(gettext("Chỉ số"), width=24),
        Head(gettext("Lần tổ chức"), width=44),
        Head(gettext("Con số"), Kind.NUMBER, 22),
        Head(gettext("Như được nêu"), width=26),
        Head(gettext("Nguồn"), width=60),
    ]
    names = [f"{edition.name} ({word_of(edition)})" for edition in close.editions]
    rows = [
        (
            gettext(MEASURE_LABELS[row.measure]),
            name,
            known.value,
            known_text(Measure(row.measure), known) if known.said else None,
            known.source if known.said else gettext("hệ thống"),
        )
        for row in close.compared
        for name, known in zip([*names, gettext("lần này")], row.figures, strict=True)
        if known.value is not None
    ]
    return Sheet(gettext("Các lần tổ chức"), heads, rows)


def _reported(summary: FairSummary) -> Sheet | None:
    if not summary.reported:
        return None
    heads = [
        Head(gettext("Chỉ số"), width=26),
        Head(gettext("Được nêu"), width=26),
        Head(gettext("Số của hệ thống"), width=26),
        Head(gettext("Nguồn"), width=70),
        Head(gettext("Ngày nêu"), Kind.DAY, 14),
    ]
    rows = [(r.label, r.reported, r.ours, r.source, r.said_on) for r in figures.reported_rows(summary)]
    return Sheet(gettext("Báo chí nêu"), heads, rows)
