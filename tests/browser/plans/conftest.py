"""A hall with a row of booths, and organisers who open its plan in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.models import Booth
from fairapp.services import accounts, booths
from tests.browser.steps import settled
from tests.factories import a_booth, a_fair, a_hall, an_organisation

PASSWORD = "mat-khau-di-thu"


@pytest.fixture
def plan(site, person):
    """A row of four booths in a hall of 24 × 15 m, and `open_plan()` for an organiser before it."""
    with site.app.app_context():
        fair = a_fair(owner=an_organisation(), hall=a_hall(width_cm=2400, depth_cm=1500))
        place = fair.sites[0]
        for n in range(4):
            a_booth(site=place, number=f"A{n + 1}", position=n, x_cm=300 + 300 * n, y_cm=300)
        booths.refresh(place)
        contacts = {}
        for name in ("Phạm Thị Thu", "Trần Văn Bình"):
            contacts[name] = f"{len(contacts)}-{fair.id}@ve.example"
            accounts.register(
                name=name,
                contact=contacts[name],
                password=PASSWORD,
                role=Role.ORGANISER,
                organisation=fair.owner,
            )
        db.session.commit()
        address, site_id = site / f"organiser/fairs/{fair.id}/plan", place.id

    def open_plan(who: str = "Phạm Thị Thu", **options) -> Page:
        page = person(**options)
        page.goto(site / "sign-in")
        page.locator("#contact").fill(contacts[who])
        page.locator("#password").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        expect(page).not_to_have_url(re.compile("sign-in"))
        page.goto(address)
        settled(page)
        expect(page.locator(".thing--booth")).to_have_count(4)
        return page

    def stands(number: str | None = None):
        with site.app.app_context():
            query = db.select(Booth).where(Booth.site_id == site_id).order_by(Booth.position)
            found = {b.number: (b.x_cm, b.y_cm, b.width_cm, b.depth_cm) for b in db.session.scalars(query)}
            return found if number is None else found.get(number)

    def lay(**places):
        """Put booths elsewhere before anybody looks."""
        with site.app.app_context():
            query = db.select(Booth).where(Booth.site_id == site_id, Booth.number.in_(places))
            for booth in db.session.scalars(query):
                booth.x_cm, booth.y_cm, booth.width_cm, booth.depth_cm = places[booth.number]
            db.session.commit()

    open_plan.stands, open_plan.lay, open_plan.site_id, open_plan.app = stands, lay, site_id, site.app
    return open_plan
