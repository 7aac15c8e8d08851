"""Lists in and out through the pages: template, dry run, yes, wrong rows, and the way back."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.booths import PriceClass
from fairapp.domain.exchange import SHEETS, Kind
from fairapp.models import ImportFile, Producer
from tests import people
from tests.documents.reading import rows_of
from tests.factories import (
    a_booth,
    a_certified_product,
    a_delegation,
    a_hall,
    a_producer,
    a_product,
    a_ready_application,
    an_open_fair,
)

CSV = 'Tên chủ thể,Loại chủ thể,"Tỉnh, thành phố",Số điện thoại,Đã đồng ý xử lý dữ liệu,Ghi chú\n'
GOOD = "HTX Hoành Bồ,HTX,Quảng Ninh,0912345678,Có,\n"
BAD = "=HTX Xấu,HTX,Nơi nào,0912345678,Có,=1+1\n"


@pytest.fixture
def fair(db):
    fair = an_open_fair()
    fair.sites[0].hall = fair.sites[0].hall or a_hall()
    return fair


@pytest.fixture
def lead(fair):
    lead = people.a_lead()
    a_delegation(fair=fair, lead=lead)
    return lead


@pytest.fixture
def browser(sign_in, lead):
    return sign_in(lead)


@pytest.fixture
def office(sign_in, fair):
    return sign_in(people.an_organiser(organisation=fair.owner))


def sent(client, address, content, kind="producers", name="ds.csv", **more):
    content = content.encode() if isinstance(content, str) else content
    return client.post(address, data={"kind": kind, "file": (BytesIO(content), name), **more})


def checked(client, address, content, kind="producers", **more):
    """The address of the file's page, all rows looked at."""
    answer = sent(client, address, content, kind, **more)
    assert answer.status_code == 302, answer.text
    one = answer.headers["Location"]
    for _ in range(30):
        said = client.post(one + "/check", headers={"Accept": "application/json"}).json
        if said["checked"] == said["total"]:
            return one
    raise AssertionError(said)


def test_a_list_is_seen_before_it_is_entered(browser, db):
    one = checked(browser, "/delegation/imports", CSV + GOOD + BAD)
    page = browser.get(one).text
    assert "HTX Hoành Bồ" in page
    assert "Không có tỉnh, thành phố “Nơi nào”" in page
    assert db.session.scalar(select(func.count(Producer.id))) == 0
    assert browser.post(one).status_code == 302
    assert "Đã nhập lúc" in browser.get(one).text
    assert db.session.scalars(select(Producer)).one().name == "HTX Hoành Bồ"
    assert browser.post(one).status_code == 422


def test_wrong_rows_come_back_to_be_corrected(browser, db):
    one = checked(browser, "/delegation/imports", CSV + GOOD + BAD)
    browser.post(one)
    content = browser.get(one + "/wrong.xlsx").data
    head, row = rows_of(content)
    assert head[-1] == "Lỗi"
    assert row[0] == "=HTX Xấu"
    assert row[-2] == "=1+1"
    assert "Nơi nào" in row[-1]
    book = load_workbook(BytesIO(content))
    book.active["C2"] = "quang ninh"
    out = BytesIO()
    book.save(out)
    again = checked(browser, "/delegation/imports", out.getvalue(), name="sua.xlsx")
    browser.post(again)
    assert {p.name for p in db.session.scalars(select(Producer))} == {"HTX Hoành Bồ", "=HTX Xấu"}
    assert "Lỗi" not in rows_of(browser.get(again + "/wrong.xlsx").data)[0][:-1]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_template_explains_itself_and_its_example_is_no_row(office, fair, kind):
    address = f"/organiser/fairs/{fair.id}/imports"
    answer = office.get(f"{address}/{kind.value}/template.xlsx")
    book = load_workbook(BytesIO(answer.data))
    assert book.sheetnames[:2] == [SHEETS[kind].title, "Giải thích"]
    explained = {row[0].value for row in book["Giải thích"].iter_rows(min_row=2)} - {None}
    assert explained == {column.head for column in SHEETS[kind].columns}
    assert "chưa có dòng nào" in sent(office, address, answer.data, kind.value, "mau.xlsx").text


def test_what_is_taken_away_and_sent_back_changes_nothing(office, fair, db):
    producer = a_producer(name="HTX Đông Triều", story="Dòng một\nDòng hai", tax_code="5700101234-001")
    product = a_certified_product(producer=producer)
    a_ready_application(fair=fair, producer=producer, products=[product], state=ApplicationState.SUBMITTED)
    ranked = {"price_class": PriceClass.C, "power_watts": 750, "water": True, "open_flame": True}
    paid = {"fee": 900_000, "subsidy": 100_000, "subsidy_by": "Sở Công Thương"}
    a_booth(site=fair.sites[0], number="A1", x_cm=150, y_cm=250, width_cm=355, **ranked, **paid)
    address = f"/organiser/fairs/{fair.id}/imports"
    for kind in (Kind.PRODUCERS, Kind.PRODUCTS, Kind.BOOTHS):
        content = office.get(f"{address}/{kind.value}/list.xlsx").data
        heads, row = rows_of(content)
        page = office.get(checked(office, address, content, kind.value, name="x.xlsx")).text
        assert "Mọi dòng đều đã có sẵn" in page, page[page.index("stat") :]
    assert heads == [column.head for column in SHEETS[Kind.BOOTHS].columns]
    assert row == [
        *("A1", "Gian tiêu chuẩn", None, 1.5, 2.5, 3.55, 3, 750, "Có", "Có", 900_000, 100_000),
        *("Sở Công Thương", "Hạng C"),
    ]


