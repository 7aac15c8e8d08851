"""A reviewer without a mouse: scores, decides and reads on through three applications."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.scoring import DEFAULT_CRITERIA
from fairapp.models import Application, Assessment
from fairapp.services import accounts
from tests.browser.steps import settled
from tests.factories import PASSWORD, a_ready_application, an_open_fair

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def desk(site):
    """A fair with three applications to be judged, and who judges them."""
    with site.app.app_context():
        fair = an_open_fair()
        organiser = accounts.register(
            name="Phạm Thị Thu", contact="ban-phim@example.vn", password=PASSWORD, role=Role.ORGANISER
        )
        organiser.organisation = fair.owner
        rows = [a_ready_application(fair=fair, state=ApplicationState.ENDORSED) for _ in range(3)]
        found = fair.id, organiser.email, [row.id for row in rows]
        db.session.commit()
    return found


def test_three_applications_are_decided_by_keyboard(site, person, desk, serious):
    fair_id, email, ids = desk
    page = person()
    page.goto(site / "sign-in")
    page.locator("#contact").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)

    page.goto(site / f"organiser/fairs/{fair_id}/applications/board")
    assert serious(page) == []
    page.locator(".board__card a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/applications/{ids[0]}?**")

    for number, verdict in enumerate("nct"):
        here = f"**/applications/{ids[number]}?**"
        page.wait_for_url(here)
        settled(page)
        if not number:
            assert serious(page) == []
            page.keyboard.press("?")
            expect(page.locator("#keys")).to_be_visible()
            page.keyboard.press("Escape")
            expect(page.locator("#keys")).to_be_hidden()
            page.keyboard.press("j")
            page.wait_for_url(f"**/applications/{ids[1]}?**")
            settled(page)
            page.keyboard.press("k")
            page.wait_for_url(here)
            settled(page)
        for _ in DEFAULT_CRITERIA:
            page.keyboard.press(str(5 - number))
        page.keyboard.press(verdict)
        if verdict == "t":
            expect(page.locator("[name=reason]")).to_be_focused()
            page.keyboard.type("Hết chỗ cho nhóm hàng này, n t 3 j")
            page.keyboard.press("Control+Enter")
        else:
            page.keyboard.press("Enter")
    page.wait_for_url(f"**/fairs/{fair_id}/applications?**")

    with site.app.app_context():
        rows = [db.session.get(Application, id_) for id_ in ids]
        assert [row.decision for row in rows] == [Decision.ACCEPT, Decision.WAITLIST, Decision.REFUSE]
        assert rows[2].decision_reason == "Hết chỗ cho nhóm hàng này, n t 3 j"
        sheets = db.session.scalars(select(Assessment).order_by(Assessment.application_id)).all()
        assert [{line.points for line in sheet.scores} for sheet in sheets] == [{5}, {4}, {3}]
