"""What a step would cost, a lock would hold and a blocked booth would ask for, before anything is done."""

import pytest

from fairapp.domain.allocation.objective import Term
from fairapp.domain.errors import Refusal
from fairapp.models import ApplicationPlace, Assignment
from fairapp.services import allocation
from fairapp.services.allocation import Hold, Prices, Vacancy
from tests.allocation_world import a_row_of_four, an_accepted, booth
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def fair(db):
    return a_row_of_four()


@pytest.fixture
def stands(fair, organiser):
    """Gives booths by hand, as it is told to."""

    def place(**booths):
        found = {}
        for name, number in booths.items():
            found[name] = an_accepted(fair, f"HTX {name}")
            if number:
                allocation.give(fair, organiser, found[name].id, booth(fair, number).id)
        return found

    return place


def prices(fair):
    return Prices(allocation.open_desk(fair))


def worth(fair):
    return prices(fair).now.z


def test_what_each_step_is_said_to_cost_is_what_it_costs(fair, organiser, stands):
    given = stands(Ba="A1", Chẽ="A3", Cô=None)
    ba, che, co = (given[name].id for name in ("Ba", "Chẽ", "Cô"))
    steps = [
        (lambda p: p.of_giving(ba, booth(fair, "A2").id), lambda: give(ba, "A2", ["A1"])),
        (lambda p: p.of_giving(co, booth(fair, "A4").id), lambda: give(co, "A4", [])),
        (
            lambda p: p.of_swapping(ba, co),
            lambda: allocation.swap(fair, organiser, ba, co, ["A2"], ["A4"]),
        ),
        (lambda p: p.of_taking_away(che), lambda: allocation.take_away(fair, organiser, che, ["A3"])),
    ]

    def give(id, number, seen):
        allocation.give(fair, organiser, id, booth(fair, number).id, seen)

    for ask, act in steps:
        before, told = worth(fair), ask(prices(fair))
        act()
        assert told.total == worth(fair) - before != 0 or told.turns == ()


def test_who_bears_a_change_is_said_by_name(fair, stands):
    che = stands(Ba="A1", Chẽ="A2")["Chẽ"]
    told = prices(fair).of_giving(che.id, booth(fair, "A4").id)
    assert [(turn.term, turn.whose) for turn in told.turns] == [
        (Term.BESIDE, ("HTX Ba",)),
        (Term.RUN, ("Quảng Ninh",)),
    ]


def test_taking_away_what_nobody_has_is_refused(fair, stands):
    assert isinstance(prices(fair).of_taking_away(stands(Ba=None)["Ba"].id), Refusal)


def hold(fair, application):
    return allocation.of_locking(allocation.open_desk(fair), application.id)


def test_a_lock_says_who_stays_where_and_how_that_agrees_with_what_is_published(fair, organiser):
    application = an_accepted(fair, "HTX Ba Chẽ")
    allocation.run(fair, organiser)
    assert hold(fair, application) == Hold("HTX Ba Chẽ", ["A1"], False, None, True, None)
    allocation.publish(fair, organiser)
    assert hold(fair, application).published == ["A1"]
    allocation.give(fair, organiser, application.id, booth(fair, "A3").id, ["A1"])
    assert hold(fair, application) == Hold("HTX Ba Chẽ", ["A3"], True, ["A1"], False, None)
    late = an_accepted(fair, "HTX Tiên Yên")
    allocation.give(fair, organiser, late.id, booth(fair, "A2").id)
    assert hold(fair, late).published == []


def test_a_lock_that_the_next_run_would_pass_over_says_why(fair, organiser, stands):
    application = stands(Ba="A1")["Ba"]
    assert hold(fair, application).wrong is None
    application.water = True
    assert "không có nước" in hold(fair, application).wrong.sentence


def test_nobody_has_to_move_for_a_free_booth(fair, stands):
    wish = ApplicationPlace(rank=1, booth=booth(fair, "A2"))
    an_accepted(fair, "HTX Mong", places=[wish])
    stands(Ba="A1")
    told = allocation.of_blocking(prices(fair), booth(fair, "A2").id)
    assert told == Vacancy("A2", "", None, False, 1, 1)


def test_for_a_taken_booth_the_free_place_that_costs_least_is_named(fair, organiser, stands):
    given = stands(Ba="A1", Chẽ="A2")
    told = allocation.of_blocking(prices(fair), booth(fair, "A2").id)
    assert (told.holder, told.way.booth_id, told.is_published) == ("HTX Chẽ", booth(fair, "A4").id, False)
    others = [prices(fair).of_giving(given["Chẽ"].id, booth(fair, n).id).total for n in ("A3", "A4")]
    assert told.way.cost.total == max(others)
    stands(Cô="A3", Tô="A4")
    assert allocation.of_blocking(prices(fair), booth(fair, "A2").id).way is None


def test_who_has_two_booths_may_keep_the_one_that_stays(fair, organiser):
    large = an_accepted(fair, "HTX Hai Gian", booth_count=2)
    allocation.give(fair, organiser, large.id, booth(fair, "A2").id)
    told = allocation.of_blocking(prices(fair), booth(fair, "A2").id)
    assert told.way.cost.booths == ["A3", "A4"]


def test_blocking_is_refused_beforehand_in_the_words_of_the_step(fair, organiser):
    """The draft has moved on; everybody else still sees the exhibitor there."""
    application = an_accepted(fair, "HTX Ba Chẽ")
    allocation.run(fair, organiser)
    allocation.publish(fair, organiser)
    assert allocation.of_blocking(prices(fair), booth(fair, "A1").id).is_published
    allocation.give(fair, organiser, application.id, booth(fair, "A4").id, ["A1"])
    told = allocation.of_blocking(prices(fair), booth(fair, "A1").id)
    with pytest.raises(Refusal) as raised:
        allocation.block(fair, organiser, booth(fair, "A1").id, "Cột")
    assert (told.sentence, told.values) == (raised.value.sentence, raised.value.values)


def test_asking_writes_nothing(fair, db, stands):
    given = stands(Ba="A1", Chẽ="A2", Cô=None)
    rows = [(row.id, row.booth_id, row.locked) for row in db.session.query(Assignment)]
    asked = prices(fair)
    asked.of_swapping(given["Ba"].id, given["Chẽ"].id)
    asked.of_taking_away(given["Ba"].id)
    allocation.of_blocking(asked, booth(fair, "A1").id)
    assert not (db.session.new or db.session.dirty or db.session.deleted)
    assert rows == [(row.id, row.booth_id, row.locked) for row in db.session.query(Assignment)]
