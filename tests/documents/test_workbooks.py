"""What people take away opens right: figures as figures, days as days, and text never as a formula."""

from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from fairapp.documents.spreadsheets import read_cells
from fairapp.documents.workbooks import Head, Kind, Sheet, workbook

HEADS = [
    Head("Tên chủ thể", width=40),
    Head("Doanh thu", Kind.MONEY),
    Head("Ngày cấp", Kind.DAY),
    Head("Gửi lúc", Kind.MOMENT),
]


def written(*rows, heads=HEADS, **facts):
    content = workbook([Sheet("Chủ thể", heads, rows, **facts)])
    return load_workbook(BytesIO(content)).worksheets[0]


def test_figures_days_and_moments_can_be_reckoned_with():
    sheet = written(
        ["Hợp tác xã Đông Triều", 8_500_000, date(2026, 11, 3), datetime(2026, 11, 3, 1, tzinfo=UTC)]
    )
    assert [cell.value for cell in sheet[2]] == [
        "Hợp tác xã Đông Triều",
        8_500_000,
        datetime(2026, 11, 3),  # noqa: DTZ001
        datetime(2026, 11, 3, 8),  # noqa: DTZ001 — on the fair's clocks
    ]
    assert sheet["B2"].number_format == '#,##0" ₫"'
    assert sheet["C2"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(A1)", "+84912345678", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_stays_text(text):
    cell = written([text, None, None, None])["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()
    assert cell.quotePrefix


def test_no_formula_stands_in_the_file():
    content = workbook([Sheet("x", HEADS, [["=cmd|'/c calc'!A1", 1, None, None]])])
    with ZipFile(BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_ordinary_text_carries_no_mark_of_a_quotation():
    assert not written(["Chè", None, None, None])["A2"].quotePrefix


def test_the_head_stays_in_sight_and_can_be_filtered():
    sheet = written(["a", 1, None, None], ["b", 2, None, None])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D3"
    assert sheet.column_dimensions["A"].width == 40


def test_a_list_without_rows_is_still_a_list():
    assert written().auto_filter.ref == "A1:D1"


def test_choices_are_offered_also_in_the_rows_to_fill_in():
    heads = [Head("Loại", choices=("Hợp tác xã", "Doanh nghiệp")), Head("Bán lẻ", choices=("Có",))]
    content = workbook([Sheet("Chủ thể", heads, [["Hợp tác xã", "Có"]], room=500)])
    book = load_workbook(BytesIO(content))
    [kinds, yes] = book.worksheets[0].data_validations.dataValidation
    assert (str(kinds.sqref), kinds.formula1) == ("A2:A502", "'Danh mục'!$A$2:$A$3")
    assert yes.formula1 == "'Danh mục'!$B$2:$B$2"
    assert [cell.value for cell in book["Danh mục"]["A"]] == ["Loại", "Hợp tác xã", "Doanh nghiệp"]


def test_a_list_without_rows_offers_choices_for_its_first():
    (rule,) = written(heads=[Head("Loại", choices=("Hộ", "Hợp tác xã"))]).data_validations.dataValidation
    assert str(rule.sqref) == "A2"


def test_letters_that_no_file_may_hold_are_left_out():
    assert written(["Chè\x00 xanh\x1f 🍵", None, None, None])["A2"].value == "Chè xanh 🍵"


def test_what_is_longer_than_a_cell_is_cut():
    assert len(written(["x" * 40_000, None, None, None])["A2"].value) == 32_767


def test_what_was_written_is_read_again():
    content = workbook([Sheet("Chủ thể", HEADS, [["=Hoà", 5, date(2026, 1, 2), None]])])
    assert read_cells(content) == [
        ["Tên chủ thể", "Doanh thu", "Ngày cấp", "Gửi lúc"],
        ["=Hoà", "5", "2026-01-02 00:00:00"],
    ]
