"""A real server on a port of its own, real Chromium, and a camera that films what a test prints."""

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask_migrate import upgrade
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from werkzeug.serving import make_server

from fairapp import config as configuration, create_app
from fairapp.config import ROOT
from fairapp.db import db
from fairapp.seeds import units
from tests.browser.camera import film

AXE = ROOT / "node_modules/axe-core/axe.min.js"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator["Site"]:
    """The application as it is served, over a migrated and otherwise empty database."""
    instance = tmp_path_factory.mktemp("site")
    with _serving(instance) as site:
        yield site


class Site:
    """Where the pages are, and the application behind them for looking into its database."""

    def __init__(self, app, address: str) -> None:
        self.app = app
        self.address = address

    def __truediv__(self, path: str) -> str:
        return f"{self.address}/{path.lstrip('/')}"


@contextmanager
def _serving(instance: Path) -> Iterator[Site]:
    settings = configuration.read({"FAIRAPP_INSTANCE": str(instance)})
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line a request hides what failed
    server = make_server("127.0.0.1", 0, None, threaded=True)
    address = f"http://127.0.0.1:{server.port}"
    app = create_app(replace(settings, public_url=address))
    server.app = app
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        units.sow()
        db.session.commit()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(app, address)
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
        with app.app_context():
            db.engine.dispose()


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
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        return page

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def steward_phone(playwright, tmp_path) -> Iterator[Callable[[list], Page]]:
    """`steward_phone(pictures)` is a phone whose camera films these pictures, over and over."""
    opened = []

    def arrive(pictures: list) -> Page:
        video = film(pictures, tmp_path / "camera.y4m")
        browser = _launch(
            playwright,
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={video}",
        )
        opened.append(browser)
        context = browser.new_context(viewport=PHONE, permissions=["camera"], locale="vi-VN")
        return context.new_page()

    yield arrive
    for browser in opened:
        browser.close()


def _launch(playwright: Playwright, *arguments: str) -> Browser:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    # --no-sandbox: CI and containers run as root, where Chromium's sandbox cannot start.
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *arguments])


@pytest.fixture
def serious() -> Callable[[Page], list[str]]:
    """`serious(page)`: what axe finds on a page that is serious or critical."""
    source = AXE.read_text()

    def look(page: Page) -> list[str]:
        page.evaluate(source)  # evaluated by the debugger, so the page's own policy stays as it is
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{v['id']}: {v['nodes'][0]['html'][:120]}"
            for v in result["violations"]
            if v["impact"] in ("serious", "critical")
        ]

    return look
