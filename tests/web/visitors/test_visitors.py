from datetime import timedelta

import pytest

from fairapp.domain.fairs import FairState
from fairapp.domain.visitors import CONSENT_VERSION
from fairapp.models import Pass, Visitor
from fairapp.services import passes
from fairapp.services.visitors import registering
from tests import people
from tests.factories import an_open_fair, today

FORM = {"name": "Đỗ Ngọc Ánh", "phone": "0912 345 678", "email": "anh@example.vn", "consent": "y"}


@pytest.fixture
def fair(db):
    return an_open_fair(slug="ha-long")


def register(client, **changes):
    form = {name: value for name, value in (FORM | changes).items() if value is not None}
    return client.post("/fairs/ha-long/visit", data=form)


def all_visitors(db):
    return db.session.scalars(db.select(Visitor)).all()


def test_consent_is_asked_for_and_never_ticked_beforehand(client, fair):
    page = client.get("/fairs/ha-long/visit")
    assert page.status_code == 200
    assert "Tôi đồng ý để ban tổ chức lưu họ tên" in page.text
    assert " checked" not in page.text


def test_a_visitor_registers_and_gets_a_pass(client, fair, db):
    answer = register(client)
    assert answer.status_code == 302
    page = client.get(answer.location)
    for words in ("Đỗ Ngọc Ánh", "Khách tham quan", "pass-code", "Xoá dữ liệu của tôi"):
        assert words in page.text
    [visitor] = all_visitors(db)
    assert (visitor.phone, visitor.email) == ("+84912345678", "anh@example.vn")
    assert visitor.consent_version == CONSENT_VERSION


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"consent": None}, "Cần sự đồng ý này"),
        ({"name": ""}, "Hãy điền mục này"),
        ({"phone": "12"}, "Số điện thoại này không đúng"),
        ({"email": "khong-co"}, "Địa chỉ e-mail chưa đúng"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed_and_nothing_else(client, fair, db, changes, said):
    answer = register(client, **changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert ("Đỗ Ngọc Ánh" in answer.text) == ("name" not in changes)
    assert all_visitors(db) == []
    assert db.session.scalars(db.select(Pass)).all() == []


def test_name_and_consent_are_all_that_is_needed(client, fair):
    assert register(client, phone="", email="").status_code == 302


def test_one_address_is_slowed_down(client, fair, monkeypatch):
    monkeypatch.setattr(registering, "MOST_FROM_ONE_ADDRESS", 1)
    assert register(client).status_code == 302
    late = register(client)
    assert late.status_code == 429
    assert "Đỗ Ngọc Ánh" in late.text


def test_a_fair_that_is_over_or_not_public_takes_nobody(client, db):
    an_open_fair(slug="da-qua", first_day=today() - timedelta(days=30))
    an_open_fair(slug="ban-nhap", state=FairState.DRAFT)
    assert "Không còn nhận đăng ký" in client.get("/fairs/da-qua/visit").text
    assert client.post("/fairs/da-qua/visit", data=FORM).status_code == 422
    assert client.get("/fairs/ban-nhap/visit").status_code == 404
    assert client.get("/fairs/khong-co/visit").status_code == 404


def test_a_visitor_is_forgotten_by_the_link(client, fair, db):
    link = register(client).location.rsplit("/", 1)[-1]
    assert "sẽ bị xoá ngay" in client.get(f"/pass/{link}/erase").text
    assert client.post(f"/pass/{link}/erase").status_code == 302
    assert all_visitors(db) == []
    page = client.get(f"/pass/{link}")
    assert page.status_code == 200
    assert "Ngọc Ánh" not in page.text
    assert client.get(f"/pass/{link}/erase").status_code == 404


def test_the_organiser_reads_the_list_and_strangers_do_not(client, fair, sign_in):
    register(client)
    owner = sign_in(people.an_organiser(organisation=fair.owner))
    page = owner.get(f"/organiser/fairs/{fair.id}/visitors?q=do+ngoc")
    assert "Đỗ Ngọc Ánh" in page.text
    assert "0912 345 678" in page.text
    assert "Không có khách nào khớp" in owner.get(f"/organiser/fairs/{fair.id}/visitors?q=zzz").text
    assert sign_in(people.an_organiser()).get(f"/organiser/fairs/{fair.id}/visitors").status_code == 404


def test_an_empty_list_says_where_to_register(sign_in, fair):
    owner = sign_in(people.an_organiser(organisation=fair.owner))
    assert "/fairs/ha-long/visit" in owner.get(f"/organiser/fairs/{fair.id}/visitors").text


def test_a_visitors_pass_is_not_among_the_organisers(client, fair, sign_in):
    register(client)
    owner = sign_in(people.an_organiser(organisation=fair.owner))
    assert "Đỗ Ngọc Ánh" not in owner.get(f"/organiser/fairs/{fair.id}/passes").text
    assert passes.counts(fair).valid == 0
