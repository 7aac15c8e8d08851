"""The plan editor in a real browser: drawn, snapped, undone, drawn by two at once, led to what is wrong."""

import re

import pytest
from playwright.sync_api import Page, expect

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.domain.booths import FeatureKind
from fairapp.models import ApplicationPlace, Booth, PlanFeature, PlanUnderlay, User
from fairapp.services import accounts, booths
from tests.browser.steps import fits, settled, until
from tests.factories import a_booth, a_fair, a_hall, an_application, an_organisation

pytestmark = pytest.mark.browser

PASSWORD = "mat-khau-di-thu"


@pytest.fixture
def plan(site, person):
    """A row of four booths in a hall of 24 × 15 m, and `open_plan()` for an organiser before it."""
    with site.app.app_context():
        fair = a_fair(owner=an_organisation(), hall=a_hall(width_cm=2400, depth_cm=1500))
        place = fair.sites[0]
        for n in range(4):
            a_booth(site=place, number=f"A{n + 1}", position=n, x_cm=300 + 300 * n, y_cm=300)
        booths.refresh(place)
        contacts = {}
        for name in ("Phạm Thị Thu", "Trần Văn Bình"):
            contacts[name] = f"{len(contacts)}-{fair.id}@ve.example"
            accounts.register(
                name=name,
                contact=contacts[name],
                password=PASSWORD,
                role=Role.ORGANISER,
                organisation=fair.owner,
            )
        db.session.commit()
        address, site_id = site / f"organiser/fairs/{fair.id}/plan", place.id

    def open_plan(who: str = "Phạm Thị Thu", **options) -> Page:
        page = person(**options)
        page.goto(site / "sign-in")
        page.locator("#contact").fill(contacts[who])
        page.locator("#password").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        expect(page).not_to_have_url(re.compile("sign-in"))
        page.goto(address)
        settled(page)
        expect(page.locator(".thing--booth")).to_have_count(4)
        return page

    def stands(number: str | None = None):
        with site.app.app_context():
            query = db.select(Booth).where(Booth.site_id == site_id).order_by(Booth.position)
            found = {b.number: (b.x_cm, b.y_cm, b.width_cm, b.depth_cm) for b in db.session.scalars(query)}
            return found if number is None else found.get(number)

    open_plan.stands, open_plan.site_id, open_plan.app = stands, site_id, site.app
    return open_plan


def at(page: Page, x: int, y: int) -> tuple[float, float]:
    """Where on the screen a point of the plan is."""
    return tuple(
        page.evaluate(
            """([x, y]) => {
                const { frame, camera } = document.querySelector('.editor').desk.stage
                const box = frame.getBoundingClientRect()
                return [box.left + (x - camera.x) * camera.scale, box.top + (y - camera.y) * camera.scale]
            }""",
            [x, y],
        )
    )


def drag(page: Page, start: tuple[int, int], end: tuple[int, int]) -> None:
    page.mouse.move(*at(page, *start))
    page.mouse.down()
    page.mouse.move(*at(page, *end), steps=6)
    page.mouse.up()


def saved(page: Page) -> None:
    expect(page.locator("[data-state]")).to_have_text(re.compile("^(Đã lưu)?$"))
    expect(page.locator(".editor")).to_have_attribute("data-waiting", "0")


def thing(page: Page, number: str):
    return page.get_by_role("button", name=re.compile(f"^Gian {number},"))


def test_booths_are_drawn_moved_with_a_catch_and_all_of_it_is_undone(plan, serious):
    page = plan()
    page.keyboard.press("b")  # outside the drawing a letter is a letter
    page.get_by_role("button", name="Vẽ gian").click()
    drag(page, (310, 890), (905, 1190))
    saved(page)
    assert plan.stands("A5") == (300, 900, 600, 300)
    page.get_by_role("button", name="Chọn và dời").click()
    drag(page, (1350, 450), (1370, 1060))  # to an edge of A5, a hand's breadth beside it
    saved(page)
    assert plan.stands("A4") == (1200, 900, 300, 300)
    assert serious(page) == []
    page.locator(".editor__stage").get_by_role("button", name=re.compile("^Gian A4,")).focus()
    page.keyboard.press("Control+z")
    saved(page)
    page.keyboard.press("Control+z")
    saved(page)
    assert plan.stands() == {f"A{n}": (300 * n, 300, 300, 300) for n in range(1, 5)}
    page.reload()
    settled(page)
    page.get_by_role("button", name="Làm lại").click()
    expect(thing(page, "A5")).to_be_visible()
    saved(page)
    assert plan.stands("A5") == (300, 900, 600, 300)


