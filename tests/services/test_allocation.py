import pytest
from sqlalchemy import event

from fairapp.domain.allocation import How, PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.domain.booths import BoothKind
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.models import AllocationPlan, ApplicationPlace, Assignment, AuditEntry, Fair
from fairapp.services import allocation
from tests.factories import (
    a_booth,
    a_certified_product,
    a_delegation,
    a_producer,
    a_ready_application,
    a_zone,
    an_open_fair,
)
from tests.people import an_organiser

ACCEPTED = ApplicationState.ACCEPTED


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def fair(db):
    """A fair with a row of four booths; a stranger's fair stands beside it."""
    stranger = an_open_fair()
    a_booth(site=stranger.sites[0], number="X1")
    a_ready_application(fair=stranger, state=ACCEPTED)
    fair = an_open_fair()
    for i in range(4):
        a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0)
    return fair


def an_accepted(fair, name="HTX Đông Triều", unit_id="quang-ninh", stars=4, **facts):
    producer = a_producer(name=name, unit_id=unit_id)
    product = a_certified_product(producer=producer, stars=stars)
    return a_ready_application(fair=fair, producer=producer, products=[product], state=ACCEPTED, **facts)


def booth(fair, number):
    return next(b for b in allocation.open_desk(fair).booths.values() if b.number == number)


def numbers_of(fair):
    desk = allocation.open_desk(fair)
    return {application: desk.numbers(application) for application in desk.booths_of}


def publish(fair, organiser, **facts):
    return allocation.publish(fair, organiser, **facts)


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
            publish(fair, organiser)
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


# ---- the automatic run -------------------------------------------------------------------------


def test_the_run_keeps_what_is_locked_and_moves_the_rest(fair, organiser):
    held, loose = an_accepted(fair, stars=3), an_accepted(fair, stars=3)
    allocation.give(fair, organiser, held.id, booth(fair, "A4").id)
    allocation.give(fair, organiser, loose.id, booth(fair, "A2").id)
    allocation.lock(fair, organiser, loose.id, locked=False)
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
        "Quảng Ninh đã có 1/1 gian, đơn cần thêm 1 gian; đơn thấp nhất được xếp của tỉnh có 155 điểm, "
        "đơn này 115 điểm."
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


# ---- publication -------------------------------------------------------------------------------


def test_what_is_published_is_what_others_read(fair, organiser):
    application = an_accepted(fair, booth_count=2)
    allocation.run(fair, organiser)
    plan = publish(fair, organiser)
    assert (plan.state, plan.number) == (PlanState.PUBLISHED, 1)
    assert [b.number for b in allocation.booths_of(application)] == ["A1", "A2"]
    assert allocation.map_booths(fair) == {application.id: ["A1", "A2"]}
    assert [a.id for a in allocation.list_exhibitors(fair)] == [application.id]


def test_edits_after_publication_stay_in_a_draft_until_published_again(fair, organiser):
    application = an_accepted(fair)
    allocation.run(fair, organiser)
    first = publish(fair, organiser)
    allocation.give(fair, organiser, application.id, booth(fair, "A4").id, seen=["A1"])
    assert allocation.map_booths(fair) == {application.id: ["A1"]}
    second = publish(fair, organiser, why="Cột điện chắn lối")
    assert allocation.map_booths(fair) == {application.id: ["A4"]}
    assert (first.state, second.number) == (PlanState.SUPERSEDED, 2)
    assert [row.booth.number for row in first.assignments] == ["A1"]


def test_a_change_of_what_is_published_needs_a_reason(fair, organiser, db):
    application = an_accepted(fair)
    allocation.run(fair, organiser)
    publish(fair, organiser)
    allocation.give(fair, organiser, application.id, booth(fair, "A4").id, seen=["A1"])
    with pytest.raises(Invalid) as caught:
        publish(fair, organiser, why="  ")
    assert caught.value.field == "why"
    publish(fair, organiser, why="Cột điện chắn lối")
    entry = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.actor_name, entry.values["why"]) == (organiser.name, "Cột điện chắn lối")


def test_a_plan_with_something_wrong_is_not_published(fair, organiser):
    application = an_accepted(fair)
    allocation.run(fair, organiser)
    application.state = ApplicationState.WITHDRAWN
    [(problem, whose)] = allocation.board(fair).problems
    assert (problem.sentence, whose.id) == ("Đơn không còn ở trạng thái được nhận.", application.id)
    with pytest.raises(Invalid, match="chỗ sai"):
        publish(fair, organiser)


