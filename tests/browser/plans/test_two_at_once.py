"""Two organisers, each with a browser, at one plan."""

import pytest
from playwright.sync_api import expect

from tests.browser.plan_steps import drag, saved
from tests.browser.steps import settled

pytestmark = pytest.mark.browser


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


def test_one_undoes_after_the_other_has_saved_and_the_others_work_stays(plan):
    one, other = plan(), plan("Trần Văn Bình")
    for page in (one, other):
        page.route("**/plan/news*", lambda asked: asked.abort())  # nobody hears anything before he sends
    drag(one, (450, 450), (450, 1050))
    saved(one)
    drag(other, (1350, 450), (1350, 1050))
    expect(other.locator("[data-news-box]")).to_contain_text("Phạm Thị Thu: Dời A1")
    saved(other)
    one.get_by_role("button", name="Hoàn tác").click()
    expect(one.locator("[data-news-box]")).to_contain_text("Trần Văn Bình: Dời A4")
    saved(one)
    assert (plan.stands("A1"), plan.stands("A4")) == ((300, 300, 300, 300), (1200, 900, 300, 300))
    other.get_by_role("button", name="Hoàn tác").click()
    expect(other.locator("[data-news-box]")).to_contain_text("Phạm Thị Thu: Hoàn tác một bước")
    saved(other)
    assert plan.stands() == {f"A{n}": (300 * n, 300, 300, 300) for n in range(1, 5)}
