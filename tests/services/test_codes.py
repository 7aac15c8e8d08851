"""Codes for one sign-in: used once, guessed seldom, and the same answer to strangers."""

from datetime import timedelta

import pytest

from fairapp.db import clock_at, now
from fairapp.domain.errors import Invalid, TooMany
from fairapp.domain.one_time_codes import ASKED_A_DAY, ASKED_FROM, ASKED_SOON, LASTS, TRIES, WRONG_FROM
from fairapp.models import AuditEntry, SignInAttempt, SignInCode
from fairapp.services import codes
from tests.factories import a_user

HERE, THERE = "192.0.2.1", "192.0.2.2"
PHONE = "0912 345 678"


@pytest.fixture(autouse=True)
def channel(app, monkeypatch):
    from dataclasses import replace

    monkeypatch.setitem(app.config, "FAIRAPP", replace(app.config["FAIRAPP"], code_channel="mailbox"))


@pytest.fixture
def lan(db):
    return a_user(email=None, phone="+84912345678", name="Vũ Thị Lan")


def another(code):
    return f"{(int(code) + 1) % 10**6:06}"


def test_a_telephone_number_and_its_code_are_enough(lan, db):
    parcel = codes.ask(PHONE, HERE, now())
    assert (parcel.phone, parcel.email, len(parcel.code)) == ("+84912345678", None, 6)
    assert codes.sign_in("+84 912 345 678", parcel.code, HERE, now()) is lan
    entry = db.session.scalar(db.select(AuditEntry).where(AuditEntry.action == "account.code"))
    assert entry.actor_id == lan.id


def test_an_e_mail_address_will_do_in_any_case(db):
    user = a_user(email="lan@example.vn")
    parcel = codes.ask("Lan@Example.VN", HERE, now())
    assert codes.sign_in("lan@example.vn", parcel.code, HERE, now()) is user


def test_the_code_itself_is_kept_nowhere(lan, db):
    parcel = codes.ask(PHONE, HERE, now())
    kept = db.session.scalar(db.select(SignInCode))
    assert parcel.code not in kept.code_hash
    assert len(kept.code_hash) == 64


def test_a_code_is_used_once(lan):
    parcel = codes.ask(PHONE, HERE, now())
    codes.sign_in(PHONE, parcel.code, HERE, now())
    with pytest.raises(Invalid, match="đã dùng"):
        codes.sign_in(PHONE, parcel.code, HERE, now())


def test_a_new_code_voids_the_old_one_of_another_device(lan):
    first = codes.ask(PHONE, HERE, now())
    second = codes.ask(PHONE, THERE, now())
    if first.code != second.code:
        with pytest.raises(Invalid):
            codes.sign_in(PHONE, first.code, HERE, now())
    assert codes.sign_in(PHONE, second.code, THERE, now()) is lan


def test_a_code_lasts_ten_minutes_on_the_servers_clock(lan):
    start = now()
    parcel = codes.ask(PHONE, HERE, start)
    with pytest.raises(Invalid, match="hết hạn"):
        codes.sign_in(PHONE, parcel.code, HERE, start + LASTS)
    assert codes.sign_in(PHONE, parcel.code, HERE, start + LASTS - timedelta(seconds=1)) is lan


def test_five_wrong_answers_void_a_code(lan):
    parcel = codes.ask(PHONE, HERE, now())
    for n in range(TRIES):
        with pytest.raises(Invalid, match="Mã chưa đúng" if n < TRIES - 1 else "xin mã mới"):
            codes.sign_in(PHONE, another(parcel.code), HERE, now())
    with pytest.raises(Invalid, match="xin mã mới"):
        codes.sign_in(PHONE, parcel.code, HERE, now())


def test_four_wrong_answers_do_not(lan):
    parcel = codes.ask(PHONE, HERE, now())
    for _ in range(TRIES - 1):
        with pytest.raises(Invalid):
            codes.sign_in(PHONE, another(parcel.code), HERE, now())
    assert codes.sign_in(PHONE, parcel.code, HERE, now()) is lan


