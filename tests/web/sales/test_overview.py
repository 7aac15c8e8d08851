"""The organiser's evening: who answered, who has not."""

import pytest

from fairapp.db import db as database
from fairapp.domain.accounts import Role
from fairapp.models import Delegation
from tests.documents.reading import rows_of
from tests.factories import a_delegation, a_fair, a_producer
from tests.people import a_lead, an_organiser
from tests.running_fair import a_diary_day, a_running_fair, an_exhibitor, days_of


@pytest.fixture
def fair(db):
    return a_running_fair()


@pytest.fixture
def browser(sign_in, fair):
    return sign_in(an_organiser(organisation=fair.owner))


def test_the_day_in_figures_and_the_missing_in_words(browser, fair):
    day = days_of(fair)[0]
    a_diary_day(application=an_exhibitor(fair=fair, unit_id="son-la"), day=day, total=4_500_000)
    a_diary_day(application=an_exhibitor(fair=fair), day=day, total=0)
    silent = an_exhibitor(fair=fair, name="Hợp tác xã Cô Tô")
    page = browser.get(f"/organiser/fairs/{fair.id}/sales?day={day.isoformat()}").text
    assert "4.500.000" in page
    assert "2 trên 3" in page
    missing = page[page.index("<textarea") : page.index("</textarea>")]
    assert "Hợp tác xã Cô Tô" in missing
    assert "còn 1 đơn vị chưa ghi" in missing
    assert "Quảng Ninh:" in missing
    assert "Sơn La:" not in missing
    assert silent.producer.name in page


def test_a_province_that_is_silent_shows_no_zero(browser, fair):
    an_exhibitor(fair=fair, unit_id="son-la")
    page = browser.get(f"/organiser/fairs/{fair.id}/sales?day={days_of(fair)[0].isoformat()}").text
    row = page[page.index("#list") : page.index("</tr>", page.index("#list"))]
    assert "Sơn La" in row
    assert "0\u00a0₫" not in row


def test_the_list_is_searched_and_filtered(browser, fair):
    for name in ("Hợp tác xã Đông Triều", "Hộ Ba Chẽ"):
        an_exhibitor(fair=fair, producer=a_producer(name=name))
    path = f"/organiser/fairs/{fair.id}/sales?day={days_of(fair)[0].isoformat()}"
    listed = browser.get(path + "&q=dong+trieu").text.split('id="list"')[1]
    assert "Đông Triều" in listed
    assert "Ba Chẽ" not in listed
    assert "Không có đơn vị nào khớp" in browser.get(path + "&state=reported").text


def test_a_thousand_exhibitors_are_pages(browser, fair):
    for _ in range(53):
        an_exhibitor(fair=fair, producer=a_producer(user=None))
    path = f"/organiser/fairs/{fair.id}/sales?day={days_of(fair)[0].isoformat()}"
    first, second = browser.get(path).text, browser.get(path + "&page=2").text
    assert first.count("Chưa báo</span>") == 50
    assert second.count("Chưa báo</span>") == 3
    assert browser.get(path + "&page=99").status_code == 200


def test_before_there_are_booths_the_page_says_what_to_do(browser, fair):
    assert "Chưa có gian hàng nào" in browser.get(f"/organiser/fairs/{fair.id}/sales").text


def test_a_fair_without_days_says_what_to_do(sign_in, db):
    fair = a_fair(site=False)
    page = sign_in(an_organiser(organisation=fair.owner)).get(f"/organiser/fairs/{fair.id}/sales").text
    assert "chưa có ngày mở cửa" in page


def test_another_organisations_fair_is_not_found(sign_in, fair):
    assert sign_in(an_organiser()).get(f"/organiser/fairs/{fair.id}/sales").status_code == 404


