"""Without a mouse: the focus is seen, the main action is reached, and a dialog gives the focus back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import settled

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_STOPS = 150

# (who, endpoint or path, what to look for there, the words of the action that the page is for)
PLACES = {
    "sign-in": ("visitor", "accounts.sign_in", "", "Đăng nhập"),
    "public fair": ("visitor", "fairs.show", "", "Lấy mã vào cổng"),
    "application form": ("producer", "producer_applications.show", "", "Gửi đơn"),
    "evening diary": ("producer", "producer_sales.diary", "", "Lưu ngày này|Sửa lại ngày này"),
    "plan table": ("organiser", "organiser_table.show", "?q=T", "Lưu cả bảng"),
    "applications": ("organiser", "organiser_applications.index", "?q=che", "Ghi, chưa công bố"),
    "gate": ("visitor", "/gate/", "", "Mở máy ảnh để quét mã ghép"),
}

# What the focus changes: on the element, what it is made of and what stands around it.
LOOK = """el => [
    el, ...[...el.querySelectorAll('*')].slice(0, 12), el.parentElement, ...el.parentElement.children
    ].map(part => {
        const style = getComputedStyle(part)
        const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
            && !/transparent|, 0\\)$/.test(style.outlineColor)
        return [outlined && style.outlineColor, style.boxShadow, style.borderColor, style.backgroundColor,
            style.stroke, style.strokeWidth, style.fill].join(' ')
    }).join('|')"""

# Whether any point of the element, or of the label that stands for it, is on the screen and on top.
UNCOVERED = """el => [el, ...(el.labels || []), el.parentElement].some(part => {
    const { left, top, width, height } = part.getBoundingClientRect()
    return [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].some(([x, y]) => {
        const hit = document.elementFromPoint(left + width * x, top + height * y)
        return hit && (part.contains(hit) || hit.contains(el))
    })
})"""


@pytest.mark.parametrize("phone", [True, False], ids=["390", "1440"])
@pytest.mark.parametrize("place", PLACES)
def test_focus_is_seen_and_reaches_the_main_action(demo_site, demo_person, demo_pages, place, phone):
    who, endpoint, query, action = PLACES[place]
    page = demo_person(who, phone=phone, reduced_motion="reduce")
    page.goto(demo_site / (demo_pages[who].get(endpoint, endpoint) + query))
    settled(page)
    expect(page.locator(".spinner:visible")).to_have_count(0)  # a gate phone opens its store first
    page.evaluate("document.activeElement.blur()")
    names, lost = [], []
    for stop in _tab_through(page):
        name = stop["name"]
        names.append(name)
        if not stop["marked"] or not stop["uncovered"]:
            lost.append(stop)
        if name in action.split("|"):
            break
    assert lost == []
    assert names[-1] in action.split("|"), names


@pytest.mark.parametrize(
    "who, endpoint",
    [("visitor", "public.home"), ("producer", "producer_home.index"), ("organiser", "organiser_booths.plan")],
)
def test_first_stop_skips_to_the_content(demo_site, demo_person, demo_pages, who, endpoint):
    page = demo_person(who)
    page.goto(demo_site / demo_pages[who][endpoint])
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#content').contains(document.activeElement)")


def test_question_keeps_the_focus_and_gives_it_back(demo_site, demo_person, demo_pages):
    page = demo_person("organiser")
    page.goto(demo_site / demo_pages["organiser"]["organiser_sponsors.edit"])
    settled(page)
    remove = page.locator("form[data-confirm] button[type=submit]")
    _ask_and_leave(page, remove)


def test_menu_closes_on_escape_and_gives_the_focus_back(demo_site, demo_person):
    page = demo_person("producer", phone=True)
    settled(page)
    summary = page.locator(".menu > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu__panel")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.menu__panel').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.locator(".menu__panel")).to_be_hidden()
    expect(summary).to_be_focused()


def _ask_and_leave(page: Page, opener) -> None:
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(8):
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog[open]')"
        )
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def _tab_through(page: Page) -> Iterator[dict]:
    """Each stop of the Tab key: its name, whether the focus changes its look, whether it can be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        yield page.evaluate(
            f"""() => {{
                const el = document.activeElement, look = {LOOK}, uncovered = {UNCOVERED}
                const name = el.ariaLabel || el.labels?.[0]?.textContent || el.innerText || el.textContent
                const stop = {{name: name.replace(/\\s+/g, ' ').trim(), uncovered: uncovered(el)}}
                const focused = look(el)
                el.blur()
                stop.marked = look(el) !== focused
                el.focus({{preventScroll: true}})
                return stop
            }}"""
        )
