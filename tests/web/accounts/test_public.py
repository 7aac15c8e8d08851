from datetime import timedelta

import pytest

from fairapp.db import now
from fairapp.domain.accounts import ATTEMPTS, REGISTRATIONS, Role
from fairapp.domain.errors import Invalid
from fairapp.models import Producer, SignInAttempt, User
from fairapp.services import accounts
from fairapp.services.producers import profiles
from tests import people

REGISTRATION = {
    "kind": "cooperative",
    "producer_name": "Hợp tác xã Chè Quảng La",
    "unit": "quang-ninh",
    "name": "Vũ Thị Lan",
    "contact": "0912 345 678",
    "password": "che-ngon-lam",
    "consent": "y",
}


@pytest.fixture
def known(db):
    return accounts.register(
        name="Vũ Thị Lan", contact="0912 345 678", password="che-ngon-lam", role=Role.PRODUCER
    )


def test_a_phone_number_alone_is_enough_to_register(client, db):
    response = client.post("/register", data=REGISTRATION)
    assert response.status_code == 302
    user = db.session.scalar(db.select(User).filter_by(phone="+84912345678"))
    assert user.email is None
    assert user.password_hash.startswith("$argon2id$")
    assert db.session.scalar(db.select(Producer).filter_by(user_id=user.id)).unit_id == "quang-ninh"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("contact", "12", "điện thoại"),
        ("contact", "lan@", "e-mail chưa đúng"),
        ("password", "ngan", "ít nhất 8 ký tự"),
        ("password", "12345678", "quá dễ đoán"),
        ("kind", "", "loại chủ thể"),
        ("unit", "atlantis", ""),
        ("producer_name", "x" * 300, "Nhiều nhất 200"),
    ],
)
def test_bad_registration_keeps_what_was_typed(client, db, field, value, sentence):
    response = client.post("/register", data=REGISTRATION | {field: value})
    assert response.status_code == 422
    assert sentence in response.text
    assert "Vũ Thị Lan" in response.text
    assert db.session.scalar(db.select(db.func.count()).select_from(User)) == 0


def test_registration_without_consent_is_refused(client):
    response = client.post("/register", data={k: v for k, v in REGISTRATION.items() if k != "consent"})
    assert response.status_code == 422
    assert "Cần sự đồng ý" in response.text


def test_a_contact_registers_only_once(client, known):
    response = client.post("/register", data=REGISTRATION | {"contact": "+84 912.345.678"})
    assert response.status_code == 422
    assert "Đã có tài khoản" in response.text


@pytest.mark.parametrize("contact", ["0912345678", "84912345678", "+84 912 345 678"])
def test_any_spelling_of_the_number_signs_in(client, known, contact):
    response = client.post("/sign-in", data={"contact": contact, "password": "che-ngon-lam"})
    assert response.status_code == 302
    assert client.get("/account").status_code == 200


def test_wrong_password_and_unknown_name_read_the_same(client, known):
    wrong = client.post("/sign-in", data={"contact": "0912345678", "password": "sai-mat-khau"})
    unknown = client.post("/sign-in", data={"contact": "0987654321", "password": "sai-mat-khau"})
    sentence = "Số điện thoại, e-mail hoặc mật khẩu chưa đúng."
    assert wrong.status_code == unknown.status_code == 422
    assert sentence in wrong.text
    assert sentence in unknown.text


def test_too_many_failures_close_the_door_even_to_the_right_password(client, known):
    for _ in range(ATTEMPTS):
        client.post("/sign-in", data={"contact": "0912345678", "password": "sai-mat-khau"})
    response = client.post("/sign-in", data={"contact": "0912345678", "password": "che-ngon-lam"})
    assert response.status_code == 429
    assert "chờ 15 phút" in response.text


def test_another_spelling_of_the_number_opens_no_other_door(client, known):
    spellings = ["0912345678", "0912 345 678", "+84912345678", "0912.345.678"]
    for i in range(ATTEMPTS):
        client.post("/sign-in", data={"contact": spellings[i % 4], "password": "sai-mat-khau"})
    response = client.post("/sign-in", data={"contact": "84912345678", "password": "che-ngon-lam"})
    assert response.status_code == 429


def test_a_stranger_elsewhere_cannot_lock_somebody_out_with_a_few_tries(client, known):
    stranger = {"REMOTE_ADDR": "203.0.113.9"}
    for _ in range(ATTEMPTS):
        client.post("/sign-in", data={"contact": "0912345678", "password": "doan-mo"}, environ_base=stranger)
    response = client.post("/sign-in", data={"contact": "0912345678", "password": "che-ngon-lam"})
    assert response.status_code == 302


def test_many_addresses_together_are_stopped_too(client, known):
    for i in range(10 * ATTEMPTS):
        accounts.sign_in("0912345678", "doan-mo", f"203.0.113.{i}")
    response = client.post("/sign-in", data={"contact": "0912345678", "password": "che-ngon-lam"})
    assert response.status_code == 429


