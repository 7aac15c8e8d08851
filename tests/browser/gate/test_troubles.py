"""What a gate phone says of its own troubles: storage, clock, a word from the organiser."""

import pytest
from playwright.sync_api import expect

from fairapp.db import db
from fairapp.models import GateDevice, User
from fairapp.services import gate as gates
from tests.browser.gate_world import (
    EMPTY,
    a_page,
    arrived,
    begin,
    enrol,
    expect_word,
    invite,
    type_like_a_scanner,
    waiting,
)
from tests.browser.steps import until

pytestmark = pytest.mark.browser

# What a browser says when the disk has no room left.
FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("no room", "QuotaExceededError"); };
}"""
# What a private window says, and whether the page asks that what it keeps be left alone.
PRIVATE = """() => {
  IDBFactory.prototype.open = () => { throw new DOMException("not in private", "InvalidStateError"); };
}"""
ASKED = """() => {
  window.asked = 0;
  const persist = StorageManager.prototype.persist;
  StorageManager.prototype.persist = function () { window.asked += 1; return persist.call(this); };
}"""


def test_a_storage_that_is_full_is_said_and_loses_nothing(gate_site, world, phone, pictures):
    context = phone([EMPTY])
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    page.evaluate(FULL)
    page.get_by_role("button", name="Kiểm tra và bắt đầu").click()
    storage = page.locator(".checks li", has_text="Bộ nhớ")
    expect(storage).to_contain_text("máy đã đầy")
    expect(storage).to_have_attribute("data-state", "bad")
    page.get_by_role("button", name="Tôi đã đọc, vẫn bắt đầu").click()
    page.route("**/api/**", lambda route: route.abort())
    type_like_a_scanner(page, world.codes[30])
    expect_word(page, "VÀO")
    expect(page.locator("[data-part=trouble]")).to_contain_text("1 lượt chỉ còn trong trang này")
    page.unroute("**/api/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    until(lambda: arrived(gate_site, world.passes[30]))
    expect(page.locator("[data-part=trouble]")).to_be_hidden()


def test_in_a_private_window_scanning_goes_on_and_the_phone_says_what_that_means(
    gate_site, world, phone, pictures
):
    context = phone([EMPTY])
    context.add_init_script(f"({PRIVATE})()")
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    page.get_by_role("button", name="Kiểm tra và bắt đầu").click()
    storage = page.locator(".checks li", has_text="Bộ nhớ")
    expect(storage).to_contain_text("không ẩn danh")
    expect(storage).to_have_attribute("data-state", "bad")
    page.get_by_role("button", name="Tôi đã đọc, vẫn bắt đầu").click()
    page.route("**/api/**", lambda route: route.abort())
    type_like_a_scanner(page, world.codes[34])
    expect_word(page, "VÀO")
    expect(page.locator("[data-part=trouble]")).to_contain_text("1 lượt chỉ còn trong trang này")
    type_like_a_scanner(page, world.codes[35])
    expect_word(page, "VÀO")
    expect(page.locator("[data-part=trouble]")).to_contain_text("2 lượt chỉ còn trong trang này")
    page.unroute("**/api/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    until(lambda: arrived(gate_site, world.passes[34]) and arrived(gate_site, world.passes[35]))
    expect(page.locator("[data-part=trouble]")).to_be_hidden()


def test_the_self_test_asks_the_browser_to_keep_what_the_phone_keeps(gate_site, world, phone, pictures):
    context = phone([EMPTY])
    context.add_init_script(f"({ASKED})()")
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    assert page.evaluate("asked") == 0
    begin(page)
    assert page.evaluate("asked") == 1


def test_a_clock_that_is_hours_wrong_is_said_and_changes_no_verdict(gate_site, world, phone, pictures):
    context = phone([EMPTY])
    context.add_init_script(
        """const real = Date.now, Own = Date, ahead = 5 * 3600000;
           globalThis.Date = class extends Own {
             constructor(...given) { given.length ? super(...given) : super(real() + ahead); }
             static now() { return real() + ahead; }
           };"""
    )
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    page.get_by_role("button", name="Kiểm tra và bắt đầu").click()
    expect(page.locator(".checks li", has_text="Đồng hồ")).to_contain_text("lệch 5 giờ")
    page.get_by_role("button", name="Tôi đã đọc, vẫn bắt đầu").click()
    type_like_a_scanner(page, world.codes[31])
    expect_word(page, "VÀO")
    until(lambda: arrived(gate_site, world.passes[31]))
    [scan] = arrived(gate_site, world.passes[31])
    assert (
        abs((scan.scanned_at - scan.received_at).total_seconds()) < 1800
    )  # on a busy machine; not five hours
    assert not scan.time_doubtful


def test_a_revoked_phone_stops_and_a_new_link_revives_it(gate_site, world, phone, pictures):
    context = phone([EMPTY])
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    with gate_site.app.app_context():
        device = db.session.scalars(db.select(GateDevice).order_by(GateDevice.id.desc())).first()
        gates.revoke(device, db.session.scalars(db.select(User)).first())
        db.session.commit()
    type_like_a_scanner(page, world.codes[32])
    expect(page.get_by_role("heading", name="Máy này đã ngừng soát thẻ")).to_be_visible()
    expect(page.locator("[data-part=stopped-sentence]")).to_contain_text("Ban tổ chức đã ngừng máy này")
    until(lambda: len(waiting(page)) == 1)
    enrol(page, invite(gate_site, world.gates[0]))
    until(lambda: waiting(page) == [])


def test_what_the_server_could_not_read_is_said_until_somebody_has_read_it(gate_site, world, phone, pictures):
    def one_unreadable(route):
        answer = route.fetch()
        said = answer.json() | {"dead": [{"id": "a", "sentence": "Thiếu mục gate."}]}
        route.fulfill(response=answer, json=said)

    page = a_page(phone([EMPTY]), [])
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    page.route("**/api/gate/scans", one_unreadable, times=1)
    type_like_a_scanner(page, world.codes[33])
    word = page.get_by_text("1 lượt máy chủ không đọc được, đã chuyển ban tổ chức.")
    expect(word).to_be_visible()
    page.reload()
    expect(word).to_be_visible()
    page.get_by_role("button", name="Đã biết").click()
    expect(word).to_be_hidden()
    page.reload()
    expect(page.locator("[data-part=net]")).to_be_visible()
    expect(word).to_be_hidden()
