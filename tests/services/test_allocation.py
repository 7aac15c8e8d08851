"""Booths given by hand and by rule, in a draft."""

import pytest

from fairapp.domain.allocation import How, PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.models import AllocationPlan, ApplicationPlace, Assignment
from fairapp.services import allocation
from fairapp.services.applications import quotas
from tests.allocation_world import a_row_of_four, an_accepted, booth, numbers_of
from tests.factories import (
    a_booth,
    a_delegation,
    a_ready_application,
    a_zone,
    an_open_fair,
)
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def fair(db):
    return a_row_of_four()


def test_a_booth_given_by_hand_stands_in_a_draft_and_says_why(fair, organiser):
    application = an_accepted(fair)
    allocation.give(fair, organiser, application.id, booth(fair, "A2").id)
    [row] = allocation.current(fair).assignments
    assert (row.booth.number, row.how, row.locked) == ("A2", How.HAND, True)
    assert row.reason == "Ban tổ chức chọn gian này"
    assert allocation.current(fair).state == PlanState.DRAFT
    assert allocation.published(fair) is None
    assert allocation.booths_of(application) == []


def test_an_application_of_two_booths_gets_two_that_adjoin(fair, organiser):
    application = an_accepted(fair, booth_count=2)
    allocation.give(fair, organiser, application.id, booth(fair, "A4").id)
    assert numbers_of(fair) == {application.id: ["A3", "A4"]}


def test_the_second_organiser_is_told_who_was_there(fair, organiser):
    first, second = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Tiên Yên")
    allocation.give(fair, organiser, first.id, booth(fair, "A1").id)
    with pytest.raises(Conflict) as caught:
        allocation.give(fair, an_organiser(), second.id, booth(fair, "A1").id)
    assert str(caught.value) == "Gian A1 đã xếp cho HTX Ba Chẽ."


def test_a_step_in_between_is_told_and_not_undone(fair, organiser):
    application = an_accepted(fair)
    allocation.give(fair, organiser, application.id, booth(fair, "A1").id)
    with pytest.raises(Conflict, match="vừa xếp đơn này"):
        allocation.give(fair, organiser, application.id, booth(fair, "A2").id, seen=[])
    with pytest.raises(Conflict, match="vừa xếp đơn này"):
        allocation.take_away(fair, organiser, application.id, seen=["A3"])
    allocation.take_away(fair, organiser, application.id, seen=["A1"])
    with pytest.raises(Conflict, match="vừa thu hồi"):
        allocation.give(fair, organiser, application.id, booth(fair, "A2").id, seen=["A1"])


def test_the_unique_key_stops_two_writers_at_one_booth(fair, organiser, db):
    application = an_accepted(fair)
    allocation.give(fair, organiser, application.id, booth(fair, "A1").id)
    [row] = allocation.current(fair).assignments
    twin = Assignment(plan_id=row.plan_id, booth_id=row.booth_id, application_id=application.id, how=How.HAND)
    with pytest.raises(Exception, match=r"(?i)unique"), db.session.begin_nested():
        db.session.add(twin)


def test_a_fair_has_one_draft_and_one_published_plan_at_most(fair, organiser, db):
    allocation.give(fair, organiser, an_accepted(fair).id, booth(fair, "A1").id)
    for state in (PlanState.DRAFT, PlanState.PUBLISHED):
        if state == PlanState.PUBLISHED:
            allocation.publish(fair, organiser)
        with pytest.raises(Exception, match=r"(?i)unique"), db.session.begin_nested():
            db.session.add(AllocationPlan(fair_id=fair.id, number=99, state=state))


def test_moving_frees_the_old_booth(fair, organiser):
    application = an_accepted(fair)
    allocation.give(fair, organiser, application.id, booth(fair, "A1").id)
    allocation.give(fair, organiser, application.id, booth(fair, "A3").id, seen=["A1"])
    assert numbers_of(fair) == {application.id: ["A3"]}


def test_a_move_may_overlap_the_old_place(fair, organiser):
    application = an_accepted(fair, booth_count=2)
    allocation.give(fair, organiser, application.id, booth(fair, "A1").id)
    allocation.give(fair, organiser, application.id, booth(fair, "A2").id, seen=["A1", "A2"])
    assert numbers_of(fair) == {application.id: ["A2", "A3"]}


def test_two_applications_change_places(fair, organiser):
    first, second = an_accepted(fair), an_accepted(fair)
    allocation.give(fair, organiser, first.id, booth(fair, "A1").id)
    allocation.give(fair, organiser, second.id, booth(fair, "A4").id)
    allocation.swap(fair, organiser, first.id, second.id, ["A1"], ["A4"])
    assert numbers_of(fair) == {first.id: ["A4"], second.id: ["A1"]}


def test_applications_of_different_size_do_not_swap(fair, organiser):
    first, second = an_accepted(fair), an_accepted(fair, booth_count=2)
    allocation.give(fair, organiser, first.id, booth(fair, "A1").id)
    allocation.give(fair, organiser, second.id, booth(fair, "A3").id)
    with pytest.raises(Invalid, match="cùng số gian"):
        allocation.swap(fair, organiser, first.id, second.id, ["A1"], ["A3", "A4"])


def test_a_swap_may_not_break_a_need(fair, organiser):
    booth(fair, "A1").water = True
    wet, dry = an_accepted(fair, water=True), an_accepted(fair)
    allocation.give(fair, organiser, wet.id, booth(fair, "A1").id)
    allocation.give(fair, organiser, dry.id, booth(fair, "A2").id)
    with pytest.raises(Invalid, match="không có nước"):
        allocation.swap(fair, organiser, wet.id, dry.id, ["A1"], ["A2"])


