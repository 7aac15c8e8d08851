"""A real server on a port of its own, real Chromium, and a camera that films what a test prints."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from fairapp import seeds
from fairapp.config import ROOT
from fairapp.db import db
from fairapp.seeds import lay_ground
from fairapp.seeds.accounts import DEMO_ACCOUNTS, PASSWORD
from tests import midnight
from tests.browser.camera import film, filming
from tests.browser.serving import Site, fill, serving
from tests.browser.steps import settled
from tests.house.crawl import Seen, walk
from tests.once import once

AXE = ROOT / "node_modules/axe-core/axe.min.js"
PATIENCE = 60_000  # ms: a test says what is true, not how fast a busy machine is
expect.set_options(timeout=PATIENCE)
# A colour on its way has no contrast yet; what turns for ever is not waited for.
AT_REST = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => one.playState === "running" && one.effect?.getComputedTiming().endTime < Infinity)
  .map((one) => one.finished))"""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


def pytest_runtest_setup():
    midnight.wait_out(minutes=6)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    """The application as it is served, over a migrated and otherwise empty database."""
    instance = tmp_path_factory.mktemp("site")
    fill(instance, lay_ground)
    with serving(instance) as site:
        yield site


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory) -> Path:
    """An instance with the demo data and pages.json, for copies."""

    def make(instance: Path) -> None:
        app = fill(instance, lambda: list(seeds.sow()))
        (instance / "pages.json").write_text(json.dumps(_pages(app)))
        with app.app_context():
            db.engine.dispose()

    return once(tmp_path_factory, "demo-data", make)


@pytest.fixture(scope="session")
def demo_site(demo_data, tmp_path_factory) -> Iterator[Site]:
    """The same over the demo data: for tests that only read."""
    instance = tmp_path_factory.mktemp("demo") / "instance"
    shutil.copytree(demo_data, instance)
    with serving(instance) as site:
        yield site


# In the order in which they look: a page that several may open is examined closely with the first of them.
CAST = {"visitor": None} | {demo.key: demo.contact for demo in DEMO_ACCOUNTS if demo.key != "stranger"}


@pytest.fixture(scope="session")
def demo_pages(demo_data) -> dict[str, dict[str, str]]:
    """{who: {endpoint: the path of its fullest page}}: of a list that is empty nothing can be seen."""
    return json.loads((demo_data / "pages.json").read_text())


def _is_page(answer: Seen) -> bool:
    return answer.status == 200 and answer.text.startswith("<!doctype html>")


def _pages(app: Flask) -> dict[str, dict[str, str]]:
    pages = {}
    for who, contact in CAST.items():
        pages[who] = {
            endpoint: max(whole, key=lambda answer: len(answer.text)).path
            for endpoint, answers in walk(app, contact).items()
            if (whole := [answer for answer in answers if _is_page(answer)])
        }
    return pages


@pytest.fixture
def demo_person(demo_site, person) -> Callable[..., Page]:
    """`demo_person("organiser")` has signed in; options as of `person`."""

    def arrive(who: str, **options) -> Page:
        page = person(**options)
        if CAST[who]:
            page.goto(demo_site / "sign-in")
            page.locator("#contact").fill(CAST[who])
            page.locator("#password").fill(PASSWORD)
            page.locator("main button[type=submit]").click()
            page.wait_for_url(lambda url: "sign-in" not in url)
        return page

    return arrive


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright) -> Iterator[Browser]:
    launched = _launch(playwright)
    yield launched
    launched.close()


@pytest.fixture
def person(browser) -> Iterator[Callable[..., Page]]:
    """`person()` is somebody with a browser of their own; phone=True gives them a small screen."""
    contexts = []

    def arrive(*, phone: bool = False, **options) -> Page:
        context = browser.new_context(
            viewport=PHONE if phone else DESK,
            has_touch=phone,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        return page

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def phone(playwright, executable, tmp_path) -> Iterator[Callable[..., BrowserContext]]:
    """`phone(pictures)` opens the same browser of the same phone again; its camera films these pictures."""
    opened = []

    def switch_on(pictures: list[Image.Image] | None = None, **options) -> BrowserContext:
        camera = []
        if pictures:
            camera = filming(film(pictures, tmp_path / f"camera{len(opened)}.y4m"))
            options["permissions"] = ["camera"]
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=executable,
            args=["--no-sandbox", *camera],
            viewport=PHONE,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield switch_on
    for context in opened:
        context.close()


@pytest.fixture
def steward_phone(playwright, tmp_path) -> Iterator[Callable[[list], Page]]:
    """`steward_phone(pictures)` is a phone whose camera films these pictures, over and over."""
    opened = []

    def arrive(pictures: list) -> Page:
        browser = _launch(playwright, *filming(film(pictures, tmp_path / "camera.y4m")))
        opened.append(browser)
        context = browser.new_context(viewport=PHONE, permissions=["camera"], locale="vi-VN")
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    yield arrive
    for browser in opened:
        browser.close()


@pytest.fixture(scope="session")
def executable(playwright) -> str | None:
    return _executable(playwright)


def _executable(playwright: Playwright) -> str | None:
    own = Path(playwright.chromium.executable_path)  # there on Ubuntu only: see scripts/system_packages.py
    return str(own) if own.exists() else shutil.which("chromium") or shutil.which("google-chrome")


def _launch(playwright: Playwright, *arguments: str) -> Browser:
    path = _executable(playwright)
    # --no-sandbox: CI and containers run as root, where Chromium's sandbox cannot start.
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *arguments])


@pytest.fixture
def serious() -> Callable[[Page], list[str]]:
    """`serious(page)`: what axe finds on a page that is serious or critical."""
    source = AXE.read_text()

    def look(page: Page) -> list[str]:
        settled(page)
        page.evaluate(AT_REST)
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)  # evaluated by the debugger, so the page's own policy stays as it is
        result = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
        return [
            f"{v['id']}: {v['nodes'][0]['html'][:120]}"
            for v in result["violations"]
            if v["impact"] in ("serious", "critical")
        ]

    return look
