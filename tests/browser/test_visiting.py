"""Visitors by their own hands: a group on a phone, and the kiosk at the entrance."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.domain.passes import Role
from fairapp.domain.visitors import LabelPaper
from fairapp.models import Fair, User, Visitor
from fairapp.services import gate, visitors
from fairapp.services.visitors import kiosks
from tests import people
from tests.browser.steps import fits, kept_offline
from tests.documents.reading import codes_on, pages_of, picture_of, text_of
from tests.factories import a_fair
from tests.gate_rows import a_gate

pytestmark = pytest.mark.browser
WAYS = ["Cổng bến thuyền Tuần Châu", "Cổng đường Trần Quốc Nghiễn"]


@pytest.fixture(scope="module")
def fair(site) -> dict:
    """A fair that opens today with a gate that visitors do not use, and who runs it."""
    with site.app.app_context():
        made = a_fair(slug="tham-quan", name="Hội chợ Tham quan", first_day=local_day(now()), days=2)
        actor = people.an_organiser(organisation=made.owner)
        for name in WAYS:
            a_gate(made, name)
        a_gate(made, "Cổng hậu cần", zone_bit=1)
        bound = {role: [0] if role is Role.VISITOR else [0, 1] for role in Role}
        gate.set_role_zones(made, bound, [0, 1], actor)
        db.session.commit()
        return {"id": made.id, "actor": actor.id}


@pytest.fixture
def kiosk_link(site, fair):
    """`kiosk_link(paper)`: what the QR on the organiser's screen says."""

    def make(paper: LabelPaper) -> str:
        with site.app.app_context():
            actor, made = db.session.get_one(User, fair["actor"]), _fair(fair)
            kiosk = kiosks.add_kiosk(made, "Cổng chính", paper, actor)
            code = kiosks.invite(kiosk, actor)
            db.session.commit()
            return site / f"kiosk/#{code}"

    return make


def _fair(fair):
    return db.session.get_one(Fair, fair["id"])


def count(site) -> int:
    with site.app.app_context():
        return db.session.scalar(select(func.count(Visitor.id)))


def bare(text: str) -> str:
    """Without blanks: a file made by a browser has them within words, too."""
    return "".join(text.split())


def pair(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Ghép máy này").click()
    expect(page.get_by_role("heading", name="Lấy thẻ tham quan")).to_be_visible()


def fill_in(page: Page, name: str) -> None:
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_label("Họ và tên").fill(name)
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Lấy thẻ", exact=True).click()


def test_a_teacher_registers_a_class_on_a_phone_prints_and_changes_it(site, fair, person, serious):
    page = person(phone=True)
    page.goto(site / "fairs/tham-quan/visit")
    page.get_by_role("link", name="Đăng ký theo đoàn").click()
    page.get_by_label("Lớp học, trường học").check()
    page.get_by_role("textbox", name="Tên đoàn").fill("Lớp 5A")
    page.get_by_role("textbox", name="Số người").fill("12")
    page.get_by_role("textbox", name="Danh sách tên").fill("Bùi An\nLê Bình")
    page.get_by_role("textbox", name="Người phụ trách").fill("Cô Hoa")
    page.get_by_role("textbox", name="Số điện thoại").fill("0912 345 678")
    assert serious(page) == []
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Lấy thẻ cho cả đoàn").click()
    expect(page.get_by_role("heading", name="Lớp 5A")).to_be_visible()
    fits(page)
    assert serious(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="In thẻ: 10 thẻ một tờ A4").click()
    printed = download.value.path().read_bytes()
    assert pages_of(printed) == 2
    assert len(set(codes_on(picture_of(printed, 0, 200)))) == 10
    page.get_by_role("link", name="Sửa danh sách").click()
    page.get_by_role("textbox", name="Số người").fill("2")
    page.get_by_role("textbox", name="Danh sách tên").fill("Lê Bình\nVũ Chi")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("link", name="Vũ Chi")).to_be_visible()
    expect(page.get_by_role("link", name="Bùi An")).to_have_count(0)


def test_the_kiosk_registers_prints_and_forgets(site, fair, kiosk_link, person, serious):
    page = person()
    page.clock.install()
    pair(page, kiosk_link(LabelPaper.LABEL))
    assert serious(page) == []
    page.keyboard.press("Enter")  # the first button has the focus
    page.get_by_role("button", name="Lấy thẻ", exact=True).click()
    expect(page.get_by_text("Hãy điền mục này.")).to_be_visible()
    assert serious(page) == []
    page.keyboard.type("Đỗ Ngọc Ánh")
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Lấy thẻ", exact=True).click()
    expect(page.get_by_role("heading", name="Đỗ Ngọc Ánh")).to_be_visible()
    expect(page.locator(".kiosk-done__pass")).to_contain_text(f"Cổng vào: {', '.join(WAYS)}")
    assert serious(page) == []
    label = page.pdf(prefer_css_page_size=True)
    assert pages_of(label) == 1
    assert bare(f"Cổng vào: {', '.join(WAYS)}") in bare(text_of(label))
    paper = picture_of(label, 0, 254)
    assert paper.size == pytest.approx((800, 1000), abs=4)
    [code] = codes_on(paper)
    assert "/P/" in code
    page.clock.fast_forward("00:50")  # nobody touches it
    expect(page.get_by_role("button", name="Bắt đầu")).to_be_visible()
    assert "Ngọc Ánh" not in page.content()
    assert "Ngọc Ánh" not in page.evaluate("JSON.stringify(localStorage)")
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_label("Họ và tên")).to_have_value("")


