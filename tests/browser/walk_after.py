"""The walk from the badges on: gate, diary, sponsor, figures."""

import io
import re
from pathlib import Path
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Page, expect

from fairapp.db import now
from fairapp.domain.calendar import local
from tests.browser.gate_world import begin, enrol, expect_word
from tests.browser.paper import Printed, look_at, read_badges, read_text
from tests.browser.steps import answered, settled
from tests.browser.walk_before import FAIR, PRODUCER

# --- 7. passes -----------------------------------------------------------------------------------


def print_badges(page: Page, fair: str, folder: Path) -> list[Printed]:
    """Issue, print as A6, and read names and codes back from the paper."""
    page.goto(f"{fair}/passes")
    answered(page, page.get_by_role("button", name="Cấp thẻ theo sơ đồ"))
    page.goto(f"{fair}/passes/print?paper=a6&heap=all")
    with page.expect_download() as download:
        page.locator("form[data-part] button").first.click()
    path = folder / "badges.pdf"
    download.value.save_as(path)
    badges = read_badges(path)
    assert {badge.name for badge in badges} == {"Vũ Thị Lan", "Nguyễn Thị Thuỳ Dương"}
    assert all("/P/" in badge.code for badge in badges)
    return badges


# --- 8. the gate ---------------------------------------------------------------------------------


def set_up_gate(page: Page, fair: str) -> str:
    """A gate, and what the code on the organiser's screen says to a phone."""
    page.goto(f"{fair}/gates/set-up")
    page.locator("#gate-name").fill("Cổng chính")
    answered(page, page.get_by_role("button", name="Thêm cổng"))
    page.goto(f"{fair}/gates/devices")
    page.get_by_role("button", name=re.compile("mã ghép|Ghép máy")).first.click()
    shown = page.locator(".pairing__code").screenshot()
    return look_at(Image.open(io.BytesIO(shown)).convert("L"))[0]


def scan_badge(page: Page, pairing: str) -> None:
    enrol(page, pairing)
    begin(page)
    expect_word(page, "VÀO")
    expect(page.locator("[data-part=verdict]")).to_be_hidden()  # back to the camera by itself
    expect_word(page, "ĐÃ VÀO")


def register_visitor(page: Page, site) -> str:
    page.goto(site / "fairs?q=ha+long")  # other walks hold fairs, too
    page.get_by_role("link", name=FAIR).first.click()
    page.get_by_role("link", name="Lấy mã vào cổng").click()
    page.locator("#name").fill("Trần Quốc Bảo")
    page.locator("#consent").check()
    page.get_by_role("button", name="Lấy mã vào cổng").click()
    return page.locator(".holder__id").inner_text().replace("Số thẻ", "").strip()


def type_printed_id(page: Page, code: str) -> None:
    page.get_by_role("button", name="Nhập mã").click()
    page.locator("#typed").fill(code.lower())
    page.get_by_role("button", name="Kiểm tra").click()
    expect_word(page, "VÀO")


def count_people(page: Page) -> None:
    page.get_by_role("button", name="Bấm đếm").click()
    with page.expect_response(re.compile("/clicks$")) as response:
        page.get_by_role("button", name=re.compile(r"\+\s*5")).first.click()
    expect(page.get_by_text("Vừa đếm 5 khách")).to_be_visible()
    assert response.value.json()["delta"]["counts"]["clicks"] == 5


def board_adds_up(page: Page, fair: str) -> None:
    page.goto(f"{fair}/gates")
    expect(page.locator(".stat").first).to_contain_text("8")  # two badges, a visitor, five clicked in
    expect(page.get_by_role("row", name=re.compile("Cổng chính")).first).to_be_visible()


# --- 9. the evening ------------------------------------------------------------------------------


def keep_diary(page: Page, site) -> None:
    page.goto(site / "producer")
    page.get_by_role("link", name="Nhập doanh số").first.click()
    page.locator("#total").fill("12tr5")
    page.get_by_role("button", name="Lưu ngày này").click()
    expect(page.get_by_role("button", name="Sửa lại ngày này")).to_be_visible()
    expect(page.get_by_text("12.500.000").first).to_be_visible()


def sign_agreement(page: Page, fair: str) -> None:
    page.goto(f"{fair}/agreements/new")
    page.locator("#kind").select_option("memorandum")
    page.locator("#level").select_option("businesses")
    page.locator("#party_a").fill(PRODUCER)
    page.locator("#party_b").fill("Siêu thị MM Mega Market")
    page.locator("#value").fill("300 triệu")
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text("Siêu thị MM Mega Market").first).to_be_visible()


# --- 10. after closing ---------------------------------------------------------------------------


def promise_and_deliver(page: Page, fair: str) -> tuple[str, str]:
    page.goto(f"{fair}/sponsors/new")
    page.locator("#name").fill("Ngân hàng Hạ Long")
    page.locator("#tier").select_option("gold")
    page.locator("#contribution").fill("200 triệu")
    page.locator("main form button[type=submit]").first.click()
    page.locator("#what").fill("Logo trên thẻ ra vào")
    page.locator("#promised").fill("2")
    page.locator("form[action$='/benefits'] button[type=submit]").click()
    page.get_by_role("link", name="Logo trên thẻ ra vào").click()
    page.locator("#delivered").fill("2")
    page.locator("#proof").fill("Hai thẻ A6 in ngày khai mạc")
    page.locator("main form button[type=submit]").first.click()
    page.locator("#contact").fill("huy@nganhang.example")
    page.locator("form[action$='/account'] button[type=submit]").click()
    return "huy@nganhang.example", page.locator("dd code").inner_text()


def end_early(page: Page, fair: str) -> None:
    """The organiser closes the hall now: tomorrow's session is taken away and today's ends."""
    page.goto(f"{fair}/sites")
    page.get_by_role("link", name="Sửa địa điểm và phiên").click()
    rows = page.locator(".sessions__row")
    rows.nth(1).get_by_role("checkbox").check()
    rows.nth(0).locator("input").nth(1).fill(f"{local(now()):%H:%M}")
    page.get_by_role("button", name="Lưu các phiên").click()
    expect(rows).to_have_count(1)
    page.goto(f"{fair}/reports")
    settled(page)
    page.get_by_role("button", name="Khoá sổ hội chợ").click()
    page.get_by_role("dialog").get_by_role("button", name="Khoá sổ").click()
    expect(page.get_by_role("button", name="Khoá sổ hội chợ")).to_have_count(0)


def freeze(page: Page, fair: str, folder: Path) -> str:
    """The text of the summary's PDF."""
    page.get_by_role("button", name="Chốt số liệu").click()
    expect(page.get_by_text("Bản chốt số 1").first).to_be_visible()
    link = page.get_by_role("link", name="Báo cáo tổng kết (PDF)")
    return read_text(_fetch(page, link.get_attribute("href")), folder / "summary.pdf")


def download_sponsor_report(page: Page, folder: Path) -> str:
    page.get_by_role("link", name=FAIR).first.click()
    link = page.locator("a[href$='.pdf']").first
    return read_text(_fetch(page, link.get_attribute("href")), folder / "sponsor.pdf")


def _fetch(page: Page, path: str) -> bytes:
    """What this person's browser gets at an address of the page's site."""
    answer = page.context.request.get(urljoin(page.url, path))
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()
