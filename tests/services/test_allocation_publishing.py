"""What is published holds, and is never edited."""

import pytest

from fairapp.domain.allocation import PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.domain.booths import BoothKind
from fairapp.domain.errors import Conflict, Invalid
from fairapp.models import AuditEntry
from fairapp.services import allocation
from tests.allocation_world import a_row_of_four, an_accepted, booth, numbers_of
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