def test_a_number_nobody_has_behaves_alike_to_the_last_try(db):
    assert codes.ask(PHONE, HERE, now()) is None
    for n in range(TRIES):
        with pytest.raises(Invalid, match="Mã chưa đúng" if n < TRIES - 1 else "xin mã mới"):
            codes.sign_in(PHONE, "123456", HERE, now())


def test_a_number_nobody_has_costs_as_many_statements(lan, db, count_statements):
    known = count_statements(lambda: codes.ask(PHONE, HERE, now()))
    assert count_statements(lambda: codes.ask("0987 654 321", HERE, now())) == known


def test_even_the_right_code_opens_no_closed_account(lan, db):
    parcel = codes.ask(PHONE, HERE, now())
    lan.is_active = False
    db.session.flush()
    with pytest.raises(Invalid):
        codes.sign_in(PHONE, parcel.code, HERE, now())
    assert codes.ask(PHONE, HERE, now()) is None


def test_one_contact_gets_few_codes_in_a_window_and_in_a_day(lan, db):
    for _ in range(ASKED_SOON):
        codes.ask(PHONE, HERE, now())
    with pytest.raises(TooMany, match="Hãy chờ 15 phút"):
        codes.ask("+84912345678", THERE, now())
    start = now()
    asked = ASKED_SOON
    for window in range(1, 30):
        with clock_at(start + timedelta(minutes=16 * window)):
            try:
                codes.ask(PHONE, HERE, now())
                asked += 1
            except TooMany as refusal:
                assert "ngày mai" in str(refusal)
                break
    assert asked == ASKED_A_DAY


def test_one_network_asks_for_few_contacts(db):
    for n in range(ASKED_FROM):
        codes.ask(f"nguoi{n}@example.vn", HERE, now())
    with pytest.raises(TooMany):
        codes.ask("nguoi-nua@example.vn", HERE, now())
    codes.ask("nguoi-nua@example.vn", THERE, now())


def test_a_network_that_guesses_is_stopped_and_its_guesses_still_count(db):
    victims = [a_user(email=f"nguoi{n}@example.vn") for n in range(WRONG_FROM // TRIES + 1)]
    parcels = {user.email: codes.ask(user.email, f"192.0.2.{n}", now()) for n, user in enumerate(victims)}
    for email in list(parcels)[:-1]:
        for _ in range(TRIES):
            with pytest.raises(Invalid):
                codes.sign_in(email, another(parcels[email].code), HERE, now())
    last = victims[-1].email
    for _ in range(TRIES):
        with pytest.raises(TooMany):
            codes.sign_in(last, another(parcels[last].code), HERE, now())
    with pytest.raises(Invalid):
        codes.sign_in(last, parcels[last].code, HERE, now())


def test_without_a_way_to_telephones_an_e_mail_address_still_works(app, lan, db, monkeypatch):
    from dataclasses import replace

    monkeypatch.setitem(app.config, "FAIRAPP", replace(app.config["FAIRAPP"], code_channel="none"))
    with pytest.raises(Invalid, match="Hãy nhập e-mail"):
        codes.ask(PHONE, HERE, now())
    user = a_user(email="lan@example.vn")
    assert codes.ask(user.email, HERE, now()).email == user.email


def test_old_codes_are_forgotten(lan, db):
    codes.ask(PHONE, HERE, now() - LASTS - timedelta(minutes=1))
    codes.ask("lan@example.vn", HERE, now())
    assert codes.forget_codes(now()) == 1
    assert db.session.scalar(db.select(SignInCode.contact)) == "lan@example.vn"


def test_no_limit_keeps_what_was_typed_beyond_its_column(db):
    codes.ask(f"{'a' * 240}@example.vn", HERE, now())
    assert all(len(key) <= 280 for key in db.session.scalars(db.select(SignInAttempt.key)))
