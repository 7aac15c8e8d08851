"""Agreements: entered by the organiser or by an exhibitor for itself."""

from datetime import timedelta

import pytest

from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.models import AuditEntry
from fairapp.services import agreements
from fairapp.services.agreements import AgreementFacts
from tests.people import an_organiser
from tests.running_fair import a_running_fair, an_agreement, an_exhibitor, now

FACTS = AgreementFacts(
    kind=AgreementKind.MEMORANDUM,
    level=AgreementLevel.DEPARTMENTS,
    party_a="Sở Công Thương Sóc Trăng",
    party_b="Sở Công Thương các tỉnh",
    count=14,
)


@pytest.fixture
def fair(db):
    return a_running_fair()


@pytest.fixture
def organiser(fair):
    return an_organiser(organisation=fair.owner)


def changed(**facts):
    return AgreementFacts(**(vars(FACTS) | facts))


def test_the_three_levels_of_soc_trang_make_fifty_six(fair, organiser):
    agreements.enter(organiser, fair, FACTS, now())
    agreements.enter(organiser, fair, changed(level=AgreementLevel.PROVINCE_CHAIN, count=8), now())
    agreements.enter(organiser, fair, changed(level=AgreementLevel.BUSINESSES, count=34), now())
    totals = agreements.totals(agreements.list_for_fair(fair))
    assert [total.papers for total in totals.levels.values()] == [14, 8, 34]
    assert totals.all.papers == 56
    assert totals.all.valued == 0


def test_an_unstated_value_is_not_zero(fair, organiser):
    assert agreements.enter(organiser, fair, FACTS, now()).value is None
    assert agreements.enter(organiser, fair, changed(value=0), now()).value is None


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"party_b": "SỞ CÔNG THƯƠNG SÓC TRĂNG"}, "party_b"),
        ({"count": 0}, "count"),
        ({"count": 1001}, "count"),
        ({"signed_on": local_day(now()) + timedelta(2)}, "signed_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(fair, organiser, facts, field):
    with pytest.raises(Invalid) as caught:
        agreements.enter(organiser, fair, changed(**facts), now())
    assert caught.value.field == field
    assert agreements.list_for_fair(fair) == []


def test_an_exhibitor_sees_what_it_entered_and_nothing_else(fair, organiser):
    mine, stranger = an_exhibitor(fair=fair), an_exhibitor(fair=fair)
    entered = agreements.enter(mine.producer.user, fair, FACTS, now(), mine)
    agreements.enter(organiser, fair, FACTS, now())
    agreements.enter(stranger.producer.user, fair, FACTS, now(), stranger)
    assert agreements.list_for_application(mine) == [entered]
    assert len(agreements.list_for_fair(fair)) == 3
    with pytest.raises(NotFound):
        agreements.get_for_application(entered.id, stranger)


def test_the_same_exhibitors_other_fair_is_apart(fair):
    mine = an_exhibitor(fair=fair)
    elsewhere = an_exhibitor(fair=a_running_fair(), producer=mine.producer)
    entered = agreements.enter(mine.producer.user, fair, FACTS, now(), mine)
    assert agreements.list_for_application(elsewhere) == []
    with pytest.raises(NotFound):
        agreements.get_for_application(entered.id, elsewhere)


def test_another_fairs_agreement_is_not_found(fair):
    elsewhere = an_agreement(fair=a_running_fair())
    with pytest.raises(NotFound):
        agreements.get_for_fair(elsewhere.id, fair)


def test_after_closing_only_the_organiser_writes(db):
    fair = a_running_fair(state=FairState.CLOSED, closed_at=now())
    mine = an_exhibitor(fair=fair)
    with pytest.raises(Conflict):
        agreements.enter(mine.producer.user, fair, FACTS, now(), mine)
    assert agreements.enter(an_organiser(organisation=fair.owner), fair, FACTS, now()).count == 14


def test_nothing_is_signed_at_a_fair_that_was_called_off(db):
    fair = a_running_fair(state=FairState.CANCELLED)
    with pytest.raises(Conflict):
        agreements.enter(an_organiser(organisation=fair.owner), fair, FACTS, now())


def test_each_change_is_on_record(db, fair, organiser):
    agreement = agreements.enter(organiser, fair, FACTS, now())
    agreements.change(organiser, agreement, changed(count=15, value=2_000_000_000), now())
    assert (agreement.count, agreement.value) == (15, 2_000_000_000)
    agreements.remove(organiser, agreement)
    assert agreements.list_for_fair(fair) == []
    actions = db.session.scalars(
        db.select(AuditEntry.action).filter_by(fair_id=fair.id).order_by(AuditEntry.id)
    )
    assert list(actions) == ["agreement.enter", "agreement.change", "agreement.remove"]


def test_the_latest_signed_stand_first_and_undated_last(fair):
    today = local_day(now())
    undated = an_agreement(fair=fair)
    early, late = (an_agreement(fair=fair, signed_on=today - timedelta(n)) for n in (5, 1))
    assert agreements.list_for_fair(fair) == [late, early, undated]


def test_the_list_is_searched_without_marks_and_filtered(fair):
    tea = an_agreement(fair=fair, party_a="Hợp tác xã chè Đường Hoa", terms="bao tiêu 20 tấn")
    honey = an_agreement(fair=fair, party_a="Mật ong Ba Chẽ", kind=AgreementKind.CONTRACT)
    rows = agreements.list_for_fair(fair)
    assert agreements.choose(rows, "che duong", "", "") == [tea]
    assert agreements.choose(rows, "BAO TIEU", "", "") == [tea]
    assert agreements.choose(rows, "", "contract", "") == [honey]
    assert agreements.choose(rows, "", "", "departments") == []
