"""The organiser's provinces: quotas and leads."""

import re

import pytest

from fairapp.models import Delegation, User
from tests import people
from tests.factories import a_delegation, an_open_fair


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair, sign_in):
    return sign_in(people.an_organiser(organisation=fair.owner))


def _text(answer):
    return answer.get_data(as_text=True)


def _base(fair):
    return f"/organiser/fairs/{fair.id}/delegations"


def test_a_province_is_given_a_quota(organiser, fair):
    assert "Chưa giao chỉ tiêu" in _text(organiser.get(_base(fair)))
    organiser.post(_base(fair), data={"unit": "son-la", "quota": "8"})
    page = _text(organiser.get(_base(fair)))
    assert "Sơn La" in page and "<strong>0</strong>/8" in page


@pytest.mark.parametrize(
    "data",
    [
        {"unit": "", "quota": "8"},
        {"unit": "son-la", "quota": "nhiều"},
        {"unit": "son-la", "quota": "5000"},
        {"unit": "ha-giang@2025", "quota": "8"},
        {"unit": "quang-ninh", "quota": "8"},
    ],
    ids=str,
)
def test_a_wrong_quota_comes_back_with_a_sentence(organiser, fair, db, data):
    a_delegation(fair=fair)
    answer = organiser.post(_base(fair), data=data)
    assert answer.status_code == 422
    assert "field__error" in _text(answer)
    assert db.session.query(Delegation).filter_by(fair_id=fair.id).count() == 1


def test_a_quota_is_changed_and_taken_away(organiser, fair, db):
    delegation = a_delegation(fair=fair, quota=3)
    number, path = delegation.id, f"{_base(fair)}/{delegation.id}"
    organiser.post(f"{path}/quota", data={"quota": "12"})
    assert db.session.get(Delegation, number).quota == 12
    organiser.post(f"{path}/remove")
    assert db.session.get(Delegation, number) is None


def test_the_password_of_a_new_lead_is_shown_once(organiser, fair, db, client):
    delegation = a_delegation(fair=fair)
    answer = organiser.post(
        f"{_base(fair)}/{delegation.id}/lead", data={"name": "Lò Thị Mai", "contact": "0987 654 321"}
    )
    password = re.search(r"<code[^>]*>([a-z0-9-]{19})</code>", _text(answer)).group(1)
    assert password not in _text(organiser.get(f"{_base(fair)}/{delegation.id}"))
    assert db.session.get(Delegation, delegation.id).lead.name == "Lò Thị Mai"
    signed = client.post("/sign-in", data={"contact": "0987654321", "password": password})
    assert signed.status_code == 302


def test_a_known_lead_is_given_another_province_without_a_new_password(organiser, fair, db):
    lead = people.a_lead()
    a_delegation(fair=fair, lead=lead)
    second = a_delegation(fair=fair, unit_id="son-la")
    path = f"{_base(fair)}/{second.id}"
    assert lead.name in _text(organiser.get(path))
    assert organiser.post(f"{path}/known-lead", data={"lead": str(lead.id)}).status_code == 302
    assert db.session.get(Delegation, second.id).lead_id == lead.id


@pytest.mark.parametrize(
    "data",
    [
        {"name": "", "contact": "0987654321"},
        {"name": "A", "contact": "12"},
        {"name": "x" * 300, "contact": "a@b.vn"},
    ],
    ids=["no-name", "no-number", "endless"],
)
def test_half_a_lead_comes_back_with_what_was_typed(organiser, fair, db, data):
    delegation = a_delegation(fair=fair)
    before = db.session.query(User).count()
    answer = organiser.post(f"{_base(fair)}/{delegation.id}/lead", data=data)
    assert answer.status_code == 422
    assert f'value="{data["contact"]}"' in _text(answer)
    assert db.session.query(User).count() == before


def test_a_lead_unknown_to_this_organiser_cannot_be_picked(organiser, fair, db):
    delegation = a_delegation(fair=fair)
    stranger = people.a_lead()
    answer = organiser.post(f"{_base(fair)}/{delegation.id}/known-lead", data={"lead": str(stranger.id)})
    assert answer.status_code == 422
    assert db.session.get(Delegation, delegation.id).lead_id is None


def test_another_organisers_province_is_not_found(sign_in, fair, db):
    delegation = a_delegation(fair=fair)
    other = an_open_fair()
    stranger = sign_in(people.an_organiser(organisation=other.owner))
    for base in (_base(fair), _base(other)):
        path = f"{base}/{delegation.id}"
        assert stranger.get(path).status_code == 404
        for verb in ("quota", "remove", "lead", "known-lead"):
            assert stranger.post(f"{path}/{verb}", data={"quota": "1"}).status_code == 404, verb
    assert db.session.get(Delegation, delegation.id) is not None
