"""What stands beside the tables of a report, as sheets: spread, floor, editions, the organiser's words."""

from collections.abc import Iterator

from flask_babel import gettext

from fairapp.documents.close_up import CloseUp, known_text, word_of
from fairapp.documents.workbooks import Head, Kind, Sheet
from fairapp.domain.comparison import MEASURE_LABELS, Measure
from fairapp.domain.report_parts import PART_LABELS, Part


def closer(close: CloseUp) -> Iterator[Sheet]:
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
        yield editions(close)
    if close.parts:
        yield words(close)


def words(close: CloseUp) -> Sheet:
    heads = [Head(gettext("Phần"), width=24), Head(gettext("Nội dung"), width=100)]
    rows = [(gettext(PART_LABELS[part]), line) for part in Part for line in close.parts.get(part, [])]
    return Sheet(gettext("Lời của ban tổ chức"), heads, rows)


def editions(close: CloseUp) -> Sheet:
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
