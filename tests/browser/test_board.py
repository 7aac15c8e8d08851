"""The allocation board in a real browser: by mouse, by finger, by keyboard; and a pass without a network."""

import re

import pytest
from playwright.sync_api import Page, expect

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.domain.applications import ApplicationState
from fairapp.domain.pass_lines import Person
from fairapp.domain.passes import Kind, Role as PassRole
from fairapp.services import accounts, passes
from tests.browser.steps import kept_offline, settled
from tests.factories import a_booth, a_certified_product, a_producer, a_ready_application, an_open_fair

pytestmark = pytest.mark.browser

PASSWORD = "mat-khau-di-thu"


@pytest.fixture
def board(site, person):
    """A row of six booths, three accepted applications, and the organiser at the board."""
    with site.app.app_context():
        fair = an_open_fair()
        for i in range(6):
            a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 + 300 * i, y_cm=300)
        for name in ("HTX Ba Chẽ", "HTX Tiên Yên", "HTX Vân Đồn"):
            producer = a_producer(name=name)
            product = a_certified_product(producer=producer)
            a_ready_application(
                fair=fair, producer=producer, products=[product], state=ApplicationState.ACCEPTED
            )
        contact = f"thu{fair.id}@xep.example"
        accounts.register(
            name="Phạm Thị Thu",
            contact=contact,
            password=PASSWORD,
            role=Role.ORGANISER,
            organisation=fair.owner,
        )
        db.session.commit()
        address = site / f"organiser/fairs/{fair.id}/allocation"

    def open_board(**options) -> Page:
        page = person(**options)
        page.goto(site / "sign-in")
        page.get_by_label("Số điện thoại hoặc e-mail").fill(contact)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
        expect(page).not_to_have_url(re.compile("sign-in"))
        page.goto(address)
        expect(page.locator(".line")).to_have_count(3)
        if options.get("java_script_enabled", True):
            settled(page)
        return page

    return open_board


def middle(locator) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def booth(page: Page, number: str):
    return page.get_by_role("link", name=f"Gian {number},")


def handle(page: Page, name: str):
    return page.locator(f'[data-drag][data-name="{name}"]')


def drag(page: Page, source, target) -> None:
    settled(page)
    source.scroll_into_view_if_needed()
    page.mouse.move(*middle(source))
    page.mouse.down()
    page.mouse.move(*middle(target), steps=6)
    page.mouse.up()


def test_booths_are_given_moved_and_swapped_by_dragging(board, serious):
    page = board()
    page.set_viewport_size({"width": 1280, "height": 1300})  # list and plan at once, whoever is chosen
    drag(page, handle(page, "HTX Ba Chẽ"), booth(page, "A2"))
    expect(page.locator(".chosen__booths")).to_have_text("Gian A2")
    expect(page.locator("#chosen-title")).to_have_text("HTX Ba Chẽ")
    drag(page, booth(page, "A2"), booth(page, "A5"))
    expect(page.locator(".chosen__booths")).to_have_text("Gian A5")
    drag(page, handle(page, "HTX Tiên Yên"), booth(page, "A1"))
    expect(page.locator("#chosen-title")).to_have_text("HTX Tiên Yên")
    drag(page, booth(page, "A1"), booth(page, "A5"))
    expect(page.locator(".chosen__booths")).to_have_text("Gian A5")
    assert serious(page) == []
    drag(page, handle(page, "HTX Vân Đồn"), booth(page, "A5"))
    expect(page.get_by_role("alert")).to_contain_text("Gian A5 đã xếp cho HTX Tiên Yên.")
    expect(page.locator(".line")).to_have_count(1)


def test_a_drag_that_ends_nowhere_changes_nothing(board):
    page = board()
    drag(page, handle(page, "HTX Ba Chẽ"), page.locator("h1"))
    page.mouse.move(*middle(handle(page, "HTX Ba Chẽ")))
    page.mouse.down()
    page.mouse.move(*middle(booth(page, "A2")), steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".drag-ghost")).to_have_count(0)
    expect(page.locator(".line")).to_have_count(3)


def test_a_finger_drags_too(board):
    page = board(phone=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    finger = page.context.new_cdp_session(page)
    start, end = middle(handle(page, "HTX Ba Chẽ")), middle(booth(page, "A3"))

    def touch(kind: str, *points: tuple[float, float]) -> None:
        finger.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    touch("touchStart", start)
    for i in range(1, 6):
        touch("touchMove", tuple(a + (b - a) * i / 5 for a, b in zip(start, end, strict=True)))
    touch("touchEnd")
    expect(page.locator(".chosen__booths")).to_have_text("Gian A3")


def test_the_keyboard_does_as_well(board):
    page = board()
    page.get_by_role("link", name=re.compile("HTX Vân Đồn")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("a.booth--fits")).to_have_count(6)
    settled(page)
    booth(page, "A1").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".chosen__booths")).to_have_text("Gian A2")


def test_a_choice_by_keyboard_tells_its_price_before_it_is_made(board, serious):
    """The list and the plan say it in one place; pressing does what was read."""
    page = board()
    page.get_by_role("link", name=re.compile("HTX Ba Chẽ")).click()
    price = page.locator("[data-give-form] [data-price]")
    expect(price).to_contain_text("Vào gian A1: tốt hơn")
    settled(page)
    page.get_by_label("Xếp vào gian").focus()
    page.keyboard.press("End")
    expect(price).to_contain_text("Vào gian A6: tốt hơn")
    expect(price.get_by_role("listitem").first).to_contain_text("Số đơn được xếp: 0 → 1")
    booth(page, "A3").focus()
    expect(price).to_contain_text("Vào gian A3:")
    expect(page.get_by_label("Xếp vào gian")).to_have_value(booth(page, "A3").get_attribute("data-booth"))
    assert serious(page) == []
    page.get_by_role("button", name="Xếp", exact=True).press("Enter")
    expect(page.locator(".chosen__booths")).to_have_text("Gian A3")


def test_the_board_works_without_script(board, person):
    page = board(java_script_enabled=False)
    page.get_by_role("link", name=re.compile("HTX Ba Chẽ")).click()
    page.get_by_label("Xếp vào gian").select_option(label="A4")
    page.get_by_role("button", name="Xem trước thay đổi").click()
    expect(page.locator("[data-price]")).to_contain_text("Vào gian A4: tốt hơn")
    expect(page.locator(".line")).to_have_count(3)
    page.get_by_role("button", name="Xếp", exact=True).click()
    expect(page.locator(".chosen__booths")).to_have_text("Gian A4")


def test_a_pass_opens_without_a_network(site, person, serious):
    with site.app.app_context():
        fair = an_open_fair()
        [badge] = passes.add_people(fair, PassRole.PRESS, Kind.PERSON, [Person("Lê Cường")], None)
        db.session.commit()
        link = site / f"pass/{badge.link}"
    page = person(phone=True)
    page.goto(link)
    expect(page.locator("[data-kept]")).to_be_visible()
    assert serious(page) == []
    kept_offline(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".holder__name")).to_have_text("Lê Cường")
    expect(page.locator(".pass-code path")).to_have_count(1)
