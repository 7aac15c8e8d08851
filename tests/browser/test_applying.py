"""Applying from a telephone 390 px wide: the producer's whole way, and the lead's."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.applications import Decision
from fairapp.domain.papers import Ask
from fairapp.models import Application, DocumentKind, Fair, Producer, User
from fairapp.services import accounts
from fairapp.services.applications import announcing, offers, review
from fairapp.services.applications.candidates import stand_of
from tests import people
from tests.browser import steps
from tests.factories import (
    a_booth,
    a_certified_product,
    a_delegation,
    a_demand,
    a_producer,
    a_ready_application,
    a_zone,
    an_open_fair,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PRODUCER = "Hợp tác xã Miến dong Bình Liêu"


@pytest.fixture
def fair(site) -> dict:
    """Open, with a zone, a booth, one paper that it requires of everybody, and Quảng Ninh's delegation."""
    with site.app.app_context():
        organiser, lead = people.an_organiser(), people.a_lead()
        fair = an_open_fair(owner=organiser.organisation)
        zone = a_zone(site=fair.sites[0], code="A", name="Thực phẩm")
        a_booth(site=fair.sites[0], number="A07", zone=zone)
        for kind in db.session.scalars(select(DocumentKind)):
            a_demand(fair=fair, kind=kind, ask=Ask.REQUIRED if kind.code == "business" else Ask.NOT_USED)
        delegation = a_delegation(fair=fair, lead=lead)
        accounts.set_password(lead, steps.PASSWORD)
        made = {"id": fair.id, "name": fair.name, "organiser": organiser.id, "lead": lead.email}
        made |= {"delegation": delegation.id}
        db.session.commit()
    return made


