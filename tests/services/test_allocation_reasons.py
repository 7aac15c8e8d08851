"""The reasons on the board are those of the plan as it stands, not of the run that began it."""

import pytest

from fairapp.domain.allocation.why import BESIDE
from fairapp.services import allocation
from fairapp.services.allocation.reasoning import _answers
from tests.allocation_world import a_row_of_four, an_accepted, booth
from tests.factories import a_delegation
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def fair(db):
    return a_row_of_four()


def told(fair):
    shown = allocation.board(fair)
    return {line.application.id: shown.reason_of(line) for line in (*shown.placed, *shown.waiting)}


def take(fair, organiser, application):
    seen = allocation.open_desk(fair).numbers(application.id)
    allocation.take_away(fair, organiser, application.id, seen)


def test_a_refusal_that_a_hand_has_made_false_is_told_no_more(fair, organiser):
    a_delegation(fair=fair, quota=1)
    stands, waits = an_accepted(fair, "HTX Ba Chẽ", stars=5), an_accepted(fair, "HTX Tiên Yên", stars=3)
    allocation.run(fair, organiser)
    assert "%(used)s/%(most)s" in told(fair)[waits.id].sentence
    take(fair, organiser, stands)
    for one in (stands, waits):
        assert "Còn chỗ trống: xếp đơn này vào gian %(at)s" in told(fair)[one.id].sentence
        assert told(fair)[one.id].values["at"] in ("A1", "A2", "A3", "A4")


def test_who_lost_a_neighbour_of_its_own_is_not_said_to_stand_beside_one(fair, organiser):
    stays, goes = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Tiên Yên")
    goes.goods[0].product.leaf_code = "II.2.a"
    allocation.run(fair, organiser)
    assert BESIDE in told(fair)[stays.id].sentence
    take(fair, organiser, goes)
    assert BESIDE not in told(fair)[stays.id].sentence


def test_what_the_board_tells_is_what_publishing_keeps(fair, organiser):
    for n in range(3):
        an_accepted(fair, f"HTX {n}", stars=3 + n)
    an_accepted(fair, "HTX Cần Nước", water=True)
    allocation.run(fair, organiser)
    first = allocation.board(fair).placed[0].application
    take(fair, organiser, first)
    before = told(fair)
    plan = allocation.publish(fair, organiser)
    kept = {
        row.application_id: (row.reason, row.reason_values) for row in (*plan.assignments, *plan.unplaced)
    }
    assert kept == {id: (reason.sentence, reason.values) for id, reason in before.items()}
    assert len(kept) == 4


def test_what_is_published_is_told_as_it_was_kept(fair, organiser):
    application = an_accepted(fair)
    allocation.run(fair, organiser)
    plan = allocation.publish(fair, organiser)
    plan.assignments[0].reason = "như đã công bố"
    assert told(fair)[application.id].sentence == "như đã công bố"


def test_a_plan_that_no_run_began_says_only_who_chose(fair, organiser):
    placed, waits = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Tiên Yên")
    allocation.give(fair, organiser, placed.id, booth(fair, "A1").id)
    assert told(fair)[placed.id].sentence == "Ban tổ chức chọn gian này"
    assert told(fair)[waits.id].sentence == ""


def test_refusals_are_worked_out_once_for_a_plan_and_anew_when_anything_changes(fair, organiser):
    waits = an_accepted(fair, water=True)
    an_accepted(fair, "HTX Khô")
    allocation.run(fair, organiser)
    _answers.cache_clear()
    assert "Sơ đồ không có gian nào đúng loại" in told(fair)[waits.id].sentence
    assert told(fair) == told(fair)
    assert _answers.cache_info().misses == 1
    booth(fair, "A4").water = True
    assert "Còn chỗ trống" in told(fair)[waits.id].sentence
    assert _answers.cache_info().misses == 2
