"""The plan editor: 600 booths moved in Chromium with a CPU four times as slow, 300 drawn by a script."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from flask_migrate import upgrade
from playwright.sync_api import CDPSession, Page, Playwright, expect, sync_playwright

from bench.servers import gunicorn
from fairapp import config as configuration, create_app
from fairapp.config import ROOT
from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.domain.booth_rows import Rows
from fairapp.seeds import lay_ground
from fairapp.services import accounts, booths
from fairapp.services.booths import BoothFacts
from tests.factories import a_fair, a_hall, an_organisation

CONTACT = "bench@ve.example"
PASSWORD = "mat-khau-do-toc-do"
SLOWER = 4
PATIENCE_MS = 120_000
FRAME_MS = 1000 / 60
MOST_SECONDS = 600
HALL = {"width_cm": 12_000, "depth_cm": 7_500}
BLOCK = Rows(
    x=300,
    y=300,
    per_row=30,
    rows=20,
    width=300,
    depth=280,
    prefix="A",
    row_aisle=100,
    back_to_back=True,
    aisle_at=(15,),
    aisle_width=300,
)
FILLED = {
    "x": "3", "y": "3", "per_row": "28", "rows": "10", "width": "3", "depth": "3", "row_aisle": "3",
    "prefix": "A", "first": "01",
}  # fmt: skip

# The times of frames in which nothing moves, or the floor a little, or it comes nearer and goes farther.
MEASURE = """async what => {
    const { stage } = document.querySelector('.editor').desk
    const acts = {
        nothing: () => 0,
        pan: n => stage.pan(Math.sin(n / 15) * 12, Math.cos(n / 20) * 9),
        zoom: n => stage.zoom(n % 60 < 30 ? 1.02 : 1 / 1.02),
    }
    const frames = []
    await new Promise(done => {
        let last = null, n = 0
        const tick = now => {
            if (last !== null) frames.push(now - last)
            last = now
            if (n++ === 180) { done(); return }
            acts[what](n)
            requestAnimationFrame(tick)
        }
        requestAnimationFrame(tick)
    })
    return frames
}"""


def rows() -> Iterator[tuple[str, str, str]]:
    with TemporaryDirectory() as folder, sync_playwright() as started:
        environ = {"FAIRAPP_INSTANCE": folder}
        full, empty = _prepare(environ)
        with gunicorn("wsgi:app", environ) as (port, _pid), _browser(started) as page:
            _sign_in(page, port)
            yield from _frames(page, f"http://127.0.0.1:{port}/organiser/fairs/{full}/plan")
            yield _drawing(page, f"http://127.0.0.1:{port}/organiser/fairs/{empty}/plan")


@contextmanager
def _browser(started: Playwright) -> Iterator[Page]:
    """Closed before the server, which would wait for its open connections."""
    browser = started.chromium.launch(executable_path=chromium(started), args=["--no-sandbox"])
    try:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE_MS)
        yield page
    finally:
        browser.close()


def _prepare(environ: dict[str, str]) -> tuple[int, int]:
    """A fair with 600 booths on its plan, and one with an empty hall."""
    app = create_app(configuration.read(environ))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        lay_ground()
        house = an_organisation()
        organiser = accounts.register(
            name="Ban tổ chức", contact=CONTACT, password=PASSWORD, role=Role.ORGANISER, organisation=house
        )
        full, empty = (a_fair(owner=house, hall=a_hall(**HALL)) for _ in range(2))
        booths.add_rows(organiser, full.sites[0], BLOCK, BoothFacts())
        ids = full.id, empty.id
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return ids


def _sign_in(page: Page, port: int) -> None:
    page.goto(f"http://127.0.0.1:{port}/sign-in")
    page.locator("#contact").fill(CONTACT)
    page.locator("#password").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def _frames(page: Page, address: str) -> Iterator[tuple[str, str, str]]:
    """Frames of a floor that moves beside those of one that rests, on a CPU that the browser slows down."""
    page.goto(address)
    expect(page.locator(".thing--booth")).to_have_count(600, timeout=PATIENCE_MS)
    page.wait_for_timeout(1500)
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable", {"timeDomain": "threadTicks"})
    for what in ("pan", "zoom"):
        before = _cpu(browser)
        frames = len(page.evaluate(MEASURE, what))
        spent = SLOWER * (_cpu(browser) - before) * 1000 / frames
        aim = _aim(spent < FRAME_MS, f"within the {FRAME_MS:.1f} ms of a frame")
        yield f"600 booths, {what}: CPU a frame, {SLOWER} times", f"{spent:.1f} ms", aim
    browser.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    for what in ("nothing", "pan", "zoom"):
        times = sorted(page.evaluate(MEASURE, what))
        late = sum(time > FRAME_MS * 1.5 for time in times)
        figure = f"{median(times):.1f}, {times[len(times) * 95 // 100]:.1f} ms"
        yield f"  4x slower, {what}: median, 95 of 100", figure, f"{late} of {len(times)} left out"


def _cpu(browser: CDPSession) -> float:
    """Seconds that the page's own thread has worked."""
    found = browser.send("Performance.getMetrics")["metrics"]
    return next(each["value"] for each in found if each["name"] == "TaskDuration")


def _drawing(page: Page, address: str) -> tuple[str, str, str]:
    """An empty hall filled as somebody would: a block of rows, then a food court booth by booth."""
    begun = time.monotonic()
    page.goto(address)
    page.get_by_role("button", name="Tạo dãy gian").click()
    for name, value in FILLED.items():
        page.locator(f"[data-rows-form] [name={name}]").fill(value)
    page.locator("[data-rows-form] [name=letter_per_row]").check()
    page.get_by_role("button", name="Thêm vào sơ đồ").click()
    expect(page.locator(".thing--booth")).to_have_count(280, timeout=PATIENCE_MS)
    page.get_by_role("button", name="Vẽ gian").click()
    for n in range(20):
        _draw_one(page, 300 + 400 * n)
    expect(page.locator(".thing--booth")).to_have_count(300, timeout=PATIENCE_MS)
    expect(page.locator(".editor")).to_have_attribute("data-waiting", "0", timeout=PATIENCE_MS)
    seconds = time.monotonic() - begun
    aim = _aim(seconds < MOST_SECONDS, f"under {MOST_SECONDS} s")
    return "300 booths drawn by a scripted user", f"{seconds:.0f} s", aim


def _aim(reached: bool, aim: str) -> str:
    return f"aim {aim}: {'reached' if reached else 'missed'}"


def _draw_one(page: Page, x: int) -> None:
    start, end = (
        page.evaluate(
            """([x, y]) => {
                const { frame, camera } = document.querySelector('.editor').desk.stage
                const box = frame.getBoundingClientRect()
                return [box.left + (x - camera.x) * camera.scale, box.top + (y - camera.y) * camera.scale]
            }""",
            point,
        )
        for point in ([x, 6500], [x + 300, 6800])
    )
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=3)
    page.mouse.up()


def chromium(started: Playwright) -> str | None:
    own = Path(started.chromium.executable_path)
    return str(own) if own.exists() else shutil.which("chromium") or shutil.which("google-chrome")
