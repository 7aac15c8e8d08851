"""Codes on their way: to a gateway, a mail server, or files."""

import email
from dataclasses import replace
from email import policy

import pytest

from fairapp.db import now
from fairapp.documents.messages import Message
from fairapp.services import couriers
from fairapp.services.codes import Parcel
from tests.gateway import Gateway

TO_PHONE = Parcel(None, "+84912345678", "012345", "vi")
TO_EMAIL = Parcel("lan@example.vn", None, "012345", "vi")
TEXT = Message("012345 là mã đăng nhập", "Mã đăng nhập: 012345")


@pytest.fixture
def gateway():
    gateway = Gateway()
    yield gateway
    gateway.stop()


def through(config, gateway, path=""):
    return replace(
        config, code_channel="gateway", code_gateway_url=gateway.url + path, code_gateway_token="kín"
    )


def carried(parcel, config):
    return couriers.hand_over(parcel, TEXT, config, now()).result()


def test_a_gateway_gets_number_text_and_token(config, gateway):
    at = replace(through(config, gateway, "/send?to={phone}&text={text}"), code_gateway_token="secret")
    assert carried(TO_PHONE, at)
    ((path, token, body),) = gateway.taken
    assert path.startswith("/send?to=%2B84912345678&text=012345%20l%C3%A0")
    assert token == "Bearer secret"
    assert body == {"phone": "+84912345678", "code": "012345", "text": TEXT.subject}


@pytest.mark.parametrize("status", [302, 401, 500])
def test_a_gateway_that_refuses_or_points_elsewhere_is_an_error(config, gateway, status):
    at = replace(through(config, gateway), code_gateway_token="secret")
    gateway.status, gateway.leads_to = status, f"{gateway.url}/elsewhere" if status == 302 else ""
    assert not carried(TO_PHONE, at)
    assert len(gateway.taken) == 1  # the token went nowhere else


def test_a_gateway_that_is_away_is_an_error_and_nothing_worse(config, gateway):
    gateway.stop()
    at = replace(through(config, gateway), code_gateway_token="secret")
    assert not carried(TO_PHONE, at)


def test_an_e_mail_address_is_written_to_whatever_telephones_use(config, gateway, tmp_path):
    at = replace(through(config, gateway), instance=tmp_path)
    assert carried(TO_EMAIL, at)
    assert gateway.taken == []
    (path,) = (tmp_path / "mail").iterdir()
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (message["To"], message.get_content().strip()) == ("lan@example.vn", TEXT.body)


def test_in_development_a_text_message_becomes_a_file(config, tmp_path):
    at = replace(config, code_channel="mailbox", instance=tmp_path)
    assert carried(TO_PHONE, at)
    (path,) = (tmp_path / "mail").glob("code-*.eml")
    assert "84912345678" in str(email.message_from_bytes(path.read_bytes(), policy=policy.default)["To"])


def test_an_address_that_is_none_is_an_error(config, tmp_path):
    at = replace(config, instance=tmp_path)
    assert not carried(Parcel("lành@example.vn", None, "012345", "vi"), at)
