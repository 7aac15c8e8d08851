"""Answering what became of an agreement, its scan, and the events at which was signed."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from fairapp.db import db as database, now
from fairapp.domain.calendar import local_day
from fairapp.domain.follow_ups import FollowAnswer
from fairapp.models import Agreement, AgreementEvent, AgreementFollowUp
from tests.people import an_organiser
from tests.running_fair import a_running_fair, an_agreement, an_exhibitor

TYPED = {
    "kind": "contract",
    "level": "businesses",
    "party_a": "HTX Ba Chẽ",
    "party_b": "Siêu thị",
    "count": "1",
}


@pytest.fixture
def fair(db):
    return a_running_fair()


@pytest.fixture
def browser(sign_in, fair):
    return sign_in(an_organiser(organisation=fair.owner))


def signed(ago, **facts):
    return an_agreement(signed_on=local_day(now()) - timedelta(ago), **facts)


def said():
    database.session.expire_all()
    return list(database.session.scalars(database.select(AgreementFollowUp)))


def a_photo():
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return (BytesIO(out.getvalue()), "bien-ban.jpg")


def test_an_exhibitor_answers_with_one_tap(sign_in, fair):
    booth = an_exhibitor(fair=fair)
    agreement = signed(31, fair=fair, producer_id=booth.producer_id)
    browser = sign_in(booth.producer.user)
    path = f"/producer/applications/{booth.id}/agreements"
    assert "Sau 30 ngày, văn bản này thực hiện đến đâu?" in browser.get(path).text
    page = browser.get(f"{path}/{agreement.id}/follow-up").text
    assert all(f'value="{answer.value}"' in page for answer in FollowAnswer)
    answer = browser.post(f"{path}/{agreement.id}/follow-up/30", data={"answer": "under_way"})
    assert answer.status_code == 302
    (kept,) = said()
    assert (kept.answer, kept.delivered) == (FollowAnswer.UNDER_WAY, None)
    assert "Lần hỏi tới" in browser.get(f"{path}/{agreement.id}/follow-up").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Hãy chọn một câu trả lời"),
        ({"answer": "có lẽ"}, "Hãy chọn một câu trả lời"),
        ({"answer": "late", "delivered": "nhiều"}, "Không đọc được"),
        ({"answer": "dropped", "delivered": "5 triệu"}, "không ghi giá trị đã giao"),
    ],
)
def test_what_is_wrong_is_said(browser, fair, typed, sentence):
    agreement = signed(31, fair=fair)
    answer = browser.post(f"/organiser/fairs/{fair.id}/agreements/{agreement.id}/follow-up/30", data=typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert said() == []


def test_an_organiser_writes_down_what_was_delivered(browser, fair):
    agreement = signed(61, fair=fair, value=300_000_000)
    path = f"/organiser/fairs/{fair.id}/agreements"
    typed = {"answer": "contracted", "delivered": "1,2 tỷ", "note": "giao hai đợt"}
    assert browser.post(f"{path}/{agreement.id}/follow-up/60", data=typed).status_code == 302
    page = browser.get(path + "/follow-ups").text
    assert "1,2 tỷ" in page
    assert "Đã ra hợp đồng" in page
    assert "giao hai đợt" in browser.get(f"{path}/{agreement.id}/follow-up").text
    early = browser.post(f"{path}/{agreement.id}/follow-up/90", data={"answer": "late"})
    assert early.status_code == 422
    assert "Mốc 90 ngày chưa đến" in early.text


def test_strangers_neither_read_nor_answer(sign_in, fair):
    booth, other = an_exhibitor(fair=fair), an_exhibitor(fair=fair)
    agreement = signed(31, fair=fair, producer_id=other.producer_id)
    browser = sign_in(booth.producer.user)
    path = f"/producer/applications/{booth.id}/agreements/{agreement.id}"
    assert browser.get(path + "/follow-up").status_code == 404
    assert browser.get(path + "/scan").status_code == 404
    assert browser.post(path + "/follow-up/30", data={"answer": "late"}).status_code == 404
    assert said() == []


def test_a_scan_is_kept_read_and_taken_away(browser, fair):
    path = f"/organiser/fairs/{fair.id}/agreements"
    browser.post(path + "/new", data=TYPED | {"file": a_photo()})
    agreement = database.session.scalar(database.select(Agreement))
    scan = browser.get(f"{path}/{agreement.id}/scan")
    assert scan.content_type == "image/jpeg"
    assert "default-src 'none'" in scan.headers["Content-Security-Policy"]
    scan.close()
    assert "bien-ban.jpg" in browser.get(f"{path}/{agreement.id}").text
    browser.post(f"{path}/{agreement.id}", data=TYPED | {"drop_scan": "y"})
    assert browser.get(f"{path}/{agreement.id}/scan").status_code == 404


def test_what_is_no_scan_is_refused_and_nothing_is_entered(browser, fair):
    typed = TYPED | {"file": (BytesIO(b"MZ nothing"), "bien-ban.pdf")}
    answer = browser.post(f"/organiser/fairs/{fair.id}/agreements/new", data=typed)
    assert answer.status_code == 422
    assert "Chỉ nhận tệp PDF" in answer.text
    assert database.session.scalar(database.select(Agreement)) is None


def test_a_paper_that_is_there_already_is_refused(browser, fair):
    path = f"/organiser/fairs/{fair.id}/agreements/new"
    assert browser.post(path, data=TYPED).status_code == 302
    answer = browser.post(path, data=TYPED | {"party_a": "Siêu Thị", "party_b": "HTX BA CHẼ"})
    assert answer.status_code == 422
    assert "khỏi tính hai lần" in answer.text


def test_events_are_added_changed_and_chosen(browser, fair):
    path = f"/organiser/fairs/{fair.id}/agreement-events"
    assert browser.post(path, data={"name": ""}).status_code == 422
    browser.post(path, data={"name": "Hội nghị kết nối", "place": "Hạ Long"})
    event = database.session.scalar(database.select(AgreementEvent))
    browser.post(f"{path}/{event.id}", data={"name": "Hội nghị kết nối cung cầu"})
    assert "Hội nghị kết nối cung cầu" in browser.get(path).text
    book = f"/organiser/fairs/{fair.id}/agreements"
    browser.post(book + "/new", data=TYPED | {"event": str(event.id), "others": "Bên C\n\nBên D"})
    agreement = database.session.scalar(database.select(Agreement))
    assert (agreement.event_id, agreement.names) == (event.id, ["HTX Ba Chẽ", "Siêu thị", "Bên C", "Bên D"])
    assert "Cộng theo sự kiện" in browser.get(book).text
    assert browser.post(f"{path}/{event.id}/remove").status_code == 409
    browser.post(f"{book}/{agreement.id}/remove")
    assert browser.post(f"{path}/{event.id}/remove").status_code == 302


def test_another_fairs_event_is_no_choice(browser, fair):
    foreign = AgreementEvent(fair_id=a_running_fair().id, name="Hội nghị khác")
    database.session.add(foreign)
    database.session.flush()
    answer = browser.post(
        f"/organiser/fairs/{fair.id}/agreements/new", data=TYPED | {"event": str(foreign.id)}
    )
    assert answer.status_code == 422
