"""Provinces: quotas, leads and their word."""

import pytest

from fairapp.domain.accounts import Role
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.services import accounts, passwords
from fairapp.services.applications import delegations, endorsement, leads
from fairapp.services.applications.listing import get_for_places
from tests import people
from tests.factories import a_delegation, a_producer, a_ready_application, an_open_fair


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def lead(fair):
    lead = people.a_lead()
    a_delegation(fair=fair, lead=lead)
    return lead


def _from(unit_id, fair, **facts):
    return a_ready_application(fair=fair, producer=a_producer(unit_id=unit_id), **facts)


def test_shares_count_booths_by_province(fair):
    a_delegation(fair=fair, quota=4)
    a_delegation(fair=fair, unit_id="son-la", quota=1)
    _from("quang-ninh", fair, booth_count=2, decision=Decision.ACCEPT)
    _from("quang-ninh", fair, booth_count=1, state=ApplicationState.ENDORSED)
    _from("son-la", fair, booth_count=3, state=ApplicationState.ACCEPTED, decision=Decision.ACCEPT)
    _from("son-la", fair, booth_count=3, state=ApplicationState.WITHDRAWN, decision=Decision.ACCEPT)
    _from("son-la", fair, state=ApplicationState.DRAFT)
    quang_ninh, son_la = delegations.shares(fair)
    assert (quang_ninh.taken_booths, quang_ninh.left, quang_ninh.over) == (2, 2, 0)
    assert (quang_ninh.applications, quang_ninh.waiting, quang_ninh.endorsed_booths) == (2, 1, 1)
    assert (son_la.taken_booths, son_la.left, son_la.over) == (3, -2, 2)
    assert son_la.applications == 1


def test_a_province_has_one_share(fair, organiser):
    delegations.add(fair, organiser, unit_id="son-la", quota=5)
    with pytest.raises(Conflict) as refusal:
        delegations.add(fair, organiser, unit_id="son-la", quota=6)
    assert refusal.value.field == "unit"


@pytest.mark.parametrize(
    ("unit_id", "quota", "field"), [("son-la", -1, "quota"), ("son-la", 1001, "quota"), ("x", 1, "unit")]
)
def test_a_wrong_share_is_refused_at_its_field(fair, organiser, unit_id, quota, field):
    with pytest.raises(Invalid) as refusal:
        delegations.add(fair, organiser, unit_id=unit_id, quota=quota)
    assert refusal.value.field == field


def test_a_new_leads_password_is_given_once_and_signs_in(fair, organiser):
    delegation = a_delegation(fair=fair)
    password = leads.appoint(delegation, organiser, name="Lò Thị Mai", contact="0987 654 321")
    assert delegation.lead.role is Role.DELEGATION
    assert accounts.sign_in("0987654321", password, "127.0.0.1") is delegation.lead
    history = accounts.list_audit("delegation", delegation.id, private=True)
    assert password not in str([entry.values for entry in history])


def test_a_known_lead_keeps_the_account(fair, organiser):
    lead = people.a_lead()
    delegation = a_delegation(fair=fair)
    assert leads.appoint(delegation, organiser, name="Ai đó", contact=lead.email) is None
    assert delegation.lead is lead and lead.name != "Ai đó"


def test_an_account_of_another_role_does_not_become_a_lead(fair, organiser):
    with pytest.raises(Conflict) as refusal:
        leads.appoint(a_delegation(fair=fair), organiser, name="X", contact=people.a_producer_account().email)
    assert refusal.value.field == "contact"


def test_a_lead_is_offered_again_only_to_an_organiser_who_knows_it(fair, organiser, lead):
    assert leads.list_leads(organiser) == [lead]
    assert leads.list_leads(people.an_organiser()) == []


def test_a_lead_sees_its_province_at_its_fair_and_no_more(fair, lead):
    own = _from("quang-ninh", fair)
    others = [
        _from("son-la", fair),
        _from("quang-ninh", an_open_fair()),
        _from("quang-ninh", fair, state=ApplicationState.DRAFT),
    ]
    places = endorsement.places_of(lead)
    assert get_for_places(own.id, places) is own
    for application in others:
        with pytest.raises(NotFound):
            get_for_places(application.id, places)
    delegation = delegations.shares_of_lead(lead)[0].delegation
    assert endorsement.list_for_delegation(delegation) == [own]


def test_a_lead_sees_the_draft_it_wrote_for_a_producer_without_a_phone(fair, lead):
    draft = a_ready_application(fair=fair, producer=a_producer(user=None), state=ApplicationState.DRAFT)
    assert get_for_places(draft.id, endorsement.places_of(lead)) is draft


def test_a_fair_that_is_not_announced_is_not_told_to_its_leads(db, lead):
    a_delegation(fair=an_open_fair(state=FairState.DRAFT), lead=lead)
    assert len(delegations.shares_of_lead(lead)) == len(endorsement.places_of(lead)) == 1


def test_endorsing_and_returning_are_told_at_once(fair, lead):
    one, two = _from("quang-ninh", fair), _from("quang-ninh", fair)
    endorsement.endorse(one, lead, one.version)
    endorsement.send_back(two, lead, "Thiếu giấy an toàn thực phẩm", two.version)
    assert (one.state, two.state) == (ApplicationState.ENDORSED, ApplicationState.RETURNED)
    assert two.return_reason == "Thiếu giấy an toàn thực phẩm"
    assert [e.private for e in accounts.list_audit("application", two.id, private=True)] == [False]


def test_returning_needs_a_reason(fair, lead):
    application = _from("quang-ninh", fair)
    with pytest.raises(Invalid) as refusal:
        endorsement.send_back(application, lead, "", application.version)
    assert refusal.value.field == "reason"


def test_what_is_endorsed_is_not_endorsed_again(fair, lead):
    application = _from("quang-ninh", fair, state=ApplicationState.ENDORSED)
    with pytest.raises(Conflict):
        endorsement.endorse(application, lead, application.version)


def test_another_leads_share_is_not_found(fair, lead):
    delegation = delegations.shares_of_lead(lead)[0].delegation
    assert endorsement.get_for_lead(delegation.id, lead) is delegation
    with pytest.raises(NotFound):
        endorsement.get_for_lead(delegation.id, people.a_lead())
    with pytest.raises(NotFound):
        delegations.get_delegation(delegation.id, an_open_fair())


def test_one_time_passwords_differ_and_hold_no_letters_that_are_mistaken():
    made = {passwords.one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert not set("".join(made)) & set("01ilo")
