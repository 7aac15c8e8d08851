"""The applicant's part of an application."""

from datetime import timedelta

import pytest

from fairapp.db import now
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.booths import BoothKind
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.services import accounts, applications
from fairapp.services.applications import Attendant, Tray, Wanted
from fairapp.services.applications.wished import Typed
from fairapp.services.producers import products
from tests.factories import (
    a_certified_product,
    a_producer,
    a_product,
    a_ready_application,
    a_zone,
    an_open_fair,
    today,
)

DRAFT = ApplicationState.DRAFT


def _draft(**facts):
    return a_ready_application(fair=facts.pop("fair", None) or an_open_fair(), state=DRAFT, **facts)


def _actor(application):
    return application.producer.user


def test_beginning_twice_gives_the_same_draft(db):
    fair, producer = an_open_fair(), a_producer()
    first = applications.begin(producer, fair, producer.user)
    assert applications.begin(producer, fair, producer.user) is first
    assert first.state is DRAFT


@pytest.mark.parametrize(
    "facts",
    [
        {"apply_until": now() - timedelta(minutes=1)},
        {"apply_from": now() + timedelta(days=1)},
        {"apply_until": None},
        {"state": FairState.DRAFT},
        {"state": FairState.CANCELLED},
    ],
    ids=["over", "not-yet", "no-deadline", "draft", "cancelled"],
)
def test_a_fair_that_takes_no_applications_takes_none(db, facts):
    producer = a_producer()
    with pytest.raises(Conflict):
        applications.begin(producer, an_open_fair(**facts), producer.user)


def test_every_field_is_kept_as_it_is_typed(db):
    fair = an_open_fair()
    zone = a_zone(site=fair.sites[0])
    application = _draft(fair=fair)
    applications.keep(application, {"commitments": []})
    product = application.goods[0].product
    applications.keep(
        application,
        {
            "booth_kind": "raw",
            "booth_count": 3,
            "power_kw": 2000,
            "water": True,
            "open_flame": True,
            "cold_storage": True,
            "lorry": True,
            "places": [Typed(zone.id), Typed()],
            "cold_kw": 400,
            "wishes": " gần  cổng \n\n\n\nkhu chè ",
            "goods": [product.id],
            "staff": [Attendant("Đặng Văn Ba", "0912 345 678", "Bán hàng"), Attendant("  ")],
            "commitments": True,
        },
    )
    db.session.expire_all()
    assert (application.booth_kind, application.booth_count) == (BoothKind.RAW, 3)
    assert application.water and application.open_flame and application.cold_storage and application.lorry
    assert (application.wished, application.cold_watts) == ((("zone", zone.id),), 400)
    assert application.wishes == "gần cổng\n\nkhu chè"
    assert [(p.name, p.phone) for p in application.staff] == [("Đặng Văn Ba", "+84912345678")]
    assert len(application.acceptances) == 5


def test_keeping_one_field_leaves_the_others_as_they_are(db):
    application = _draft()
    applications.keep(application, {"wishes": "gần cổng"})
    applications.keep(application, {"water": True})
    assert (application.wishes, len(application.goods), len(application.staff)) == ("gần cổng", 1, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("booth_count", 0),
        ("booth_count", 5),
        ("booth_count", None),
        ("power_kw", -1),
        ("power_kw", 50_001),
        ("cold_kw", 50_001),
        ("lorry_plate", "x" * 61),
        ("wishes", "x" * 2001),
        ("places", [Typed(987654)]),
        ("places", [Typed(None, "Z99")]),
        ("commitments", ["no-fakes:7"]),
        ("staff", [Attendant("A", "12")]),
        ("staff", [Attendant("x" * 121)]),
        ("staff", [Attendant(f"Người {n}") for n in range(13)]),
        ("goods", [987654]),
    ],
    ids=str,
)
def test_a_wrong_value_is_refused_at_its_field_and_not_kept(db, field, value):
    application = _draft()
    before = application.version
    with pytest.raises(Invalid) as refusal:
        applications.keep(application, {field: value})
    assert refusal.value.field == field
    db.session.flush()
    assert application.version == before


def test_another_producers_product_cannot_be_brought(db):
    with pytest.raises(Invalid):
        applications.keep(_draft(), {"goods": [a_certified_product(producer=a_producer()).id]})


def test_another_fairs_zone_cannot_be_wished_for(db):
    zone = a_zone(site=an_open_fair().sites[0])
    with pytest.raises(Invalid):
        applications.keep(_draft(), {"places": [Typed(zone.id)]})


