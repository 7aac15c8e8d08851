import pytest

from fairapp.models import Gate
from fairapp.services import gate as gates
from tests import people
from tests.factories import a_fair


@pytest.fixture
def fair(db):
    return a_fair()


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def client_of_owner(sign_in, organiser):
    return sign_in(organiser)


def test_a_board_without_gates_says_what_to_do(client_of_owner, fair):
    response = client_of_owner.get(f"/organiser/fairs/{fair.id}/gates")
    assert response.status_code == 200
    assert "Hội chợ chưa có cổng nào" in response.text


def test_the_board_answers_304_while_nothing_changed(client_of_owner, fair):
    gates.add_gate(fair.sites[0], "Cổng A", 0, None)
    address = f"/organiser/fairs/{fair.id}/gates/board"
    first = client_of_owner.get(address)
    assert "Cổng A" in first.text
    assert client_of_owner.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_gate_is_added_once(client_of_owner, fair, db):
    form = {"gate-site": fair.sites[0].id, "gate-name": "Cổng A", "gate-zone_bit": "0"}
    assert client_of_owner.post(f"/organiser/fairs/{fair.id}/gates/set-up", data=form).status_code == 302
    again = client_of_owner.post(f"/organiser/fairs/{fair.id}/gates/set-up", data=form)
    assert again.status_code == 422
    assert "đã có cổng tên Cổng A" in again.text
    assert db.session.scalar(db.select(db.func.count()).select_from(Gate)) == 1


def test_another_organisers_fair_is_not_found(sign_in, fair):
    client = sign_in(people.an_organiser())
    assert client.get(f"/organiser/fairs/{fair.id}/gates").status_code == 404
    assert client.get(f"/organiser/fairs/{fair.id}/gates/set-up").status_code == 404
