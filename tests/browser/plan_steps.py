"""A hand on the plan editor: where a point is, a drag, a thing by its number, what the server has kept."""

import re

from playwright.sync_api import Page, expect


def at(page: Page, x: int, y: int) -> tuple[float, float]:
    """Where on the screen a point of the plan is."""
    return tuple(
        page.evaluate(
            """([x, y]) => {
                const { frame, camera } = document.querySelector('.editor').desk.stage
                const box = frame.getBoundingClientRect()
                return [box.left + (x - camera.x) * camera.scale, box.top + (y - camera.y) * camera.scale]
            }""",
            [x, y],
        )
    )


def drag(page: Page, start: tuple[int, int], end: tuple[int, int]) -> None:
    page.mouse.move(*at(page, *start))
    page.mouse.down()
    page.mouse.move(*at(page, *end), steps=6)
    page.mouse.up()


def saved(page: Page) -> None:
    expect(page.locator("[data-state]")).to_have_text(re.compile("^(Đã lưu)?$"))
    expect(page.locator(".editor")).to_have_attribute("data-waiting", "0")


def thing(page: Page, number: str):
    return page.get_by_role("button", name=re.compile(f"^Gian {number},"))
