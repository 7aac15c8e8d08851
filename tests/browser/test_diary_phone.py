"""The evening diary on a phone: no network, killed and opened again, a server that dies; kept once."""

import re

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from fairapp.db import db, now
from fairapp.domain.accounts import Role
from fairapp.domain.calendar import local_day
from fairapp.models import DiaryDay
from fairapp.seeds import lay_ground
from fairapp.services import accounts
from tests import factories
from tests.browser import steps
from tests.browser.serving import Site, fill, serving
from tests.browser.steps import kept_offline, settled, sign_in, until
from tests.running_fair import an_exhibitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEPT = """async () => {
  const { openStore } = await import("/static/js/gate/store.js");
  return (await (await openStore("diary")).read()).rows.map(({ id }) => id);
}"""


@pytest.fixture(scope="module")
def diary_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("diary")
    settings = {"MISBEHAVES": str(folder)}
    fill(folder, lay_ground, **settings)
    with serving(folder, "tests.browser.misbehaving:app", **settings) as site:
        site.dies = folder / "dies"
        yield site


@pytest.fixture
def booth(diary_site) -> tuple[int, str]:
    """An exhibitor of a fair that opens today: its application and who signs in for it."""
    with diary_site.app.app_context():
        fair = factories.a_fair(first_day=local_day(now()), days=2)
        for session in fair.sites[0].sessions:
            session.opens, session.closes = session.opens.replace(hour=0), session.closes.replace(hour=23)
        contact = f"gian{fair.id}@example.vn"
        user = accounts.register(
            name="Vũ Thị Lan", contact=contact, password=steps.PASSWORD, role=Role.PRODUCER
        )
        producer = factories.a_producer(user=user)
        product = factories.a_product(producer=producer, name="Chè Đường Hoa")
        application = an_exhibitor(fair=fair, producer=producer, products=[product])
        found = application.id, contact
        db.session.commit()
    return found


def a_page(context: BrowserContext, sent: list[str]) -> Page:
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    context.on("request", lambda request: _note(request, sent))
    return page


def _note(request, sent: list[str]) -> None:
    if request.method == "POST" and "/diary/" in request.url:
        sent.extend(re.findall(r"answer_id=([0-9a-f-]{36})", request.post_data or ""))


def come_in(page: Page, site: Site, booth: tuple[int, str]) -> str:
    page.goto(site / "sign-in")
    page.get_by_label("Giữ đăng nhập trên máy này").check()
    sign_in(page, site, (booth[1], steps.PASSWORD), opened=True)
    address = site / f"producer/applications/{booth[0]}/diary"
    page.goto(address)
    expect(page.locator("html[data-kept=yes]")).to_be_attached()
    kept_offline(page)
    settled(page)
    return address


def kept(page: Page) -> list[str] | None:
    """The ids of the answers that wait on the phone; None while the page is just being left."""
    try:
        return page.evaluate(KEPT)
    except Error:
        return None


def rows_of(site: Site, booth: tuple[int, str]) -> list[DiaryDay]:
    with site.app.app_context():
        db.session.rollback()
        return list(db.session.scalars(db.select(DiaryDay).filter_by(application_id=booth[0])))


def test_an_evening_without_a_network_is_kept_through_everything_and_sent_once(diary_site, booth, phone):
    sent: list[str] = []
    context = phone(has_touch=True)
    page = a_page(context, sent)
    address = come_in(page, diary_site, booth)

    diary_site.stop()
    context.set_offline(True)
    page.reload()  # from the phone's own copy
    expect(page.locator(".kept-note")).to_have_attribute("data-state", "offline")
    settled(page)
    page.locator("#total").press_sequentially("1.2")
    page.get_by_role("button", name="1.200.000").tap()
    expect(page.get_by_text("một triệu hai trăm nghìn đồng")).to_be_visible()
    page.get_by_text("Chè Đường Hoa").first.tap()
    page.locator(".chips__line input").fill("850k")
    page.get_by_role("button", name="Lưu ngày này").tap()
    expect(page.locator(".kept-note")).to_contain_text("đang chờ mạng")
    [waiting] = page.evaluate(KEPT)
    context.close()

    context = phone(has_touch=True)  # killed, and opened again without any network
    context.set_offline(True)
    page = a_page(context, sent)
    page.goto(address)
    expect(page.locator(".kept-note")).to_contain_text("đang chờ mạng")
    expect(page.locator("#total")).to_have_value("1.200.000")
    expect(page.locator(".chips__line input")).to_have_value("850k")
    assert page.evaluate(KEPT) == [waiting]

    diary_site.dies.touch()
    diary_site.start()
    context.set_offline(False)
    expect(page.get_by_role("button", name="Sửa lại ngày này")).to_be_visible()  # the server's own page again
    assert not diary_site.dies.exists()  # it had kept the answer and died before it said so
    until(lambda: kept(page) == [])
    [row] = rows_of(diary_site, booth)
    assert (row.total, str(row.answer_id), row.changed_at) == (1_200_000, waiting, None)
    assert set(sent) == {waiting}


