"""An officer at a booth, offline and killed half-way; what the organiser sees, and what a visitor does."""

import io
import re
from dataclasses import dataclass

import pytest
from PIL import Image
from playwright.sync_api import expect
from sqlalchemy import func

from fairapp.db import db, now
from fairapp.documents.booth_sign import Paper
from fairapp.domain.accounts import Role
from fairapp.models import BoothReport, Fair, FloorCheck
from fairapp.seeds import lay_ground
from fairapp.services import accounts, inspections
from fairapp.services.papers import storing
from tests.browser import gate_world
from tests.browser.gate_world import begin, enrol, invite, type_like_a_scanner, waiting
from tests.browser.paper import look_at, photograph
from tests.browser.serving import fill, serving
from tests.browser.steps import kept_offline, until
from tests.floor_rows import a_picture, a_stand

pytestmark = pytest.mark.browser

EMPTY = Image.new("L", (420, 420), 150)  # nothing before the camera
CONTACT, PASSWORD = "ban@example.vn", "mat-khau-thu-nghiem"
HAS_BOOTHS = """() => new Promise((resolve) => {
  const open = indexedDB.open("gate");
  open.onsuccess = () => {
    const floor = open.result.transaction("kept").objectStore("kept").get("floor");
    floor.onsuccess = () => { open.result.close(); resolve(Boolean(floor.result?.booths.length)); };
  };
})"""


@dataclass(frozen=True)
class World:
    fair: int
    gate: int
    code: str
    forged: str
    exhibitor: str
    sign: object  # the picture of a printed sign's code


@pytest.fixture(scope="module")
def floor_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("floor")
    fill(folder, lay_ground)
    with serving(folder) as site:
        yield site


@pytest.fixture(scope="module")
def world(floor_site, tmp_path_factory):
    paper = tmp_path_factory.mktemp("paper") / "signs.pdf"
    with floor_site.app.app_context():
        made = gate_world.build(1)
        fair = db.session.get_one(Fair, made.fair)
        accounts.register(
            name="Phạm Thị Thu",
            contact=CONTACT,
            password=PASSWORD,
            role=Role.ORGANISER,
            organisation=fair.owner,
        )
        _, application = a_stand(fair, number="A12")
        a_stand(fair, number="A13")
        paper.write_bytes(inspections.print_signs(fair, inspections.list_stands(fair), Paper.A5, now()))
        db.session.commit()
        code, picture = look_at(photograph(paper)[0])
        forged = code[:-40] + ("A" * 39) + code[-1]
        return World(made.fair, made.gates[0], code, forged, application.producer.name, picture)


def switched_on(phone, picture):
    """The phone with its first page, which fails the test at an error of its scripts."""
    context = phone([picture])
    page = context.pages[0]
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    return context, page


def tick(page, part, word):
    page.locator(f"[data-part=tick-{part}]").get_by_label(word, exact=True).check()


def test_a_check_made_offline_and_killed_half_way_reaches_the_organiser_whole(
    floor_site, world, phone, person, serious
):
    context, page = switched_on(phone, world.sign)
    enrol(page, invite(floor_site, world.gate, inspector=True))
    kept_offline(page)
    until(lambda: page.evaluate(HAS_BOOTHS))
    floor_site.stop()
    context.set_offline(True)
    page.reload()
    begin_at_the_floor(page)
    expect(page.locator("[data-part=floor-booth]")).to_have_text("Gian A12")
    expect(page.locator("[data-part=floor-who]")).to_contain_text(world.exhibitor)
    page.locator("[data-part=floor-goods-count]").click()
    expect(page.locator("[data-part=floor-goods]")).to_contain_text("4 sao, đến")
    assert serious(page) == []
    tick(page, "present", "Đạt")
    tick(page, "labels", "Chưa đạt")
    page.locator("#floor-note").fill("Hai hũ không nhãn")
    page.get_by_role("button", name="Chụp ảnh").click()
    page.locator("[data-part=photo-file]").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_picture(2400, 1200)}
    )
    expect(page.locator("[data-part=floor-photos] img")).to_have_count(2)
    until(lambda: len([row for row in waiting(page) if row["kind"] == "photo"]) == 2)
    context.close()  # killed half-way, without a network

    context, page = switched_on(phone, world.sign)
    context.set_offline(True)
    page.goto(floor_site / "gate/")
    expect(page.locator("main")).to_have_attribute("data-view", "floor")
    expect(page.locator("[data-part=floor-photos] img")).to_have_count(2)
    expect(page.locator("#floor-note")).to_have_value("Hai hũ không nhãn")
    expect(page.locator("[data-part=tick-labels] input[value=bad]")).to_be_checked()
    page.get_by_role("button", name="Lưu kiểm tra").click()
    expect(page.locator("main")).to_have_attribute("data-view", "scan")
    until(lambda: sorted(row["kind"] for row in waiting(page)) == ["check", "photo", "photo"])

    floor_site.start()
    context.set_offline(False)
    until(lambda: waiting(page) == [])
    with floor_site.app.app_context():
        [check] = db.session.scalars(db.select(FloorCheck).where(FloorCheck.fair_id == world.fair))
        assert (check.present, check.labels, check.goods, check.by_sign) == (True, False, None, True)
        assert check.note == "Hai hũ không nhãn"
        assert [bool(photo.stored_name) for photo in check.photos] == [True, True]
        for photo in check.photos:
            assert b"Exif" not in storing.path_of(photo.stored_name).read_bytes()

    desk = person()
    sign_in(desk, floor_site)
    desk.goto(floor_site / f"organiser/fairs/{world.fair}/inspections")
    row = desk.locator("tr", has_text="A12")
    expect(row).to_contain_text("Có người trực")
    expect(row).to_contain_text("1 mục chưa đạt")
    expect(desk.locator("tr", has_text="A13")).to_contain_text("Chưa kiểm tra")
    row.get_by_role("link", name=re.compile("Lần kiểm tra gian A12")).click()
    expect(desk.locator(".check-photos img")).to_have_count(2)
    until(
        lambda: desk.evaluate(
            "[...document.querySelectorAll('.check-photos img')].every((i) => i.naturalWidth > 0)"
        )
    )
    desk.get_by_role("button", name="Đã thấy khắc phục").click()
    expect(desk.locator(".check-point", has_text="nhãn")).to_contain_text("Đã khắc phục")


