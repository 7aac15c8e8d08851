"""Gathering, freezing and closing."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from fairapp.domain import definitions
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import at_local
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.facts import sha256
from fairapp.domain.fairs import FairState
from fairapp.domain.passes import Role as PassRole
from fairapp.domain.reported import Reported
from fairapp.domain.summary import summarise
from fairapp.models import DiaryDay
from fairapp.services import reports
from fairapp.services.reports.gathering import gather_whole
from fairapp.services.reports.reported import ReportedFacts
from tests.factories import a_fair, a_producer, a_product, an_application
from tests.people import an_organiser
from tests.running_fair import (
    a_benefit,
    a_click,
    a_diary_day,
    a_finished_fair,
    a_gate,
    a_running_fair,
    a_sponsor,
    a_visitor_pass,
    an_admission,
    an_agreement,
    an_exhibitor,
    days_of,
    now,
)


def a_whole_fair(exhibitors=4):
    """A fair on its second day with something of everything."""
    fair = a_running_fair()
    first, second = days_of(fair)[:2]
    gate = a_gate(fair=fair)
    for n in range(exhibitors):
        producer = a_producer(unit_id=("quang-ninh", "son-la")[n % 2])
        tea = a_product(producer=producer, leaf_code="II.1.a", stars=4)
        exhibitor = an_exhibitor(fair=fair, producer=producer, products=[tea])
        a_diary_day(application=exhibitor, day=first, total=1_000_000 * (n + 1), lines=[(tea, 400_000)])
        visitor = a_visitor_pass(fair=fair)
        an_admission(gate=gate, badge=visitor, day=first)
        an_admission(gate=gate, badge=visitor, day=first, hour=15, nth=2)
        an_admission(gate=gate, badge=visitor, day=second)
    an_admission(gate=gate, badge=a_visitor_pass(fair=fair, role=PassRole.EXHIBITOR), day=first)
    a_click(gate=gate, day=first, n=10, hour=18)
    an_agreement(fair=fair, count=8)
    a_benefit(sponsor=a_sponsor(fair=fair), delivered=40, proof="mẫu thẻ")
    return fair


def test_everything_known_of_a_fair_is_gathered(db):
    fair = a_whole_fair()
    summary = summarise(reports.gather(fair, now()))
    assert summary.audience.entries.value == 4 * 3 + 10
    assert summary.audience.visits.value == 4 * 2 + 10
    assert summary.audience.visitors.value == 4
    assert summary.audience.exhibitor_entries == 1
    assert summary.sales.total == 10_000_000
    assert {row.key: row.amount for row in summary.sales.tables["group"]} == {
        "II": 1_600_000,
        "undivided": 8_400_000,
    }
    assert {row.key: row.sellers for row in summary.sales.tables["province"]} == {
        "Quảng Ninh": 2,
        "Sơn La": 2,
    }
    assert (summary.scale.exhibitors, summary.scale.taken, summary.scale.products) == (4, 4, 4)
    assert summary.scale.net_cm2 == 4 * 90_000
    assert {one.group for one in reports.gather(fair, now()).exhibitors} == {"II"}
    assert summary.define("sales").words == definitions.SALES
    assert [day.expected for day in summary.coverage.days] == [4, 4]
    assert summary.agreements.total.papers == 8
    assert summary.sponsors[0].benefits[0].delivered == 40


def test_another_fairs_rows_stay_outside(db):
    fair = a_whole_fair()
    before = reports.gather(fair, now())
    a_whole_fair(exhibitors=2)
    assert reports.gather(fair, now()) == before


def test_applications_without_a_booth_are_not_exhibitors(db):
    fair = a_whole_fair()
    an_application(fair=fair, state=ApplicationState.ACCEPTED)
    an_application(fair=fair, state=ApplicationState.REFUSED)
    assert len(reports.gather(fair, now()).exhibitors) == 4


def test_the_same_statements_whatever_the_rows(db):
    def statements(fair):
        seen = []

        def listen(_connection, _cursor, statement, *_rest):
            seen.append(statement)

        db.session.flush()
        event.listen(db.engine, "before_cursor_execute", listen)
        gather_whole(fair, now())
        event.remove(db.engine, "before_cursor_execute", listen)
        return len(seen)

    small, large = a_whole_fair(exhibitors=1), a_whole_fair(exhibitors=9)
    for fair in (small, large):
        statements(fair)  # the fair's own relationships are loaded now
    assert statements(small) == statements(large) <= 30


def test_a_province_is_told_as_it_was_on_the_day(db):
    old = a_fair(first_day=days_of(a_running_fair())[0].replace(year=2024), past_record=False)
    an_exhibitor(fair=old, unit_id="ha-giang@2025")
    new = a_running_fair()
    an_exhibitor(fair=new, unit_id="ha-giang@2025")
    (then,), (now_,) = (reports.gather(fair, now()).exhibitors for fair in (old, new))
    assert (then.unit, then.unit_now) == ("Hà Giang", "Tuyên Quang")
    assert (now_.unit, now_.unit_now) == ("Tuyên Quang", "Tuyên Quang")


def test_the_same_facts_keep_their_number_and_fingerprint(db):
    fair = a_whole_fair()
    first = reports.freeze(fair, None)
    again = reports.freeze(fair, None)
    assert (first.number, again) == (1, first)
    assert first.sha256 == sha256(first.facts)


def test_one_dong_more_is_another_number_and_another_fingerprint(db):
    fair = a_whole_fair()
    first = reports.freeze(fair, None)
    before = reports.summary_of(first)
    entry = db.session.scalar(db.select(DiaryDay).join(DiaryDay.application).filter_by(fair_id=fair.id))
    entry.total += 1
    db.session.flush()
    second = reports.freeze(fair, None)
    assert (second.number, second.sha256 == first.sha256) == (2, False)
    assert reports.summary_of(second).sales.total == before.sales.total + 1
    assert reports.summary_of(first).sales.total == before.sales.total


def test_a_snapshot_does_not_follow_the_fair(db):
    fair = a_whole_fair()
    snapshot = reports.freeze(fair, an_organiser(organisation=fair.owner))
    before = reports.summary_of(snapshot)
    a_diary_day(application=an_exhibitor(fair=fair), day=days_of(fair)[1], total=99)
    assert reports.summary_of(snapshot) == before
    assert reports.list_snapshots(fair)[0].frozen_by.name == "Phạm Thị Thu"


def test_snapshots_are_found_in_their_own_fair(db):
    fair = a_whole_fair()
    snapshot = reports.freeze(fair, None)
    assert reports.get_snapshot(fair, 1) is snapshot
    with pytest.raises(NotFound):
        reports.get_snapshot(a_running_fair(), 1)


def test_a_fingerprint_leads_to_its_snapshot(db):
    snapshot = reports.freeze(a_whole_fair(), None)
    assert reports.list_by_hash(snapshot.sha256) == [snapshot]
    assert reports.list_by_hash(snapshot.sha256[:12].upper()) == [snapshot]
    for other in (snapshot.sha256[:11], "0" * 64, "không phải mã", snapshot.sha256 + "0", "%" * 12):
        assert reports.list_by_hash(other) == []


def test_a_draft_has_nothing_to_freeze(db):
    with pytest.raises(Conflict):
        reports.freeze(a_fair(state=FairState.DRAFT), None)


def test_outsiders_read_no_sum_of_two(db):
    snapshot = reports.freeze(a_whole_fair(), None)
    rows = reports.published_of(snapshot).sales.tables["province"]
    assert [row.sellers for row in rows] == [4]


def test_a_fair_is_closed_after_its_last_session(db):
    fair = a_finished_fair()
    organiser = an_organiser(organisation=fair.owner)
    assert reports.may_close(fair, now())
    reports.close(organiser, fair, now())
    assert fair.state is FairState.CLOSED
    assert fair.closed_at is not None
    assert not reports.may_close(fair, now())
    with pytest.raises(Conflict):
        reports.close(organiser, fair, now())


@pytest.mark.parametrize("state", [FairState.ANNOUNCED, FairState.CANCELLED, FairState.DRAFT])
def test_a_fair_that_has_not_ended_is_not_closed(db, state):
    fair = a_running_fair(state=state)
    assert not reports.may_close(fair, now())
    with pytest.raises(Conflict):
        reports.close(an_organiser(organisation=fair.owner), fair, now())


def test_a_closed_fair_is_settled_when_its_last_diary_is_final(db):
    fair = a_finished_fair(state=FairState.CLOSED, closed_at=now(), ago=1)
    deadline = reports.diary_deadline(fair)
    assert deadline == at_local(days_of(fair)[-1] + timedelta(1), time(10))
    late = max(deadline, fair.closed_at)
    assert fair not in reports.list_settled(late - timedelta(seconds=1))
    assert fair in reports.list_settled(late)
    assert fair not in reports.list_settled(late + timedelta(days=40))


def test_open_past_and_cancelled_fairs_are_left_alone(db):
    others = [
        a_finished_fair(),
        a_finished_fair(state=FairState.CANCELLED),
        a_finished_fair(state=FairState.CLOSED, closed_at=now(), past_record=True),
    ]
    found = reports.list_settled(now() + timedelta(days=2))
    assert not set(others) & set(found)


def test_the_last_freeze_is_due_until_somebody_looked(db):
    fair = a_finished_fair(state=FairState.CLOSED, closed_at=now() - timedelta(hours=1))
    assert reports.needs_last_freeze(fair)
    early = reports.freeze(fair, None, now() - timedelta(hours=2))
    assert reports.needs_last_freeze(fair)
    assert reports.freeze(fair, None).id == early.id  # nothing had changed, but somebody looked
    assert not reports.needs_last_freeze(fair)


def test_press_figures_are_kept_with_their_source(db):
    fair = a_running_fair()
    organiser = an_organiser(organisation=fair.owner)
    facts = ReportedFacts(Reported.REVENUE, Decimal("17400000000"), "Báo Quảng Ninh", "gần")
    figure = reports.add_reported(organiser, fair, facts)
    (fact,) = reports.gather(fair, now()).reported
    assert (fact.value, fact.qualifier, fact.source) == ("17400000000", "gần", "Báo Quảng Ninh")
    with pytest.raises(NotFound):
        reports.get_reported(figure.id, a_running_fair())
    reports.remove_reported(organiser, fair, figure)
    assert reports.list_reported(fair) == []
