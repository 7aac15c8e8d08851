"""What anybody can open is usable by everybody: axe finds nothing serious, and nothing runs off the side."""

import pytest

pytestmark = pytest.mark.browser

PAGES = ("/", "/fairs", "/sign-in", "/register", "/verify", "/khong-co-trang-nay")


@pytest.mark.parametrize("phone", [True, False], ids=["390", "1440"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages_are_accessible(site, person, serious, phone, scheme):
    page = person(phone=phone, color_scheme=scheme)
    found = {}
    for path in PAGES:
        page.goto(site / path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        if problems := serious(page):
            found[path] = problems
    assert found == {}
