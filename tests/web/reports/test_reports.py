"""The summary, snapshots, PDFs and the page that verifies them."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from fairapp.db import db as database
from fairapp.domain.fairs import FairState
from fairapp.models import DiaryDay, ReportedFigure, Snapshot
from fairapp.services import reports
from tests.factories import a_fair
from tests.people import a_sponsor_contact, an_organiser
from tests.running_fair import (
    a_benefit,
    a_click,
    a_diary_day,
    a_finished_fair,
    a_gate,
    a_running_fair,
    a_sponsor,
    an_agreement,
    an_exhibitor,
    days_of,
)


@pytest.fixture
def fair(db):
    """Four exhibitors who sold ten million together, and two hundred visitors."""
    fair = a_running_fair(name="Hội chợ OCOP Hạ Long")
    for n in range(4):
        a_diary_day(application=an_exhibitor(fair=fair), day=days_of(fair)[0], total=(n + 1) * 1_000_000)
    a_click(gate=a_gate(fair=fair), day=days_of(fair)[0], n=200)
    an_agreement(fair=fair, count=8)
    return fair


@pytest.fixture
def browser(sign_in, fair):
    return sign_in(an_organiser(organisation=fair.owner))


def snapshots():
    database.session.expire_all()
    return list(database.session.scalars(database.select(Snapshot).order_by(Snapshot.id)))


def words(response):
    assert response.status_code == 200
    assert response.mimetype == "application/pdf"
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(response.data)).pages)
    return re.sub(r"\s+", " ", text)


def test_running_figures_are_marked_as_running(browser, fair):
    page = browser.get(f"/organiser/fairs/{fair.id}/reports").text
    assert "Số liệu tạm tính" in page
    assert "10.000.000" in page
    assert "Khớp." in page
    assert "tự khai" in page
    assert snapshots() == []


def test_frozen_figures_stay_while_the_fair_goes_on(browser, fair):
    path = f"/organiser/fairs/{fair.id}/reports"
    assert browser.post(path + "/freeze").headers["Location"] == f"{path}?snapshot=1"
    a_diary_day(application=an_exhibitor(fair=fair), day=days_of(fair)[0], total=5_000_000)
    frozen, running = browser.get(path + "?snapshot=1").text, browser.get(path).text
    assert "10.000.000" in frozen
    assert "15.000.000" not in frozen
    assert "15.000.000" in running
    assert browser.get(path + "?snapshot=2").status_code == 404


def test_freezing_unchanged_facts_makes_no_second_number(browser, fair):
    path = f"/organiser/fairs/{fair.id}/reports"
    browser.post(path + "/freeze")
    browser.post(path + "/freeze")
    assert [snapshot.number for snapshot in snapshots()] == [1]
    assert "không lập bản mới" in browser.get(path).text


def test_the_summary_on_paper_has_the_figures_of_the_page(browser, fair):
    path = f"/organiser/fairs/{fair.id}/reports"
    browser.post(path + "/freeze")
    response = browser.get(path + "/1/summary.pdf")
    read = words(response)
    for figure in ("10.000.000 ₫", "200", snapshots()[0].sha256[:8]):
        assert figure in read
    assert "bao-cao-tong-ket" in response.headers["Content-Disposition"]
    assert browser.get(path + "/1/summary.pdf").data == response.data


def test_the_summary_is_taken_away_as_numbers(browser, fair):
    path = f"/organiser/fairs/{fair.id}/reports"
    browser.post(path + "/freeze")
    response = browser.get(path + "/1/summary.xlsx")
    cover = load_workbook(BytesIO(response.data)).worksheets[0]
    figures = {row[0]: row[1] for row in cover.iter_rows(values_only=True)}
    assert figures["Doanh thu bán trực tiếp"] == 10_000_000
    assert snapshots()[0].sha256 in " ".join(str(cell.value) for cell in cover["E"])
    assert browser.get(path + "/2/summary.xlsx").status_code == 404


def test_a_page_shows_how_sales_spread_without_naming_anybody(browser, fair):
    page = browser.get(f"/organiser/fairs/{fair.id}/reports").text
    assert "Nửa số đơn vị bán bình quân từ" in page
    assert "Đông nhất là" in page


def test_a_sponsor_downloads_its_own_report_and_nobody_elses(sign_in, fair, browser):
    user = a_sponsor_contact()
    mine = a_sponsor(fair=fair, user=user, name="Ngân hàng Vịnh Xanh")
    a_benefit(sponsor=mine, delivered=93, proof="mẫu thẻ")
    theirs = a_sponsor(fair=fair, name="Nước khoáng Quang Hanh", user=a_sponsor_contact())
    path = f"/organiser/fairs/{fair.id}/reports"
    browser.post(path + "/freeze")
    as_organiser = words(browser.get(f"{path}/1/sponsors/{mine.id}.pdf"))
    visitor = sign_in(user)
    assert "Tải báo cáo" in visitor.get(f"/sponsor/sponsorships/{mine.id}").text
    read = words(visitor.get(f"/sponsor/sponsorships/{mine.id}/reports/1.pdf"))
    assert read == as_organiser
    assert "Ngân hàng Vịnh Xanh" in read
    assert "93 thẻ" in read
    assert "Quang Hanh" not in read
    assert visitor.get(f"/sponsor/sponsorships/{theirs.id}/reports/1.pdf").status_code == 404
    assert visitor.get(f"/sponsor/sponsorships/{mine.id}/reports/2.pdf").status_code == 404


def test_a_sponsor_who_came_later_is_not_in_an_older_report(sign_in, fair, browser):
    path = f"/organiser/fairs/{fair.id}/reports"
    browser.post(path + "/freeze")
    user = a_sponsor_contact()
    late = a_sponsor(fair=fair, user=user)
    assert browser.get(f"{path}/1/sponsors/{late.id}.pdf").status_code == 404
    visitor = sign_in(user)
    assert "Báo cáo có sau khi" in visitor.get(f"/sponsor/sponsorships/{late.id}").text
    assert visitor.get(f"/sponsor/sponsorships/{late.id}/reports/1.pdf").status_code == 404


def test_anybody_can_verify_a_fingerprint(client, fair):
    snapshot = reports.freeze(fair, None)
    page = client.get(f"/verify/{snapshot.sha256}").text
    for word in ("Mã có thật", "Hội chợ OCOP Hạ Long", "số 1", "10.000.000"):
        assert word in page
    assert client.get(f"/verify/{snapshot.sha256[:12]}").status_code == 200
    answer = client.get(f"/verify?code={snapshot.sha256[:16]}+{snapshot.sha256[16:]}")
    assert answer.headers["Location"] == f"/verify/{snapshot.sha256}"


@pytest.mark.parametrize("code", ["0" * 64, "abc", "%27%20or%201=1", "x" * 300])
def test_an_unknown_fingerprint_is_said_to_be_unknown(client, fair, code):
    answer = client.get(f"/verify/{code}")
    assert answer.status_code == 404
    assert "Không có bản chốt nào mang mã này" in answer.text


def test_the_public_reads_no_sum_of_two(client, db):
    fair = a_running_fair()
    for _ in range(2):
        a_diary_day(application=an_exhibitor(fair=fair), day=days_of(fair)[0], total=7_777_000)
    page = client.get(f"/verify/{reports.freeze(fair, None).sha256}").text
    assert "không công bố" in page
    assert "15.554.000" not in page


def test_a_fair_is_closed_from_its_report(sign_in, db):
    fair = a_finished_fair()
    browser = sign_in(an_organiser(organisation=fair.owner))
    path = f"/organiser/fairs/{fair.id}/reports"
    assert "Khoá sổ hội chợ" in browser.get(path).text
    assert browser.post(path + "/close").status_code == 302
    database.session.expire_all()
    assert fair.state is FairState.CLOSED
    assert "Khoá sổ hội chợ" not in browser.get(path).text
    assert browser.post(path + "/close").status_code == 409


def test_a_running_fair_is_not_closed(browser, fair):
    assert browser.post(f"/organiser/fairs/{fair.id}/reports/close").status_code == 409
    database.session.expire_all()
    assert fair.state is FairState.ANNOUNCED


def test_figures_that_disagree_are_not_shown(browser, fair, monkeypatch):
    from fairapp.domain.checks import DISAGREE, Mismatch
    from fairapp.web.reports import organiser

    def disagree(_facts):
        raise Mismatch(
            DISAGREE, part="Doanh thu theo tỉnh", sum="9", whole="Doanh thu cả hội chợ", total="10"
        )

    monkeypatch.setattr(organiser, "summarise", disagree)
    page = browser.get(f"/organiser/fairs/{fair.id}/reports").text
    assert "“Doanh thu theo tỉnh” cộng lại là 9" in page
    assert "Khớp." not in page


def test_an_empty_fair_says_what_is_missing(sign_in, db):
    fair = a_fair()
    page = sign_in(an_organiser(organisation=fair.owner)).get(f"/organiser/fairs/{fair.id}/reports").text
    for word in ("Hội chợ chưa mở cửa", "Chưa có bản chốt nào"):
        assert word in page


def test_a_day_without_sales_or_visitors_says_what_is_missing(sign_in, db):
    fair = a_running_fair()
    page = sign_in(an_organiser(organisation=fair.owner)).get(f"/organiser/fairs/{fair.id}/reports").text
    for word in ("Chưa có lượt vào cổng nào", "Chưa có doanh thu nào", "Chưa ghi văn bản nào"):
        assert word in page


def test_a_past_fair_shows_what_was_reported_and_counts_nothing(sign_in, db):
    fair = a_finished_fair(state=FairState.CLOSED, past_record=True)
    database.session.add(
        ReportedFigure(fair_id=fair.id, what="visits", value=110_000, source="Báo Quảng Ninh")
    )
    page = sign_in(an_organiser(organisation=fair.owner)).get(f"/organiser/fairs/{fair.id}/reports").text
    assert "110.000" in page
    assert 'class="stat__figure"' not in page
    assert "Khớp." not in page


def test_provinces_are_told_by_todays_map_too(sign_in, db):
    fair = a_fair(first_day=days_of(a_running_fair())[0].replace(year=2024))
    a_diary_day(application=an_exhibitor(fair=fair, unit_id="ha-giang@2025"), day=days_of(fair)[0])
    browser = sign_in(an_organiser(organisation=fair.owner))
    then, now_ = (browser.get(f"/organiser/fairs/{fair.id}/reports{q}").text for q in ("", "?units=now"))
    assert "Hà Giang" in then
    assert "Tuyên Quang" in now_
    assert "Hà Giang" not in now_


def test_press_figures_stand_beside_ours(browser, fair):
    path = f"/organiser/fairs/{fair.id}/reports"
    typed = {"what": "revenue", "value": "17,4 tỷ", "qualifier": "gần", "source": "Báo Quảng Ninh"}
    assert browser.post(path + "/reported", data=typed).status_code == 302
    page = browser.get(path).text
    assert "gần 17,4 tỷ đồng" in page
    assert "Báo Quảng Ninh" in page
    assert "10.000.000" in page
    figure = database.session.scalar(database.select(ReportedFigure))
    answer = browser.post(path + "/reported", data=typed | {"source": ""})
    assert answer.status_code == 422
    assert browser.post(f"{path}/reported/{figure.id}/remove").status_code == 302
    assert "17,4 tỷ" not in browser.get(path).text


@pytest.mark.parametrize("what, value", [("provinces", "34"), ("booths", "250"), ("visits", "110000")])
def test_a_press_figure_may_be_small(browser, fair, what, value):
    path = f"/organiser/fairs/{fair.id}/reports/reported"
    assert browser.post(path, data={"what": what, "value": value, "source": "Báo"}).status_code == 302
    assert database.session.scalar(database.select(ReportedFigure)).value == int(value)


@pytest.mark.parametrize("what, value", [("revenue", "17"), ("booths", "nhiều"), ("nonsense", "3")])
def test_a_press_figure_that_cannot_be_read_is_asked_back(browser, fair, what, value):
    path = f"/organiser/fairs/{fair.id}/reports/reported"
    answer = browser.post(path, data={"what": what, "value": value, "source": "Báo"})
    assert answer.status_code == 422
    assert f'value="{value}"' in answer.text


def test_another_organisations_report_is_not_found(sign_in, fair):
    reports.freeze(fair, None)
    stranger = sign_in(an_organiser())
    path = f"/organiser/fairs/{fair.id}/reports"
    for end in ("", "/1/summary.pdf", "/reported", "/1/sponsors/1.pdf"):
        assert stranger.get(path + end).status_code == 404
    for end in ("/freeze", "/close", "/reported"):
        assert stranger.post(path + end).status_code == 404
    assert len(snapshots()) == 1


def mend(fair, by=1, most=1):
    """So many exhibitors have sold more than they said."""
    query = database.select(DiaryDay).join(DiaryDay.application).filter_by(fair_id=fair.id)
    for entry in database.session.scalars(query.order_by(DiaryDay.id).limit(most)):
        entry.total += by
    database.session.commit()


def test_the_organiser_sees_what_changed_and_the_former_issue_stays_readable(browser, fair):
    reports.freeze(fair, None)
    mend(fair)
    reports.freeze(fair, None)
    path = f"/organiser/fairs/{fair.id}/reports?snapshot="
    page = browser.get(path + "2").text
    assert "Thay đổi so với bản số 1" in page
    for word in ("10.000.000", "10.000.001", "+1"):
        assert word in page
    assert f"{path}1" in page
    first = browser.get(path + "1").text
    assert "10.000.000" in first
    assert "Thay đổi so với" not in first


def test_the_public_page_leads_from_issue_to_issue(client, fair):
    first = reports.freeze(fair, None)
    mend(fair, by=1_000_000, most=4)
    second = reports.freeze(fair, None)
    old, new = (client.get(f"/verify/{one.sha256}").text for one in (first, second))
    assert "Đã có bản mới hơn: bản số 2" in old
    assert f"/verify/{second.sha256}" in old
    assert "Thay đổi so với bản số 1" in new
    assert f"/verify/{first.sha256}" in new
    for word in ("10.000.000", "14.000.000", "+4.000.000"):
        assert word in new


def test_a_correction_of_one_is_not_on_the_public_page(client, fair):
    reports.freeze(fair, None)
    mend(fair, by=123_456)
    second = reports.freeze(fair, None)
    page = client.get(f"/verify/{second.sha256}").text
    assert "10.000.000" in page
    assert "10.123.456" not in page
    assert "123.456" not in page
    assert "Không con số công bố nào khác" in page
    assert "đã công bố ở bản chốt số 1" in page
