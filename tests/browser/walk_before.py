"""The walk until the booths are given: dates, hall, quota, producer, verdict, plan."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.jobs import allocations
from tests.browser import steps

FAIR = "Hội chợ OCOP Hạ Long – Thử nghiệm"
PRODUCER = "Hợp tác xã Chè Quảng La"


def today() -> date:
    return local_day(now())


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
    steps.settled(page)
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
    steps.settled(page)
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
    steps.answered(page, page.get_by_role("button", name="Ghi", exact=True))
    page.goto(f"{fair}/applications/announcement")
    steps.settled(page)
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
    steps.answered(page, page.get_by_role("dialog").get_by_role("button", name="Công bố"))
    page.goto(f"{fair}/allocation")
    expect(page.locator(".stat").first).to_contain_text(re.compile(r"^\s*1\s*Đơn đã có gian"))


def exhibitor_sees_why(page: Page, site) -> None:
    page.goto(site / "producer")
    page.get_by_role("link", name=re.compile("Xem gian của tôi|Xem sơ đồ lớn")).first.click()
    expect(page.get_by_text("Vì sao xếp ở đây?")).to_be_visible()
    expect(page.locator(".my-booth__numbers")).to_have_text(re.compile(r"^A\d+$"))