def test_an_evening_is_three_taps(diary_site, booth, phone):
    page = a_page(phone(has_touch=True), [])
    come_in(page, diary_site, booth)
    page.locator("#total").press_sequentially("850")
    page.get_by_role("button", name="nghìn", exact=True).tap()
    page.get_by_role("button", name="Lưu ngày này").tap()
    expect(page.get_by_role("button", name="Sửa lại ngày này")).to_be_visible()
    [row] = rows_of(diary_site, booth)
    assert row.total == 850_000


def test_what_the_server_refuses_is_shown_where_it_belongs_and_nothing_waits(diary_site, booth, phone):
    page = a_page(phone(has_touch=True), [])
    come_in(page, diary_site, booth)
    page.locator("#total").fill("1tr")
    page.get_by_text("Tiền mặt hay chuyển khoản?").tap()
    page.locator("#transfer").fill("2tr")
    page.get_by_role("button", name="Lưu ngày này").tap()
    expect(page.locator("#transfer-error")).to_contain_text("nhiều hơn tổng")
    expect(page.locator("#total")).to_have_value("1tr")
    assert page.evaluate(KEPT) == []
    assert rows_of(diary_site, booth) == []
    page.locator("#transfer").fill("400k")
    page.get_by_role("button", name="Lưu ngày này").tap()
    expect(page.get_by_role("button", name="Sửa lại ngày này")).to_be_visible()
    [row] = rows_of(diary_site, booth)
    assert (row.total, row.transfer) == (1_000_000, 400_000)


def test_an_amount_in_doubt_is_not_written_down(diary_site, booth, phone):
    page = a_page(phone(has_touch=True), [])
    come_in(page, diary_site, booth)
    page.locator("#total").press_sequentially("12")
    page.get_by_role("button", name="Lưu ngày này").tap()
    expect(page.get_by_role("button", name="12.000.000")).to_be_visible()
    assert page.evaluate(KEPT) == []
    page.get_by_role("button", name="Hôm nay không bán được").tap()
    expect(page.locator(".form-errors, .field__error").first).to_be_visible()  # both at once is no answer
    assert rows_of(diary_site, booth) == []


def test_who_must_sign_in_again_sends_from_the_first_page_it_sees(diary_site, booth, phone):
    sent: list[str] = []
    context = phone(has_touch=True)
    page = a_page(context, sent)
    come_in(page, diary_site, booth)
    context.set_offline(True)
    page.get_by_role("button", name="Hôm nay không bán được").tap()
    expect(page.locator(".kept-note")).to_contain_text("đang chờ mạng")
    context.clear_cookies()
    context.set_offline(False)
    expect(page.locator(".kept-note")).to_contain_text("đăng nhập lại")
    sign_in(page, diary_site, (booth[1], steps.PASSWORD))
    until(lambda: kept(page) == [])
    [row] = rows_of(diary_site, booth)
    assert row.nothing_sold
    assert set(sent) == {str(row.answer_id)}


def test_who_signs_out_leaves_no_figures_on_the_phone(diary_site, booth, phone):
    context = phone(has_touch=True)
    page = a_page(context, [])
    address = come_in(page, diary_site, booth)
    page.locator("summary.tool").tap()
    page.get_by_role("button", name="Đăng xuất").tap()
    expect(page).not_to_have_url(address)
    until(lambda: "diary-1" not in page.evaluate("caches.keys()"))
