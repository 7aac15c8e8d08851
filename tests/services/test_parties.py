"""Who comes with which delegation: by province as it stood, or by having joined another collective."""

from datetime import date

import pytest

from fairapp.db import db as database, now
from fairapp.domain.applications import ApplicationState
from fairapp.domain.delegations import DelegationKind
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.models import DelegationMember
from fairapp.services.applications import delegations, endorsement, members, parties
from fairapp.services.applications.listing import get_for_places
from tests import people
from tests.factories import a_delegation, a_fair, a_producer, a_ready_application, an_open_fair


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


def a_collective(fair, **facts):
    facts.setdefault("kind", DelegationKind.ASSOCIATION)
    facts.setdefault("own_name", "Hội Nữ chủ thể OCOP")
    return a_delegation(fair=fair, unit_id=None, **facts)


def test_a_collective_has_a_name_of_its_own_and_no_unit(fair, organiser):
    made = delegations.add(
        fair, organiser, kind=DelegationKind.COMMUNE, name="  Xã Quảng La ", quota=3, least=1
    )
    assert (made.name, made.full_name, made.unit_id, made.least) == ("Xã Quảng La", "Xã Quảng La", None, 1)
    with pytest.raises(Conflict):
        delegations.add(fair, organiser, kind=DelegationKind.COMMUNE, name="xa quang la", quota=3)
    with pytest.raises(Invalid) as refusal:
        delegations.add(fair, organiser, kind=DelegationKind.COMMUNE, name=" ", quota=3)
    assert refusal.value.field == "name"


def test_who_has_joined_a_collective_is_its_and_no_longer_the_provinces(fair):
    province_lead, collective_lead = people.a_lead(), people.a_lead()
    a_delegation(fair=fair, lead=province_lead)
    collective = a_collective(fair, lead=collective_lead)
    joined = a_ready_application(fair=fair, booth_count=2, state=ApplicationState.ENDORSED)
    stays = a_ready_application(fair=fair)
    members.join(collective, joined.producer)
    assert get_for_places(joined.id, endorsement.places_of(collective_lead)) is joined
    for application, lead in ((joined, province_lead), (stays, collective_lead)):
        with pytest.raises(NotFound):
            get_for_places(application.id, endorsement.places_of(lead))
    province, other = delegations.shares(fair)
    assert (province.applications, province.endorsed_booths) == (1, 0)
    assert (other.applications, other.endorsed_booths) == (1, 2)
    assert delegations.share_for(joined).delegation is collective


def test_a_place_in_an_order_makes_nobody_a_member(fair, db):
    collective = a_collective(fair, lead=people.a_lead())
    application = a_ready_application(fair=fair)
    db.session.add(
        DelegationMember(fair_id=fair.id, delegation=collective, producer_id=application.producer_id, rank=1)
    )
    db.session.flush()
    with pytest.raises(NotFound):
        get_for_places(application.id, endorsement.places_of(collective.lead))


def test_a_producer_joins_one_collective_at_a_fair(fair):
    producer = a_producer()
    one, two = a_collective(fair), a_collective(fair, own_name="Hội khác")
    assert members.join(one, producer) is members.join(one, producer)
    with pytest.raises(Conflict):
        members.join(two, producer)
    members.join(a_collective(an_open_fair()), producer)


def test_a_fair_before_the_merger_belongs_to_the_units_of_its_day(db):
    old = a_fair(first_day=date(2025, 5, 10))
    actor = people.an_organiser(organisation=old.owner)
    ha_giang = delegations.add(old, actor, unit_id="ha-giang@2025", quota=3)
    with pytest.raises(Invalid):
        delegations.add(an_open_fair(owner=old.owner), actor, unit_id="ha-giang@2025", quota=3)
    a_ready_application(fair=old, producer=a_producer(unit_id="ha-giang@2025"), booth_count=2)
    a_ready_application(fair=old, producer=a_producer(unit_id="tuyen-quang@2025"))
    assert delegations.share_of(ha_giang).applications == 1


def test_todays_province_brings_those_who_registered_in_what_became_part_of_it(fair):
    lead = people.a_lead()
    a_delegation(fair=fair, unit_id="tuyen-quang", lead=lead)
    application = a_ready_application(fair=fair, producer=a_producer(unit_id="ha-giang@2025"))
    assert get_for_places(application.id, endorsement.places_of(lead)) is application


