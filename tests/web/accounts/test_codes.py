"""Signing in with a code, page by page."""

import re
from dataclasses import replace

import pytest

from fairapp.config import read
from fairapp.domain.one_time_codes import TRIES
from fairapp.models import SignIn, SignInCode
from tests.factories import a_producer, a_user
from tests.gateway import all_delivered

PHONE = "0912 345 678"


@pytest.fixture(autouse=True)
def mail(app, monkeypatch, tmp_path):
    """The file mailbox of this test alone."""
    config = replace(app.config["FAIRAPP"], code_channel="mailbox", instance=tmp_path)
    monkeypatch.setitem(app.config, "FAIRAPP", config)
    return tmp_path / "mail"


@pytest.fixture
def lan(db):
    return a_producer(user=a_user(email=None, phone="+84912345678")).user


def newest(mail):
    all_delivered()
    found = sorted(mail.glob("code-*.eml"), key=lambda path: path.stat().st_mtime_ns)
    return re.search(r"^Subject: .*?(\d{6})", found[-1].read_text(), re.MULTILINE)[1]


def asks(client, contact=PHONE, **data):
    return client.post("/sign-in/code", data={"contact": contact, **data})


def test_the_whole_way_with_a_telephone_alone(client, lan, mail, db):
    assert "/sign-in/code" in client.get("/sign-in").text
    assert client.get("/sign-in/code").status_code == 200
    response = asks(client)
    assert response.status_code == 302
    page = client.get(response.location)
    assert str(mail) in page.text
    code = newest(mail)
    done = client.post("/sign-in/code/answer", data={"code": f"{code[:3]} {code[3:]}", "remember": "y"})
    assert done.status_code == 302
    assert client.get("/account").status_code == 200
    assert "remember_token" in str(done.headers)
    assert db.session.scalar(db.select(SignIn.user_id)) == lan.id


def test_a_stranger_gets_the_same_answers_and_no_letter(client, lan, mail):
    known = asks(client)
    shown = client.get(known.location).text
    all_delivered()
    sent = len(list(mail.iterdir()))
    unknown = asks(client, "0987 654 321")
    assert (unknown.status_code, unknown.location) == (known.status_code, known.location)
    assert client.get(unknown.location).text == shown.replace(PHONE, "0987 654 321")
    all_delivered()
    assert len(list(mail.iterdir())) == sent


def test_wrong_answers_are_counted_though_the_page_refuses(client, lan, mail, db):
    asks(client)
    code = newest(mail)
    for n in range(TRIES):
        wrong = client.post("/sign-in/code/answer", data={"code": f"{(int(code) + 1 + n) % 10**6:06}"})
        assert wrong.status_code == 422
    assert db.session.scalar(db.select(SignInCode.tries)) == TRIES
    refused = client.post("/sign-in/code/answer", data={"code": code})
    assert refused.status_code == 422
    assert "xin mã mới" in refused.text


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_code_is_not_counted_as_a_guess(client, lan, db, typed):
    asks(client)
    assert client.post("/sign-in/code/answer", data={"code": typed}).status_code == 422
    assert db.session.scalar(db.select(SignInCode.tries)) == 0


def test_asking_again_and_again_is_answered_with_a_sentence(client, lan):
    statuses = [asks(client).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]
    assert "chờ 15 phút" in asks(client).text


def test_a_contact_that_is_none_is_refused_at_its_field(client, db):
    answer = asks(client, "12")
    assert answer.status_code == 422
    assert "Số điện thoại này không đúng" in answer.text


def test_without_having_asked_there_is_nothing_to_answer(client, db):
    assert client.get("/sign-in/code/answer").location.startswith("/sign-in/code")
    assert client.post("/sign-in/code/answer", data={"code": "123456"}).location.startswith("/sign-in/code")


def test_two_devices_have_a_ticket_each_and_one_code_opens_one(app, client, lan, mail, db):
    other = app.test_client()
    asks(client)
    asks(other)
    code = newest(mail)
    assert other.post("/sign-in/code/answer", data={"code": code}).status_code == 302
    assert client.post("/sign-in/code/answer", data={"code": code}).status_code == 422
    asks(client)
    assert client.post("/sign-in/code/answer", data={"code": newest(mail)}).status_code == 302
    tickets = db.session.scalars(db.select(SignIn.ticket_hash)).all()
    assert len(set(tickets)) == 2
    client.post("/sign-out")
    assert other.get("/account").status_code == 200


def test_the_way_goes_on_to_where_the_person_was_going_and_nowhere_else(client, lan, mail):
    response = asks(client, next="/producer/papers")
    assert "next=" in response.location
    done = client.post("/sign-in/code/answer", data={"code": newest(mail), "next": "/producer/papers"})
    assert done.location == "/producer/papers"
    client.post("/sign-out")
    asks(client, next="https://example.com/")
    done = client.post("/sign-in/code/answer", data={"code": newest(mail), "next": "//example.com"})
    assert done.location == "/producer/"


def test_a_code_is_not_sent_in_production_into_files(tmp_path):
    production = {"FAIRAPP_ENV": "production", "SECRET_KEY": "x", "FAIRAPP_INSTANCE": str(tmp_path)}
    assert read(production).code_channel == "none"
    assert read(production | {"CODE_GATEWAY_URL": "https://sms.example/"}).code_channel == "gateway"
    assert read({"FAIRAPP_INSTANCE": str(tmp_path)}).code_channel == "mailbox"
    for wrong in ({"CODE_CHANNEL": "mailbox"}, {"CODE_CHANNEL": "gateway"}, {"CODE_CHANNEL": "zalo"}):
        with pytest.raises(RuntimeError):
            read(production | wrong)