def test_what_is_typed_and_left_is_cleared(site, fair, kiosk_link, person):
    page = person()
    page.clock.install()
    pair(page, kiosk_link(LabelPaper.A6))
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_label("Họ và tên").fill("Bùi An")
    page.clock.fast_forward("00:50")
    expect(page.get_by_text(re.compile("tự xoá những gì đã ghi"))).to_be_visible()
    page.clock.fast_forward("00:15")
    expect(page.get_by_role("button", name="Bắt đầu")).to_be_visible()
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_label("Họ và tên")).to_have_value("")


def test_a_guest_reads_english_and_the_next_one_vietnamese(site, fair, kiosk_link, person):
    page = person()
    pair(page, kiosk_link(LabelPaper.A6))
    page.get_by_role("link", name="English").click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Full name").fill("Ann Lee")
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Get the pass", exact=True).click()
    expect(page.get_by_role("heading", name="Ann Lee")).to_be_visible()
    sheet = page.pdf(prefer_css_page_size=True)
    assert pages_of(sheet) == 1
    assert picture_of(sheet, 0, 254).size == pytest.approx((1050, 1480), abs=6)
    assert len(codes_on(picture_of(sheet, 0, 254))) == 1
    page.get_by_role("button", name="Done, clear the screen").click()
    expect(page.get_by_role("button", name="Bắt đầu")).to_be_visible()


def test_a_weak_network_loses_and_doubles_nobody(site, fair, kiosk_link, person):
    page = person()
    pair(page, kiosk_link(LabelPaper.LABEL))
    before = count(site)

    def weak(route):
        route.fetch()  # the server has it, the answer is lost
        route.abort()

    page.route("**/api/kiosk/visitors", weak)
    fill_in(page, "Lê Bình")
    expect(page.get_by_text(re.compile("Mạng yếu, đang thử lại lần"))).to_be_visible()
    page.unroute("**/api/kiosk/visitors")
    expect(page.get_by_role("heading", name="Lê Bình")).to_be_visible()
    assert count(site) == before + 1


def test_without_a_network_a_number_is_given_and_the_pass_comes_later(site, fair, kiosk_link, person):
    page = person()
    pair(page, kiosk_link(LabelPaper.LABEL))
    expect(page.locator("[data-is-kept]")).to_be_attached()
    expect(page.get_by_text("Trực tuyến")).to_be_visible()
    kept_offline(page)
    before = count(site)
    page.context.set_offline(True)
    fill_in(page, "Vũ Chi")
    page.get_by_role("button", name="Nhận số chờ").click()
    expect(page.locator("[data-part=number]")).to_have_text("1")
    page.reload()  # from the tablet's own copy, and nothing is lost
    expect(page.get_by_text(re.compile("1 thẻ chờ"))).to_be_visible()
    assert "Vũ Chi" not in page.content()
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.get_by_role("button", name="1 thẻ chờ").click()
    expect(page.get_by_text("Đã có thẻ, in được")).to_be_visible()
    assert count(site) == before + 1
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="In thẻ").click()
    [code] = codes_on(picture_of(page.pdf(prefer_css_page_size=True), 0, 254))
    assert "/P/" in code
    page.get_by_role("button", name="Xong").last.click()
    expect(page.get_by_role("button", name="Bắt đầu")).to_be_visible()
    assert "Vũ Chi" not in page.evaluate("JSON.stringify(localStorage)")


def test_a_stopped_kiosk_says_so(site, fair, kiosk_link, person):
    page = person()
    pair(page, kiosk_link(LabelPaper.LABEL))
    with site.app.app_context():
        actor = db.session.get_one(User, fair["actor"])
        for kiosk, _n in kiosks.list_kiosks(_fair(fair)):
            if kiosk.revoked_at is None:
                kiosks.revoke_kiosk(kiosk, actor)
        db.session.commit()
    fill_in(page, "Hà Dũng")
    expect(page.get_by_role("heading", name="Máy này đã ngừng đăng ký")).to_be_visible()
    with site.app.app_context():
        assert visitors.list_for_fair(_fair(fair), visitors.Wanted(q="ha dung")).total == 0
