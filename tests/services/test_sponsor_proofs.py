"""Deliveries with their photos, the list of open tasks, and what a tier promises."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from fairapp.db import db as database
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.sponsors import BenefitState, Due, Tier
from fairapp.models import AuditEntry, BenefitProof, SponsorPhoto
from fairapp.services import sponsors
from fairapp.services.papers import storing
from fairapp.services.sponsors import BenefitFacts, ProofFacts, SponsorFacts, StandardFacts
from tests.people import an_organiser
from tests.running_fair import a_benefit, a_picture, a_running_fair, a_sponsor, now


@pytest.fixture
def fair(db):
    return a_running_fair()


@pytest.fixture
def organiser(fair):
    return an_organiser(organisation=fair.owner)


@pytest.fixture
def benefit(fair):
    return a_benefit(sponsor=a_sponsor(fair=fair), what="Logo trên cổng chào", unit="vị trí", promised=3)


def facts(**given):
    usual = {"id": uuid4(), "delivered": 2, "at": now(), "place": "Cổng A"}
    return ProofFacts(**usual | given)


def test_a_delivery_keeps_photo_time_and_place(fair, organiser, benefit):
    picture = sponsors.take_photo(a_picture())
    at = now() - timedelta(minutes=5)
    assert sponsors.prove(organiser, benefit, facts(photo=picture, at=at), now())
    (proof,) = sponsors.proofs_of(benefit)
    assert (benefit.delivered, benefit.delivered_at) == (2, at)
    assert (proof.at, proof.place, proof.by) == (at, "Cổng A", organiser)
    assert storing.path_of(proof.photo.stored_name).read_bytes() == picture
    assert sponsors.state_of(benefit, fair) is BenefitState.PARTIAL
    entry = database.session.scalars(database.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.values["old"], entry.values["new"]) == ("benefit.deliver", "0/3", "2/3")


def test_a_photo_is_made_smaller_and_tells_nothing_of_its_camera():
    with Image.open(BytesIO(sponsors.take_photo(a_picture(size=(4000, 3000))))) as kept:
        assert kept.size == (1280, 960)
        assert not kept.getexif()


def test_what_is_no_picture_is_refused():
    for content in (b"%PDF-1.4 ...", b"<svg/>", a_picture()[:400]):
        with pytest.raises(Invalid) as caught:
            sponsors.take_photo(content)
        assert caught.value.field == "photo"


def test_a_delivery_without_photo_names_a_place(organiser, benefit):
    with pytest.raises(Invalid) as caught:
        sponsors.prove(organiser, benefit, facts(place=""), now())
    assert caught.value.field == "place"
    assert sponsors.prove(organiser, benefit, facts(place="Sân khấu chính"), now())


def test_nothing_is_delivered_in_the_future(organiser, benefit):
    with pytest.raises(Invalid) as caught:
        sponsors.prove(organiser, benefit, facts(at=now() + timedelta(hours=1)), now())
    assert caught.value.field == "at"


def test_a_form_sent_twice_is_one_delivery(organiser, benefit):
    sent = facts()
    assert sponsors.prove(organiser, benefit, sent, now())
    assert not sponsors.prove(organiser, benefit, sent, now())
    assert len(sponsors.proofs_of(benefit)) == 1


def test_who_has_not_seen_the_last_delivery_is_told(organiser, benefit):
    sponsors.prove(organiser, benefit, facts(), now())
    with pytest.raises(Conflict):
        sponsors.prove(organiser, benefit, facts(delivered=1), now())
    assert benefit.delivered == 2


def test_the_same_picture_is_kept_once(organiser, benefit):
    picture = sponsors.take_photo(a_picture())
    other = a_benefit(sponsor=a_sponsor(fair=benefit.sponsor.fair))
    sponsors.prove(organiser, benefit, facts(photo=picture), now())
    sponsors.prove(organiser, other, facts(photo=picture), now())
    assert database.session.scalar(database.select(database.func.count(SponsorPhoto.id))) == 1


def test_a_photo_is_its_sponsors_alone(organiser, benefit):
    sponsors.prove(organiser, benefit, facts(photo=sponsors.take_photo(a_picture())), now())
    digest = benefit.proofs[0].photo.sha256
    assert sponsors.get_photo(digest, benefit.sponsor)
    with pytest.raises(NotFound):
        sponsors.get_photo(digest, a_sponsor(fair=benefit.sponsor.fair))
    with pytest.raises(NotFound):
        sponsors.get_proof(benefit.proofs[0].id, a_benefit(sponsor=benefit.sponsor))


def test_a_struck_proof_is_shown_to_nobody_and_its_bytes_stay(organiser, benefit):
    sponsors.prove(organiser, benefit, facts(photo=sponsors.take_photo(a_picture())), now())
    proof = benefit.proofs[0]
    sponsors.strike(organiser, proof, now())
    assert sponsors.proofs_of(benefit) == []
    with pytest.raises(NotFound):
        sponsors.get_photo(proof.photo.sha256, benefit.sponsor)
    assert storing.path_of(proof.photo.stored_name).is_file()


def test_a_sponsor_that_leaves_leaves_its_pictures_for_frozen_reports(db, organiser, benefit):
    sponsors.prove(organiser, benefit, facts(photo=sponsors.take_photo(a_picture())), now())
    sponsors.remove(organiser, benefit.sponsor)
    assert db.session.scalars(db.select(BenefitProof)).all() == []
    assert storing.path_of(db.session.scalars(db.select(SponsorPhoto)).one().stored_name).is_file()


def test_what_is_given_up_says_why_and_leaves_the_tasks(fair, organiser, benefit):
    given_up = {"what": benefit.what, "promised": 3, "given_up": True}
    with pytest.raises(Invalid) as caught:
        sponsors.deliver(organiser, benefit, BenefitFacts(**given_up), now())
    assert caught.value.field == "shortfall"
    sponsors.deliver(
        organiser, benefit, BenefitFacts(**given_up, shortfall="mưa", make_good="biển ở bế mạc"), now()
    )
    assert sponsors.state_of(benefit, fair) is BenefitState.MISSED
    assert sponsors.list_tasks(fair, now()) == []


def test_tasks_come_by_their_day_and_without_a_day_last(fair, organiser):
    sponsor, today = a_sponsor(fair=fair), local_day(now())
    undated = a_benefit(sponsor=sponsor, what="Không hẹn")
    late = a_benefit(sponsor=sponsor, what="Hôm qua", due_on=today - timedelta(1))
    later = a_benefit(sponsor=sponsor, what="Mai", due_on=today + timedelta(1))
    at_once = a_benefit(sponsor=sponsor, what="Hôm nay", due_on=today)
    a_benefit(sponsor=sponsor, what="Xong", delivered=100, proof="mẫu thẻ")
    a_benefit(sponsor=a_sponsor(fair=a_running_fair()), what="Của hội chợ khác")
    assert [(task.benefit, task.due) for task in sponsors.list_tasks(fair, now())] == [
        (late, Due.OVERDUE),
        (at_once, Due.TODAY),
        (later, Due.LATER),
        (undated, Due.UNDATED),
    ]


def test_a_sponsor_that_joins_gets_its_tiers_list_as_its_own(fair, organiser):
    today = local_day(now())
    sponsors.add_standard(
        organiser, fair, StandardFacts(Tier.GOLD, "Logo trên cổng chào", "vị trí", 3, today)
    )
    sponsors.add_standard(organiser, fair, StandardFacts(Tier.SILVER, "Biển ở cổng"))
    joined = sponsors.add(organiser, fair, SponsorFacts("Siêu thị", Tier.GOLD, 1))
    (copy,) = joined.benefits
    assert (copy.what, copy.unit, copy.promised, copy.due_on) == ("Logo trên cổng chào", "vị trí", 3, today)
    sponsors.remove_standard(organiser, fair, sponsors.list_standard(fair)[Tier.GOLD][0])
    assert [benefit.what for benefit in joined.benefits] == ["Logo trên cổng chào"]


def test_lines_added_later_are_copied_on_request_and_once(fair, organiser):
    sponsor = sponsors.add(organiser, fair, SponsorFacts("Siêu thị", Tier.GOLD, 1))
    sponsors.add_standard(organiser, fair, StandardFacts(Tier.GOLD, "Phát thanh", "lượt", 20))
    assert sponsors.promise_standard(organiser, sponsor) == 1
    assert sponsors.promise_standard(organiser, sponsor) == 0
    assert [benefit.what for benefit in sponsor.benefits] == ["Phát thanh"]


def test_a_tier_promises_a_thing_once(fair, organiser):
    sponsors.add_standard(organiser, fair, StandardFacts(Tier.GOLD, "Phát thanh"))
    with pytest.raises(Conflict) as caught:
        sponsors.add_standard(organiser, fair, StandardFacts(Tier.GOLD, "Phát thanh", promised=2))
    assert caught.value.field == "what"


def test_another_fairs_line_is_not_found(fair, organiser):
    sponsors.add_standard(organiser, fair, StandardFacts(Tier.GOLD, "Phát thanh"))
    line = sponsors.list_standard(fair)[Tier.GOLD][0]
    with pytest.raises(NotFound):
        sponsors.get_standard(line.id, a_running_fair())


def test_after_closing_a_photo_may_still_be_added(db):
    fair = a_running_fair(state=FairState.CLOSED, closed_at=now())
    organiser = an_organiser(organisation=fair.owner)
    benefit = a_benefit(sponsor=a_sponsor(fair=fair), promised=2)
    sponsors.prove(organiser, benefit, facts(), now())
    assert sponsors.state_of(benefit, fair) is BenefitState.DELIVERED