def test_the_door_opens_again_after_a_while(client, known, db):
    for _ in range(ATTEMPTS):
        client.post("/sign-in", data={"contact": "0912345678", "password": "sai-mat-khau"})
    db.session.execute(db.update(SignInAttempt).values(at=now() - timedelta(minutes=16)))
    response = client.post("/sign-in", data={"contact": "0912345678", "password": "che-ngon-lam"})
    assert response.status_code == 302


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_sign_in_never_leads_to_another_site(client, known, target):
    response = client.post(
        "/sign-in", data={"contact": "0912345678", "password": "che-ngon-lam", "next": target}
    )
    assert "evil" not in response.location


def test_a_closed_account_cannot_sign_in(client, known, db):
    known.is_active = False
    response = client.post("/sign-in", data={"contact": "0912345678", "password": "che-ngon-lam"})
    assert response.status_code == 422


def test_the_language_stays_with_the_account(sign_in, db):
    user = people.a_producer_account()
    client = sign_in(user)
    client.post("/language", data={"lang": "en", "next": "/account"})
    assert user.language == "en"
    assert '<html lang="en"' in client.get("/account").text


def test_password_change_needs_the_present_one(sign_in, known):
    client = sign_in(known)
    refused = client.post("/account/password", data={"current": "khong-phai", "password": "mat-khau-moi"})
    assert refused.status_code == 422
    assert "Mật khẩu hiện tại chưa đúng" in refused.text
    assert (
        client.post(
            "/account/password", data={"current": "che-ngon-lam", "password": "mat-khau-moi"}
        ).status_code
        == 302
    )
    assert accounts.sign_in("0912345678", "mat-khau-moi", "127.0.0.1") is not None


def test_a_form_without_its_token_is_refused(app, client, known):
    app.config["WTF_CSRF_ENABLED"] = True
    response = client.post("/sign-in", data={"contact": "0912345678", "password": "che-ngon-lam"})
    assert response.status_code == 400
    assert "Trang đã mở quá lâu" in response.text


def test_signing_out_lasts_on_a_device_that_was_asked_to_remember(client, known):
    client.post("/sign-in", data={"contact": "0912345678", "password": "che-ngon-lam", "remember": "y"})
    assert client.get_cookie("remember_token") is not None
    client.post("/sign-out")
    assert client.get_cookie("remember_token") is None
    assert client.get("/account").status_code == 302


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app, client, known):
    client.post("/sign-in", data={"contact": "0912345678", "password": "che-ngon-lam", "remember": "y"})
    copied = [client.get_cookie(name) for name in ("session", "remember_token")]
    client.post("/sign-out")
    for cookie in copied:
        thief = app.test_client()
        thief.set_cookie(cookie.key, cookie.value)
        assert thief.get("/account").status_code == 302, cookie.key


def test_a_new_password_signs_out_every_other_device(app, client, known):
    phone = app.test_client()
    for device in (client, phone):
        device.post("/sign-in", data={"contact": "0912345678", "password": "che-ngon-lam", "remember": "y"})
    client.post("/account/password", data={"current": "che-ngon-lam", "password": "mat-khau-moi"})
    assert client.get("/account").status_code == 200
    assert phone.get("/account").status_code == 302


def test_a_closed_account_is_signed_out_at_once(sign_in, known):
    client = sign_in(known)
    assert client.get("/account").status_code == 200
    known.is_active = False
    assert client.get("/account").status_code == 302


def test_cookies_travel_by_https_only_where_the_site_does(app):
    assert app.config["SESSION_COOKIE_SECURE"]
    assert app.config["REMEMBER_COOKIE_SECURE"]


def test_no_cookie_names_the_account(client, known):
    client.post("/sign-in", data={"contact": "0912345678", "password": "che-ngon-lam", "remember": "y"})
    ticket = client.get_cookie("remember_token").value.split("|")[0]
    assert len(ticket) == 43
    assert accounts.find_by_ticket(ticket).id == known.id
    assert accounts.find_by_ticket(str(known.id)) is None


def test_registering_is_slowed_down_for_one_address_also_when_refused(client, known, db):
    for _ in range(REGISTRATIONS):
        taken = client.post("/register", data=REGISTRATION)
        assert taken.status_code == 422
    free = REGISTRATION | {"contact": "0987 654 321"}
    assert client.post("/register", data=free).status_code == 429
    elsewhere = client.post("/register", data=free, environ_base={"REMOTE_ADDR": "203.0.113.9"})
    assert elsewhere.status_code == 302


def test_a_refused_registration_leaves_no_account(client, db, monkeypatch):
    """The profile is refused after the account was made."""

    def refused(*_args, **_facts):
        raise Invalid("không được", field="producer_name")

    monkeypatch.setattr(profiles, "create_for_user", refused)
    assert client.post("/register", data=REGISTRATION).status_code == 422
    assert db.session.scalar(db.select(db.func.count()).select_from(User)) == 0
