"""Who got no booth is told so, once, and why."""

import pytest

from fairapp.documents.allocation_words import reason_words
from fairapp.domain.applications import ApplicationState
from fairapp.domain.booths import BoothKind
from fairapp.models import Notice
from fairapp.services import allocation
from fairapp.services.allocation import leads
from tests.allocation_world import a_row_of_four, an_accepted, booth
from tests.factories import a_delegation
from tests.people import a_lead, an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def fair(db):
    return a_row_of_four()


@pytest.fixture
def placed(fair):
    return an_accepted(fair)


@pytest.fixture
def loser(fair, placed):
    """It wants a plot of land, and the plan has none."""
    return an_accepted(fair, "HTX Bè Nổi", booth_kind=BoothKind.RAW)


@pytest.fixture
def published(fair, organiser, loser):
    allocation.run(fair, organiser)
    return allocation.publish(fair, organiser)


@pytest.fixture
def notices_of(db):
    def read(application):
        here = Notice.path == f"/producer/applications/{application.id}/booth"
        return list(db.session.scalars(db.select(Notice).where(here).order_by(Notice.id)))

    return read


def why_of(plan, application):
    [row] = [row for row in plan.unplaced if row.application_id == application.id]
    return reason_words(row.reason, row.reason_values)


def test_publication_tells_who_was_left_out_the_stored_reason(published, loser, notices_of):
    [notice] = notices_of(loser)
    assert notice.subject.startswith("Chưa xếp được gian")
    assert f"Vì sao: {why_of(published, loser)}" in notice.body
    assert "khi có gian phù hợp, ban tổ chức xếp và báo ngay" in notice.body
    assert notice.user_id == loser.producer.user_id


def test_reason_is_told_in_the_readers_language(fair, organiser, loser, notices_of):
    loser.producer.user.language = "en"
    allocation.run(fair, organiser)
    allocation.publish(fair, organiser)
    [notice] = notices_of(loser)
    assert notice.subject.startswith("No booth found yet")
    assert "Vì sao" not in notice.body


def test_who_has_a_booth_is_not_told_of_being_left_out(published, placed, notices_of):
    assert [n.key for n in notices_of(placed)] == [f"booths:{placed.id}:{published.id}"]


def test_a_second_plan_that_leaves_somebody_out_says_nothing_again(
    fair, organiser, published, placed, loser, notices_of
):
    allocation.give(fair, organiser, placed.id, booth(fair, "A4").id, seen=["A1"])
    allocation.publish(fair, organiser, why="Cột điện chắn lối")
    assert [n.key for n in notices_of(loser)] == [f"left-out:{loser.id}:no_such_place"]


@pytest.fixture
def republish(fair, organiser, placed):
    """Publish anew, after whoever has a booth was moved from the one end of the row to the other."""

    def move():
        [at] = allocation.open_desk(fair).numbers(placed.id)
        to = "A4" if at == "A1" else "A1"
        allocation.give(fair, organiser, placed.id, booth(fair, to).id, seen=[at])
        return allocation.publish(fair, organiser, why="Cột điện chắn lối")

    return move


def test_another_reason_is_told_once_and_the_first_not_again_when_it_returns(
    published, republish, loser, notices_of
):
    loser.booth_kind = BoothKind.STANDARD
    second = republish()
    told = [f"left-out:{loser.id}:{code}" for code in ("no_such_place", "free")]
    assert [n.key for n in notices_of(loser)] == told
    assert f"Vì sao: {why_of(second, loser)}" in notices_of(loser)[-1].body
    republish()
    loser.booth_kind = BoothKind.RAW
    third = republish()
    assert third.unplaced[0].code == "no_such_place"
    assert [n.key for n in notices_of(loser)] == told


def test_who_lost_a_booth_is_told_of_another_reason_later(
    fair, organiser, published, placed, loser, notices_of
):
    allocation.take_away(fair, organiser, placed.id, seen=["A1"])
    other = an_accepted(fair, "HTX Thay Chỗ")
    allocation.give(fair, organiser, other.id, booth(fair, "A1").id)
    lost = allocation.publish(fair, organiser, why="Rút gọn khu A")
    placed.booth_kind = BoothKind.RAW
    for to, at in (("A2", "A1"), ("A3", "A2")):
        allocation.give(fair, organiser, other.id, booth(fair, to).id, seen=[at])
        allocation.publish(fair, organiser, why="Đổi lối đi")
    assert [n.key for n in notices_of(placed)][1:] == [
        f"booths:{placed.id}:{lost.id}",
        f"left-out:{placed.id}:no_such_place",
    ]


def test_a_plan_made_by_hand_gives_no_reason_and_a_run_after_it_gives_the_first(
    fair, organiser, placed, loser, notices_of
):
    allocation.give(fair, organiser, placed.id, booth(fair, "A1").id)
    allocation.publish(fair, organiser)
    assert [n.key for n in notices_of(loser)] == [f"left-out:{loser.id}"]
    allocation.run(fair, organiser)
    allocation.publish(fair, organiser, why="Chạy lại")
    assert [n.key for n in notices_of(loser)][1:] == [f"left-out:{loser.id}:no_such_place"]


def test_who_loses_a_booth_is_told_once_whatever_plans_follow(fair, organiser, published, placed, notices_of):
    allocation.take_away(fair, organiser, placed.id, seen=["A1"])
    other = an_accepted(fair, "HTX Thay Chỗ")
    allocation.give(fair, organiser, other.id, booth(fair, "A1").id)
    second = allocation.publish(fair, organiser, why="Rút gọn khu A")
    allocation.give(fair, organiser, other.id, booth(fair, "A2").id, seen=["A1"])
    allocation.publish(fair, organiser, why="Đổi lối đi")
    keys = [n.key for n in notices_of(placed)]
    assert keys == [f"booths:{placed.id}:{published.id}", f"booths:{placed.id}:{second.id}"]


def test_who_was_accepted_after_the_first_plan_is_told_by_the_next(
    fair, organiser, published, placed, notices_of
):
    late = an_accepted(fair, "HTX Đến Sau")
    allocation.give(fair, organiser, placed.id, booth(fair, "A4").id, seen=["A1"])
    allocation.publish(fair, organiser, why="Cột điện chắn lối")
    assert [n.key for n in notices_of(late)] == [f"left-out:{late.id}:free"]


def test_who_has_withdrawn_is_not_left_out(published, loser):
    loser.state = ApplicationState.WITHDRAWN
    assert allocation.find_left_out(published, loser) is None


def test_a_lead_sees_only_its_own_members_left_out_of_what_holds(fair, organiser, published, loser):
    an_accepted(fair, "HTX Lạng Sơn", unit_id="lang-son", booth_kind=BoothKind.RAW)
    delegation = a_delegation(fair=fair, lead=a_lead(), quota=3)
    [one] = leads.room(delegation).left_out
    assert (one.application.id, one.reason) == (loser.id, published.unplaced[0].reason)


def test_before_publication_a_lead_is_told_of_nobody_left_out(fair, organiser, loser):
    allocation.run(fair, organiser)
    assert leads.room(a_delegation(fair=fair, lead=a_lead(), quota=3)).left_out == []
