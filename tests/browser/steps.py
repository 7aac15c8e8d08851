"""What several walks do by clicking: come in, write down who one is, promise."""

import re
import time
from datetime import date

from playwright.sync_api import Locator, Page, expect

# Asks for the modules that the page has asked for itself: whoever has them all comes after the page.
MODULES = """async () => {
  const parts = [...document.querySelectorAll("[data-module]")];
  const names = new Set(parts.flatMap((part) => part.dataset.module.split(" ")).filter(Boolean));
  await Promise.all([...names].map((name) => import(`/static/js/${name}.js`)));
  await new Promise((done) => setTimeout(done));
}"""
IS_KEPT = "navigator.serviceWorker.getRegistration().then((found) => found?.active?.state === 'activated')"
PASSWORD = "mat-khau-di-thu"


def sign_in(page: Page, site, login: tuple[str, str], opened: bool = False) -> None:
    """`opened`: the page stands there already, perhaps with something ticked."""
    if not opened:
        page.goto(site / "sign-in")
    page.get_by_label("Số điện thoại hoặc e-mail").fill(login[0])
    page.get_by_label("Mật khẩu").fill(login[1])
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    expect(page).not_to_have_url(re.compile("sign-in"))


def register_producer(page: Page, site, name: str, contact: str) -> None:
    page.goto(site / "register")
    page.get_by_label("Hợp tác xã").check()
    page.get_by_label("Tên đơn vị hoặc hộ").fill(name)
    page.get_by_label("Tỉnh, thành phố").select_option("quang-ninh")
    page.get_by_label("Họ và tên người đại diện").fill("Vũ Thị Lan")
    page.get_by_label("Số điện thoại hoặc e-mail").fill(contact)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Lập tài khoản").click()
    expect(page).to_have_url(re.compile("/producer"))


def fill_profile(page: Page, site) -> None:
    page.goto(site / "producer/profile")
    page.locator("#commune").fill("Xã Quảng La")
    page.locator("#address").fill("Thôn 2")
    answered(page, page.locator("main form button[type=submit]").first)


def add_product(page: Page, site, name: str, issued: date) -> None:
    page.goto(site / "producer/products/new")
    page.locator("#name").fill(name)
    page.locator("#leaf_code").select_option("I.5.a")
    page.locator("#stars").select_option("4")
    page.locator("#certificate_number").fill("12/QĐ-UBND")
    page.locator("#issued_on").fill(issued.isoformat())
    page.locator("#certificate_issuer").fill("UBND tỉnh Quảng Ninh")
    page.get_by_role("button", name="Lưu sản phẩm").click()
    expect(page.get_by_text(name).first).to_be_visible()


def give_words(page: Page, consent: bool = True) -> None:
    """Tick each commitment, and apart from them the consent."""
    boxes = page.locator("input[name=commitments]")
    expect(boxes.first).to_be_visible()
    for n in range(boxes.count()):
        boxes.nth(n).check()
    if consent:
        page.locator("#consent").check()


def answered(page: Page, button: Locator) -> None:
    """Presses, and stays until the answer is there: whoever goes elsewhere at once breaks the sending off."""
    with page.expect_navigation():
        button.click()


def settled(page: Page) -> None:
    """The page's own scripts have taken hold: before that a drag, a key or a question is nobody's."""
    page.wait_for_load_state()
    page.evaluate(MODULES)


def kept_offline(page: Page) -> None:
    """The page opens again without a network."""
    until(lambda: page.evaluate(IS_KEPT))


def come(page: Page, requests: list) -> None:
    """A route or an event of the page has told of a request; it tells only while the page is spoken to."""
    until(
        lambda: page.wait_for_timeout(100) or requests
    )  # asked itself, a page that is left would not answer


def fits(page: Page) -> None:
    """Nothing runs off the side of a telephone. Waits, for a page that has only begun has no width."""
    page.wait_for_load_state()
    assert page.locator("html").evaluate("page => page.scrollWidth") <= 390


def until(is_so, seconds: float = 120) -> None:
    """Waits for what the page cannot be asked: rows in a database, files on a disk."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)
