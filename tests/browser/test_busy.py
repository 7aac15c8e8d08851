"""Whoever presses hears at once that it is being worked on, and a second press counts for the first."""

import re

import pytest
from playwright.sync_api import expect

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.services import accounts
from tests.browser.steps import come, settled
from tests.factories import a_booth, an_open_fair

pytestmark = pytest.mark.browser

# Within the page, because Playwright itself would wait for the navigation to end.
PRESS_TWICE = """async (button) => {
    button.click();
    button.click();
    await new Promise((done) => setTimeout(done, 800));
    return [button.textContent, document.getElementById("toasts").textContent];
}"""
PASSWORD = "mat-khau-ban-ron"


@pytest.fixture
def page(site, person):
    return person()


def held(page, pattern):
    """Requests to this address wait in the list that this gives, until the test lets them go."""
    routes = []
    page.route(pattern, lambda route: routes.append(route))
    return routes


def test_a_posted_form_says_so_and_is_sent_once(site, page):
    page.goto(site / "sign-in")
    posted = held(page, re.compile("/sign-in$"))
    page.get_by_label("Số điện thoại hoặc e-mail").fill("khong-ai@vidu.example")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    button = page.locator("main form button").last
    assert button.evaluate(PRESS_TWICE) == ["Đang xử lý…", "Đang xử lý…"]
    come(page, posted)
    assert len(posted) == 1
    posted[0].continue_()
    expect(page.locator(".form-errors")).to_be_visible()


def test_a_link_to_a_file_is_busy_until_the_file_has_come(site, page):
    with site.app.app_context():
        fair = an_open_fair()
        a_booth(site=fair.sites[0], number="A1", x_cm=300, y_cm=300)
        contact = f"thu{fair.id}@ban.example"
        accounts.register(
            name="Phạm Thị Thu",
            contact=contact,
            password=PASSWORD,
            role=Role.ORGANISER,
            organisation=fair.owner,
        )
        db.session.commit()
        address = site / f"organiser/fairs/{fair.id}/plan"
    asked = held(page, re.compile(r"plan\.pdf"))
    page.goto(site / "sign-in")
    page.get_by_label("Số điện thoại hoặc e-mail").fill(contact)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    expect(page).not_to_have_url(re.compile("sign-in"))
    page.goto(address)
    settled(page)
    link = page.locator("a[data-busy=file]")
    expect(link).to_have_text("In khổ A3 (PDF)")
    assert link.evaluate(PRESS_TWICE) == ["Đang lập tệp…", "Đang lập tệp…"]
    come(page, asked)
    assert len(asked) == 1
    token = re.search(r"ready=(\w+)$", asked[0].request.url)[1]
    asked[0].fulfill(status=204, headers={"Set-Cookie": f"ready={token}; Path=/"})  # a page that stays
    expect(link).to_have_text("In khổ A3 (PDF)")
    expect(link).not_to_have_attribute("aria-busy", "true")