def test_several_are_chosen_by_a_frame_lined_up_numbered_and_merged(plan):
    page = plan()
    drag(page, (200, 200), (850, 700))
    expect(page.locator("[data-title]").first).to_have_text("2 gian đang chọn")
    page.get_by_role("button", name="Ghép thành một gian").click()
    saved(page)
    assert plan.stands("A1") == (300, 300, 600, 300)
    drag(page, (200, 200), (2000, 700))
    page.get_by_text("Đánh số lại", exact=True).first.click()
    page.get_by_label("Ký hiệu đầu").first.fill("B")
    page.get_by_label("Số đầu tiên").first.fill("08")
    page.get_by_role("button", name="Đánh số lại").click()
    saved(page)
    assert list(plan.stands()) == ["B08", "B09", "B10"]
    page.get_by_role("button", name="Nhân bản").click()
    saved(page)
    assert plan.stands("B13") is not None


def test_chosen_ones_are_aligned_and_one_is_split(plan):
    page = plan()
    drag(page, (750, 450), (750, 900))
    saved(page)
    drag(page, (200, 200), (880, 1200))
    expect(page.locator("[data-title]").first).to_have_text("2 gian đang chọn")
    page.get_by_role("button", name="Căn mép trái").click()
    saved(page)
    assert plan.stands("A2") == (300, 750, 300, 300)
    page.get_by_role("button", name="Hoàn tác").click()
    saved(page)
    page.get_by_role("button", name="Căn mép trên").click()
    saved(page)
    assert plan.stands("A2") == (600, 300, 300, 300)
    thing(page, "A4").click()
    page.get_by_role("button", name="Tách gian").first.click()
    expect(page.locator(".thing--booth")).to_have_count(5)
    saved(page)
    assert sum(width * depth for _, _, width, depth in plan.stands().values()) == 4 * 300 * 300


def test_every_other_thing_is_drawn_and_a_stage_is_turned(plan):
    page = plan()
    tool = page.get_by_label("Vẽ mục khác")
    for kind in FeatureKind:
        tool.select_option(kind.value)
        page.mouse.click(*at(page, 300, 1000))
        saved(page)
        expect(tool).to_have_value("")
    expect(page.locator(".thing--feature")).to_have_count(len(FeatureKind))
    tool.select_option("stage")
    drag(page, (1750, 900), (2250, 1100))
    saved(page)
    page.get_by_role("button", name="Xoay 90°").click()
    saved(page)
    with plan.app.app_context():
        rows = list(db.session.scalars(db.select(PlanFeature).where(PlanFeature.site_id == plan.site_id)))
    assert {row.kind for row in rows} == set(FeatureKind)
    assert [(f.x_cm, f.y_cm, f.width_cm, f.depth_cm) for f in rows if f.x_cm > 1000] == [
        (1900, 750, 200, 500)
    ]


def test_each_view_says_of_a_booth_what_its_reader_asks(plan):
    page = plan()
    said = thing(page, "A1").locator(".booth__label")
    for view, words in (
        ("exhibitor", re.compile("3.*×3.* m")),
        ("visitor", None),
        ("utilities", re.compile("^500 W")),
        ("status", re.compile("trống")),
        ("draw", None),
    ):
        page.get_by_label("Góc nhìn").select_option(view)
        expect(page.locator("[data-sheet]")).to_have_attribute("data-view", view)
        expect(said).to_have_count(1 if words else 0)
        if words:
            expect(said).to_have_text(words)


def test_a_place_that_is_taken_is_refused_and_nothing_moves(plan):
    page = plan()
    drag(page, (450, 450), (760, 460))
    expect(page.locator(".toast-note--bad")).to_contain_text("chồng lên mục khác")
    assert plan.stands("A1") == (300, 300, 300, 300)
    expect(page.locator(".preview rect")).to_have_count(0)