def test_a_collectives_lead_acts_for_those_it_wrote_down_and_not_for_the_provinces(fair):
    lead = people.a_lead()
    a_collective(fair, lead=lead)
    own = a_producer(user=None, entered_by_id=lead.id)
    strange = a_producer(user=None, entered_by_id=people.a_lead().id)
    charge = endorsement.charge_of(lead)
    assert own.id in charge.ids and strange.id not in charge.ids
    assert charge.units == frozenset() and "quang-ninh" in charge.offered


def test_a_provinces_lead_is_offered_its_province_alone(fair):
    lead = people.a_lead()
    a_delegation(fair=fair, lead=lead, unit_id="tuyen-quang")
    charge = endorsement.charge_of(lead)
    assert charge.offered == {"tuyen-quang"} and "ha-giang@2025" in charge.units and not charge.ids


def test_two_leads_of_one_province_at_two_fairs_see_each_their_own(fair):
    first, second, other = people.a_lead(), people.a_lead(), an_open_fair()
    a_delegation(fair=fair, lead=first)
    a_delegation(fair=other, lead=second)
    application = a_ready_application(fair=fair)
    assert endorsement.delegation_of(application, first).lead is first
    with pytest.raises(NotFound):
        endorsement.delegation_of(application, second)


def test_ranking_is_kept_and_the_second_to_save_is_told(fair):
    lead = people.a_lead()
    delegation = a_delegation(fair=fair, lead=lead)
    one, two, gone = (a_ready_application(fair=fair) for _ in range(3))
    gone.state = ApplicationState.WITHDRAWN
    order = [f"p{two.producer_id}", f"p{one.producer_id}"]
    members.rank(delegation, lead, order, seen=0)
    assert [m.application for m in members.roll(delegation)] == [two, one, gone]
    assert [m.rank for m in members.roll(delegation)] == [1, 2, None]
    with pytest.raises(Conflict):
        members.rank(delegation, lead, order, seen=0)
    for wrong in (order[:1], [*order, "p999999"], [*order, f"p{gone.producer_id}"]):
        with pytest.raises(Conflict):
            members.rank(delegation, lead, wrong, seen=1)
    members.rank(delegation, lead, order[::-1], seen=1)
    assert [m.application for m in members.roll(delegation)][:2] == [one, two]


def test_an_order_left_behind_by_an_earlier_delegation_counts_no_more(fair):
    lead = people.a_lead()
    province = a_delegation(fair=fair, lead=lead)
    application = a_ready_application(fair=fair)
    members.rank(province, lead, [f"p{application.producer_id}"], seen=0)
    application.producer.unit_id = "son-la"
    other = a_delegation(fair=fair, lead=lead, unit_id="son-la")

    assert members.ranks(fair, parties.read(fair)) == {}
    members.rank(other, lead, [f"p{application.producer_id}"], seen=0)
    assert members.ranks(fair, parties.read(fair)) == {application.id: 1}


def test_the_roll_takes_as_many_statements_for_many(fair, count_statements):
    lead = people.a_lead()
    delegation = a_delegation(fair=fair, lead=lead, quota=400)

    def add(n):
        for _ in range(n):
            a_ready_application(fair=fair)
            a_nominee(delegation)

    add(20)
    few = count_statements(lambda: members.roll(delegation))
    add(280)
    assert count_statements(lambda: members.roll(delegation)) == few


def a_nominee(delegation):

    database.session.add(
        DelegationMember(
            fair_id=delegation.fair_id, delegation=delegation, name="Hợp tác xã", nominated_at=now()
        )
    )
    database.session.flush()


def test_a_collectives_lead_writes_notices_but_has_no_desk_of_the_organisers(fair, sign_in):
    lead = people.a_lead()
    collective = a_collective(fair, lead=lead)
    assert sign_in(lead).get(f"/organiser/fairs/{fair.id}/notices").status_code == 403
    assert sign_in(lead).get(f"/delegation/fairs/{collective.id}/notices").status_code == 200
    assert sign_in(lead).get(f"/delegation/fairs/{collective.id}").status_code == 200
