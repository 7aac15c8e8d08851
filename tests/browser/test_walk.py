"""One fair through all ten stations, each person with a browser of their own, everything by clicking."""

import io
import re
import time
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from fairapp.db import db, now
from fairapp.domain.accounts import Role
from fairapp.domain.calendar import local, local_day
from fairapp.jobs import allocations
from fairapp.services import accounts
from tests.browser import steps
from tests.browser.gate_world import begin, enrol
from tests.browser.paper import Printed, look_at, read_badges, read_text
from tests.browser.steps import sign_in

pytestmark = pytest.mark.browser

FAIR = "Hội chợ OCOP Hạ Long – Thử nghiệm"
PRODUCER = "Hợp tác xã Chè Quảng La"


@pytest.fixture(autouse=True)
def a_day_that_lasts():
    """The fair opens today and closes while we walk: the minutes around midnight are waited out."""
    while not "00:02" <= f"{local(now()):%H:%M}" < "23:56":
        time.sleep(5)


def today() -> date:
    return local_day(now())


def test_a_whole_fair_from_its_dates_to_the_sponsors_report(site, person, steward_phone, tmp_path):
    organiser = person()
    sign_in(organiser, site, an_organiser(site))
    fair = create_fair(organiser, site)
    lay_out_hall(organiser, fair)
    announce_fair(organiser, fair)
    lead_login = give_quota(organiser, fair)

    producer = person(phone=True)
    steps.register_producer(producer, site, PRODUCER, "0912 345 678")
    fill_profile(producer, site)
    expired_certificate_is_named(producer, site)
    lead = person(phone=True)
    sign_in(lead, site, lead_login)
    endorse(lead)
    decide_and_announce(organiser, fair)
    allocate_and_publish(organiser, site, fair)
    exhibitor_sees_why(producer, site)

    badges = print_badges(organiser, fair, tmp_path)
    pairing = set_up_gate(organiser, fair)
    steward = steward_phone([badge.picture for badge in badges])
    scan_badge(steward, pairing)
    visitor = person(phone=True)
    visitor_code = register_visitor(visitor, site)
    type_printed_id(steward, visitor_code)
    count_people(steward)
    board_adds_up(organiser, fair)

    keep_diary(producer, site)
    sign_agreement(organiser, fair)
    sponsor_login = promise_and_deliver(organiser, fair)
    end_early(organiser, fair)
    figures = freeze(organiser, fair, tmp_path)
    assert "12.500.000" in figures
    sponsor = person()
    sign_in(sponsor, site, sponsor_login)
    report = download_sponsor_report(sponsor, tmp_path)
    for words in ("Ngân hàng Hạ Long", "Logo trên thẻ ra vào", FAIR):
        assert words in report, words
    assert "12.500.000" not in report  # one exhibitor's sales are nobody else's to read


def an_organiser(site) -> tuple[str, str]:
    with site.app.app_context():
        accounts.register(
            name="Phạm Thị Thu",
            contact="thu@quangninh.example",
            password=steps.PASSWORD,
            role=Role.ORGANISER,
            organisation=accounts.get_or_create_organisation("Sở Công Thương Quảng Ninh"),
        )
        db.session.commit()
    return "thu@quangninh.example", steps.PASSWORD


# --- 2. dates and hall ---------------------------------------------------------------------------


