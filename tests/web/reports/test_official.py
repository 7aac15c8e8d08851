"""The organiser writes the words of a report; its figures come from a snapshot."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from fairapp.db import db as database
from fairapp.models import Application, Producer, ReportPart
from tests.people import an_organiser
from tests.running_fair import a_diary_day, a_running_fair, an_exhibitor, days_of


@pytest.fixture
def fair(db):
    fair = a_running_fair(name="Hội chợ OCOP Hạ Long")
    for n in range(4):
        a_diary_day(application=an_exhibitor(fair=fair), day=days_of(fair)[0], total=(n + 1) * 1_000_000)
    return fair


@pytest.fixture
def browser(sign_in, fair):
    return sign_in(an_organiser(organisation=fair.owner))


@pytest.fixture
def path(fair):
    return f"/organiser/fairs/{fair.id}/reports"


def written():
    database.session.expire_all()
    return {row.part.value: row.text for row in database.session.scalars(database.select(ReportPart))}


def read(response):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(response.data)).pages).split())


def test_words_are_kept_and_shown_again(browser, path):
    answer = browser.post(
        path + "/words",
        data={"number": " 215/BC-SCT ", "day": "30/11/2026", "shortcomings": "Thiếu bãi xe\nĐiện yếu"},
    )
    assert answer.headers["Location"] == path + "/words"
    assert written() == {
        "number": "215/BC-SCT",
        "day": "2026-11-30",
        "shortcomings": "Thiếu bãi xe\nĐiện yếu",
    }
    page = browser.get(path + "/words").text
    for words in ("215/BC-SCT", "2026-11-30", "Thiếu bãi xe", "Đã lưu"):
        assert words in page
    browser.post(path + "/words", data={"number": "215/BC-SCT", "day": "30/11/2026"})
    assert "shortcomings" not in written()


def test_a_day_that_is_none_is_asked_for_again_and_nothing_is_kept(browser, path):
    answer = browser.post(path + "/words", data={"day": "31/02/2026", "number": "215/BC-SCT"})
    assert answer.status_code == 422
    assert "215/BC-SCT" in answer.text
    assert written() == {}


def test_a_part_has_an_upper_bound(browser, path):
    assert browser.post(path + "/words", data={"proposals": "a" * 6001}).status_code == 422
    assert browser.post(path + "/words", data={"signer": "a" * 201}).status_code == 422


def test_page_and_paper_say_the_same_and_are_those_of_the_snapshot(browser, path):
    browser.post(path + "/words", data={"proposals": "Mở thêm một ngày", "signer": "Nguyễn Văn An"})
    browser.post(path + "/freeze")
    browser.post(path + "/words", data={"proposals": "Mở thêm hai ngày"})
    page, paper = browser.get(path + "/1/administrative").text, browser.get(path + "/1/administrative.pdf")
    for words in ("Mở thêm một ngày", "Nguyễn Văn An", "Độc lập - Tự do - Hạnh phúc", "10.000.000"):
        assert words in page
        assert words in read(paper)
    assert "Mở thêm hai ngày" not in page
    assert "đã sửa sau bản chốt này" in page
    assert "bao-cao-hanh-chinh" in paper.headers["Content-Disposition"]
    browser.post(path + "/freeze")
    again = browser.get(path + "/2/administrative").text
    assert "Mở thêm hai ngày" in again
    assert "đã sửa sau bản chốt này" not in again
    assert browser.get(path + "/1/administrative.pdf").data == paper.data
    assert browser.get(path + "/3/administrative").status_code == 404


def test_the_paper_is_vietnamese_whoever_reads(browser, path):
    browser.post(path + "/freeze")
    page = browser.get(path + "/1/administrative", headers={"Accept-Language": "en"}).text
    assert "10.000.000" in page
    assert "TỔ CHỨC THỰC HIỆN" in page


def test_what_nobody_entered_by_product_has_no_share_of_stars(browser, path):
    browser.post(path + "/freeze")
    page = browser.get(path + "/1/administrative").text
    assert "chưa khai ngày nào. 4 câu chưa trả lời không đủ căn cứ" in page
    assert "Sản phẩm có sao OCOP đạt" not in page


def test_what_is_written_is_never_markup(browser, path):
    browser.post(path + "/words", data={"proposals": "<script>alert(1)</script>"})
    browser.post(path + "/freeze")
    page = browser.get(path + "/1/administrative").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_before_the_first_snapshot_one_is_asked_for(browser, path):
    assert "Chưa có bản chốt nào" in browser.get(path + "/words").text


def test_the_workbook_and_the_annex_name_every_exhibitor_and_nobodys_sales(browser, path, fair):
    browser.post(path + "/freeze")
    answer = browser.get(path + "/1/administrative.xlsx")
    assert "bao-cao-hanh-chinh" in answer.headers["Content-Disposition"]
    book = load_workbook(BytesIO(answer.data))
    here = database.select(Producer.name).join(Application).where(Application.fair_id == fair.id)
    names = set(database.session.scalars(here))
    assert len(names) == 4
    assert {row[3] for row in book["Danh sách gian hàng"].iter_rows(min_row=2, values_only=True)} == names
    told = {value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row}
    assert 10_000_000 in told
    assert not told & {n * 1_000_000 for n in range(1, 5)}
    assert names <= {
        row.strip() for row in re.findall("<td>([^<]*)</td>", browser.get(path + "/1/administrative").text)
    }
