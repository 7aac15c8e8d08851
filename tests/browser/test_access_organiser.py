"""As test_access, for the half of all pages that are the organiser's: a file is one worker's."""

import pytest

from tests.browser.looking import examine

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_page_of_the_organiser_is_fit_to_be_seen(demo_site, demo_person, demo_pages, serious):
    page = demo_person("organiser", phone=True, reduced_motion="reduce")
    assert examine(page, demo_site, demo_pages, "organiser", serious) == {}
