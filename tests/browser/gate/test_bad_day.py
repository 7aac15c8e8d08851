"""A gate phone through a bad day: no network, closed and opened again, a server that dies half-way."""

import re

import pytest
from playwright.sync_api import expect

from fairapp.db import db
from fairapp.models import Scan
from tests.browser.gate_world import (
    EMPTY,
    a_page,
    arrived,
    begin,
    enrol,
    expect_word,
    hear,
    invite,
    type_like_a_scanner,
    waiting,
)
from tests.browser.steps import kept_offline, until

pytestmark = pytest.mark.browser


def test_every_scan_arrives_once_through_everything_that_can_go_wrong(gate_site, world, phone, pictures):
    sent: list[str] = []
    context = phone([pictures[0], pictures[5]])
    page = a_page(context, sent)
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    expect_word(page, "VÀO")
    expect_word(page, "THẺ GIẢ")
    expect(page.locator("[data-part=net-word]")).to_have_text("Trực tuyến")
    until(lambda: arrived(gate_site, world.passes[0]) and waiting(page) == [])
    kept_offline(page)

    gate_site.stop()
    context.set_offline(True)
    page.reload()  # from the phone's own copy; it goes on scanning by itself
    expect_word(page, "ĐÃ VÀO")
    type_like_a_scanner(page, world.codes[1])
    expect_word(page, "VÀO")
    expect(page.locator("[data-part=net-word]")).to_have_text(re.compile(r"^Mất mạng, \d+ chờ gửi$"))
    until(lambda: any(row["admitted"] for row in waiting(page)))  # the word is said before it is written down
    kept = {row["id"] for row in waiting(page)}
    context.close()

    context = phone([pictures[2], pictures[3], pictures[5]])  # closed, and opened again without any network
    context.set_offline(True)
    page = a_page(context, sent)
    hear(page)
    page.goto(gate_site / "gate/")
    assert kept <= {row["id"] for row in waiting(page)}
    begin(page)
    for word in ("VÀO", "VÀO", "THẺ GIẢ", "ĐÃ VÀO"):
        expect_word(page, word)
    page.get_by_role("button", name="Bấm đếm").click()  # the camera rests
    until(lambda: len(waiting(page)) >= len(kept) + 4)
    rows = waiting(page)

    gate_site.dies.touch()
    gate_site.start()
    context.set_offline(False)
    until(lambda: not gate_site.dies.exists())  # it has kept the upload and died before its answer
    until(lambda: waiting(page) == [])

    made = set(sent)
    assert kept | {row["id"] for row in rows} <= made
    with gate_site.app.app_context():
        scans = db.session.scalars(db.select(Scan).where(Scan.gate_id == world.gates[0])).all()
        assert {str(scan.id) for scan in scans} == made  # every scan arrived; an id is there once
        entries = [scan.pass_id for scan in scans if scan.nth is not None]
        assert sorted(entries) == sorted(world.passes[:4])  # none twice, and not the forged one
        forged = [scan for scan in scans if scan.reason == "bad_signature"]
        assert forged and all(scan.pass_id is None and not scan.let_in for scan in forged)
        assert len(sent) > len(made)  # something was sent again


def test_the_verdict_needs_no_network_and_comes_from_the_phone(gate_site, world, phone, pictures):
    """A server that answers nothing at all does not hold up a verdict."""
    context = phone([EMPTY])
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    page.route("**/api/**", lambda route: None)  # neither an answer nor a failure
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    type_like_a_scanner(page, world.codes[10])
    expect_word(page, "VÀO")
    type_like_a_scanner(page, world.codes[11])  # nothing blocks the next
    expect_word(page, "VÀO")
    until(lambda: [row["body"]["reason"] for row in waiting(page)] == ["welcome", "welcome"])
    assert all("/api/gate/scans" in url for url in asked)
    assert page.evaluate("performance.getEntriesByName('verdict').length") == 1


def test_without_web_crypto_ed25519_the_phone_judges_by_its_fallback(gate_site, world, phone, pictures):
    context = phone([pictures[5]])
    context.add_init_script(
        """const known = crypto.subtle.importKey.bind(crypto.subtle);
           crypto.subtle.importKey = (format, data, algorithm, ...rest) =>
             (algorithm.name ?? algorithm) === "Ed25519"
               ? Promise.reject(new DOMException("unknown", "NotSupportedError"))
               : known(format, data, algorithm, ...rest);"""
    )
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    expect_word(page, "THẺ GIẢ")
    type_like_a_scanner(page, world.codes[12])
    expect_word(page, "VÀO")


def test_a_new_version_waits_until_nobody_scans_and_keeps_the_queue(gate_site, world, phone, pictures):
    context = phone([EMPTY])
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    page.route("**/api/**", lambda route: route.abort())
    type_like_a_scanner(page, world.codes[13])
    expect_word(page, "VÀO")
    kept_offline(page)
    gate_site.deployed.touch()
    page.evaluate("navigator.serviceWorker.getRegistration('/gate/').then((one) => one.update())")
    waiting_version = "navigator.serviceWorker.getRegistration('/gate/').then((one) => Boolean(one.waiting))"
    until(lambda: page.evaluate(waiting_version))
    page.evaluate("window.still = true")
    type_like_a_scanner(page, world.codes[14])
    expect_word(page, "VÀO")
    page.wait_for_timeout(2500)
    assert page.evaluate("window.still") is True  # somebody has scanned within the last minute
    until(lambda: len(waiting(page)) == 2)
    before = waiting(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Việc khác").click()
        page.get_by_role("button", name="Kiểm tra lại máy").click()  # now nobody is disturbed
    expect(page.locator("main")).to_have_attribute("data-view", "start")
    assert page.evaluate("window.still ?? null") is None
    assert waiting(page) == before
    assert page.evaluate("caches.keys()") == ["gate-another"]
