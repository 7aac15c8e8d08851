"""A fair that is open now behind a server that may misbehave, and phones whose cameras film its badges."""

import os
from collections.abc import Iterator

import pytest
from PIL import Image

from fairapp.db import db
from fairapp.documents import qr
from fairapp.documents.pass_sheet import Paper
from fairapp.models import Fair, Pass
from fairapp.seeds import lay_ground
from fairapp.services import passes
from tests import postgres
from tests.browser import gate_world
from tests.browser.paper import look_at, photograph
from tests.browser.serving import fill, serving


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


@pytest.fixture(autouse=True)
def as_it_was(gate_site) -> Iterator[None]:
    """A test that fails half-way leaves the others a server that behaves."""
    yield
    for misbehaviour in (gate_site.dies, gate_site.deployed):
        misbehaviour.unlink(missing_ok=True)
    if not gate_site.runs:
        gate_site.start()


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
        (folder / "sheet.pdf").write_bytes(passes.draw_sheet(fair, badges, Paper.A6, {}))
    (folder / "forged.png").write_bytes(qr.png(world.forged, 8))
    printed = [look_at(page)[1] for page in photograph(folder / "sheet.pdf")]
    with Image.open(folder / "forged.png") as forged:
        return [*printed, forged.copy()]