def test_who_has_withdrawn_is_freed_by_the_next_run(fair, organiser):
    gone, stays = an_accepted(fair, stars=5), an_accepted(fair)
    allocation.give(fair, organiser, gone.id, booth(fair, "A1").id)
    gone.state = ApplicationState.WITHDRAWN
    allocation.run(fair, organiser)
    assert numbers_of(fair) == {stays.id: ["A1"]}


def test_nothing_is_published_from_an_empty_draft_or_none(fair, organiser):
    with pytest.raises(Conflict):
        publish(fair, organiser)
    an_accepted(fair, booth_kind=BoothKind.RAW)
    allocation.run(fair, organiser)
    with pytest.raises(Invalid, match="chưa xếp gian nào"):
        publish(fair, organiser)


def test_a_draft_that_is_not_the_one_looked_at_is_not_published(fair, organiser):
    an_accepted(fair)
    allocation.run(fair, organiser)
    with pytest.raises(Conflict):
        publish(fair, organiser, number=7)


def test_a_discarded_draft_leaves_what_is_published(fair, organiser):
    application = an_accepted(fair)
    allocation.run(fair, organiser)
    publish(fair, organiser)
    allocation.take_away(fair, organiser, application.id, seen=["A1"])
    allocation.discard(fair, organiser)
    assert numbers_of(fair) == {application.id: ["A1"]}
    assert allocation.find_draft(fair) is None


# ---- the board ---------------------------------------------------------------------------------


def test_allocated_and_free_are_apart_and_cover_all(fair, organiser):
    for _ in range(3):
        an_accepted(fair)
    allocation.run(fair, organiser)
    shown = allocation.board(fair)
    given = {row.booth_id for line in shown.placed for row in line.rows}
    free = {b for b in shown.desk.booths if b not in shown.desk.holders}
    assert given & free == set()
    assert given | free == set(shown.desk.booths)
    assert shown.free == len(free) == 1


def test_the_board_counts_provinces_against_their_quotas(fair, organiser):
    a_delegation(fair=fair, quota=2)
    an_accepted(fair)
    an_accepted(fair, unit_id="lang-son", booth_count=2)
    allocation.run(fair, organiser)
    provinces = {p.name: (p.given, p.waiting, p.quota) for p in allocation.board(fair).provinces}
    assert provinces == {"Quảng Ninh": (1, 0, 2), "Lạng Sơn": (2, 0, None)}


def test_the_board_offers_only_booths_that_fit(fair, organiser):
    booth(fair, "A2").water = True
    wet = an_accepted(fair, water=True)
    dry = an_accepted(fair)
    allocation.give(fair, organiser, dry.id, booth(fair, "A1").id)
    shown = allocation.board(fair)
    assert [b.number for b in shown.fitting(wet.id)] == ["A2"]
    assert [b.number for b in shown.fitting(dry.id)] == ["A2", "A3", "A4"]


@pytest.mark.parametrize("n", [2, 4])
def test_the_board_asks_the_database_no_more_for_more_rows(fair, organiser, db, n):
    for _ in range(n):
        an_accepted(fair)
    allocation.run(fair, organiser)
    db.session.commit()
    fair_id = fair.id
    db.session.expunge_all()
    asked = []

    def count(_connection, _cursor, statement, *_):
        if not statement.startswith(("SAVEPOINT", "RELEASE")):
            asked.append(statement)

    fair = db.session.get(Fair, fair_id)
    event.listen(db.engine, "before_cursor_execute", count)
    try:
        shown = allocation.board(fair)
        assert len([line.application.producer.unit.name for line in shown.placed]) == n
        assert [shown.desk.holders[row.booth_id] for line in shown.placed for row in line.rows]
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    assert len(asked) <= 22, asked


@pytest.mark.parametrize("state", [FairState.CLOSED, FairState.CANCELLED])
def test_after_the_book_is_closed_nobody_gets_or_loses_a_booth(fair, organiser, state):
    placed, waiting = an_accepted(fair), an_accepted(fair, name="HTX Ba Chẽ")
    allocation.give(fair, organiser, placed.id, booth(fair, "A1").id)
    publish(fair, organiser)
    fair.state = state
    for act in (
        lambda: allocation.give(fair, organiser, waiting.id, booth(fair, "A2").id),
        lambda: allocation.take_away(fair, organiser, placed.id, ["A1"]),
        lambda: allocation.lock(fair, organiser, placed.id, False),
        lambda: allocation.run(fair, organiser),
    ):
        with pytest.raises(Conflict, match="không sửa được nữa"):
            act()
    assert allocation.find_draft(fair) is None
    assert [b.number for b in allocation.booths_of(placed)] == ["A1"]