def test_applications_sent_back_change_nothing(browser, fair, lead):
    producer = a_producer(name="HTX Đông Triều", user=None)
    a_ready_application(
        fair=fair,
        producer=producer,
        products=[a_product(producer=producer)],
        state=ApplicationState.SUBMITTED,
    )
    content = browser.get("/delegation/imports/applications/list.xlsx").data
    one = checked(browser, "/delegation/imports", content, "applications", name="x.xlsx", place=str(fair.id))
    assert "Mọi dòng đều đã có sẵn" in browser.get(one).text


def test_a_verdict_that_is_not_announced_is_not_in_the_leads_list(browser, fair):
    application = a_ready_application(fair=fair, state=ApplicationState.ENDORSED)
    application.decision = Decision.REFUSE
    leads = browser.get("/delegation/imports/applications/list.xlsx").data
    assert "Dự kiến từ chối" not in str(rows_of(leads))
    assert application.producer.name in str(rows_of(leads))


def test_the_organisers_list_follows_the_filter_of_its_page(office, fair):
    for name in ("HTX Đông Triều", "HTX Ba Chẽ"):
        a_ready_application(fair=fair, producer=a_producer(name=name), state=ApplicationState.SUBMITTED)
    page = office.get(f"/organiser/fairs/{fair.id}/applications?q=dong+trieu").text
    address = f"/organiser/fairs/{fair.id}/imports/applications/list.xlsx?q=dong+trieu"
    assert address in page
    assert [row[0] for row in rows_of(office.get(address).data)] == ["Tên chủ thể", "HTX Đông Triều"]


def test_the_list_of_booths_follows_the_filter_of_its_page(office, fair):
    site = fair.sites[0]
    for number, x in (("A1", 0), ("B1", 300)):
        a_booth(site=site, number=number, x_cm=x, y_cm=0)
    answer = office.get(f"/organiser/fairs/{fair.id}/sites/{site.id}/booths/list.xlsx?q=b")
    assert [row[0] for row in rows_of(answer.data)] == ["Số gian", "B1"]


@pytest.mark.parametrize("path", ["", "/wrong.xlsx"])
def test_a_strangers_file_is_not_found(sign_in, browser, fair, path):
    one = checked(browser, "/delegation/imports", CSV + GOOD)
    stranger = people.a_lead()
    a_delegation(fair=fair, lead=stranger, unit_id="son-la")
    other = sign_in(stranger)
    assert other.get(one + path).status_code == 404
    for action in ("", "/check", "/discard"):
        assert other.post(one + action).status_code == 404
    office = sign_in(people.an_organiser(organisation=fair.owner))
    assert office.get(one.replace("/delegation", f"/organiser/fairs/{fair.id}")).status_code == 404


def test_a_lead_imports_into_no_fair_but_its_own(browser, db):
    other = an_open_fair()
    answer = sent(browser, "/delegation/imports", CSV + GOOD, "applications", place=str(other.id))
    assert answer.status_code == 422
    assert db.session.scalar(select(func.count(ImportFile.id))) == 0


def test_nobodys_kind_is_not_offered(browser):
    for kind in ("booths", "letters"):
        assert browser.get(f"/delegation/imports/{kind}/template.xlsx").status_code == 404
        assert browser.get(f"/delegation/imports/{kind}/list.xlsx").status_code == 404
    assert sent(browser, "/delegation/imports", CSV + GOOD, "booths").status_code == 422


def test_no_file_is_told(browser):
    assert "Hãy chọn một tệp" in browser.post("/delegation/imports", data={"kind": "producers"}).text


def test_a_file_is_put_away(browser, db):
    one = checked(browser, "/delegation/imports", CSV + GOOD)
    assert browser.post(one + "/discard").status_code == 302
    assert browser.get(one).status_code == 404
    assert db.session.scalar(select(func.count(Producer.id))) == 0


def test_without_script_a_click_looks_at_the_next_rows(browser):
    answer = sent(browser, "/delegation/imports", CSV + GOOD)
    one = answer.headers["Location"]
    assert "Kiểm tra tiếp" in browser.get(one).text
    assert browser.post(one + "/check").status_code == 302
    assert "Nhập vào hệ thống" in browser.get(one).text


def test_an_english_reader_gets_sentences_in_english_and_files_in_vietnamese(browser, lead):
    lead.language = "en"
    one = checked(browser, "/delegation/imports", CSV + BAD)
    assert "Không có tỉnh" not in browser.get(one).text
    assert "Không có tỉnh" in rows_of(browser.get(one + "/wrong.xlsx").data)[1][-1]


def test_a_small_file_that_swells_is_refused(browser, db):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    answer = sent(browser, "/delegation/imports", out.getvalue(), name="bom.xlsx")
    assert answer.status_code == 422
    assert "quá lớn" in answer.text
    assert db.session.scalar(select(func.count(ImportFile.id))) == 0
