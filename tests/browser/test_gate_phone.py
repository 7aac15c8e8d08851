"""A gate phone through a bad day: no network, closed and opened again, a server that dies half-way."""

import io
import json
import os
import re
import time

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from fairapp.db import db, now
from fairapp.documents import qr
from fairapp.documents.pass_sheet import Paper
from fairapp.domain.calendar import local
from fairapp.domain.printed_ids import printed_id
from fairapp.models import Click, Fair, GateDevice, Pass, Scan, User
from fairapp.seeds import lay_ground
from fairapp.services import gate as gates, passes
from tests import postgres
from tests.browser import gate_world
from tests.browser.camera import film
from tests.browser.gate_world import begin, enrol, invite, last_word, type_like_a_scanner, waiting
from tests.browser.paper import look_at, photograph
from tests.browser.serving import fill, serving

pytestmark = pytest.mark.browser

EMPTY = Image.new("L", (420, 420), 150)  # nobody stands before the camera


@pytest.fixture(scope="module", autouse=True)
def a_day_that_lasts():
    """The fair opens today: the minutes around midnight are waited out."""
    while not "00:02" <= f"{local(now()):%H:%M}" < "23:50":
        time.sleep(5)


@pytest.fixture(scope="module")
def gate_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gate")
    settings = {"MISBEHAVES": str(folder)}
    if os.environ.get("TEST_DATABASE") == "postgres":
        settings["DATABASE_URL"] = postgres.another_database(postgres.url(), "gate_phone")
    fill(folder, lay_ground, **settings)
    with serving(folder, "tests.browser.misbehaving:app", **settings) as site:
        site.dies, site.deployed = folder / "dies", folder / "deployed"
        yield site


@pytest.fixture(scope="module")
def world(gate_site):
    with gate_site.app.app_context():
        return gate_world.build(60)


@pytest.fixture(scope="module")
def pictures(gate_site, world, tmp_path_factory) -> list[Image.Image]:
    """Five badges as they are printed, and a forged one."""
    folder = tmp_path_factory.mktemp("paper")
    with gate_site.app.app_context():
        fair = db.session.get_one(Fair, world.fair)
        badges = [db.session.get_one(Pass, id) for id in world.passes[:5]]
        (folder / "sheet.pdf").write_bytes(passes.draw_sheet(fair, badges, Paper.A6))
    (folder / "forged.png").write_bytes(qr.png(world.forged, 8))
    printed = [look_at(page)[1] for page in photograph(folder / "sheet.pdf")]
    with Image.open(folder / "forged.png") as forged:
        return [*printed, forged.copy()]


@pytest.fixture
def phone(playwright, executable, tmp_path):
    """`phone(pictures)` opens the same browser of the same phone, whose camera films these pictures."""
    opened = []

    def switch_on(pictures: list[Image.Image]):
        video = film(pictures, tmp_path / f"camera{len(opened)}.y4m")
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=executable,
            args=[
                "--no-sandbox",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                f"--use-file-for-fake-video-capture={video}",
            ],
            viewport={"width": 390, "height": 844},
            permissions=["camera"],
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        opened.append(context)
        return context

    yield switch_on
    for context in opened:
        context.close()


def test_every_scan_arrives_once_through_everything_that_can_go_wrong(gate_site, world, phone, pictures):
    sent: list[str] = []
    context = phone([pictures[0], pictures[5]])
    page = a_page(context, sent)
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    expect_word(page, "VÀO")
    expect_word(page, "THẺ GIẢ")
    expect(page.locator("[data-part=net-word]")).to_have_text("Trực tuyến")
    until(lambda: waiting(page) == [])

    gate_site.stop()
    context.set_offline(True)
    page.reload()  # from the phone's own copy; it goes on scanning by itself
    expect_word(page, "ĐÃ VÀO")
    type_like_a_scanner(page, world.codes[1])
    expect_word(page, "VÀO")
    expect(page.locator("[data-part=net-word]")).to_have_text(re.compile(r"^Mất mạng, \d+ chờ gửi$"))
    kept = {row["id"] for row in waiting(page)}
    context.close()

    context = phone([pictures[2], pictures[3], pictures[5]])  # closed, and opened again without any network
    context.set_offline(True)
    page = a_page(context, sent)
    page.goto(gate_site / "gate/")
    assert kept <= {row["id"] for row in waiting(page)}
    begin(page)
    seen = set()
    until(lambda: seen.add(last_word(page)) or {"VÀO", "ĐÃ VÀO", "THẺ GIẢ"} <= seen, seconds=40)
    page.get_by_role("button", name="Bấm đếm").click()  # the camera rests
    rows = waiting(page)
    assert len(rows) >= len(kept) + 4

    gate_site.dies.touch()
    gate_site.start()
    context.set_offline(False)
    until(lambda: not gate_site.dies.exists())  # it has kept the upload and died before its answer
    until(lambda: waiting(page) == [], seconds=90)

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
    assert [row["body"]["reason"] for row in waiting(page)] == ["welcome", "welcome"]
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
    gate_site.deployed.touch()
    page.evaluate("navigator.serviceWorker.getRegistration('/gate/').then((one) => one.update())")
    waiting_version = "navigator.serviceWorker.getRegistration('/gate/').then((one) => Boolean(one.waiting))"
    until(lambda: page.evaluate(waiting_version))
    page.evaluate("window.still = true")
    page.wait_for_timeout(2500)
    assert page.evaluate("window.still") is True  # somebody has scanned within the last minute
    before = waiting(page)
    with page.expect_navigation(timeout=20_000):
        page.get_by_role("button", name="Việc khác").click()
        page.get_by_role("button", name="Kiểm tra lại máy").click()  # now nobody is disturbed
    expect(page.locator("main")).to_have_attribute("data-view", "start", timeout=15_000)
    assert page.evaluate("window.still ?? null") is None
    assert waiting(page) == before
    assert page.evaluate("caches.keys()") == ["gate-another"]
    gate_site.deployed.unlink()


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
    for wrong in ("1234", "00000000"):
        page.locator("#pin").fill(wrong)
        page.get_by_role("button", name="Cho vào", exact=True).click()
        expect(page.locator("#pin-error")).to_have_text(re.compile("8 chữ số|Sai mã PIN"))
    page.locator("#pin").fill(pin)
    page.get_by_role("button", name="Cho vào", exact=True).click()
    expect_word(page, "NGOẠI LỆ")
    until(lambda: waiting(page) == [])
    with gate_site.app.app_context():
        query = db.select(Scan).where(Scan.pass_id == world.passes[20]).order_by(Scan.scanned_at)
        scans = db.session.scalars(query).all()
        assert [scan.reason for scan in scans] == ["welcome", "still_inside", "overridden"]
        assert scans[-1].override_why == "Quét RA hỏng"

    page.route("**/api/**", lambda route: route.abort())
    page.get_by_role("button", name="Nhập mã").click()
    page.locator("#typed").fill(printed)
    page.get_by_role("button", name="Kiểm tra").click()
    expect_word(page, "KHÔNG ĐỌC ĐƯỢC")  # nobody enters by a number that nobody has looked up
    assert [row["body"]["reason"] for row in waiting(page)] == ["ask_server"]


