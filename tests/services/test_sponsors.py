"""Sponsors, what they were promised, and who may see it."""

import pytest

from fairapp.domain.accounts import Role
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.sponsors import BenefitState, Tier
from fairapp.services import sponsors
from fairapp.services.sponsors import BenefitFacts, SponsorFacts
from tests.people import a_producer_account, a_sponsor_contact, an_organiser
from tests.running_fair import a_benefit, a_running_fair, a_sponsor, now


@pytest.fixture
def fair(db):
    return a_running_fair()


@pytest.fixture
def organiser(fair):
    return an_organiser(organisation=fair.owner)


def test_a_sponsor_gives_money_or_something_else(fair, organiser):
    with pytest.raises(Invalid) as caught:
        sponsors.add(organiser, fair, SponsorFacts("Nước khoáng", Tier.PARTNER))
    assert caught.value.field == "contribution"
    sponsor = sponsors.add(
        organiser, fair, SponsorFacts("Nước khoáng", Tier.PARTNER, in_kind="12.000 chai nước")
    )
    assert sponsors.list_for_fair(fair) == [sponsor]


def test_the_largest_tier_stands_first(fair):
    silver, diamond = a_sponsor(fair=fair, tier=Tier.SILVER), a_sponsor(fair=fair, tier=Tier.DIAMOND)
    large, small = (a_sponsor(fair=fair, tier=Tier.GOLD, contribution=n) for n in (9, 3))
    assert sponsors.list_for_fair(fair) == [diamond, large, small, silver]


def test_a_sponsor_sees_its_own_and_nothing_else(fair):
    mine, theirs = a_sponsor_contact(), a_sponsor_contact()
    own, other = a_sponsor(fair=fair, user=mine), a_sponsor(fair=fair, user=theirs)
    assert sponsors.list_for_user(mine) == [own]
    with pytest.raises(NotFound):
        sponsors.get_for_user(other.id, mine)
    with pytest.raises(NotFound):
        sponsors.get_for_fair(own.id, a_running_fair())


def test_a_new_contact_gets_an_account_of_its_own(fair, organiser):
    sponsor = a_sponsor(fair=fair, contact_name="Đỗ Quang Huy")
    user = sponsors.open_account(organiser, sponsor, "huy@example.vn", "mat-khau-rieng")
    assert (user.role, user.name, sponsor.user) == (Role.SPONSOR, "Đỗ Quang Huy", user)


def test_a_sponsor_of_two_fairs_keeps_one_account(fair, organiser):
    known = a_sponsor_contact(email="huy@example.vn")
    assert sponsors.open_account(organiser, a_sponsor(fair=fair), "Huy@example.vn", "khong-dung-den") is known


def test_a_producers_account_does_not_become_a_sponsors(fair, organiser):
    a_producer_account(email="lan@example.vn")
    with pytest.raises(Conflict) as caught:
        sponsors.open_account(organiser, a_sponsor(fair=fair), "lan@example.vn", "mat-khau-rieng")
    assert caught.value.field == "contact"


def test_a_second_account_is_not_opened(fair, organiser):
    sponsor = a_sponsor(fair=fair, user=a_sponsor_contact())
    with pytest.raises(Conflict):
        sponsors.open_account(organiser, sponsor, "ai@example.vn", "mat-khau-rieng")


def test_a_promise_is_kept_step_by_step(fair, organiser):
    sponsor = a_sponsor(fair=fair)
    benefit = sponsors.promise(organiser, sponsor, BenefitFacts("Bản tin", "lượt", 20), now())
    assert sponsors.state_of(benefit, fair) is BenefitState.PROMISED
    assert benefit.delivered_at is None
    sponsors.deliver(organiser, benefit, BenefitFacts("Bản tin", "lượt", 20, 8, "nhật ký"), now())
    assert sponsors.state_of(benefit, fair) is BenefitState.PARTIAL
    first = benefit.delivered_at
    sponsors.deliver(organiser, benefit, BenefitFacts("Bản tin", "lượt", 20, 8, "nhật ký, ảnh"), now())
    assert benefit.delivered_at == first
    sponsors.deliver(organiser, benefit, BenefitFacts("Bản tin", "lượt", 20, 21, "nhật ký"), now())
    assert sponsors.state_of(benefit, fair) is BenefitState.DELIVERED


def test_after_closing_a_gap_needs_its_reason(db):
    fair = a_running_fair(state=FairState.CLOSED, closed_at=now())
    organiser, benefit = an_organiser(organisation=fair.owner), a_benefit(sponsor=a_sponsor(fair=fair))
    assert sponsors.state_of(benefit, fair) is BenefitState.MISSED
    with pytest.raises(Invalid) as caught:
        sponsors.deliver(organiser, benefit, BenefitFacts("Logo", "thẻ", 100, 40, "mẫu thẻ"), now())
    assert caught.value.field == "shortfall"
    sponsors.deliver(
        organiser, benefit, BenefitFacts("Logo", "thẻ", 100, 40, "mẫu thẻ", "in thiếu", "bản đồ"), now()
    )
    assert benefit.make_good == "bản đồ"


def test_another_sponsors_benefit_is_not_found(fair):
    mine, theirs = a_sponsor(fair=fair), a_sponsor(fair=fair)
    benefit = a_benefit(sponsor=theirs)
    with pytest.raises(NotFound):
        sponsors.get_benefit(benefit.id, mine)


def test_a_sponsor_leaves_with_its_promises(db, fair, organiser):
    sponsor = a_sponsor(fair=fair)
    a_benefit(sponsor=sponsor)
    sponsors.take_back(organiser, a_benefit(sponsor=sponsor))
    assert len(sponsor.benefits) == 1
    sponsors.remove(organiser, sponsor)
    assert sponsors.list_for_fair(fair) == []
