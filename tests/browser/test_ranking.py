"""A lead puts its members in order on a telephone, without a mouse and with a finger."""

import pytest
from playwright.sync_api import Page, expect

from fairapp.db import db
from fairapp.services import accounts
from tests.browser.steps import fits, settled, until
from tests.factories import a_delegation, a_producer, a_ready_application, an_open_fair
from tests.people import a_lead

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def lead(site, person) -> Page:
    """The lead of a delegation with four members, on its members' page."""
    with site.app.app_context():
        fair, user = an_open_fair(), a_lead()
        delegation = a_delegation(fair=fair, lead=user)
        for name in ("Ánh", "Bình", "Cúc", "Dung"):
            a_ready_application(fair=fair, producer=a_producer(name=name))
        accounts.set_password(user, "mat-khau-thu-nghiem")
        contact, path = user.email, f"/delegation/fairs/{delegation.id}/members"
        db.session.commit()
    page = person(phone=True)
    page.goto(site / "sign-in")
    page.locator("#contact").fill(contact)
    page.locator("#password").fill("mat-khau-thu-nghiem")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(site / path)
    settled(page)
    expect(page.locator("[data-order-grip]").first).to_be_visible()
    return page


def _names(page: Page) -> list[str]:
    return page.locator("[data-order-one]").evaluate_all("all => all.map(one => one.dataset.name)")


def test_the_keyboard_alone_puts_members_in_order_and_one_sending_keeps_it(lead):
    assert _names(lead) == ["Ánh", "Bình", "Cúc", "Dung"]
    up = lead.get_by_role("button", name="Đưa Dung lên")
    up.focus()
    lead.keyboard.press("Enter")
    expect(up).to_be_focused()
    lead.keyboard.press("Space")
    expect(lead.locator("[data-order-said]")).to_have_text("Dung: thứ 2 trên 4")
    assert _names(lead) == ["Ánh", "Dung", "Bình", "Cúc"]
    save = lead.get_by_role("button", name="Lưu thứ tự")
    save.focus()
    lead.keyboard.press("Enter")
    expect(lead.get_by_text("Đã lưu thứ tự thành viên.")).to_be_visible()
    settled(lead)
    assert _names(lead) == ["Ánh", "Dung", "Bình", "Cúc"]
    fits(lead)


def test_dragging_by_the_grip_moves_a_member(lead):
    one, last = (lead.locator("[data-order-grip]").nth(n).bounding_box() for n in (0, 3))
    lead.mouse.move(one["x"] + 10, one["y"] + 10)
    lead.mouse.down()
    lead.mouse.move(last["x"] + 10, last["y"] + last["height"] + 30, steps=8)
    lead.mouse.up()
    until(lambda: _names(lead) == ["Bình", "Cúc", "Dung", "Ánh"])
