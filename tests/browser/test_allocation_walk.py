"""One plan from an empty hall to the lead's page: drawn, run, read, dragged, published."""

import re

import pytest
from playwright.sync_api import Page, expect

from fairapp.db import db
from fairapp.domain.applications import ApplicationState
from fairapp.jobs import allocations
from fairapp.models import Delegation, User
from fairapp.services import accounts
from fairapp.services.applications import pavilions
from tests import people
from tests.browser.steps import PASSWORD, fits, settled, sign_in
from tests.browser.test_board import drag, handle, middle
from tests.factories import (
    a_certified_product,
    a_delegation,
    a_hall,
    a_producer,
    a_ready_application,
    an_open_fair,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MEMBERS = ("HTX Ba Chẽ", "HTX Tiên Yên")
GUEST, THIRSTY = "HTX Bắc Sơn", "HTX Cần Nước"


@pytest.fixture
def world(site):
    """An empty hall and four accepted applications, one of which needs water that no booth has."""
    with site.app.app_context():
        fair = an_open_fair(hall=a_hall(width_cm=2400, depth_cm=1500))
        organiser, lead = people.an_organiser(organisation=fair.owner), people.a_lead()
        delegation = a_delegation(fair=fair, lead=lead, quota=6)
        for name in (*MEMBERS, GUEST, THIRSTY):
            producer = a_producer(name=name, unit_id="lang-son" if name == GUEST else "quang-ninh")
            product = a_certified_product(producer=producer)
            facts = {"state": ApplicationState.ACCEPTED, "water": name == THIRSTY}
            a_ready_application(fair=fair, producer=producer, products=[product], **facts)
        for user in (organiser, lead):
            accounts.set_password(user, PASSWORD)
        db.session.commit()
        return {
            "plan": site / f"organiser/fairs/{fair.id}/plan",
            "board": site / f"organiser/fairs/{fair.id}/allocation",
            "room": site / f"delegation/fairs/{delegation.id}/booths",
            "rule": site / f"fairs/{fair.slug}/allocation-rule",
            "organiser": (organiser.email, PASSWORD),
            "lead": (lead.email, PASSWORD),
            "ids": (delegation.id, organiser.id),
        }


def test_a_plan_is_drawn_run_read_dragged_published_and_seen_by_the_lead(site, person, world, serious):
    page = person()
    sign_in(page, site, world["organiser"])
    draw_a_row(page, world)
    keep_two_for_the_delegation(site, world)
    run_in_an_order(page, site, world, serious)
    read_the_reason(page, world, serious)
    drag_with_the_cost_in_sight(page, world, serious)
    publish(page, serious)
    lead = person(phone=True)
    sign_in(lead, site, world["lead"])
    lead_sees_it(lead, world, serious)


def draw_a_row(page: Page, world) -> None:
    page.goto(world["plan"])
    settled(page)
    page.get_by_role("button", name="Tạo dãy gian").click()
    page.get_by_label("Số dãy").fill("1")
    page.get_by_label("Số gian mỗi dãy").fill("5")
    expect(page.locator(".proposed rect")).to_have_count(5)
    page.get_by_role("button", name="Thêm vào sơ đồ").click()
    expect(page.locator(".thing--booth")).to_have_count(5)
    expect(page.locator(".editor")).to_have_attribute("data-waiting", "0")


def keep_two_for_the_delegation(site, world) -> None:
    delegation_id, organiser_id = world["ids"]
    with site.app.app_context():
        delegation = db.session.get(Delegation, delegation_id)
        pavilions.set_booths(delegation, db.session.get(User, organiser_id), ["A04", "A05"])
        db.session.commit()


def run_in_an_order(page: Page, site, world, serious) -> None:
    """The keyboard alone puts the wishes first; the order is said with the run."""
    page.goto(world["board"])
    page.get_by_role("link", name="Xếp tự động").click()
    expect(page.get_by_label("Theo thứ tự riêng")).to_be_visible()
    settled(page)
    page.get_by_label("Theo thứ tự riêng").check()
    expect(page.get_by_text("Chỉnh mức của từng điều")).to_be_hidden()
    up = page.get_by_role("button", name="Đưa “Đúng khu ngành hàng” lên")
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    expect(page.locator("[data-order-said]")).to_have_text("Đúng khu ngành hàng: thứ 1 trên 11")
    assert serious(page) == []
    page.get_by_label("Tìm kỹ đến đâu").select_option("quick")
    page.get_by_role("button", name="Chạy", exact=True).last.click()
    expect(page.get_by_role("button", name="Dừng và bỏ")).to_be_visible()
    assert serious(page) == []
    with site.app.app_context():
        assert allocations.work_off() == "1 runs"
    page.get_by_role("button", name="Đưa vào bản nháp").wait_for()


def read_the_reason(page: Page, world, serious) -> None:
    left_out = page.get_by_role("row", name=re.compile(THIRSTY))
    expect(left_out).to_contain_text("Sơ đồ không có gian nào đúng loại, đúng khu và có đủ những gì đơn cần.")
    page.get_by_text("Quy tắc, số khởi đầu và mã kiểm tra").click()
    expect(page.get_by_text("Theo thứ tự riêng: 1. Đúng khu ngành hàng; 2. ")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("button", name="Đưa vào bản nháp").click()
    page.get_by_role("link", name=re.compile("^Đã có gian")).click()
    page.locator(".line__link", has_text=GUEST).click()
    page.get_by_role("link", name="Vì sao gian này?").click()
    expect(page.locator(".chosen__explained")).to_contain_text("gian nào hợp hơn")


def drag_with_the_cost_in_sight(page: Page, world, serious) -> None:
    """Over a booth that is kept for others the ghost says so; over a free one it says what it costs."""
    before = page.locator(".chosen__booths").inner_text()
    settled(page)
    free = page.locator("a.booth--fits").first
    number = re.search(r"A0\d", free.locator("title").text_content())[0]
    source = handle(page, GUEST)
    source.scroll_into_view_if_needed()
    drop, kept = middle(free), middle(page.get_by_role("link", name=re.compile("^Gian A05,")))
    page.mouse.move(*middle(source))
    page.mouse.down()
    page.mouse.move(*kept, steps=6)
    ghost = page.locator(".drag-ghost")
    expect(ghost).to_have_class(re.compile("drag-ghost--bad"))
    page.mouse.move(*drop, steps=6)
    expect(ghost.locator("small")).to_contain_text(f"Vào gian {number}:")
    expect(ghost).not_to_have_class(re.compile("drag-ghost--bad"))
    page.mouse.up()
    expect(page.locator(".chosen__booths")).to_have_text(f"Gian {number}")
    assert before != f"Gian {number}"
    drag(page, page.get_by_role("link", name=f"Gian {number},"), page.locator("h1"))  # nowhere: nothing
    expect(page.locator(".chosen__booths")).to_have_text(f"Gian {number}")
    assert serious(page) == []


def publish(page: Page, serious) -> None:
    page.get_by_role("link", name="Xem lại và công bố").click()
    assert serious(page) == []
    page.get_by_role("button", name="Công bố bản 1").click()
    expect(page.get_by_role("dialog")).to_contain_text("không sửa hay lấy lại được")
    page.get_by_role("dialog").get_by_role("button", name="Công bố").click()
    expect(page.get_by_text("Đã công bố bản 1")).to_be_visible()


def member(lead: Page, name: str):
    """Its panel: other members name it, too, when they could change places with it."""
    return lead.get_by_role("listitem").filter(has=lead.get_by_role("heading", name=name))


def lead_sees_it(lead: Page, world, serious) -> None:
    lead.goto(world["room"])
    for name in MEMBERS:
        expect(member(lead, name)).to_contain_text(re.compile(r"Gian A0\d"))
    expect(member(lead, THIRSTY)).not_to_contain_text("Gian A0")
    fits(lead)
    assert serious(lead) == []
    lead.goto(world["rule"])
    expect(lead.get_by_text("Đơn được xếp bằng tay", exact=True)).to_be_visible()
    assert serious(lead) == []
