"""The ways back in: by letter, and from the organiser's hand."""

import re

import pytest

from fairapp.domain.accounts import LINKS, Role
from fairapp.models import Letter
from fairapp.services import accounts
from tests import people
from tests.factories import a_delegation, a_producer, a_ready_application, an_open_fair
from tests.running_fair import a_sponsor

OLD = "mat-khau-cu-roi"


def an_account(contact="lan@example.vn", role=Role.PRODUCER, **facts):
    return accounts.register(name="Vũ Thị Lan", contact=contact, password=OLD, role=role, **facts)


def signs_in(client, contact, password):
    return client.post("/sign-in", data={"contact": contact, "password": password}).status_code == 302


def test_the_whole_way_from_the_sign_in_page_to_a_new_password(client, db):
    a_producer(user=an_account())
    assert "/forgotten" in client.get("/sign-in").text
    assert client.get("/forgotten").status_code == 200
    client.post("/forgotten", data={"contact": "lan@example.vn"})
    letter = db.session.scalar(db.select(Letter))
    path = re.search(r"https://fair\.example(/password/\S+)", letter.body)[1]
    assert client.get(path).status_code == 200
    weak = client.post(path, data={"password": "ngan"})
    assert weak.status_code == 422
    assert "ít nhất 8 ký tự" in weak.text
    done = client.post(path, data={"password": "mat-khau-moi"})
    assert done.status_code == 302
    assert client.get("/account").status_code == 200
    assert client.get(path).status_code == 404
    assert "đã hết hạn hoặc đã dùng" in client.post(path, data={"password": "lan-thu-hai"}).text
    client.post("/sign-out")
    assert not signs_in(client, "lan@example.vn", OLD)
    assert signs_in(client, "lan@example.vn", "mat-khau-moi")


def test_the_answer_does_not_tell_whether_an_account_is_there(client, db):
    an_account()
    known = client.post("/forgotten", data={"contact": "lan@example.vn"})
    unknown = client.post("/forgotten", data={"contact": "khong-ai@example.vn"})
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert db.session.scalar(db.select(db.func.count()).select_from(Letter)) == 1


@pytest.mark.parametrize("contact", ["0912 345 678", "0987 654 321"])
def test_a_telephone_is_told_who_helps_known_or_not(client, db, contact):
    an_account("0912345678")
    answer = client.post("/forgotten", data={"contact": contact})
    assert "hãy gọi ban tổ chức" in answer.text
    assert db.session.scalar(db.select(Letter)) is None


@pytest.mark.parametrize("contact", ["", "lan@", "12", "x" * 300])
def test_what_is_no_contact_is_told_at_its_field(client, db, contact):
    answer = client.post("/forgotten", data={"contact": contact})
    assert answer.status_code == 422
    assert "is-invalid" in answer.text


def test_asking_too_often_is_refused_in_a_sentence(client, db):
    for _ in range(LINKS):
        assert client.post("/forgotten", data={"contact": "lan@example.vn"}).status_code == 200
    answer = client.post("/forgotten", data={"contact": "lan@example.vn"})
    assert answer.status_code == 429
    assert "chờ 15 phút" in answer.text


@pytest.mark.parametrize("token", ["x", "a" * 43, "%C4%91"])
def test_a_made_up_link_leads_nowhere(client, db, token):
    assert client.get(f"/password/{token}").status_code == 404
    assert client.post(f"/password/{token}", data={"password": "mat-khau-moi"}).status_code == 404


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def doors(fair, organiser):
    """Where an organiser gives each kind of account a new password, with what it signs in with."""
    applicant, lead = an_account("0912000001"), an_account("0912000002", Role.DELEGATION)
    contact = an_account("0912000004", Role.SPONSOR)
    application = a_ready_application(fair=fair, producer=a_producer(user=applicant))
    delegation, sponsor = a_delegation(fair=fair, lead=lead), a_sponsor(fair=fair, user=contact)
    here = f"/organiser/fairs/{fair.id}"
    return {
        "0912000001": (f"{here}/applications/{application.id}", "/password"),
        "0912000002": (f"{here}/delegations/{delegation.id}", "/lead/password"),
        "0912000004": (f"{here}/sponsors/{sponsor.id}", "/account/password"),
    }


def test_an_organiser_gives_each_kind_of_account_a_password_shown_once(sign_in, organiser, doors, client):
    client = sign_in(organiser)
    given = {}
    for contact, (page, path) in doors.items():
        assert page + path in client.get(page).text
        answer = client.post(page + path)
        assert answer.status_code == 200
        given[contact] = re.search(r"<code[^>]*>([^<]+)</code>", answer.text)[1]
        assert given[contact] not in client.get(page).text
    client.post("/sign-out")
    for contact, password in given.items():
        assert signs_in(client, contact, password)
        client.post("/sign-out")


def test_a_strangers_organiser_finds_none_of_them(sign_in, doors):
    client = sign_in(people.an_organiser())
    for page, path in doors.values():
        assert client.post(page + path).status_code == 404


def test_an_account_that_others_rely_on_is_refused_in_a_sentence(sign_in, fair, organiser):
    producer = a_producer(user=an_account())
    a_ready_application(fair=an_open_fair(), producer=producer)
    application = a_ready_application(fair=fair, producer=producer)
    path = f"/organiser/fairs/{fair.id}/applications/{application.id}/password"
    answer = sign_in(organiser).post(path)
    assert answer.status_code == 409
    assert "gắn với hội chợ của đơn vị khác" in answer.text
    assert "<code" not in answer.text


def test_who_has_no_account_is_not_found(sign_in, fair, organiser):
    application = a_ready_application(fair=fair, producer=a_producer(user=None))
    path = f"/organiser/fairs/{fair.id}/applications/{application.id}/password"
    assert sign_in(organiser).post(path).status_code == 404