def create_fair(page: Page, site) -> str:
    """Give the address of the fair's own pages."""
    page.goto(site / "organiser/fairs/new")
    page.locator("#name").fill(FAIR)
    page.locator("#kind").select_option("fair")
    page.locator("#unit").select_option("quang-ninh")
    page.locator("#organisers").fill("UBND tỉnh Quảng Ninh\nSở Công Thương Quảng Ninh")
    page.locator("#hotline").fill("0203 3825 000")
    page.locator("input[name=basis_kind]").first.check()
    page.locator("#basis_number").fill("123/KH-UBND")
    page.locator("#basis_date").fill((today() - timedelta(days=60)).isoformat())
    page.locator("#basis_issuer").fill("UBND tỉnh Quảng Ninh")
    page.locator("#apply_until").fill(f"{today() + timedelta(days=1)}T17:00")
    page.get_by_role("button", name="Lập bản nháp").click()
    expect(page.get_by_text(FAIR).first).to_be_visible()
    fair = re.match(r".*/organiser/fairs/\d+", page.url)[0]

    page.goto(f"{fair}/sites/new")
    page.locator("#name").fill("Sảnh chính")
    page.locator("#hall").select_option("new")
    page.locator("#venue").select_option("new")
    page.locator("#venue_name").fill("Cung Quy hoạch, Hội chợ và Triển lãm tỉnh Quảng Ninh")
    page.locator("#venue_unit").select_option("quang-ninh")
    page.locator("#hall_name").fill("Sảnh A")
    page.locator("#width").fill("30")
    page.locator("#depth").fill("20")
    page.locator("input[name=hold][value=firm]").check()
    page.locator("#build_from").fill(f"{today() - timedelta(days=2)}T07:00")
    page.locator("#clear_by").fill(f"{today() + timedelta(days=3)}T18:00")
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Thêm một đợt ngày")).to_be_visible()
    page.locator("#first").fill(today().isoformat())
    page.locator("#last").fill((today() + timedelta(days=1)).isoformat())
    page.locator("#opens").fill("00:00")
    page.locator("#closes").fill("23:59")
    page.get_by_role("button", name="Thêm các ngày này").click()
    expect(page.get_by_role("button", name="Lưu các phiên")).to_be_visible()
    return fair


# --- 3. the plan ---------------------------------------------------------------------------------


def lay_out_hall(page: Page, fair: str) -> None:
    page.goto(f"{fair}/plan")
    page.get_by_role("button", name="Tạo dãy gian").click()
    expect(page.locator("[data-rows-said]")).to_have_text(re.compile(r"Sẽ thêm \d+ gian"))
    for field, value in {
        "#x": "3",
        "#y": "3",
        "#per_row": "6",
        "#rows": "2",
        "#width": "3",
        "#depth": "3",
        "#row_aisle": "4",
        "#prefix": "A",
        "#first": "1",
    }.items():
        page.locator(field).fill(value)
    page.get_by_role("button", name="Thêm vào sơ đồ").click()
    expect(page.locator(".thing--booth")).to_have_count(12)


def announce_fair(page: Page, fair: str) -> None:
    page.goto(fair)
    page.get_by_role("button", name="Công bố hội chợ").click()
    page.get_by_role("dialog").get_by_role("button", name="Công bố").click()
    expect(page.get_by_role("link", name="Trang công khai")).to_be_visible()


def give_quota(page: Page, fair: str) -> tuple[str, str]:
    """Quảng Ninh may have five booths; its lead gets an account."""
    page.goto(f"{fair}/delegations")
    page.locator("#unit").select_option("quang-ninh")
    page.locator("#quota").fill("5")
    page.get_by_role("button", name="Giao chỉ tiêu").click()
    page.get_by_role("link", name="Chưa có, chọn đầu mối").click()
    page.locator("#name").fill("Hoàng Văn Nam")
    page.locator("#contact").fill("nam@quangninh.example")
    page.locator("main form[action$='/lead'] button[type=submit]").click()
    password = page.locator("dd code").inner_text()
    return "nam@quangninh.example", password


# --- 4. the producer -----------------------------------------------------------------------------


def fill_profile(page: Page, site) -> None:
    steps.fill_profile(page, site)
    steps.add_product(page, site, "Chè búp xanh Quảng La", today() - timedelta(days=200))
    steps.add_product(page, site, "Trà hoa vàng cũ", today() - timedelta(days=3 * 366))


def expired_certificate_is_named(page: Page, site) -> None:
    page.goto(site / "producer/applications")
    page.get_by_role("button", name=f"Viết đơn dự {FAIR}").click()
    page.locator("#staff-0-name").fill("Vũ Thị Lan")
    page.locator("#staff-1-name").fill("Nguyễn Thị Thuỳ Dương")
    page.get_by_label("Trà hoa vàng cũ").check()
    page.get_by_label("Chè búp xanh Quảng La").check()
    steps.give_words(page)
    page.get_by_role("button", name="Gửi đơn").click()
    expect(page.get_by_role("alert").first).to_contain_text("Trà hoa vàng cũ")
    page.get_by_label("Trà hoa vàng cũ").uncheck()
    page.get_by_role("button", name="Gửi đơn").click()
    expect(page.get_by_text("Đã gửi").first).to_be_visible()