def _photo() -> dict:
    """What a telephone's camera hands over."""
    made = BytesIO()
    Image.new("RGB", (900, 1200), "white").save(made, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def _saved(page: Page) -> None:
    expect(page.locator("[data-save-note]")).to_have_attribute("data-state", "saved")


def test_a_producer_from_its_first_touch_to_the_booth_it_takes(site, person, fair, serious):
    phone = person(phone=True)
    steps.register_producer(phone, site, PRODUCER, "0912 345 601")
    steps.fill_profile(phone, site)
    with site.app.app_context():
        producer = db.session.scalars(select(Producer).where(Producer.name == PRODUCER)).one()
        a_certified_product(producer=producer, name="Miến dong Bình Liêu")
        db.session.commit()
    form = fill_form_as_it_is_saved(phone, site, fair)
    assert serious(phone) == []
    desk = second_device_sees_it(person, site, form)
    send_paper_by_camera(phone, form)
    word_of_the_other_device_is_kept(phone, desk, form)
    send(phone, form)
    question_is_answered(phone, site, fair, form)
    offer_is_taken(phone, site, fair, form)


def fill_form_as_it_is_saved(phone: Page, site, fair) -> str:
    phone.goto(site / "producer/applications")
    phone.get_by_role("button", name=f"Viết đơn dự {fair['name']}").click()
    expect(phone.locator("#consent")).not_to_be_checked()
    steps.settled(phone)
    phone.locator("#power_kw").fill("1,5")
    phone.get_by_label("Cần chỗ để tủ mát, tủ đông").check()
    phone.locator("#cold_kw").fill("0,3")
    phone.get_by_label("Miến dong Bình Liêu").check()
    phone.locator("#staff-0-name").fill("Vũ Thị Lan")
    phone.locator("#staff-0-phone").fill("0912 345 601")
    phone.locator("#places-0-booth").fill("A07")
    phone.locator("#places-1-zone").select_option(label="A – Thực phẩm")
    steps.give_words(phone)
    _saved(phone)
    steps.fits(phone)
    return phone.url


def second_device_sees_it(person, site, form: str) -> Page:
    desk = person()
    steps.sign_in(desk, site, ("0912 345 601", steps.PASSWORD))
    desk.goto(form)
    expect(desk.locator("#power_kw")).to_have_value("1,5")
    expect(desk.locator("#cold_kw")).to_have_value("0,3")
    expect(desk.locator("#places-0-booth")).to_have_value("A07")
    expect(desk.locator("#consent")).to_be_checked()
    desk.goto(f"{form}/saves")
    expect(desk.get_by_role("row", name=re.compile("Công suất điện"))).to_contain_text("Vũ Thị Lan")
    desk.goto(form)
    steps.settled(desk)
    return desk


def send_paper_by_camera(phone: Page, form: str) -> None:
    phone.get_by_role("link", name=re.compile("^Gửi giấy này")).click()
    phone.locator("input[capture]").set_input_files(_photo())
    phone.locator("#send button[type=submit]").click()
    expect(phone.get_by_text("IMG_0001").first).to_be_visible()
    phone.goto(form)


def word_of_the_other_device_is_kept(phone: Page, desk: Page, form: str) -> None:
    """Both write the same field; the second is shown the first one's words and chooses."""
    desk.locator("#wishes").fill("từ máy tính")
    _saved(desk)
    phone.context.set_offline(True)
    phone.locator("#wishes").fill("từ điện thoại")
    expect(phone.locator("[data-save-note]")).to_have_attribute("data-state", "offline")
    phone.context.set_offline(False)
    other = phone.locator("[data-other=wishes]")
    expect(other).to_contain_text("từ máy tính")
    expect(phone.locator("#wishes")).to_have_value("từ điện thoại")
    other.get_by_role("button", name="Giữ nội dung của tôi").click()
    _saved(phone)
    desk.reload()
    expect(desk.locator("#wishes")).to_have_value("từ điện thoại")


def send(phone: Page, form: str) -> None:
    phone.goto(form)
    confirm = phone.get_by_label("Tôi đã xem lại")
    if confirm.count():
        confirm.check()
    phone.get_by_role("button", name="Gửi đơn").click()
    expect(phone.get_by_text("Đơn đã gửi lúc")).to_be_visible()
    steps.fits(phone)


def question_is_answered(phone: Page, site, fair, form: str) -> None:
    with site.app.app_context():
        application, organiser = _application(fair), db.session.get(User, fair["organiser"])
        review.ask(application, organiser, "Có mang nồi nấu không?", application.version)
        db.session.commit()
    phone.goto(form)
    expect(phone.get_by_text("Có mang nồi nấu không?")).to_be_visible()
    steps.settled(phone)
    phone.locator("#wishes").fill("Không mang nồi nấu.")
    phone.get_by_role("button", name="Gửi lại đơn").click()
    expect(phone.get_by_text("Đơn đã gửi lúc")).to_be_visible()


def offer_is_taken(phone: Page, site, fair, form: str) -> None:
    with site.app.app_context():
        application, organiser = _application(fair), db.session.get(User, fair["organiser"])
        review.decide(application, organiser, Decision.WAITLIST, "", application.version)
        kept = db.session.get(Fair, fair["id"])
        announcing.announce(kept, organiser, announcing.preview(kept).mark)
        offers.start(offers.open_vacancy(kept, organiser, stand_of(application)), organiser)
        db.session.commit()
    phone.goto(form)
    phone.get_by_role("button", name="Nhận gian này").click()
    expect(phone.get_by_text("Được nhận").first).to_be_visible()
    steps.fits(phone)


def _application(fair) -> Application:
    return db.session.scalars(select(Application).where(Application.fair_id == fair["id"])).one()


def test_what_was_typed_without_network_is_there_when_the_page_is_opened_again(site, person, fair):
    phone = person(phone=True)
    steps.register_producer(phone, site, "Hộ chè Đường Hoa", "0912 345 602")
    phone.goto(site / "producer/applications")
    phone.get_by_role("button", name=f"Viết đơn dự {fair['name']}").click()
    expect(phone.locator("#wishes")).to_be_visible()
    steps.settled(phone)
    phone.context.set_offline(True)
    phone.locator("#wishes").fill("gần cổng")
    expect(phone.locator("[data-save-note]")).to_have_attribute("data-state", "offline")
    address = phone.url
    phone.evaluate(
        "window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)"
    )
    phone.context.set_offline(False)
    other = phone.context.new_page()  # the first tab was thrown away by the telephone
    phone.close(run_before_unload=False)
    other.goto(address)
    expect(other.locator("#wishes")).to_have_value("gần cổng")
    _saved(other)
    other.reload()
    expect(other.locator("#wishes")).to_have_value("gần cổng")


def test_what_is_entered_before_the_scripts_have_come_is_kept(site, person, fair):
    """A slow telephone: the page is there, its scripts are still on their way."""
    phone = person(phone=True)
    steps.register_producer(phone, site, "Hộ Bàn Thị Mai", "0912 345 609")
    phone.goto(site / "producer/applications")
    phone.get_by_role("button", name=f"Viết đơn dự {fair['name']}").click()
    expect(phone.locator("#wishes")).to_be_visible()
    held = []
    phone.route("**/applications/draft.js*", lambda route: held.append(route))
    phone.reload(wait_until="commit")
    phone.locator("#wishes").fill("gần cổng")
    phone.get_by_label("Cần nước").check()
    phone.locator("#places-0-zone").select_option(label="A – Thực phẩm")
    steps.come(phone, held)
    held.pop().continue_()
    _saved(phone)
    phone.reload()
    expect(phone.locator("#wishes")).to_have_value("gần cổng")
    expect(phone.get_by_label("Cần nước")).to_be_checked()
    expect(phone.locator("#places-0-zone")).not_to_have_value("")


def test_a_lead_nominates_enters_for_another_endorses_and_ranks(site, person, fair, serious):
    with site.app.app_context():
        silent = a_producer(user=None, name="Bà Triệu Thị Xuân")
        a_certified_product(producer=silent, name="Rượu ba kích")
        other = a_producer(name="Hợp tác xã Bình Liêu")
        a_certified_product(producer=other)
        db.session.commit()
    lead = person(phone=True)
    steps.sign_in(lead, site, (fair["lead"], steps.PASSWORD))
    nominate(lead, site, fair)
    token = enter_for_another(lead, site, fair)
    assert serious(lead) == []
    producer_consents_by_link(person, token)
    endorse_and_rank(lead, site, fair)


def nominate(lead: Page, site, fair) -> None:
    lead.goto(site / f"delegation/fairs/{fair['delegation']}/members")
    lead.locator("#name").fill("Hợp tác xã Ba chẽ")
    lead.locator("#contact").fill("0912 345 603")
    lead.get_by_role("button", name="Đề cử").first.click()
    expect(lead.get_by_text("/nominations/").first).to_be_visible()
    steps.fits(lead)


def enter_for_another(lead: Page, site, fair) -> str:
    lead.goto(site / f"delegation/fairs/{fair['delegation']}/enter")
    lead.get_by_role("button", name="Viết đơn cho Bà Triệu Thị Xuân").click()
    expect(lead.locator("#consent")).to_have_count(0)  # nobody consents for somebody else
    lead.get_by_label("Rượu ba kích").check()
    lead.locator("#staff-0-name").fill("Triệu Thị Xuân")
    lead.locator("#places-0-zone").select_option(label="Gian nào cũng được")
    steps.give_words(lead, consent=False)
    _saved(lead)
    form = lead.url
    lead.get_by_role("link", name=re.compile("^Gửi giấy này")).click()
    lead.locator("input[capture]").set_input_files(_photo())
    lead.locator("#send button[type=submit]").click()
    expect(lead.get_by_text("IMG_0001").first).to_be_visible()
    lead.goto(form)
    lead.get_by_role("button", name="Gửi đơn").click()
    expect(lead.get_by_text("Đoàn tỉnh đã xác nhận").first).to_be_visible()
    lead.get_by_role("button", name="Lập đường dẫn").click()
    expect(lead.locator("main")).to_contain_text(re.compile(r"https?://\S+/word/"))
    steps.fits(lead)
    return re.search(r"https?://\S+/word/[\w-]+", lead.locator("main").inner_text())[0]


def producer_consents_by_link(person, address: str) -> None:
    borrowed = person(phone=True)
    borrowed.goto(address)
    expect(borrowed.locator("#consent")).not_to_be_checked()
    borrowed.get_by_label("Đúng, tôi đồng ý với đơn này").check()
    borrowed.locator("#consent").check()
    steps.fits(borrowed)
    borrowed.get_by_role("button", name="Gửi trả lời").click()
    expect(borrowed.get_by_role("heading").first).to_be_visible()
    borrowed.goto(address)
    expect(borrowed.get_by_text("đã hết hạn, đã dùng")).to_be_visible()


def endorse_and_rank(lead: Page, site, fair) -> None:
    with site.app.app_context():
        kept = db.session.get(Fair, fair["id"])
        a_ready_application(fair=kept, producer=a_producer(name="Hợp tác xã Tiên Yên"))
        db.session.commit()
    lead.goto(site / f"delegation/fairs/{fair['delegation']}")
    lead.get_by_role("link", name="Hợp tác xã Tiên Yên").first.click()
    lead.get_by_role("button", name="Xác nhận", exact=True).click()
    expect(lead.get_by_text("Đã xác nhận đơn của Hợp tác xã Tiên Yên")).to_be_visible()
    lead.goto(site / f"delegation/fairs/{fair['delegation']}/members")
    steps.settled(lead)
    up = lead.get_by_role("button", name="Đưa Hợp tác xã Tiên Yên lên")
    up.click()
    lead.get_by_role("button", name="Lưu thứ tự").click()
    expect(lead.get_by_text("Đã lưu thứ tự thành viên.")).to_be_visible()
    steps.fits(lead)