def test_only_genuine_signs_open_a_check_and_only_on_an_officers_phone(floor_site, world, phone):
    _, page = switched_on(phone, EMPTY)
    enrol(page, invite(floor_site, world.gate))
    begin(page)
    type_like_a_scanner(page, world.code)
    toast = page.locator("#toasts")
    expect(toast).to_contain_text("không được giao kiểm tra gian")
    expect(page.get_by_role("button", name="Gian hàng")).to_be_hidden()
    enrol(page, invite(floor_site, world.gate, inspector=True))
    until(lambda: page.evaluate(HAS_BOOTHS))
    begin(page)
    type_like_a_scanner(page, world.code)
    expect(page.locator("main")).to_have_attribute("data-view", "floor")
    drop = page.locator("[data-part=floor-drop]")
    drop.dblclick()  # asked twice, within a few seconds
    expect(page.locator("main")).to_have_attribute("data-view", "scan")
    type_like_a_scanner(page, world.forged)
    expect(toast).to_contain_text("Biển giả")
    page.get_by_role("button", name="Gian hàng").click()
    page.locator("#booths-query").fill("a13")
    page.locator("[data-part=booths-found] button").click()
    expect(page.locator("[data-part=floor-booth]")).to_have_text("Gian A13")
    expect(page.locator("[data-part=floor-by-list]")).to_be_visible()
    tick(page, "present", "Chưa đạt")
    expect(page.locator("[data-part=tick-goods] input").first).to_be_disabled()
    page.get_by_role("button", name="Lưu kiểm tra").click()
    until(lambda: absent(floor_site) == 1)
    until(lambda: waiting(page) == [])


def test_a_visitor_opens_the_sign_and_reports(floor_site, world, person, serious):
    visitor = person(phone=True)
    visitor.goto(world.code)  # the very address on the paper
    expect(visitor.get_by_role("heading", level=1)).to_have_text(world.exhibitor)
    visitor.get_by_text("Báo vấn đề ở gian này").click()
    assert serious(visitor) == []
    visitor.get_by_label("Giá không niêm yết hoặc thu cao hơn").check()
    visitor.get_by_label("Đã thấy gì?").fill("Ghi 120.000, thu 150.000")
    visitor.locator("#photo").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": io.BytesIO(a_picture()).getvalue()}
    )
    visitor.get_by_role("button", name="Gửi phản ánh").click()
    expect(visitor.get_by_text("Đã gửi tới ban tổ chức")).to_be_visible()
    with floor_site.app.app_context():
        [report] = db.session.scalars(db.select(BoothReport).where(BoothReport.fair_id == world.fair))
        assert report.stored_name


def absent(site) -> int:
    with site.app.app_context():
        return db.session.scalar(db.select(func.count(FloorCheck.id)).where(FloorCheck.present.is_(False)))


def begin_at_the_floor(page):
    """The camera sees a sign at once, so the floor opens as soon as scanning begins."""
    page.get_by_role("button", name=re.compile("Kiểm tra và bắt đầu|Kiểm tra lại")).click()
    anyway = page.get_by_role("button", name="Tôi đã đọc, vẫn bắt đầu")
    floor = page.locator("main[data-view=floor]")
    expect(floor.or_(anyway).first).to_be_visible()
    if anyway.is_visible():
        anyway.click()
    expect(floor).to_be_visible()


def sign_in(page, site):
    page.goto(site / "sign-in")
    page.locator("#contact").fill(CONTACT)
    page.locator("#password").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