def test_clicks_survive_the_network_and_are_taken_back(gate_site, world, phone, pictures):
    context = phone([EMPTY])
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[1]))
    begin(page)
    page.get_by_role("button", name="Bấm đếm").click()
    context.set_offline(True)
    for name in ("+1 khách", "+5 khách", "+1 trẻ em"):
        page.get_by_role("button", name=name).click()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("[data-part=clicks]")).to_have_text("6")
    page.reload()
    expect(page.locator("main")).to_have_attribute("data-view", "start")
    context.set_offline(False)
    until(lambda: waiting(page) == [])
    with gate_site.app.app_context():
        clicks = db.session.scalars(db.select(Click).where(Click.gate_id == world.gates[1])).all()
        assert sum(click.counted for click in clicks) == 6
        assert len(clicks) == 4


def test_a_storage_that_is_full_is_said_and_loses_nothing(gate_site, world, phone, pictures):
    context = phone([EMPTY])
    page = a_page(context, [])
    enrol(page, invite(gate_site, world.gates[0]))
    page.evaluate(FULL)
    page.get_by_role("button", name="Kiểm tra và bắt đầu").click()
    storage = page.locator(".checks li", has_text="Bộ nhớ")
    expect(storage).to_contain_text("máy đã đầy", timeout=40_000)
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
    expect(page.locator(".checks li", has_text="Đồng hồ")).to_contain_text("lệch 5 giờ", timeout=30_000)
    page.get_by_role("button", name="Tôi đã đọc, vẫn bắt đầu").click()
    type_like_a_scanner(page, world.codes[31])
    expect_word(page, "VÀO")
    until(lambda: waiting(page) == [])
    with gate_site.app.app_context():
        scan = db.session.scalar(db.select(Scan).where(Scan.pass_id == world.passes[31]))
        assert abs((scan.scanned_at - scan.received_at).total_seconds()) < 30
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
    expect(page.get_by_role("heading", name="Máy này đã ngừng soát thẻ")).to_be_visible(timeout=15_000)
    expect(page.locator("[data-part=stopped-sentence]")).to_contain_text("Ban tổ chức đã ngừng máy này")
    assert len(waiting(page)) == 1
    enrol(page, invite(gate_site, world.gates[0]))
    until(lambda: waiting(page) == [])


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


# What a browser says when the disk has no room left.
FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("no room", "QuotaExceededError"); };
}"""

# ---- hands and eyes


def arrived(site, badge: int) -> bool:
    with site.app.app_context():
        return db.session.scalar(db.select(Scan.nth).where(Scan.pass_id == badge)) == 1


def a_page(context, sent: list[str]) -> Page:
    """A page that notes the id of every scan it sends."""
    page = context.pages[0]
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    page.on("request", lambda request: sent.extend(ids_in(request)))
    return page


def ids_in(request) -> list[str]:
    if not request.url.endswith("/api/gate/scans") or request.method != "POST":
        return []
    return [scan["id"] for scan in json.loads(request.post_data)["scans"]]


def expect_word(page: Page, word: str) -> None:
    expect(page.locator("[data-part=last-word]")).to_have_text(re.compile(f"^{word}( ·|$)"), timeout=25_000)


def until(is_so, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def frame_on(page: Page) -> str:
    """What the code on this screen says, read as any camera would."""
    picture = Image.open(io.BytesIO(page.locator("[data-part=show-code]").screenshot()))
    return look_at(picture.convert("L"))[0]


def frames_of(page: Page) -> int:
    return int(page.locator("[data-part=show-at]").inner_text().split("/")[1])
