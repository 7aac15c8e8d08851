"""A phone speaks the language of its enrolment until its holder chooses the other, also offline."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.browser.gate_world import EMPTY, a_page, invite
from tests.browser.steps import until

pytestmark = pytest.mark.browser

# The address of the worker that opens the page without a network, once no other is on its way and it has
# loaded the page.
WORKER = """() => navigator.serviceWorker.getRegistration("/gate/").then((kept) =>
  kept?.active?.state === "activated" && !kept.waiting && !kept.installing && !window.isOld
    ? kept.active.scriptURL : "")"""


def told_by(page):
    """Nothing while the page is being loaded anew by its new worker."""
    with suppress(Error):
        return page.evaluate(WORKER)
    return ""


def test_the_language_is_chosen_offline_and_stays(gate_site, world, phone, pictures):
    context = phone([EMPTY])
    page = a_page(context, [])
    page.goto(invite(gate_site, world.gates[0]).replace("enrol#", "enrol?lang=en#"))
    page.get_by_role("button", name="Pair this phone").click()
    expect(page.locator("main")).to_have_attribute("data-view", "start", timeout=15_000)
    until(lambda: told_by(page).endswith("lang=en"))
    context.set_offline(True)
    page.goto(gate_site / "gate/")  # as from the home screen
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("a[hreflang=vi]").evaluate("(link) => link.click()")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page).to_have_url(re.compile(r"lang=vi$"))
    expect(page.locator("main")).to_have_attribute("data-view", "start")
    page.evaluate("window.isOld = true")
    context.set_offline(False)
    until(lambda: told_by(page).endswith("lang=vi"))
    expect(page.locator("main")).to_have_attribute("data-view", "start")
    context.set_offline(True)
    page.goto(gate_site / "gate/")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
