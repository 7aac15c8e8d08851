"""Looking at a plan: views, what lies under it, faults, panning and zooming, a telephone."""

import re

import pytest
from playwright.sync_api import expect

from fairapp.db import db
from fairapp.models import PlanFeature, PlanUnderlay, User
from tests.browser.plan_steps import at, drag, saved, thing
from tests.browser.steps import fits, until

pytestmark = pytest.mark.browser


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
    page.mouse.click(*at(page, 0, 600))
    page.mouse.click(*at(page, 1200, 600))
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
        ("touchStart", [(60, 120)]),
        ("touchMove", [(120, 150)]),
        ("touchMove", [(160, 170)]),
        ("touchEnd", []),
    ):
        touches = [{"x": box["x"] + x, "y": box["y"] + y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
    until(lambda: page.evaluate(camera)["x"] < before["x"])
    assert plan.stands("A1") == (300, 300, 300, 300)


def test_however_close_one_looks_a_booth_stands_where_the_pointer_finds_it(plan):
    page = plan()
    corner = "document.querySelector('.thing--booth:last-of-type .booth__floor').getBoundingClientRect()"

    def is_beside():
        box, (x, y) = page.evaluate(corner), at(page, 1500, 600)
        return max(abs(box["right"] - x), abs(box["bottom"] - y))

    for _ in range(4):
        page.get_by_role("button", name="Phóng to").click()
        until(lambda: is_beside() < 2)  # when the hand rests, it is drawn again