# --- 5. the province -----------------------------------------------------------------------------


def endorse(page: Page) -> None:
    page.get_by_role("link", name=FAIR).first.click()
    page.get_by_role("link", name=PRODUCER).first.click()
    page.get_by_role("button", name="Xác nhận", exact=True).click()
    expect(page.get_by_text("Đoàn tỉnh đã xác nhận").first).to_be_visible()


# --- 6. review and allocation --------------------------------------------------------------------


def decide_and_announce(page: Page, fair: str) -> None:
    page.goto(f"{fair}/applications")
    page.get_by_role("link", name=PRODUCER).first.click()
    page.locator("input[name=decision][value=accept], select[name=decision]").first.check()
    page.get_by_role("button", name="Ghi", exact=True).click()
    page.goto(f"{fair}/applications/announcement")
    page.get_by_role("button", name=re.compile("Công bố 1 kết quả")).click()
    page.get_by_role("dialog").get_by_role("button", name="Công bố").click()
    expect(page.get_by_role("main").locator(".status", has_text="Được nhận").first).to_be_visible()


def allocate_and_publish(page: Page, site, fair: str) -> None:
    """Ask for a run, let the worker do it, see its progress end, take its plan, publish it."""
    page.goto(f"{fair}/allocation")
    page.get_by_role("link", name="Xếp tự động").click()
    page.get_by_role("button", name="Chạy", exact=True).click()
    expect(page.get_by_text("Đang chờ máy chạy nhận việc.")).to_be_visible()
    with site.app.app_context():
        assert allocations.work_off() == "1 runs"
    page.get_by_role("button", name="Đưa vào bản nháp").click()
    page.get_by_role("link", name="Xem lại và công bố").click()
    page.get_by_role("button", name=re.compile("Công bố bản")).click()
    page.goto(f"{fair}/allocation")
    expect(page.locator(".stat").first).to_contain_text(re.compile(r"^\s*1\s*Đơn đã có gian"))


def exhibitor_sees_why(page: Page, site) -> None:
    page.goto(site / "producer")
    page.get_by_role("link", name=re.compile("Xem gian của tôi|Xem sơ đồ lớn")).first.click()
    expect(page.get_by_text("Vì sao xếp ở đây?")).to_be_visible()
    expect(page.locator(".my-booth__numbers")).to_have_text(re.compile(r"^A\d+$"))


# --- 7. passes -----------------------------------------------------------------------------------


def print_badges(page: Page, fair: str, folder: Path) -> list[Printed]:
    """Issue, print as A6, and read names and codes back from the paper."""
    page.goto(f"{fair}/passes")
    page.get_by_role("button", name="Cấp thẻ theo sơ đồ").click()
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
    page.get_by_role("button", name="Thêm cổng").click()
    page.goto(f"{fair}/gates/devices")
    page.get_by_role("button", name=re.compile("mã ghép|Ghép máy")).first.click()
    shown = page.locator(".pairing__code").screenshot()
    return look_at(Image.open(io.BytesIO(shown)).convert("L"))[0]


def scan_badge(page: Page, pairing: str) -> None:
    enrol(page, pairing)
    begin(page)
    verdict, last = page.locator("[data-part=verdict]"), page.locator("[data-part=last-word]")
    expect(verdict).to_be_visible(timeout=20_000)
    expect(last).to_have_text(re.compile("^VÀO"))
    expect(verdict).to_be_hidden(timeout=5_000)  # back to the camera by itself
    expect(last).to_have_text(re.compile("^ĐÃ VÀO"), timeout=20_000)


def register_visitor(page: Page, site) -> str:
    page.goto(site / "fairs")
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
    expect(page.locator("[data-part=last-word]")).to_have_text(re.compile("^VÀO"), timeout=10_000)


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
