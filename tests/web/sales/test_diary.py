"""The diary on a phone: by the booth, by its province's lead, by the organiser."""

import re

import pytest

from fairapp.db import db as database, now
from fairapp.domain.accounts import Role
from fairapp.domain.applications import ApplicationState
from fairapp.domain.sales import is_late
from fairapp.models import DiaryDay
from tests.factories import a_delegation, a_producer, a_product, an_application
from tests.people import a_lead, an_organiser
from tests.running_fair import a_diary_day, a_running_fair, an_exhibitor, days_of


@pytest.fixture
def fair(db):
    return a_running_fair()


@pytest.fixture
def booth(fair):
    producer = a_producer()
    return an_exhibitor(
        fair=fair, producer=producer, products=[a_product(producer=producer, name="Chè Đường Hoa")]
    )


def address(application, day, who="producer"):
    return f"/{who}/applications/{application.id}/diary/{day.isoformat()}"


def kept(application, day):
    database.session.expire_all()
    return database.session.scalar(
        database.select(DiaryDay).filter_by(application_id=application.id, day=day)
    )


def test_the_diary_opens_on_the_day_to_answer_and_says_who_sees_it(sign_in, booth):
    page = sign_in(booth.producer.user).get(f"/producer/applications/{booth.id}/diary").text
    assert "bán được bao nhiêu?" in page
    assert "này không bán được" in page or "nay không bán được" in page
    assert "tổng của ít nhất ba đơn vị" in page
    assert "Chè Đường Hoa" in page


@pytest.mark.parametrize(
    ("typed", "amount", "words"),
    [
        ("1tr2", 1_200_000, "một triệu hai trăm nghìn đồng"),
        ("850k", 850_000, "tám trăm năm mươi nghìn đồng"),
        ("2.450.000", 2_450_000, "hai triệu bốn trăm năm mươi nghìn đồng"),
    ],
)
def test_an_amount_is_taken_as_people_type_it_and_said_back(sign_in, fair, booth, typed, amount, words):
    day = days_of(fair)[0]
    browser = sign_in(booth.producer.user)
    browser.post(address(booth, day), data={"total": typed})
    assert kept(booth, day).total == amount
    assert words in browser.get(address(booth, day)).text


def test_nothing_sold_is_one_button(sign_in, fair, booth):
    day = days_of(fair)[0]
    browser = sign_in(booth.producer.user)
    browser.post(address(booth, day), data={"nothing_sold": "1"})
    assert kept(booth, day).nothing_sold
    assert "Ngày này đã ghi: không bán được." in browser.get(address(booth, day)).text


def test_picked_products_make_up_the_total(sign_in, fair, booth):
    day, tea = days_of(fair)[0], booth.goods[0].product_id
    sign_in(booth.producer.user).post(address(booth, day), data={f"pick_{tea}": "y", f"line_{tea}": "600k"})
    entry = kept(booth, day)
    assert (entry.total, entry.lines[0].amount) == (600_000, 600_000)


