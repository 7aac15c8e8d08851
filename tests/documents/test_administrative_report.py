"""The report to the authorities, read back and measured."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from fairapp.documents.administrative_report import administrative_report, administrative_workbook
from fairapp.documents.seal import Seal
from fairapp.documents.stands import stands, tells_stars
from fairapp.domain.facts import BoothFact, DiaryFact, PartFact, SiteFact, from_json, sha256, to_json
from fairapp.domain.money import group_digits
from fairapp.domain.publication import publish
from fairapp.domain.report_parts import Part
from fairapp.domain.summary import summarise
from tests.documents.reading import picture_of, text_of
from tests.domain.fair_facts import SUNDAY, a_fair_in_facts
from tests.domain.test_comparison import COUNTED, SAID

DPI = 100
NAMES = {
    n: f"Hợp tác xã {word}"
    for n, word in enumerate(["An", "Bình", "Cường", "Dung", "Giang", "Hoà", "Khánh"], 1)
}
WRITTEN = {
    Part.PARENT: "Uỷ ban nhân dân tỉnh Quảng Ninh",
    Part.ISSUER: "Sở Công Thương",
    Part.NUMBER: "215/BC-SCT",
    Part.PLACE: "Hạ Long",
    Part.DAY: "2026-12-02",
    Part.BASES: "Căn cứ Nghị định số 81/2018/NĐ-CP;\nThực hiện Kế hoạch số 12/KH-UBND",
    Part.CARRYING_OUT: "Ban Tổ chức họp sáu phiên.",
    Part.AWARDS: "Tặng giấy khen cho 3 gian hàng đẹp.",
    Part.SHORTCOMINGS: "- Tổ chức chậm so với kế hoạch.\n- Thiếu bãi gửi xe.",
    Part.PROPOSALS: "Cho duy trì hội chợ hằng năm.",
    Part.RECIPIENTS: "Như trên;\nSở Tài chính;\nLưu: VT.",
    Part.AUTHORITY: "KT. Giám đốc",
    Part.POSITION: "Phó Giám đốc",
    Part.SIGNER: "Nguyễn Văn An",
}


@pytest.fixture(autouse=True)
def words(app):
    with app.app_context():
        yield


def facts():
    parts = tuple(PartFact(part, text) for part, text in WRITTEN.items())
    whole = a_fair_in_facts()
    people = tuple(
        replace(one, group=["I", "II", ""][one.id % 3], stars=[None, 3, 5][one.id % 3])
        for one in whole.exhibitors
    )
    return replace(whole, exhibitors=people, editions=(COUNTED, SAID), parts=parts)


def seal_of(these):
    return Seal.of(
        3, datetime(2026, 11, 23, 3, 30, tzinfo=UTC), sha256(to_json(these)), "https://fair.example"
    )


def print_it(these):
    return administrative_report(publish(these), these, NAMES, seal_of(these))


@cache
def book():
    return load_workbook(BytesIO(administrative_workbook(publish(facts()), facts(), NAMES, seal_of(facts()))))


@cache
def paper():
    return print_it(facts())


def test_head_and_foot_stand_as_the_decree_orders_them():
    first, *_ = (" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(paper())).pages)
    order = [
        "UỶ BAN NHÂN DÂN TỈNH QUẢNG NINH",
        "SỞ CÔNG THƯƠNG",
        "Số: 215/BC-SCT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hạ Long, ngày 02 tháng 12 năm 2026",
        "BÁO CÁO",
        "Kết quả tổ chức Hội chợ OCOP Hạ Long 2026",
        "Căn cứ Nghị định số 81/2018/NĐ-CP;",
        "I. TỔ CHỨC THỰC HIỆN",
        "II. QUY MÔ",
        "III. KẾT QUẢ",
    ]
    places = [first.index(words) for words in order]
    assert places == sorted(places)
    read = text_of(paper())
    for words in ("Nơi nhận:", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An", "Phụ lục I"):
        assert words in read


def test_the_organisers_words_and_our_figures_stand_in_it():
    read = text_of(paper())
    for words in (
        "Ban Tổ chức họp sáu phiên.",
        "Tặng giấy khen cho 3 gian hàng đẹp.",
        "- Thiếu bãi gửi xe.",
        "V. KIẾN NGHỊ",
        "Cho duy trì hội chợ hằng năm.",
        "7 đơn vị của 3 tỉnh, thành phố",
        "710 lượt vào cổng",
        "702 lượt khách",
        "44.000.000 đồng (44 triệu đồng)",
        "giảm 10%",
        "gần 55.000*",
    ):
        assert words in read
    assert seal_of(facts()).sha256 in read.replace(" ", "")


def test_no_sum_of_fewer_than_three_goes_out():
    read, whole = text_of(paper()), summarise(facts())
    small = [row for rows in whole.sales.tables.values() for row in rows if row.sellers < 3]
    assert small
    for row in small:
        assert group_digits(row.amount) not in read
    with pytest.raises(ValueError, match="published"):
        administrative_report(whole, facts(), NAMES, seal_of(facts()))
    with pytest.raises(ValueError, match="published"):
        administrative_workbook(whole, facts(), NAMES, seal_of(facts()))


def edges(page):
    """The outermost ink, in millimetres from left, top, right and bottom."""
    picture = picture_of(paper(), page, DPI)
    left, top, right, bottom = picture.point(lambda value: 255 if value < 160 else 0).getbbox()
    mm = 25.4 / DPI
    return left * mm, top * mm, (picture.width - right) * mm, (picture.height - bottom) * mm


def test_the_signature_never_stands_on_a_page_of_its_own():
    for lines in (8, 14):
        longer = {**WRITTEN, Part.PROPOSALS: "\n".join(f"Đề nghị thứ {n}" for n in range(lines))}
        these = replace(facts(), parts=tuple(PartFact(part, text) for part, text in longer.items()))
        pages = [page.extract_text() for page in PdfReader(BytesIO(print_it(these))).pages]
        (signed,) = [page for page in pages if "Nguyễn Văn An" in page]
        assert "Trên đây là báo cáo" in signed


def test_margins_are_those_of_the_decree():
    document = PdfReader(BytesIO(paper()))
    assert [round(float(side) / 72 * 25.4) for side in document.pages[0].mediabox[2:]] == [210, 297]
    for page in range(len(document.pages)):
        left, top, right, bottom = edges(page)
        assert 29.5 <= left <= 36
        assert right >= 17.5
        assert bottom >= 19.5
        assert top >= (19.5 if page == 0 else 8)


def test_pages_are_numbered_at_the_top_from_the_second_on():
    pages = [page.extract_text().split() for page in PdfReader(BytesIO(paper())).pages]
    assert len(pages) > 2
    for n, words in enumerate(pages[1:], 2):
        assert str(n) in (words[0], words[-1])
    second = picture_of(paper(), 1, DPI)
    head = second.crop((0, 0, second.width, round(20 / 25.4 * DPI)))
    left, _, right, _ = head.point(lambda value: 255 if value < 160 else 0).getbbox()
    middle = (left + right) / 2 / DPI * 25.4
    assert middle == pytest.approx(30 + (210 - 30 - 18) / 2, abs=1.5)


def test_it_is_set_in_a_face_like_times():
    with pikepdf.open(BytesIO(paper())) as document:
        names = {
            str(one["/FontName"])
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and "/FontName" in one
        }
    assert names
    assert all("Tinos" in name for name in names)


def test_the_same_snapshot_gives_the_same_bytes():
    assert print_it(from_json(to_json(facts()))) == paper()


def test_where_nothing_is_written_there_is_room_and_no_empty_section():
    bare = a_fair_in_facts()
    read = text_of(print_it(bare))
    assert "Căn cứ văn bản số 12/KH-UBND, 03/08/2026." in read
    assert "SỞ CÔNG THƯƠNG QUẢNG NINH" in read
    assert "KIẾN NGHỊ" not in read
    assert "TỒN TẠI" not in read
    assert "Như trên" in read
    assert "So với các lần trước" not in read


def test_a_fair_without_sales_or_papers_says_so():
    empty = replace(facts(), diary=(), lines=(), agreements=(), entries=(), clicks=(), people=())
    read = text_of(print_it(empty))
    assert "không công bố con số nào" in read
    assert "Không ghi nhận văn bản nào" in read


def test_what_somebody_wrote_is_text_and_nothing_else():
    wicked = replace(facts(), parts=(PartFact(Part.PROPOSALS, "<b>Tăng</b> {{ 7*7 }} %(x)s"),))
    assert "<b>Tăng</b> {{ 7*7 }} %(x)s" in text_of(print_it(wicked))


def test_the_second_annex_lists_every_booth_that_was_taken():
    pages = [words_of(page) for page in PdfReader(BytesIO(paper())).pages]
    (annex,) = [text for text in pages if "DANH SÁCH GIAN HÀNG THAM GIA" in text]
    assert "Phụ lục II" in annex
    assert "(Kèm theo Báo cáo số 215/BC-SCT của Sở Công Thương)" in annex
    assert "1 A1 Hợp tác xã An Quảng Ninh II." in annex
    assert "4 A4 Hợp tác xã Dung Hà Nam (nay thuộc Ninh Bình) II." in annex
    assert "7 A7 Hợp tác xã Khánh Sơn La II." in annex
    assert "A8" not in annex
    assert "Danh sách gian hàng tại Phụ lục II." in text_of(paper())


def words_of(page):
    return " ".join(page.extract_text().split())


def test_neither_paper_nor_workbook_tells_what_one_exhibitor_sold():
    odd = tuple(
        replace(one, total=one.total + 1_013 * one.exhibitor + one.day.day)
        for one in facts().diary
        if one.total
    )
    these = replace(facts(), diary=odd)
    own = Counter()
    for answer in odd:
        own[answer.exhibitor] += answer.total
    tables = summarise(these).sales.tables.values()
    small = {row.amount for rows in tables for row in rows if row.sellers < 3}
    kept = {answer.total for answer in odd} | set(own.values()) | small
    made = load_workbook(BytesIO(administrative_workbook(publish(these), these, NAMES, seal_of(these))))
    told = {value for sheet in made for row in sheet.iter_rows(values_only=True) for value in row}
    assert sum(own.values()) in told
    assert not kept & told
    read = set(text_of(print_it(these)).split())
    assert group_digits(sum(own.values())) in read
    assert not {group_digits(n) for n in kept} & read


def sheet(title):
    return [list(row) for row in book()[title].iter_rows(values_only=True)]


def test_the_workbook_holds_the_papers_figures_as_numbers():
    figures = {row[0]: row[1] for row in sheet("Tổng hợp")}
    told = publish(facts())
    assert figures["Doanh thu bán trực tiếp"] == told.sales.total == 44_000_000
    assert figures["Lượt vào cổng"] == 710
    for title in ("Doanh thu theo nhóm sản phẩm", "Doanh thu theo loại chủ thể"):
        assert sum(row[2] for row in sheet(title)[1:]) == told.sales.total
    assert any("bãi gửi xe" in row[1] for row in sheet("Lời của ban tổ chức")[1:])
    assert not {"Bình quân một ngày", "Theo dãy gian"} & set(book().sheetnames)


def test_the_list_of_booths_can_be_sorted():
    head, *rows = sheet("Danh sách gian hàng")
    assert head[-1] == "Hạng sao cao nhất"
    assert [row[0] for row in rows] == list(range(1, 8))
    assert [row[2] for row in rows] == [f"A{n}" for n in range(1, 8)]
    assert [row[6] for row in rows] == [3, 5, None, 3, 5, None, 3]


def test_two_booths_of_one_exhibitor_are_one_line_in_the_order_of_their_numbers():
    both = (BoothFact("A10", 1, "standard", 1, False, 1), BoothFact("A9", 1, "standard", 1, False, 1))
    given = stands(replace(facts(), booths=both), NAMES)
    assert [(one.booths, one.name) for one in given] == [("A9, A10", "Hợp tác xã An")]


def test_booths_stand_under_their_sites_where_there_are_several():
    there = BoothFact("A1", 2, "standard", 1, False, 1)
    two = replace(
        facts(), booths=(there, *facts().booths), sites=(*facts().sites, SiteFact(2, "Nhà B", "", 1))
    )
    given = [(one.site, one.booths) for one in stands(two, NAMES)]
    assert given == [*(("Nhà A", f"A{n}") for n in range(1, 8)), ("Nhà B", "A1")]
    read = text_of(print_it(two))
    assert "Nhà B 8 A1 Hợp tác xã An" in read
    assert all(one.site == "" for one in stands(facts(), NAMES))


def test_a_snapshot_that_does_not_say_whose_stars_they_were_has_no_column_of_them():
    earlier = a_fair_in_facts()
    read = text_of(print_it(earlier))
    assert "DANH SÁCH GIAN HÀNG" in read
    assert "Hạng sao là" not in read
    assert tells_stars(facts())
    assert not tells_stars(earlier)


def test_a_fair_without_booths_has_one_annex():
    read = text_of(print_it(replace(facts(), booths=())))
    assert "Phụ lục II" not in read
    assert "Phụ lục DOANH THU" in read


def test_days_that_were_merged_say_so_in_the_workbook():
    """A published day may have too few sellers to stand alone."""
    alone = replace(facts(), diary=(*facts().diary, DiaryFact(2, SUNDAY, 5_000_000, 0, 0)))
    told = publish(alone)
    made = load_workbook(BytesIO(administrative_workbook(told, alone, NAMES, seal_of(alone))))
    days = [row[0] for row in made["Doanh thu theo ngày"].iter_rows(values_only=True)]
    assert "Nhóm khác (gộp)" in days
    assert "other" not in days
