"""A new version of the scanner disturbs nobody who counts, and throws nothing away."""

import pytest
from playwright.sync_api import expect

from tests.browser.gate.test_troubles import FULL
from tests.browser.gate_world import EMPTY, a_page, begin, enrol, invite, type_like_a_scanner
from tests.browser.steps import kept_offline, until

pytestmark = pytest.mark.browser

LOOK = "navigator.serviceWorker.getRegistration('/gate/').then((one) => one.update())"
WAITS = "navigator.serviceWorker.getRegistration('/gate/').then((one) => Boolean(one.waiting))"


def deploy(gate_site, page) -> None:
    kept_offline(page)
    gate_site.deployed.touch()
    page.evaluate(LOOK)
    until(lambda: page.evaluate(WAITS))
    page.evaluate("window.still = true")


def stays(page) -> bool:
    """Whether the page lived through some of the moments at which a version may come in."""
    page.wait_for_timeout(2500)
    return page.evaluate("window.still ?? false")


def test_who_counts_by_thumb_is_not_disturbed_and_goes_on_counting(gate_site, world, phone, pictures):
    page = a_page(phone([EMPTY]), [])
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    page.get_by_role("button", name="Bấm đếm").click()
    one = page.get_by_role("button", name="+1 khách")
    one.click()
    deploy(gate_site, page)
    one.click()
    assert stays(page)
    page.reload()
    expect(page.locator("main")).to_have_attribute("data-view", "click")
    expect(one).to_be_visible()


def test_scans_that_found_no_room_keep_the_page_as_it_is(gate_site, world, phone, pictures):
    page = a_page(phone([EMPTY]), [])
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    deploy(gate_site, page)
    page.route("**/api/**", lambda route: route.abort())
    page.evaluate(FULL)
    type_like_a_scanner(page, world.codes[36])
    expect(page.locator("[data-part=trouble]")).to_contain_text("1 lượt chỉ còn trong trang này")
    page.get_by_role("button", name="Việc khác").click()
    page.get_by_role("button", name="Kiểm tra lại máy").click()
    expect(page.locator("main")).to_have_attribute("data-view", "start")
    assert stays(page)
    page.unroute("**/api/**")
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new Event('online'))")  # sent: now nothing is lost by it
