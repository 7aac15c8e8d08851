"""Every page is usable by everybody: on a phone and at a desk, by day and by night, axe finds nothing
serious, nothing runs off the side, and no script or file fails."""

import pytest

from tests.browser.conftest import CAST
from tests.browser.looking import examine, runs_off
from tests.browser.steps import settled

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("who", [who for who in CAST if who != "organiser"])  # who has a file of their own
def test_every_page_is_fit_to_be_seen(demo_site, demo_person, demo_pages, serious, who):
    page = demo_person(who, phone=True, reduced_motion="reduce")  # a colour on its way has no contrast yet
    assert examine(page, demo_site, demo_pages, who, serious) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_refusal_is_fit_to_be_seen(demo_site, person, serious, scheme):
    page = person(phone=True, color_scheme=scheme)
    page.goto(demo_site / "khong-co-trang-nay")
    settled(page)
    assert runs_off(page) is None
    assert serious(page) == []