def test_the_keyboard_walks_moves_types_and_leaves(plan):
    page = plan()
    thing(page, "A1").focus()
    page.keyboard.press("Tab")
    expect(thing(page, "A2")).to_be_focused()
    expect(thing(page, "A2")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+ArrowDown")
    saved(page)
    assert plan.stands("A2") == (600, 800, 300, 300)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Số gian", exact=True)).to_be_focused()
    page.get_by_label("Rộng").first.fill("4,5")
    page.keyboard.press("Tab")
    saved(page)
    assert plan.stands("A2") == (600, 800, 450, 300)
    thing(page, "A2").focus()
    page.keyboard.press("Delete")
    saved(page)
    assert plan.stands("A2") is None
    thing(page, "A4").focus()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('.editor__stage').contains(document.activeElement)")
    page.get_by_role("button", name="Phím tắt").click()
    expect(page.get_by_role("dialog")).to_contain_text("hoàn tác")


def test_a_booth_that_somebody_wishes_for_goes_only_after_a_question(plan):
    with plan.app.app_context():
        booth = db.session.scalar(db.select(Booth).where(Booth.site_id == plan.site_id, Booth.number == "A3"))
        application = an_application(fair=booth.site.fair)
        application.places = [ApplicationPlace(rank=1, booth=booth)]
        db.session.commit()
    page = plan()
    for answer, number_of_booths in (("Không", 4), ("Vẫn làm", 3)):
        thing(page, "A3").focus()
        page.keyboard.press("Delete")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("A3 đang được ghi nguyện vọng trong 1 đơn")
        dialog.get_by_role("button", name=answer, exact=True).click()
        expect(page.locator(".thing--booth")).to_have_count(number_of_booths)
        saved(page)
    assert plan.stands("A3") is None


def test_an_underlay_is_laid_to_scale_by_two_points_and_back_again(plan, serious):
    with plan.app.app_context():
        someone = db.session.scalar(db.select(User).limit(1))
        lines = {"kind": "lines", "filename": "sanh.dxf", "lines": "M0 0L10000 5000"}
        facts = {"site_id": plan.site_id, "width_cm": 2400, "depth_cm": 1200, "uploaded_by_id": someone.id}
        db.session.add(PlanUnderlay(**lines, **facts))
        db.session.commit()
    page = plan()
    under = page.locator("path.underlay")
    before = under.get_attribute("transform")
    page.get_by_text("Hình nền để vẽ theo").click()
    page.get_by_role("button", name="Chọn hai điểm trên hình").click()
    page.mouse.click(*at(page, 0, 1200))
    page.mouse.click(*at(page, 1200, 1200))
    expect(page.locator(".scale-line")).to_have_count(1)
    expect(page.get_by_label("Khoảng cách ngoài đời")).to_be_focused()
    assert serious(page) == []
    page.keyboard.type("24")
    page.get_by_role("button", name="Chỉnh tỉ lệ", exact=True).click()
    expect(page.get_by_text("Đã chỉnh tỉ lệ hình nền.")).to_be_visible()
    expect(under).not_to_have_attribute("transform", before)
    after = under.get_attribute("transform")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(under).to_have_attribute("transform", before)
    page.get_by_role("button", name="Làm lại").click()
    expect(under).to_have_attribute("transform", after)
    assert plan.stands("A1") == (300, 300, 300, 300)


def test_rows_are_seen_before_they_are_added(plan):
    page = plan()
    page.get_by_role("button", name="Tạo dãy gian").click()
    expect(page.locator("[data-rows-said]")).to_have_text(re.compile(r"Sẽ thêm \d+ gian\."))
    page.get_by_label("Số gian mỗi dãy").fill("3")
    expect(page.locator(".proposed rect")).to_have_count(6)
    page.mouse.click(*at(page, 1810, 890))
    expect(page.get_by_label("Cách mép trái").last).to_have_value("18")
    expect(page.locator(".proposed rect")).to_have_count(0)  # it would leave the hall
    page.get_by_label("Số dãy").fill("1")
    page.get_by_label("Số gian mỗi dãy").fill("2")
    expect(page.locator(".proposed rect")).to_have_count(2)
    page.get_by_role("button", name="Thêm vào sơ đồ").click()
    expect(page.locator(".thing--booth")).to_have_count(6)
    saved(page)
    assert plan.stands("B02") == (2100, 900, 300, 300)


def test_two_at_once_are_told_and_nothing_is_lost(plan):
    one, other = plan(), plan("Trần Văn Bình")
    other.route("**/plan/news*", lambda asked: asked.abort())  # he hears nothing before he sends
    drag(one, (450, 450), (450, 1050))
    saved(one)
    drag(other, (1350, 450), (1350, 1050))  # another booth: both are done
    expect(other.locator("[data-news-box]")).to_contain_text("Phạm Thị Thu: Dời A1")
    saved(other)
    assert (plan.stands("A1"), plan.stands("A4")) == ((300, 900, 300, 300), (1200, 900, 300, 300))
    one.reload()
    settled(one)
    expect(one.locator(".thing--booth")).to_have_count(4)
    drag(one, (450, 1050), (450, 750))
    saved(one)
    drag(other, (450, 1050), (1050, 1250))  # the same booth: he decides
    expect(other.locator("[data-news-box]")).to_contain_text("Người khác vừa sửa đúng mục")
    assert plan.stands("A1") == (300, 600, 300, 300)
    other.get_by_role("button", name="Gửi phần của tôi lên bản mới").click()
    saved(other)
    assert plan.stands("A1") == (900, 1100, 300, 300)


def test_a_press_on_what_is_wrong_flies_there(plan):
    with plan.app.app_context():
        facts = {"kind": "entrance", "x_cm": 1100, "y_cm": 1400, "width_cm": 200, "depth_cm": 100}
        db.session.add(PlanFeature(site_id=plan.site_id, **facts))
        db.session.commit()
    page = plan()
    drag(page, (1350, 450), (1150, 1180))
    saved(page)
    page.get_by_role("button", name=re.compile("Lối vào bị chắn bởi A4")).click()
    expect(page.locator(".proposed .fault")).to_have_count(1)
    scale = page.evaluate("document.querySelector('.editor').desk.stage.camera.scale")
    assert scale > 0.5
    x, y = at(page, 1200, 1450)
    box = page.locator(".editor__stage").bounding_box()
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]


