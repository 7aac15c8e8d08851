"""What one draws: booths, rows and everything else, by hand and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from fairapp.db import db
from fairapp.domain.booths import FeatureKind
from fairapp.models import ApplicationPlace, Booth, PlanFeature
from tests.browser.plan_steps import at, drag, saved, thing
from tests.browser.steps import settled
from tests.factories import an_application

pytestmark = pytest.mark.browser


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
    page.locator("[data-rows-form]").get_by_label("Hạng chỗ").select_option("B")
    expect(page.locator(".proposed rect")).to_have_count(2)
    page.get_by_role("button", name="Thêm vào sơ đồ").click()
    expect(page.locator(".thing--booth")).to_have_count(6)
    saved(page)
    assert plan.stands("B02") == (2100, 900, 300, 300)
    thing(page, "B02").click()
    expect(page.locator("[data-booth-form]").get_by_label("Hạng chỗ")).to_have_value("B")
