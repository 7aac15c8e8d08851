"""Looking at pages as everybody meets them: on a phone and at a desk, by day and by night."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.conftest import CAST, DESK, PHONE
from tests.browser.steps import settled

# Tables whose rows become cards on a phone are meant to be seen whole; only the others may scroll.
CUT = """[...document.querySelectorAll('.table-wrap')]
    .filter(wrap => wrap.scrollWidth > wrap.clientWidth && wrap.querySelector('.list-table--cards'))
    .map(wrap => wrap.querySelector('caption').textContent)"""


def examine(page: Page, site, pages: dict[str, dict[str, str]], who: str, serious) -> dict[str, list[str]]:
    """What is wrong with the pages that this person may open; who may open them earlier looks closely."""
    earlier = {endpoint for other in _before(who) for endpoint in pages[other]}
    troubles = _listen(page)
    found = {}
    for endpoint, path in pages[who].items():
        troubles.clear()
        page.goto(site / path, wait_until="load")
        seen = list(_look(page, serious if endpoint not in earlier else None))
        if problems := seen + troubles:
            found[path] = problems
    return found


def _before(who: str) -> list[str]:
    names = list(CAST)
    return names[: names.index(who)]


def _listen(page: Page) -> list[str]:
    """What the page complains of: errors on its console (the policy's among them) and files that fail."""
    troubles: list[str] = []

    def failed(request) -> None:
        if request.failure != "net::ERR_ABORTED":  # broken off because the page was left
            troubles.append(f"{request.failure}: {request.url}")

    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", failed)
    page.on(
        "response", lambda got: troubles.append(f"{got.status}: {got.url}") if got.status >= 400 else None
    )
    return troubles


def _look(page: Page, serious) -> Iterator[str]:
    """A phone by day, a desk by night; without `serious` only the widths."""
    settled(page)
    if not page.title():
        yield "no title"
    for viewport, scheme in ((PHONE, "light"), (DESK, "dark")):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        if wide := runs_off(page):
            yield wide
        yield from (f"{viewport['width']}: cut table: {caption}" for caption in page.evaluate(CUT))
        if serious:
            yield from (f"{scheme}, {viewport['width']}: {problem}" for problem in serious(page))
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")


def runs_off(page: Page) -> str | None:
    wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return f"runs off the side: {wide} of {room}" if wide > room else None