def test_sending_a_whole_draft_records_when_and_who(db):
    application = _draft()
    assert applications.submit(application, _actor(application)) == []
    assert application.state is ApplicationState.SUBMITTED
    assert application.submitted_at is not None
    assert accounts.list_audit("application", application.id, private=False)[0].action == "application.submit"


def test_expired_certificate_is_named_when_submitting(db):
    fair = an_open_fair()
    producer = a_producer()
    old = a_certified_product(producer=producer, name="Ruốc hàu", expires_on=today() + timedelta(days=31))
    application = _draft(fair=fair, producer=producer, products=[old, a_certified_product(producer=producer)])
    gaps = applications.submit(application, producer.user)
    assert [gap.values["product"] for gap in gaps] == ["Ruốc hàu"]
    assert gaps[0].values["day"] == f"{today() + timedelta(days=32):%d/%m/%Y}"
    assert application.state is DRAFT


def test_leaving_the_expired_product_out_lets_the_application_go(db):
    producer = a_producer()
    old = a_certified_product(producer=producer, expires_on=today())
    good = a_certified_product(producer=producer)
    application = _draft(producer=producer, products=[old, good])
    applications.keep(application, {"goods": [good.id]})
    assert applications.submit(application, producer.user) == []


def test_a_product_without_stars_may_be_brought(db):
    producer = a_producer()
    plain = a_product(producer=producer, stars=None, certificate_number="", issued_on=None, expires_on=None)
    assert applications.submit(_draft(producer=producer, products=[plain]), producer.user) == []


def test_a_product_removed_meanwhile_falls_out_of_the_application(db):
    producer = a_producer()
    gone, kept = a_certified_product(producer=producer), a_certified_product(producer=producer)
    application = _draft(producer=producer, products=[gone, kept])
    products.remove_product(gone)
    assert applications.submit(application, producer.user) == []
    assert [line.product_id for line in application.goods] == [kept.id]


def test_a_draft_is_not_sent_after_the_deadline(db):
    application = _draft(fair=an_open_fair(apply_until=now() - timedelta(seconds=1)))
    with pytest.raises(Conflict) as refusal:
        applications.submit(application, _actor(application))
    assert "Hạn đăng ký đã qua" in str(refusal.value)


def test_a_question_may_be_answered_after_the_deadline_but_not_after_the_opening(db):
    late = an_open_fair(apply_until=now() - timedelta(days=1))
    application = a_ready_application(fair=late, state=ApplicationState.RETURNED)
    assert applications.submit(application, _actor(application)) == []
    started = an_open_fair(first_day=today() - timedelta(days=1), apply_until=now() - timedelta(days=9))
    application = a_ready_application(fair=started, state=ApplicationState.RETURNED)
    with pytest.raises(Conflict):
        applications.submit(application, _actor(application))


@pytest.mark.parametrize("state", [FairState.CANCELLED, FairState.CLOSED])
def test_a_returned_application_is_not_sent_to_a_fair_that_is_over(db, state):
    application = a_ready_application(fair=an_open_fair(), state=ApplicationState.RETURNED)
    application.fair.state = state
    with pytest.raises(Conflict, match="đã huỷ hoặc đã khoá sổ"):
        applications.submit(application, application.producer.user)
    with pytest.raises(Conflict):
        applications.keep(application, {"wishes": "Gần cổng"})
    assert not applications.may_keep(application, now())
    applications.withdraw(application, application.producer.user)


def test_answering_keeps_the_place_in_the_queue_and_drops_the_private_verdict(db):
    sent = now() - timedelta(days=3)
    application = a_ready_application(
        fair=an_open_fair(),
        state=ApplicationState.RETURNED,
        submitted_at=sent,
        decision=Decision.REFUSE,
        return_reason="Thiếu giấy",
    )
    applications.submit(application, _actor(application))
    assert (application.submitted_at, application.decision, application.return_reason) == (sent, None, "")


@pytest.mark.parametrize("state", sorted(set(ApplicationState) - {DRAFT, ApplicationState.RETURNED}))
def test_what_has_been_sent_is_not_edited(db, state):
    application = a_ready_application(fair=an_open_fair(), state=state)
    with pytest.raises(Conflict):
        applications.keep(application, {"wishes": "x"})
    assert not applications.may_keep(application, now())


def test_a_withdrawn_application_can_be_taken_up_again(db):
    application = a_ready_application(fair=an_open_fair(), decision=Decision.ACCEPT)
    applications.withdraw(application, _actor(application))
    assert (application.state, application.decision) == (ApplicationState.WITHDRAWN, None)
    applications.reopen(application, _actor(application))
    assert (application.state, application.submitted_at) == (DRAFT, None)
    assert applications.submit(application, _actor(application)) == []


