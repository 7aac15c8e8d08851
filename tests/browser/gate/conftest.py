"""A fair that is open now behind a server that may misbehave, and phones whose cameras film its badges."""

import os
import time

import pytest
from PIL import Image

from fairapp.db import db, now
from fairapp.documents import qr
from fairapp.documents.pass_sheet import Paper
from fairapp.domain.calendar import local
from fairapp.models import Fair, Pass
from fairapp.seeds import lay_ground
from fairapp.services import passes
from tests import postgres
from tests.browser import gate_world
from tests.browser.camera import film
from tests.browser.paper import look_at, photograph
from tests.browser.serving import fill, serving


@pytest.fixture(scope="session", autouse=True)
def a_day_that_lasts():
    """The fair opens today: the minutes around midnight are waited out."""
    while not "00:02" <= f"{local(now()):%H:%M}" < "23:50":
        time.sleep(5)


@pytest.fixture(scope="session")
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
