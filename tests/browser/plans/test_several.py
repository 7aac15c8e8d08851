"""Several chosen together: lined up, numbered, merged, copied; and one split."""

import pytest
from playwright.sync_api import expect

from tests.browser.plan_steps import drag, saved, thing

pytestmark = pytest.mark.browser


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


def test_chosen_ones_are_lined_up_by_every_edge_and_middle(plan):
    """A1 of 3 × 3 m, and A2 of 6 × 2 m to the right below it."""
    places = {"A1": (300, 300, 300, 300), "A2": (900, 800, 600, 200)}
    places |= {"A3": (1800, 0, 300, 300), "A4": (2100, 0, 300, 300)}
    plan.lay(**places)
    page = plan()
    thing(page, "A1").click()
    thing(page, "A2").click(modifiers=["Shift"])
    for button, first, second in (
        ("Căn mép trái", (300, 300), (300, 800)),
        ("Căn giữa theo chiều ngang", (750, 300), (600, 800)),
        ("Căn mép phải", (1200, 300), (900, 800)),
        ("Căn mép trên", (300, 300), (900, 300)),
        ("Căn giữa theo chiều dọc", (300, 500), (900, 550)),
        ("Căn mép dưới", (300, 700), (900, 800)),
    ):
        expect(page.locator("[data-title]").first).to_have_text("2 gian đang chọn")
        page.get_by_role("button", name=button).click()
        saved(page)
        now = plan.stands()
        assert (now["A1"], now["A2"]) == ((*first, 300, 300), (*second, 600, 200)), button
        page.get_by_role("button", name="Hoàn tác").click()
        saved(page)
        assert plan.stands() == places


def test_one_is_split_into_parts_that_leave_nothing_over(plan):
    page = plan()
    thing(page, "A4").click()
    page.get_by_role("button", name="Tách gian").first.click()
    expect(page.locator(".thing--booth")).to_have_count(5)
    saved(page)
    assert sum(width * depth for _, _, width, depth in plan.stands().values()) == 4 * 300 * 300
