"""Agreements: entered by the organiser or by an exhibitor for itself."""

from datetime import timedelta

import pytest

from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.models import AuditEntry
from fairapp.services import agreements
from fairapp.services.agreements import AgreementFacts, EventFacts
from tests.people import an_organiser
from tests.running_fair import a_running_fair, an_agreement, an_exhibitor, now

FACTS = AgreementFacts(
    kind=AgreementKind.MEMORANDUM,
    level=AgreementLevel.DEPARTMENTS,
    parties=("Sở Công Thương Sóc Trăng", "Sở Công Thương các tỉnh"),
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
    agreements.enter(
        organiser,
        fair,
        changed(level=AgreementLevel.PROVINCE_CHAIN, parties=("Tỉnh Sóc Trăng", "Siêu thị"), count=8),
        now(),
    )
    agreements.enter(
        organiser,
        fair,
        changed(level=AgreementLevel.BUSINESSES, parties=("Doanh nghiệp", "Nhà phân phối"), count=34),
        now(),
    )
    totals = agreements.totals(agreements.list_for_fair(fair))
    assert [total.papers for total in totals.levels.values()] == [14, 8, 34]
    assert totals.all.papers == 56
    assert totals.all.valued == 0


def test_an_unstated_value_is_not_zero(fair, organiser):
    assert agreements.enter(organiser, fair, FACTS, now()).value is None
    other = changed(value=0, parties=("A", "B"))
    assert agreements.enter(organiser, fair, other, now()).value is None


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"parties": ("Sở Công Thương Sóc Trăng", "SỞ CÔNG THƯƠNG SÓC TRĂNG")}, "party_b"),
        ({"parties": ("A",)}, "party_b"),
        ({"parties": ("A", "B", "C", "b")}, "others"),
        ({"parties": tuple(f"Bên {n}" for n in range(61))}, "others"),
        ({"parties": ("A", "B", "C" * 301)}, "others"),
        ({"event_id": 99_999}, "event"),
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
    agreements.enter(organiser, fair, changed(parties=("A", "B")), now())
    agreements.enter(stranger.producer.user, fair, changed(parties=("C", "D")), now(), stranger)
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


def test_one_paper_counts_once_whoever_writes_it_down(fair, organiser):
    mine = an_exhibitor(fair=fair)
    both = changed(parties=(mine.producer.name, "Siêu thị Hạ Long"), count=1)
    agreements.enter(organiser, fair, both, now())
    swapped = changed(parties=("SIÊU THỊ HẠ LONG", mine.producer.name), count=1)
    with pytest.raises(Invalid):
        agreements.enter(mine.producer.user, fair, swapped, now(), mine)
    assert agreements.totals(agreements.list_for_fair(fair)).all.papers == 1


def test_an_exhibitor_reads_what_names_it_and_changes_only_its_own(fair, organiser):
    mine = an_exhibitor(fair=fair)
    named = agreements.enter(organiser, fair, changed(parties=("Siêu thị", mine.producer.name)), now())
    assert named.parties[1].producer_id == mine.producer_id
    assert agreements.list_for_application(mine) == [named]
    with pytest.raises(NotFound):
        agreements.get_own(named.id, mine)


def test_of_two_exhibitors_with_one_name_neither_is_meant(fair, organiser):
    first, second = an_exhibitor(fair=fair), an_exhibitor(fair=fair)
    second.producer.name, second.producer.folded = first.producer.name, first.producer.folded
    entered = agreements.enter(organiser, fair, changed(parties=("A", first.producer.name)), now())
    assert [party.producer_id for party in entered.parties] == [None, None]


def test_who_enters_is_a_party_under_whatever_name(fair):
    mine = an_exhibitor(fair=fair)
    entered = agreements.enter(mine.producer.user, fair, changed(parties=("HTX của tôi", "B")), now(), mine)
    assert [party.producer_id for party in entered.parties] == [mine.producer_id, None]


def test_parties_are_as_many_as_there_are(fair, organiser):
    entered = agreements.enter(organiser, fair, changed(parties=("A", "B", "C", "Tỉnh Sơn La")), now())
    assert entered.names == ["A", "B", "C", "Tỉnh Sơn La"]
    assert entered.parties[3].unit_id == "son-la"
    agreements.change(organiser, entered, changed(parties=("B", "C")), now())
    assert [(p.position, p.name) for p in entered.parties] == [(1, "B"), (2, "C")]
    agreements.change(organiser, entered, changed(parties=("B", "C", "D")), now())
    assert entered.names == ["B", "C", "D"]


def test_what_looks_like_one_paper_twice_is_pointed_out(fair, organiser):
    first = agreements.enter(organiser, fair, FACTS, now())
    again = agreements.enter(organiser, fair, changed(value=5_000_000), now())
    other = agreements.enter(organiser, fair, changed(parties=("A", "B")), now())
    assert agreements.lookalikes([first, again, other]) == {first.id, again.id}


def test_an_event_at_which_was_signed_stays(fair, organiser):
    event = agreements.add_event(organiser, fair, EventFacts("Hội nghị", local_day(now()), "Hạ Long"))
    agreements.enter(organiser, fair, changed(event_id=event.id), now())
    assert agreements.count_signed(fair) == {event.id: 14}
    assert agreements.totals(agreements.list_for_fair(fair)).events["Hội nghị"].papers == 14
    with pytest.raises(Conflict):
        agreements.remove_event(organiser, event)
    with pytest.raises(Invalid):
        agreements.add_event(organiser, fair, EventFacts("Hội nghị", local_day(now()), ""))
    with pytest.raises(NotFound):
        agreements.get_event(event.id, a_running_fair())
