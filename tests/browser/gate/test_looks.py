"""What a gate phone shows while somebody scans is legible to everybody: nothing that axe calls serious."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.gate_world import begin, enrol, expect_word, invite, type_like_a_scanner

pytestmark = pytest.mark.browser

# A verdict goes after a second or two, axe may need longer.
VERDICTS_STAY = """const wait = setTimeout;
  const longer = (ms) => ([1200, 2000].includes(ms) ? 600_000 : ms);
  globalThis.setTimeout = (act, ms, ...more) => wait(act, longer(ms), ...more);"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_scanning_views_have_nothing_serious(scheme, gate_site, world, person, serious):
    page = person(phone=True, color_scheme=scheme)
    page.add_init_script(VERDICTS_STAY)
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    assert serious(page) == []
    type_like_a_scanner(page, world.codes[50 if scheme == "light" else 51])
    expect(page.locator("[data-part=verdict]")).to_be_visible()
    assert serious(page) == []
    expect_word(page, "VÀO")
    type_like_a_scanner(page, world.forged)
    expect_word(page, "THẺ GIẢ")
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Bấm đếm").click()
    assert serious(page) == []
    page.get_by_role("button", name=re.compile("Quét thẻ|Về soát thẻ|Soát thẻ")).first.click()
    page.get_by_role("button", name="Việc khác").click()
    assert serious(page) == []
