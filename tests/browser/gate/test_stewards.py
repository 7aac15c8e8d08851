"""What stewards meet beside scanning: a full house, a pasted link, a search that is not theirs, the sun."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from fairapp.db import db, now
from fairapp.domain.verdicts import Reason
from fairapp.models import Fair, Gate
from fairapp.services import gate as gates
from tests import people
from tests.browser import gate_world
from tests.browser.gate_world import begin, enrol, invite, stored
from tests.browser.steps import until
from tests.gate_rows import a_phone, a_scan, send

pytestmark = pytest.mark.browser

INSIDE = 17


@pytest.fixture(scope="module")
def world(gate_site):
    with gate_site.app.app_context():
        return gate_world.build(INSIDE)


def come_in(site, world) -> None:
    with site.app.app_context():
        post = db.session.get_one(Gate, world.gates[0])
        scans = [a_scan(code, post, now(), Reason.WELCOME) for code in world.codes]
        send(a_phone(post, since=now() - timedelta(days=1)), scans, now())
        db.session.commit()


def may_hold(site, world, most: int) -> None:
    with site.app.app_context():
        fair = db.session.get_one(Fair, world.fair)
        actor = people.an_organiser(organisation=fair.owner)
        gates.set_limits(fair, {fair.sites[0].id: most}, None, actor)
        db.session.commit()


def test_the_footer_is_amber_from_85_in_100_of_what_the_place_holds(gate_site, world, person):
    may_hold(gate_site, world, 20)
    page = person(phone=True)
    enrol(page, invite(gate_site, world.gates[0]))
    inside = page.locator("[data-part=inside]")
    expect(inside).to_have_text("0/20 thẻ ở trong")
    expect(inside).to_have_attribute("data-amber", "false")
    come_in(gate_site, world)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(inside).to_have_text("17/20 thẻ ở trong")
    expect(inside).to_have_attribute("data-amber", "true")
    amber = inside.evaluate("node => getComputedStyle(node).backgroundColor")
    may_hold(gate_site, world, 21)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(inside).to_have_text("17/21 thẻ ở trong")
    expect(inside).to_have_attribute("data-amber", "false")
    assert inside.evaluate("node => getComputedStyle(node).backgroundColor") != amber


def test_a_link_that_is_pasted_enrols_and_another_is_told(gate_site, world, person):
    page = person(phone=True)
    page.goto(gate_site / "gate/")
    page.get_by_text("Dán đường dẫn thay vì quét").click()
    link = page.get_by_label("Đường dẫn ghép máy")
    link.fill(gate_site / "p/KHONG-PHAI")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator("#enrol-error")).to_have_text("Đây không phải đường dẫn ghép máy của ban tổ chức.")
    link.fill(invite(gate_site, world.gates[1]))
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Ghép máy này").click()
    expect(page.locator("main")).to_have_attribute("data-view", "start")
    expect(page.locator("[data-part=gate]")).to_have_text("Cổng B")


def test_names_are_searched_on_supervisors_phones_only(gate_site, world, person):
    steward, supervisor = person(phone=True), person(phone=True)
    enrol(steward, invite(gate_site, world.gates[0]))
    begin(steward)
    expect(steward.locator("[data-part=search]")).to_be_hidden()
    enrol(supervisor, invite(gate_site, world.gates[0], supervisor=True))
    begin(supervisor)
    supervisor.get_by_role("button", name="Tìm tên").click()
    supervisor.get_by_label("Họ tên người đeo thẻ").fill("tran van 3")
    supervisor.get_by_role("button", name="Tìm", exact=True).click()
    expect(supervisor.locator(".found li")).to_have_text(re.compile("Trần Văn 3"))


def test_in_the_sun_the_phone_is_black_on_white_and_stays_so(gate_site, world, person):
    page = person(phone=True, color_scheme="dark")
    enrol(page, invite(gate_site, world.gates[0]))
    ground, white = page.locator("body"), "rgb(255, 255, 255)"
    button = page.get_by_role("button", name=re.compile("Nắng"))
    expect(ground).not_to_have_css("background-color", white)
    button.click()
    expect(ground).to_have_css("background-color", white)
    until(lambda: True in stored(page, "kept"))  # nothing else there is a yes
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(ground).to_have_css("background-color", white)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(ground).not_to_have_css("background-color", white)