def test_who_is_silent_has_no_zero_in_the_workbook(browser, fair):
    day = days_of(fair)[0]
    a_diary_day(application=an_exhibitor(fair=fair, producer=a_producer(name="A")), day=day, total=4_500_000)
    a_diary_day(application=an_exhibitor(fair=fair, producer=a_producer(name="B")), day=day, total=0)
    an_exhibitor(fair=fair, producer=a_producer(name="C"))
    answer = browser.get(f"/organiser/fairs/{fair.id}/sales/list.xlsx?day={day.isoformat()}")
    rows = rows_of(answer.data)
    assert {row[0]: row[4] for row in rows[1:]} == {"A": 4_500_000, "B": 0, "C": None}


def test_a_strangers_sales_are_not_taken_away(sign_in, fair):
    stranger = sign_in(an_organiser())
    assert stranger.get(f"/organiser/fairs/{fair.id}/sales/list.xlsx").status_code == 404


def test_what_was_transferred_is_told_of_those_who_said_so(browser, fair):
    day = days_of(fair)[0]
    a_diary_day(application=an_exhibitor(fair=fair), day=day, total=4_000_000, transfer=1_000_000)
    a_diary_day(application=an_exhibitor(fair=fair), day=day, total=6_000_000)
    page = browser.get(f"/organiser/fairs/{fair.id}/sales?day={day.isoformat()}").text
    assert "25" in page[page.index("Khách chuyển khoản") - 200 : page.index("Khách chuyển khoản")]
    assert "của 4 triệu đồng có ghi cách trả" in page


@pytest.fixture
def lead(fair):
    lead = a_lead()
    a_delegation(fair=fair, unit_id="son-la", lead=lead)
    return lead


def members_of(browser, fair, day):
    delegation = database.session.scalar(database.select(Delegation).filter_by(fair_id=fair.id))
    return browser.get(f"/delegation/fairs/{delegation.id}/diary?day={day.isoformat()}")


def test_a_lead_sees_who_of_its_members_is_silent_and_no_figure(sign_in, fair, lead):
    day = days_of(fair)[0]
    answered = an_exhibitor(fair=fair, unit_id="son-la", name="Hợp tác xã Mộc Châu")
    a_diary_day(application=answered, day=day, total=7_654_000)
    silent = an_exhibitor(fair=fair, unit_id="son-la", name="Hộ Tà Xùa")
    an_exhibitor(fair=fair, name="Hợp tác xã Ba Chẽ")
    page = members_of(sign_in(lead), fair, day).text
    missing = page[page.index("<textarea") : page.index("</textarea>")]
    assert "Hộ Tà Xùa" in missing
    assert "Mộc Châu" not in missing
    assert "Ba Chẽ" not in page
    assert "7.654" not in page
    assert f"/delegation/applications/{silent.id}/diary/{day.isoformat()}" in page
    assert f"/delegation/applications/{answered.id}/diary" not in page


def test_when_all_have_answered_there_is_nothing_to_copy(sign_in, fair, lead):
    day = days_of(fair)[0]
    a_diary_day(application=an_exhibitor(fair=fair, unit_id="son-la"), day=day, total=0)
    page = members_of(sign_in(lead), fair, day).text
    assert "Tất cả đã trả lời" in page
    assert "<textarea" not in page


def test_another_leads_members_are_not_found(sign_in, fair, lead):
    assert members_of(sign_in(a_lead()), fair, days_of(fair)[0]).status_code == 404


def test_what_a_lead_entered_is_marked_for_the_organiser(browser, fair):
    day = days_of(fair)[0]
    a_diary_day(application=an_exhibitor(fair=fair), day=day, entered_as=Role.DELEGATION)
    page = browser.get(f"/organiser/fairs/{fair.id}/sales?day={day.isoformat()}").text
    assert "ghi thay" in page
    rows = rows_of(browser.get(f"/organiser/fairs/{fair.id}/sales/list.xlsx?day={day.isoformat()}").data)
    assert rows[1][rows[0].index("Ghi thay")]
