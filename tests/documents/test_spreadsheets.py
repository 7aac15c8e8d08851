"""Tables that people upload: any encoding of the trade, and nothing that swells."""

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook

from fairapp.documents import spreadsheets
from fairapp.documents.spreadsheets import read_cells
from fairapp.domain.errors import Invalid

TEXT = "Ngày;Nội dung;Ghi có\r\n03/11/2026;Nộp phí gian hàng Đặng Hữu Phước;3.500.000\r\n"
ROWS = [
    ["Ngày", "Nội dung", "Ghi có"],
    ["03/11/2026", "Nộp phí gian hàng Đặng Hữu Phước", "3.500.000"],
]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_encoding_of_a_vietnamese_office_is_read_alike():
    # Windows-1258 writes the letter and then its tone: ộ as ô and a dot below.
    torn = TEXT
    for whole, parts in {"ộ": "ô\u0323", "à": "a\u0300", "í": "i\u0301", "ặ": "ă\u0323", "ữ": "ư\u0303",
                         "ớ": "ơ\u0301", "ó": "o\u0301"}.items():  # fmt: skip
        torn = torn.replace(whole, parts)
    for content in (
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        torn.encode("cp1258"),
    ):
        assert read_cells(content) == ROWS


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_delimiter_is_found_though_others_stand_in_the_text(mark):
    lines = ['"a, b; c"', '"1,5"', "x"], ['"d"', '"2,5"', '"y; z"']
    content = "\n".join(mark.join(line) for line in lines).encode()
    assert read_cells(content) == [["a, b; c", "1,5", "x"], ["d", "2,5", "y; z"]]


def test_excels_own_line_about_the_delimiter_is_obeyed():
    assert read_cells(b"sep=|\r\na;b|c\r\n") == [["a;b", "c"]]


def test_a_workbook_is_read_as_a_person_reads_it():
    book = Workbook()
    book.active.append(["Ngày", "Số", "Tiền", "Lúc", None])
    book.active.append([date(2026, 11, 3), 1.5, 3_500_000.0, datetime(2026, 11, 3, 8, 5), True])  # noqa: DTZ001
    book.create_sheet("khác").append(["không đọc"])
    assert read_cells(saved(book)) == [
        ["Ngày", "Số", "Tiền", "Lúc"],
        ["2026-11-03 00:00:00", "1.5", "3500000", "2026-11-03 08:05:00"],
    ]


@pytest.mark.parametrize("content", [b"", b"  \n", b"\n\n;;\n"])
def test_a_file_of_nothing_is_refused(content):
    with pytest.raises(Invalid) as refused:
        read_cells(content)
    assert refused.value.sentence == spreadsheets.EMPTY


def test_the_old_format_is_refused_with_the_way_out():
    with pytest.raises(Invalid) as refused:
        read_cells(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    assert refused.value.sentence == spreadsheets.OLD


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(3):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", b" " * 40_000_000)
    assert len(out.getvalue()) < 200_000
    with pytest.raises(Invalid) as refused:
        read_cells(out.getvalue())
    assert refused.value.sentence == spreadsheets.TOO_LARGE


def test_a_bomb_that_lies_about_its_size_is_refused_too():
    book = saved(Workbook())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for part in good.infolist():
            content = good.read(part)
            bad.writestr(part.filename, b" " * 90_000_000 if "sheet1" in part.filename else content)
    lying = out.getvalue().replace((90_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    with pytest.raises(Invalid):
        read_cells(lying)


def test_entities_that_swell_are_refused():
    book = saved(Workbook())
    out = io.BytesIO()
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(io.BytesIO(book)) as good, zipfile.ZipFile(out, "w") as bad:
        for part in good.infolist():
            bad.writestr(part.filename, laughs if "sheet1" in part.filename else good.read(part))
    with pytest.raises(Invalid) as refused:
        read_cells(out.getvalue())
    assert refused.value.sentence == spreadsheets.UNREADABLE


def test_more_rows_than_a_statement_has_are_refused():
    with pytest.raises(Invalid) as refused:
        read_cells(b"a,b\n" * (spreadsheets.MOST_ROWS + 1))
    assert refused.value.sentence == spreadsheets.TOO_LARGE
    assert len(read_cells(b"a,b\n" * spreadsheets.MOST_ROWS)) == spreadsheets.MOST_ROWS


def test_a_cell_that_is_a_novel_is_cut():
    [row] = read_cells(("a" * 50_000 + ",b").encode())
    assert row == ["a" * spreadsheets.LONGEST_CELL, "b"]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 not a zip", b"a\x00b,c\n", b'"' + b"x" * 200_000, b"\xff\xfea"]
)
def test_a_broken_file_is_refused_or_read_and_never_falls(content):
    try:
        read_cells(content)
    except Invalid as refused:
        assert refused.field == "file"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    try:
        rows = read_cells(content)
    except Invalid:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row)