def test_panning_and_zooming_touches_one_style_a_frame_whatever_stands_there(plan):
    page = plan()
    page.evaluate(
        """() => {
            window.changes = []
            const told = m => `${m.type} ${m.target.getAttribute('class')} ${m.attributeName}`
            new MutationObserver(list => changes.push(...list.map(told))).observe(
                document.querySelector('.editor__stage'),
                { subtree: true, childList: true, attributes: true })
        }"""
    )
    stage = "document.querySelector('.editor').desk.stage"
    before = page.evaluate(f"[{stage}.frames, {stage}.drawings]")
    page.mouse.move(*at(page, 1200, 1200))
    for _ in range(30):
        page.mouse.wheel(7, 5)
    until(lambda: page.evaluate("changes.length"))
    page.wait_for_timeout(400)  # so long that a hand that rests would have been seen
    frames, drawings, moved = page.evaluate(f"[{stage}.frames, {stage}.drawings, changes]")
    assert drawings == before[1]  # not drawn again
    assert set(moved) == {"attributes editor__floor style"}
    assert len(moved) <= frames - before[0]
    page.evaluate(
        """() => {
            const sheet = document.querySelector('.editor__sheet'), { x, y } = sheet.getBoundingClientRect()
            const turn = { deltaY: -12, ctrlKey: true, clientX: x + 90, clientY: y + 90,
                bubbles: true, cancelable: true }
            for (let i = 0; i < 20; i++) sheet.dispatchEvent(new WheelEvent('wheel', turn))
        }"""
    )
    until(lambda: page.evaluate(f"{stage}.drawings") > drawings)  # when the hand rested
    page.wait_for_timeout(400)
    assert page.evaluate(f"{stage}.drawings") == drawings + 1


def test_a_phone_shows_the_plan_and_a_finger_moves_the_floor(plan, serious):
    page = plan(phone=True)
    fits(page)
    assert serious(page) == []
    camera = "document.querySelector('.editor').desk.stage.camera"
    before = page.evaluate(camera)
    finger = page.context.new_cdp_session(page)
    box = page.locator(".editor__stage").bounding_box()
    for kind, points in (
        ("touchStart", [(60, 300)]),
        ("touchMove", [(120, 330)]),
        ("touchMove", [(160, 350)]),
        ("touchEnd", []),
    ):
        touches = [{"x": box["x"] + x, "y": box["y"] + y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
    until(lambda: page.evaluate(camera)["x"] < before["x"])
    assert plan.stands("A1") == (300, 300, 300, 300)