def test_what_is_not_picked_does_not_count_right_or_wrong(sign_in, fair, booth):
    day, tea = days_of(fair)[0], booth.goods[0].product_id
    sign_in(booth.producer.user).post(address(booth, day), data={"total": "1tr", f"line_{tea}": "mấy trăm"})
    assert (kept(booth, day).total, kept(booth, day).lines) == (1_000_000, [])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"total": "mấy triệu"}, "Không đọc được số tiền này"),
        ({"total": "mười lăm"}, "15.000\u00a0₫ hay 15.000.000\u00a0₫"),
        ({"total": "1.200"}, "1.200\u00a0₫ hay 1.200.000\u00a0₫"),
        ({"total": "500"}, "có thể hiểu theo hai cách"),
        ({}, "chọn “Hôm nay không bán được”"),
        ({"total": "0"}, "thay vì nhập 0"),
        ({"total": "1tr", "nothing_sold": "1"}, "bỏ một trong hai"),
        ({"total": "1tr", "orders_value": "5tr"}, "cần ghi số đơn"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(sign_in, fair, booth, typed, sentence):
    day = days_of(fair)[0]
    response = sign_in(booth.producer.user).post(address(booth, day), data=typed | {"note": "mất điện"})
    assert response.status_code == 422
    assert sentence in response.text
    assert "mất điện" in response.text
    if typed.get("total"):
        assert f'value="{typed["total"]}"' in response.text
    assert kept(booth, day) is None


def test_a_picked_product_needs_its_amount(sign_in, fair, booth):
    day, tea = days_of(fair)[0], booth.goods[0].product_id
    response = sign_in(booth.producer.user).post(
        address(booth, day), data={"total": "1tr", f"pick_{tea}": "y"}
    )
    assert response.status_code == 422
    assert "hoặc bỏ chọn" in response.text


def test_lines_over_the_total_are_refused(sign_in, fair, booth):
    day, tea = days_of(fair)[0], booth.goods[0].product_id
    data = {"total": "500000", f"pick_{tea}": "y", f"line_{tea}": "600000"}
    response = sign_in(booth.producer.user).post(address(booth, day), data=data)
    assert response.status_code == 422
    assert "nhiều hơn tổng" in response.text


def test_a_kept_day_is_shown_again_to_be_mended(sign_in, fair, booth):
    day, tea = days_of(fair)[0], booth.goods[0].product
    a_diary_day(
        application=booth, day=day, total=900_000, lines=[(tea, 400_000)], orders=3, orders_value=7_000_000
    )
    page = sign_in(booth.producer.user).get(address(booth, day)).text
    for value in ("900.000", "400.000", "7.000.000"):
        assert f'value="{value}"' in page
    assert "Sửa lại ngày này" in page


def test_a_late_change_stays_visible_to_the_booth_and_the_organiser(sign_in, fair, booth):
    day = days_of(fair)[0]
    a_diary_day(application=booth, day=day, total=900_000)
    browser = sign_in(booth.producer.user)
    browser.post(address(booth, day), data={"total": "1tr1"})
    page = browser.get(address(booth, day)).text
    seen = (
        sign_in(an_organiser(organisation=fair.owner))
        .get(f"/organiser/fairs/{fair.id}/sales/{booth.id}/{day.isoformat()}")
        .text
    )
    assert ("từ 900.000" in page) == ("từ 900.000" in seen) == is_late(day, now())


@pytest.mark.parametrize("day", ["2020-01-01", "hom-nay", "2026-13-40"])
def test_a_day_that_is_none_of_the_fairs_is_not_found(sign_in, booth, day):
    assert (
        sign_in(booth.producer.user).get(f"/producer/applications/{booth.id}/diary/{day}").status_code == 404
    )


def test_a_day_to_come_has_no_form_and_takes_no_answer(sign_in, fair, booth):
    day = days_of(fair)[-1]
    browser = sign_in(booth.producer.user)
    assert "chưa mở cửa" in browser.get(address(booth, day)).text
    assert browser.post(address(booth, day), data={"total": "1tr"}).status_code == 422
    assert kept(booth, day) is None


def test_a_strangers_diary_is_not_found(sign_in, fair, booth):
    stranger = sign_in(an_exhibitor(fair=fair).producer.user)
    day = days_of(fair)[0]
    assert stranger.get(address(booth, day)).status_code == 404
    assert stranger.post(address(booth, day), data={"total": "1tr"}).status_code == 404
    assert kept(booth, day) is None


def test_accepted_without_a_booth_is_told_to_wait(sign_in, fair):
    application = an_application(fair=fair, state=ApplicationState.ACCEPTED)
    response = sign_in(application.producer.user).get(f"/producer/applications/{application.id}/diary")
    assert response.status_code == 200
    assert "sổ bán hàng tự mở" in response.text


@pytest.fixture
def lead(fair):
    lead = a_lead()
    a_delegation(fair=fair, unit_id="son-la", lead=lead)
    return lead


def test_a_lead_writes_for_its_members_and_the_page_says_so(sign_in, fair, lead, booth):
    day, browser = days_of(fair)[0], sign_in(lead)
    without = an_exhibitor(fair=fair, producer=a_producer(user=None, unit_id="son-la"))
    member = an_exhibitor(fair=fair, unit_id="son-la")
    for mine in (without, member):
        assert browser.post(address(mine, day, "delegation"), data={"total": "1tr"}).status_code == 302
        assert (kept(mine, day).entered_by_id, kept(mine, day).entered_as) == (lead.id, Role.DELEGATION)
    elsewhere = an_exhibitor(fair=fair, producer=a_producer(user=None))
    for other in (elsewhere, booth):
        assert browser.get(address(other, day, "delegation")).status_code == 404
        assert browser.post(address(other, day, "delegation"), data={"total": "1tr"}).status_code == 404
    own = sign_in(member.producer.user).get(address(member, day)).text
    assert "đã ghi con số này thay đơn vị" in own


def test_a_lead_never_sees_or_replaces_what_a_member_answered_itself(sign_in, fair, lead):
    day = days_of(fair)[0]
    member = an_exhibitor(fair=fair, unit_id="son-la")
    sign_in(member.producer.user).post(address(member, day), data={"total": "7.654.000", "note": "vắng"})
    browser = sign_in(lead)
    for path in (address(member, day, "delegation"), f"/delegation/applications/{member.id}/diary"):
        page = browser.get(path).text
        assert "7.654" not in page
        assert "vắng" not in page
    refused = browser.post(address(member, day, "delegation"), data={"total": "1tr"})
    assert refused.status_code == 422
    assert "Đơn vị đã tự ghi" in refused.text
    assert "7.654" not in refused.text
    assert kept(member, day).total == 7_654_000


def test_a_member_mends_what_its_lead_wrote_and_the_mark_goes(sign_in, fair, lead):
    day = days_of(fair)[0]
    member = an_exhibitor(fair=fair, unit_id="son-la")
    sign_in(lead).post(address(member, day, "delegation"), data={"total": "1tr"})
    browser = sign_in(member.producer.user)
    browser.post(address(member, day), data={"total": "2tr"})
    assert kept(member, day).entered_as is Role.PRODUCER
    assert "ghi con số này thay" not in browser.get(address(member, day)).text
    assert "2.000.000" not in sign_in(lead).get(address(member, day, "delegation")).text


def test_the_organiser_enters_what_it_was_told_on_the_telephone(sign_in, fair, booth):
    day = days_of(fair)[0]
    browser = sign_in(an_organiser(organisation=fair.owner))
    path = f"/organiser/fairs/{fair.id}/sales/{booth.id}/{day.isoformat()}"
    assert browser.post(path, data={"total": "3tr"}).status_code == 302
    assert kept(booth, day).total == 3_000_000
    stranger = sign_in(an_organiser())
    assert stranger.get(path).status_code == 404


ONE, TWO = "01926f3e-0000-7000-8000-000000000001", "01926f3e-0000-7000-8000-000000000002"
PROGRAM = {"Accept": "application/json"}


def send(browser, booth, day, id, total, seen="", **more):
    data = {"answer_id": id, "seen": seen, "total": total} | more
    return browser.post(address(booth, day), data=data, headers=PROGRAM)


def test_an_answer_that_comes_twice_is_kept_once(sign_in, fair, booth):
    day, browser = days_of(fair)[0], sign_in(booth.producer.user)
    for _ in range(3):
        answer = send(browser, booth, day, ONE, "1tr2")
        assert (answer.status_code, answer.json["kept"]) == (200, ONE)
    assert (kept(booth, day).total, kept(booth, day).changed_at) == (1_200_000, None)


def test_an_old_answer_that_arrives_late_changes_nothing(sign_in, fair, booth):
    day, browser = days_of(fair)[0], sign_in(booth.producer.user)
    send(browser, booth, day, ONE, "1tr")
    send(browser, booth, day, TWO, "2tr", seen=ONE)
    late = send(browser, booth, day, ONE, "1tr")
    assert late.status_code == 409
    assert kept(booth, day).total == 2_000_000


def test_what_its_writer_has_not_seen_is_not_replaced(sign_in, fair, booth):
    day, browser = days_of(fair)[0], sign_in(booth.producer.user)
    send(browser, booth, day, ONE, "1tr")
    refused = send(browser, booth, day, TWO, "9tr")
    assert refused.status_code == 409
    assert "từ máy khác" in refused.json["error"]["sentence"]
    assert kept(booth, day).total == 1_000_000


def test_who_is_told_of_the_other_answer_may_then_replace_it(sign_in, fair, booth):
    day, browser = days_of(fair)[0], sign_in(booth.producer.user)
    send(browser, booth, day, ONE, "1tr")
    page = browser.post(address(booth, day), data={"answer_id": TWO, "seen": "", "total": "9tr"})
    assert page.status_code == 422
    assert 'value="9tr"' in page.text
    fields = dict(re.findall(r'name="(answer_id|seen)" type="hidden" value="([^"]*)"', page.text))
    assert fields["seen"] == ONE
    assert fields["answer_id"] not in (ONE, TWO)
    browser.post(address(booth, day), data=fields | {"total": "9tr"})
    assert kept(booth, day).total == 9_000_000


@pytest.mark.parametrize("total", ["1.2", "mấy triệu", ""])
def test_a_phone_is_told_in_json_what_is_wrong(sign_in, fair, booth, total):
    answer = send(sign_in(booth.producer.user), booth, days_of(fair)[0], ONE, total)
    assert answer.status_code == 422
    assert answer.json["error"]["sentence"]
    assert kept(booth, days_of(fair)[0]) is None


@pytest.mark.parametrize("junk", ["", "khong-phai", "1" * 500])
def test_an_id_that_is_none_is_made_anew(sign_in, fair, booth, junk):
    day = days_of(fair)[0]
    browser = sign_in(booth.producer.user)
    answer = send(browser, booth, day, junk, "1tr", seen=junk, written_at=junk)
    assert answer.status_code == 200
    assert kept(booth, day).total == 1_000_000


def test_cash_and_transfers_and_agreements_are_kept_and_shown_again(sign_in, fair, booth):
    day, browser = days_of(fair)[0], sign_in(booth.producer.user)
    browser.post(address(booth, day), data={"total": "3tr", "transfer": "1tr2", "agreements": "2"})
    assert (kept(booth, day).transfer, kept(booth, day).agreements) == (1_200_000, 2)
    page = browser.get(address(booth, day)).text
    assert 'value="1.200.000"' in page


def test_more_by_transfer_than_was_sold_is_refused_at_its_field(sign_in, fair, booth):
    day = days_of(fair)[0]
    answer = sign_in(booth.producer.user).post(address(booth, day), data={"total": "1tr", "transfer": "2tr"})
    assert answer.status_code == 422
    assert "nhiều hơn tổng" in answer.text
    assert kept(booth, day) is None


def test_the_service_worker_is_everybodys_and_nobodys(client):
    answer = client.get("/producer/diary-worker.js")
    assert answer.mimetype == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
