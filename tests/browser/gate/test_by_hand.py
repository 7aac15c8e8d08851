"""What hands do at a gate phone: typing, overriding, counting, showing a code to another phone."""

import re

import pytest
from playwright.sync_api import expect

from fairapp.db import db
from fairapp.domain.printed_ids import printed_id
from fairapp.models import Click, Fair, Pass
from fairapp.services import gate as gates
from tests.browser.gate_world import (
    EMPTY,
    SCANNER,
    a_page,
    arrived,
    begin,
    enrol,
    expect_word,
    frame_on,
    frames_of,
    invite,
    type_like_a_scanner,
    waiting,
)
from tests.browser.steps import kept_offline, until

pytestmark = pytest.mark.browser

# Both clocks of the page run on from where a test puts them.
AHEAD = """() => {
  window.ahead = 0;
  const [wall, steady] = [Date.now, performance.now.bind(performance)];
  Date.now = () => wall() + window.ahead;
  performance.now = () => steady() + window.ahead;
}"""
# One task of the page, so only what is put ahead passes: twice at once, within three seconds, after them.
HELD = """
  type(held); type(held);
  ahead += 2500; type(held);
  ahead += 3100; type(held); type(held);
  type(other);
"""


def test_a_steward_types_a_printed_id_and_a_supervisor_overrides(gate_site, world, phone, pictures):
    with gate_site.app.app_context():
        _, pin = gates.add_supervisor(db.session.get_one(Fair, world.fair), "Trưởng ca", None, rounds=2000)
        printed = printed_id(db.session.get_one(Pass, world.passes[20]).number)
        db.session.commit()
    context = phone([EMPTY])
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    page.get_by_role("button", name="Nhập mã").click()
    page.locator("#typed").fill(printed.lower()[:-1])
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator("#typed-error")).to_contain_text("Mã chưa đúng")
    page.locator("#typed").fill(printed.lower())
    page.get_by_role("button", name="Kiểm tra").click()
    expect_word(page, "VÀO")

    type_like_a_scanner(page, world.codes[20])
    expect_word(page, "ĐÃ VÀO")
    page.get_by_role("button", name="Ngoại lệ", exact=True).click()
    page.get_by_role("button", name="Quét RA hỏng").click()
    for wrong, said in (("1234", "8 chữ số"), ("00000000", "Sai mã PIN")):
        page.locator("#pin").fill(wrong)
        page.get_by_role("button", name="Cho vào", exact=True).click()
        expect(page.locator("#pin-error")).to_have_text(re.compile(said))
    page.locator("#pin").fill(pin)
    page.get_by_role("button", name="Cho vào", exact=True).click()
    expect_word(page, "NGOẠI LỆ")
    until(lambda: len(arrived(gate_site, world.passes[20])) == 3)
    scans = arrived(gate_site, world.passes[20])
    assert [scan.reason for scan in scans] == ["welcome", "still_inside", "overridden"]
    assert scans[-1].override_why == "Quét RA hỏng"
    until(lambda: waiting(page) == [])

    page.route("**/api/**", lambda route: route.abort())
    page.get_by_role("button", name="Nhập mã").click()
    page.locator("#typed").fill(printed)
    page.get_by_role("button", name="Kiểm tra").click()
    expect_word(page, "KHÔNG ĐỌC ĐƯỢC")  # nobody enters by a number that nobody has looked up
    until(lambda: [row["body"]["reason"] for row in waiting(page)] == ["ask_server"])


def test_clicks_survive_the_network_and_are_taken_back(gate_site, world, phone, pictures):
    context = phone([EMPTY])
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[1]))
    begin(page)
    kept_offline(page)
    page.get_by_role("button", name="Bấm đếm").click()
    context.set_offline(True)
    for name in ("+1 khách", "+5 khách", "+1 trẻ em"):
        page.get_by_role("button", name=name).click()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("[data-part=clicks]")).to_have_text("6")
    until(lambda: len(waiting(page)) == 4)
    page.reload()
    expect(page.get_by_role("button", name="+1 khách")).to_be_visible()  # it goes on counting
    context.set_offline(False)
    until(lambda: waiting(page) == [])
    with gate_site.app.app_context():
        clicks = db.session.scalars(db.select(Click).where(Click.gate_id == world.gates[1])).all()
        assert sum(click.counted for click in clicks) == 6
        assert len(clicks) == 4


def test_a_badge_held_still_is_one_scan_until_three_seconds_are_over(gate_site, world, phone, pictures):
    """The page's own clocks are put ahead, so that no machine is too slow for three seconds."""
    context = phone([EMPTY])
    context.add_init_script(f"({AHEAD})()")
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    page.route("**/api/**", lambda route: route.abort())
    held, other = world.codes[41], world.codes[42]
    page.evaluate(f"([held, other]) => {{ const type = {SCANNER};" + HELD + "}", [held, other])
    until(lambda: len(waiting(page)) == 3)
    rows = sorted((row["body"]["code"], row["body"]["reason"]) for row in waiting(page))
    token, its = held.rpartition("/")[2], other.rpartition("/")[2]
    assert rows == sorted([(token, "welcome"), (token, "still_inside"), (its, "welcome")])


def test_two_phones_without_a_network_tell_each_other_by_their_screens(
    gate_site, world, phone, pictures, person
):
    """One shows, the other reads: the frames themselves go from screen to scanner."""
    other = person(phone=True)
    enrol(other, invite(gate_site, world.gates[1]))
    begin(other)
    context = phone([EMPTY])
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    for one in (page, other):
        one.route("**/api/**", lambda route: route.abort())
    type_like_a_scanner(page, world.codes[40])
    expect_word(page, "VÀO")
    page.get_by_role("button", name="Việc khác").click()
    page.get_by_role("button", name=re.compile("Cho máy khác quét")).click()
    frames = set()
    until(lambda: frames.add(frame_on(page)) or len(frames) == frames_of(page))
    for frame in frames:
        type_like_a_scanner(other, frame)
    expect(other.locator("[data-part=heard]")).to_contain_text("Đã nhận đủ")
    type_like_a_scanner(other, world.codes[40])
    expect_word(other, "ĐÃ VÀO")
    expect(other.locator("[data-part=last-line]")).to_contain_text("Cổng A")
