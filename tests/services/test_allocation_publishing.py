"""What is published holds, and is never edited."""

import pytest

from fairapp.domain.allocation import PlanState
from fairapp.domain.allocation.writing import plan_hash
from fairapp.domain.applications import ApplicationState
from fairapp.domain.booths import BoothKind
from fairapp.domain.errors import Conflict, Invalid
from fairapp.models import AuditEntry
from fairapp.services import allocation
from tests.allocation_world import a_row_of_four, an_accepted, booth, numbers_of
from tests.factories import a_delegation
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def fair(db):
    return a_row_of_four()


def test_what_is_published_is_what_others_read(fair, organiser):
    application = an_accepted(fair, booth_count=2)
    allocation.run(fair, organiser)
    plan = allocation.publish(fair, organiser)
    assert (plan.state, plan.number) == (PlanState.PUBLISHED, 1)
    assert [b.number for b in allocation.booths_of(application)] == ["A1", "A2"]
    assert allocation.map_booths(fair) == {application.id: ["A1", "A2"]}
    assert [a.id for a in allocation.list_exhibitors(fair)] == [application.id]


def test_edits_after_publication_stay_in_a_draft_until_published_again(fair, organiser):
    application = an_accepted(fair)
    allocation.run(fair, organiser)
    first = allocation.publish(fair, organiser)
    allocation.give(fair, organiser, application.id, booth(fair, "A4").id, seen=["A1"])
    assert allocation.map_booths(fair) == {application.id: ["A1"]}
    second = allocation.publish(fair, organiser, why="Cột điện chắn lối")
    assert allocation.map_booths(fair) == {application.id: ["A4"]}
    assert (first.state, second.number) == (PlanState.SUPERSEDED, 2)
    assert [row.booth.number for row in first.assignments] == ["A1"]


def test_a_change_of_what_is_published_needs_a_reason(fair, organiser, db):
    application = an_accepted(fair)
    allocation.run(fair, organiser)
    allocation.publish(fair, organiser)
    allocation.give(fair, organiser, application.id, booth(fair, "A4").id, seen=["A1"])
    with pytest.raises(Invalid) as caught:
        allocation.publish(fair, organiser, why="  ")
    assert caught.value.field == "why"
    allocation.publish(fair, organiser, why="Cột điện chắn lối")
    entry = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.actor_name, entry.values["why"]) == (organiser.name, "Cột điện chắn lối")


def test_a_plan_with_something_wrong_is_not_published(fair, organiser):
    application = an_accepted(fair)
    allocation.run(fair, organiser)
    application.state = ApplicationState.WITHDRAWN
    [(problem, whose)] = allocation.board(fair).problems
    assert (problem.sentence, whose.id) == ("Đơn không còn ở trạng thái được nhận.", application.id)
    with pytest.raises(Invalid, match="chỗ sai"):
        allocation.publish(fair, organiser)


def test_who_has_withdrawn_is_freed_by_the_next_run(fair, organiser):
    gone, stays = an_accepted(fair, stars=5), an_accepted(fair)
    allocation.give(fair, organiser, gone.id, booth(fair, "A1").id)
    gone.state = ApplicationState.WITHDRAWN
    allocation.run(fair, organiser)
    assert numbers_of(fair) == {stays.id: ["A1"]}


def test_nothing_is_published_from_an_empty_draft_or_none(fair, organiser):
    with pytest.raises(Conflict):
        allocation.publish(fair, organiser)
    an_accepted(fair, booth_kind=BoothKind.RAW)
    allocation.run(fair, organiser)
    with pytest.raises(Invalid, match="chưa xếp gian nào"):
        allocation.publish(fair, organiser)


def test_a_draft_that_is_not_the_one_looked_at_is_not_published(fair, organiser):
    an_accepted(fair)
    allocation.run(fair, organiser)
    with pytest.raises(Conflict):
        allocation.publish(fair, organiser, number=7)


def test_a_discarded_draft_leaves_what_is_published(fair, organiser):
    application = an_accepted(fair)
    allocation.run(fair, organiser)
    allocation.publish(fair, organiser)
    allocation.take_away(fair, organiser, application.id, seen=["A1"])
    allocation.discard(fair, organiser)
    assert numbers_of(fair) == {application.id: ["A1"]}
    assert allocation.find_draft(fair) is None


# ---- what is published is told as it stands ------------------------------------------------------


@pytest.fixture
def full_quota(fair):
    """Four booths, a quota of one, and two that want it."""
    a_delegation(fair=fair, quota=1)
    return an_accepted(fair, "HTX Ba Chẽ", stars=5), an_accepted(fair, "HTX Tiên Yên", stars=3)


def test_a_reason_that_a_hand_has_made_false_is_not_published(fair, full_quota, organiser):
    stands, waits = full_quota
    guest = an_accepted(fair, "HTX Mù Cang Chải", unit_id="lao-cai")
    allocation.run(fair, organiser)
    [stale] = allocation.current(fair).unplaced
    assert (stale.application_id, stale.code) == (waits.id, "maximum")
    allocation.take_away(fair, organiser, stands.id, allocation.open_desk(fair).numbers(stands.id))
    plan = allocation.publish(fair, organiser)
    told = {row.application_id: row for row in plan.unplaced}
    assert told.keys() == {stands.id, waits.id}
    assert {row.code for row in plan.unplaced} == {"free"}
    assert told[waits.id].reason_values["at"] in ("A1", "A2", "A3", "A4")
    assert {row.application_id for row in plan.assignments} == {guest.id}


def test_a_published_plan_keeps_its_own_hash_and_worth(fair, full_quota, organiser):
    allocation.run(fair, organiser)
    first = allocation.publish(fair, organiser)
    assert (first.plan_hash, first.z) == (first.run.plan_hash, first.run.z)
    assert first.terms == first.run.result["terms"]
    stands = full_quota[0]
    allocation.give(fair, organiser, stands.id, booth(fair, "A3").id, seen=["A1"])
    second = allocation.publish(fair, organiser, why="Cột điện chắn lối")
    assert second.plan_hash == plan_hash({str(stands.id): ("A3",)}) != second.run.plan_hash
    assert second.z < first.z
    assert sum(count * each for term, count, each in second.terms if term == "moved") == 8_00
    assert (first.plan_hash, first.z) == (first.run.plan_hash, first.run.z)


def test_why_somebody_stands_here_follows_what_a_hand_has_changed(fair, organiser):
    """Two of the same goods stand apart, until somebody is put beside the other by hand."""
    stays, moves = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Tiên Yên")
    allocation.run(fair, organiser)
    [here], there = (allocation.open_desk(fair).numbers(one.id) for one in (stays, moves))
    beside = "liền gian của đơn vị cùng đoàn"
    assert not any(beside in row.reason for row in allocation.current(fair).assignments)
    next_to = {"A1": "A2", "A2": "A1", "A3": "A4", "A4": "A3"}[here]
    allocation.give(fair, organiser, moves.id, booth(fair, next_to).id, seen=there)
    rows = {row.application_id: row for row in allocation.publish(fair, organiser).assignments}
    assert beside in rows[stays.id].reason
    assert rows[moves.id].reason == "Ban tổ chức chọn gian này"


def test_a_plan_that_no_run_began_is_published_without_worth_or_reasons(fair, organiser):
    application = an_accepted(fair)
    an_accepted(fair, "HTX Tiên Yên")
    allocation.give(fair, organiser, application.id, booth(fair, "A1").id)
    plan = allocation.publish(fair, organiser)
    assert (plan.plan_hash, plan.z, plan.terms, plan.unplaced) == ("", None, [], [])