def test_another_producers_application_is_not_found(db):
    application = _draft()
    assert applications.get_for_producer(application.id, application.producer) is application
    with pytest.raises(NotFound):
        applications.get_for_producer(application.id, a_producer())


def test_a_draft_is_not_the_organisers_business(db):
    fair = an_open_fair()
    draft = _draft(fair=fair)
    with pytest.raises(NotFound):
        applications.get_for_fair(draft.id, fair)
    assert applications.list_for_fair(fair).total == 0
    assert applications.counts(fair).drafts == 1


def test_another_fairs_application_is_not_found(db):
    application = a_ready_application(fair=an_open_fair())
    with pytest.raises(NotFound):
        applications.get_for_fair(application.id, an_open_fair())


def test_accepted_ones_are_listed_in_the_order_in_which_they_were_sent(db):
    fair = an_open_fair()
    accepted = ApplicationState.ACCEPTED
    later = a_ready_application(fair=fair, state=accepted, submitted_at=now())
    earlier = a_ready_application(fair=fair, state=accepted, submitted_at=now() - timedelta(hours=1))
    a_ready_application(fair=fair, decision=Decision.ACCEPT)  # decided, not announced
    a_ready_application(fair=an_open_fair(), state=accepted)
    assert applications.list_accepted(fair) == [earlier, later]


def test_the_list_is_searched_without_marks_by_name_product_and_number(db):
    fair = an_open_fair()
    producer = a_producer(name="Hợp tác xã Đồng Văn")
    found = a_ready_application(
        fair=fair, producer=producer, products=[a_certified_product(producer=producer, name="Mật ong bạc hà")]
    )
    other = a_producer(name="Tổ hợp tác Sông Mã")  # no number of the factory's that could look like an id
    a_ready_application(
        fair=fair, producer=other, products=[a_certified_product(producer=other, name="Cá kho")]
    )
    for q in ("dong van", "ĐỒNG VĂN", "mat ong bac", f"#{found.id}", str(found.id)):
        assert [row.id for row in applications.list_for_fair(fair, Wanted(q=q)).rows] == [found.id], q
    assert applications.list_for_fair(fair, Wanted(q="100%")).total == 0


def test_the_list_sorts_by_the_vietnamese_alphabet(db):
    fair = an_open_fair()
    for name in ("Đông Triều", "Cần Thơ", "Cao Bằng", "Dầu Tiếng", "Ăn Chay"):
        a_ready_application(fair=fair, producer=a_producer(name=name))
    names = [row.producer for row in applications.list_for_fair(fair, Wanted(sort="name")).rows]
    assert names == ["Ăn Chay", "Cao Bằng", "Cần Thơ", "Dầu Tiếng", "Đông Triều"]
    backwards = [row.producer for row in applications.list_for_fair(fair, Wanted(sort="-name")).rows]
    assert backwards == names[::-1]


def test_trays_hold_each_application_once(db):
    fair = an_open_fair()
    a_ready_application(fair=fair)
    a_ready_application(fair=fair, state=ApplicationState.ENDORSED, decision=Decision.ACCEPT, booth_count=2)
    a_ready_application(fair=fair, state=ApplicationState.RETURNED)
    a_ready_application(fair=fair, state=ApplicationState.ACCEPTED, decision=Decision.ACCEPT, booth_count=3)
    a_ready_application(fair=fair, state=ApplicationState.WAITLISTED, decision=Decision.ACCEPT)
    a_ready_application(fair=fair, state=ApplicationState.WITHDRAWN, decision=Decision.ACCEPT)
    counted = applications.counts(fair)
    assert counted.trays == {
        Tray.NEW: 1,
        Tray.ASKED: 1,
        Tray.READING: 0,
        Tray.TO_ACCEPT: 2,
        Tray.TO_REFUSE: 0,
        Tray.WAITING: 0,
        Tray.ANNOUNCED: 1,
        Tray.TO_READ: 1,
        Tray.DECIDED: 2,
        Tray.ALL: 6,
    }
    assert counted.accepted_booths == 2 + 3 + 1


def test_reading_on_goes_through_the_same_list(db):
    fair = an_open_fair()
    first, second, third = (a_ready_application(fair=fair, producer=a_producer(name=name)) for name in "ABC")
    wanted = Wanted(sort="name")
    assert applications.neighbours(fair, wanted, second) == (first.id, third.id)
    assert applications.neighbours(fair, wanted, first) == (None, second.id)
    assert applications.neighbours(fair, wanted, third) == (second.id, None)
