"""A fair's morning at one gate, told to a phone of another gate by a screen of several codes."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from fairapp.db import db, now
from fairapp.domain.verdicts import Reason
from fairapp.models import Gate
from tests.browser import gate_world
from tests.browser.gate_world import (
    begin,
    enrol,
    expect_word,
    frame_on,
    frames_of,
    invite,
    stored,
    type_like_a_scanner,
)
from tests.browser.steps import until
from tests.gate_rows import a_phone, a_scan, send

pytestmark = pytest.mark.browser

CAME, FRAMES = 130, 3  # sixty passages a frame


@pytest.fixture(scope="module")
def world(gate_site):
    with gate_site.app.app_context():
        return gate_world.build(CAME + 1)


def come_in(site, world) -> None:
    """All but one are inside by the first gate."""
    with site.app.app_context():
        post = db.session.get_one(Gate, world.gates[0])
        scans = [a_scan(code, post, now(), Reason.WELCOME) for code in world.codes[:CAME]]
        send(a_phone(post, since=now() - timedelta(days=1)), scans, now())
        db.session.commit()


def test_what_takes_several_codes_is_heard_whole_and_in_any_order(gate_site, world, person):
    other, page = person(phone=True), person(phone=True)
    enrol(other, invite(gate_site, world.gates[1]))
    begin(other)
    other.route("**/api/**", lambda route: route.abort())
    come_in(gate_site, world)
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    page.route("**/api/**", lambda route: route.abort())
    page.get_by_role("button", name="Việc khác").click()
    page.get_by_role("button", name=re.compile("Cho máy khác quét")).click()
    shown: set[str] = set()
    until(lambda: shown.add(frame_on(page)) or len(shown) == FRAMES)
    assert frames_of(page) == FRAMES
    for frame in sorted(shown) * 2:  # a camera reads each of them again and again
        type_like_a_scanner(other, frame)
    expect(other.locator("[data-part=heard]")).to_have_text("Đã nhận đủ 3 mã của máy khác.")
    until(lambda: sum("heard" in visit for visit in stored(other, "seen")) == CAME)
    for inside in (world.codes[0], world.codes[CAME - 1]):
        type_like_a_scanner(other, inside)
        expect_word(other, "ĐÃ VÀO")
    type_like_a_scanner(other, world.codes[CAME])
    expect_word(other, "VÀO")