def test_another_fairs_things_are_not_found(fair, organiser):
    other = an_open_fair()
    theirs = a_booth(site=other.sites[0])
    foreign = an_accepted(other)
    application = an_accepted(fair)
    with pytest.raises(NotFound):
        allocation.give(fair, organiser, application.id, theirs.id)
    with pytest.raises(NotFound):
        allocation.give(fair, organiser, foreign.id, booth(fair, "A1").id)


def test_only_accepted_applications_get_booths(fair, organiser):
    waiting = a_ready_application(fair=fair, state=ApplicationState.WAITLISTED)
    with pytest.raises(NotFound):
        allocation.give(fair, organiser, waiting.id, booth(fair, "A1").id)


def test_a_step_out_of_a_zone_that_holds_too_many_is_made_and_one_into_it_refused(fair, organiser):
    """Three stand where one may, since the quota was lessened: two of them are fewer, not wrong anew."""
    zone = a_zone(site=fair.sites[0], code="T")
    for number in ("A1", "A2", "A3"):
        booth(fair, number).zone = zone
    delegation = a_delegation(fair=fair, quota=9)
    first, *_ = (an_accepted(fair, f"HTX {n}") for n in range(3))
    for application, number in zip(allocation.open_desk(fair).applications, ("A1", "A2", "A3"), strict=True):
        allocation.give(fair, organiser, application, booth(fair, number).id)
    quotas.set_quota(delegation, organiser, 9, zones={zone.id: (0, 1)})
    allocation.give(fair, organiser, first.id, booth(fair, "A4").id, seen=["A1"])
    with pytest.raises(Invalid, match="vượt chỉ tiêu"):
        allocation.give(fair, organiser, first.id, booth(fair, "A1").id, seen=["A4"])


def test_a_blocked_booth_is_not_given(fair, organiser):
    booth(fair, "A1").blocked = "Lối kỹ thuật"
    with pytest.raises(NotFound, match="ngừng sử dụng"):
        allocation.give(fair, organiser, an_accepted(fair).id, booth(fair, "A1").id)


def test_a_quota_binds_the_hand_too(fair, organiser):
    a_delegation(fair=fair, quota=1)
    first, second = an_accepted(fair), an_accepted(fair)
    allocation.give(fair, organiser, first.id, booth(fair, "A1").id)
    with pytest.raises(Invalid, match="chỉ tiêu"):
        allocation.give(fair, organiser, second.id, booth(fair, "A2").id)


def test_the_run_keeps_what_is_locked_and_moves_the_rest(fair, organiser):
    held, loose = an_accepted(fair, stars=3), an_accepted(fair, stars=3)
    allocation.give(fair, organiser, held.id, booth(fair, "A4").id)
    allocation.give(fair, organiser, loose.id, booth(fair, "A2").id)
    allocation.lock(fair, organiser, loose.id, False, ["A2"])
    allocation.run(fair, organiser)
    assert numbers_of(fair)[held.id] == ["A4"]
    assert {row.application_id: row.how for row in allocation.current(fair).assignments} == {
        held.id: How.HAND,
        loose.id: How.RULE,
    }


def test_who_is_left_out_is_kept_with_the_reason(fair, organiser):
    a_delegation(fair=fair, quota=1)
    an_accepted(fair, stars=5)
    left_out = an_accepted(fair, stars=3)
    allocation.run(fair, organiser)
    [unplaced] = allocation.current(fair).unplaced
    assert unplaced.application_id == left_out.id
    assert unplaced.code == "maximum"
    assert unplaced.reason % unplaced.reason_values == (
        "Quảng Ninh đã có 1/1 gian, đơn cần thêm 1 gian; đơn cùng loại và số gian thấp nhất trong số đó có "
        "155 điểm, đơn này 115 điểm."
    )


def test_giving_by_hand_takes_the_old_reason_for_refusal_away(fair, organiser):
    application = an_accepted(fair, water=True)
    allocation.run(fair, organiser)
    assert allocation.current(fair).unplaced
    booth(fair, "A1").water = True
    allocation.give(fair, organiser, application.id, booth(fair, "A1").id)
    assert allocation.current(fair).unplaced == []


def test_the_wished_zone_is_honoured(fair, organiser):
    zone = a_zone(site=fair.sites[0], name="Đồ uống")
    booth(fair, "A3").zone = zone
    application = an_accepted(fair, places=[ApplicationPlace(rank=1, zone=zone)])
    allocation.run(fair, organiser)
    assert numbers_of(fair) == {application.id: ["A3"]}


@pytest.mark.parametrize("state", [FairState.CLOSED, FairState.CANCELLED])
def test_after_the_book_is_closed_nobody_gets_or_loses_a_booth(fair, organiser, state):
    placed, waiting = an_accepted(fair), an_accepted(fair, name="HTX Ba Chẽ")
    allocation.give(fair, organiser, placed.id, booth(fair, "A1").id)
    allocation.publish(fair, organiser)
    fair.state = state
    for act in (
        lambda: allocation.give(fair, organiser, waiting.id, booth(fair, "A2").id),
        lambda: allocation.take_away(fair, organiser, placed.id, ["A1"]),
        lambda: allocation.lock(fair, organiser, placed.id, False, ["A1"]),
        lambda: allocation.run(fair, organiser),
    ):
        with pytest.raises(Conflict, match="không sửa được nữa"):
            act()
    assert allocation.find_draft(fair) is None
    assert [b.number for b in allocation.booths_of(placed)] == ["A1"]
