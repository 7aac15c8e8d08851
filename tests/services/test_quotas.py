"""Quotas: given, given back, moved; the booths of a fair are neither made nor lost on the way."""

from random import Random

import pytest

from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.delegations import DelegationKind
from fairapp.domain.errors import Conflict, Invalid, NotFound, Refusal
from fairapp.domain.fairs import FairState
from fairapp.services.applications import delegations, quotas
from tests import people
from tests.factories import a_delegation, a_producer, a_ready_application, a_zone, an_open_fair


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


def _uses(fair, unit_id, booths, **facts):
    facts.setdefault("state", ApplicationState.ENDORSED)
    return a_ready_application(fair=fair, producer=a_producer(unit_id=unit_id), booth_count=booths, **facts)


def test_a_move_takes_from_one_and_gives_to_the_other(fair, organiser):
    giver, taker = a_delegation(fair=fair, quota=6), a_delegation(fair=fair, unit_id="son-la", quota=2)
    quotas.move(giver, taker, organiser, 4, "Sơn La có thêm đơn", seen=6)
    assert (giver.quota, taker.quota) == (2, 6)
    out, into = quotas.list_history(fair, giver)[0], quotas.list_history(fair, taker)[0]
    assert (out.values["booths"], out.values["other"], into.values["other"]) == (4, "Sơn La", "Quảng Ninh")
    assert "Sơn La có thêm đơn" in out.sentence % out.values


@pytest.mark.parametrize("decision", [None, Decision.ACCEPT])
def test_what_is_endorsed_or_taken_does_not_move(fair, organiser, decision):
    giver, taker = a_delegation(fair=fair, quota=6), a_delegation(fair=fair, unit_id="son-la", quota=2)
    state = ApplicationState.ENDORSED if decision is None else ApplicationState.SUBMITTED
    _uses(fair, "quang-ninh", 3, state=state, decision=decision)
    with pytest.raises(Conflict) as refusal:
        quotas.move(giver, taker, organiser, 4, "x", seen=6)
    assert refusal.value.values["left"] == 3
    quotas.move(giver, taker, organiser, 3, "x", seen=6)
    assert giver.quota == 3


def test_who_saw_another_quota_is_told(fair, organiser):
    giver, taker = a_delegation(fair=fair, quota=6), a_delegation(fair=fair, unit_id="son-la", quota=2)
    quotas.move(giver, taker, organiser, 1, "x", seen=6)
    with pytest.raises(Conflict) as refusal:
        quotas.move(giver, taker, organiser, 1, "x", seen=6)
    assert refusal.value.values == {"name": "Quảng Ninh", "quota": 5}


def test_booths_do_not_move_to_another_fair_or_to_itself(fair, organiser):
    giver = a_delegation(fair=fair, quota=6)
    for taker in (giver, a_delegation(fair=an_open_fair())):
        with pytest.raises(Invalid) as refusal:
            quotas.move(giver, taker, organiser, 1, "x", seen=6)
        assert refusal.value.field == "to"


def test_a_reason_is_asked(fair, organiser):
    giver, taker = a_delegation(fair=fair, quota=6), a_delegation(fair=fair, unit_id="son-la", quota=2)
    for note in ("", "   ", "x" * 1001):
        with pytest.raises(Invalid) as refusal:
            quotas.move(giver, taker, organiser, 1, note, seen=6)
        assert refusal.value.field == "note"


def test_a_closed_book_moves_nothing(db, organiser):
    fair = an_open_fair(state=FairState.CLOSED)
    giver, taker = a_delegation(fair=fair, quota=6), a_delegation(fair=fair, unit_id="son-la", quota=2)
    with pytest.raises(Conflict):
        quotas.move(giver, taker, organiser, 1, "x", seen=6)
    with pytest.raises(Conflict):
        quotas.give_back(giver, organiser, 1, "x", seen=6)


def test_a_smaller_quota_promises_no_more_than_it_is(fair, organiser):
    one, two = (a_zone(site=fair.sites[0]) for _ in range(2))
    delegation = a_delegation(fair=fair, quota=6)
    quotas.set_quota(delegation, organiser, 6, 5, {one.id: (3, 6), two.id: (2, 4)})
    quotas.give_back(delegation, organiser, 4, "Hai hợp tác xã thôi không đi", seen=6)
    assert (delegation.quota, delegation.least) == (2, 2)
    assert [(z.least, z.most) for z in delegation.zones] == [(2, 2), (0, 2)]


def test_zones_are_set_changed_and_let_go(fair, organiser):
    zone = a_zone(site=fair.sites[0])
    delegation = a_delegation(fair=fair, quota=6)
    quotas.set_quota(delegation, organiser, 6, 0, {zone.id: (1, 4)})
    quotas.set_quota(delegation, organiser, 6, 0, {zone.id: (0, 3)})
    assert [(z.zone_id, z.least, z.most) for z in delegation.zones] == [(zone.id, 0, 3)]
    quotas.set_quota(delegation, organiser, 5)
    assert len(delegation.zones) == 1
    quotas.set_quota(delegation, organiser, 5, 0, {})
    assert delegation.zones == []


def test_another_fairs_zone_is_not_found(fair, organiser):
    strange = a_zone(site=an_open_fair().sites[0])
    with pytest.raises(NotFound):
        quotas.set_quota(a_delegation(fair=fair), organiser, 6, 0, {strange.id: (0, 3)})


def test_whatever_is_moved_the_sum_stays_and_nothing_is_below_what_is_used(fair, organiser):
    """Three hundred acts at random, some of them impossible, with applications coming in between."""
    chance = Random(20261122)
    units = ["quang-ninh", "son-la", "lao-cai", "thanh-hoa"]
    parties = [a_delegation(fair=fair, unit_id=unit, quota=12) for unit in units]
    parties.append(delegations.add(fair, organiser, kind=DelegationKind.ASSOCIATION, name="Hội", quota=12))
    total, returned, refused = 60, 0, 0
    for turn in range(300):
        if turn % 30 == 0:
            _uses(fair, chance.choice(units), 1)
        giver, taker = chance.sample(parties, 2)
        before = {d.id: d.quota for d in parties}
        booths, seen = chance.randint(-1, 9), giver.quota + (chance.random() < 0.05)
        try:
            if chance.random() < 0.05:
                quotas.give_back(giver, organiser, booths, "x", seen)
                returned += booths
            else:
                quotas.move(giver, taker, organiser, booths, "x", seen)
        except Refusal:
            refused += 1
            assert {d.id: d.quota for d in parties} == before
        assert sum(d.quota for d in parties) + returned == total
        for share in delegations.shares(fair):
            assert share.delegation.quota >= 0
            assert before[share.delegation.id] < share.used or share.delegation.quota >= share.used
    assert 0 < refused < 300 and returned
