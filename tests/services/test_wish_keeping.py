"""What becomes of wishes when the plan under them changes."""

import pytest

from fairapp.domain.applications import ApplicationState
from fairapp.models import Application, ApplicationPlace, Notice
from fairapp.services import booths
from fairapp.services.applications.wish_keeping import WishesLost, keeping_wishes
from tests.factories import a_booth, a_producer, a_ready_application, a_user, a_zone, an_open_fair
from tests.people import an_organiser


@pytest.fixture
def fair(db):
    """A row of four booths; a stranger's fair and its wishes stand beside it."""
    stranger = an_open_fair()
    wishing(stranger, [a_booth(site=stranger.sites[0], number="A1")])
    fair = an_open_fair()
    for i in range(4):
        a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0)
    return fair


@pytest.fixture
def site(fair):
    booths.refresh(fair.sites[0])
    return fair.sites[0]


@pytest.fixture
def organiser(fair):
    return an_organiser(organisation=fair.owner)


def wishing(fair, wished, state=ApplicationState.SUBMITTED):
    """An application that wishes for these booths or zones, dearest first."""
    application = a_ready_application(fair=fair, producer=a_producer(user=a_user()), state=state)
    application.places = [
        ApplicationPlace(rank=n, **{"zone" if hasattr(one, "tint") else "booth": one})
        for n, one in enumerate(wished, 1)
    ]
    return application


def standing(site):
    return {booth.number: booth for booth in booths.list_for_site(site)}


def wishes(db, application):
    db.session.expire_all()
    found = db.session.get(Application, application.id).places
    return [(p.rank, p.booth.number if p.booth else p.zone.code) for p in found]


def told(db):
    return [notice.body for notice in db.session.scalars(db.select(Notice).order_by(Notice.id))]


def test_a_wish_goes_to_the_booth_that_was_merged_from_the_wished_one(db, fair, site, organiser):
    here = standing(site)
    application = wishing(fair, [here["A2"], here["A4"]])
    with keeping_wishes(site, agreed=False):
        booths.merge(organiser, site, [here["A1"], here["A2"]])
    assert wishes(db, application) == [(1, "A1"), (2, "A4")]
    assert told(db) == []


def test_of_two_wishes_that_come_to_mean_one_booth_the_dearest_stays(db, fair, site, organiser):
    here = standing(site)
    first = wishing(fair, [here["A3"], here["A1"], here["A2"]])
    second = wishing(fair, [here["A1"], here["A2"]])
    with keeping_wishes(site, agreed=False):
        booths.merge(organiser, site, [here["A1"], here["A2"], here["A3"]])
    assert wishes(db, first) == [(1, "A1")]
    assert wishes(db, second) == [(1, "A1")]


def test_a_booth_that_is_wished_for_is_removed_only_with_the_organisers_word(db, fair, site, organiser):
    here = standing(site)
    application = wishing(fair, [here["A2"], here["A4"]])
    with (
        pytest.raises(WishesLost, match="A2 đang được ghi nguyện vọng trong 1 đơn") as caught,
        keeping_wishes(site, agreed=False),
    ):
        booths.remove(organiser, site, [here["A2"]])
    assert caught.value.field == "anyway"
    assert sorted(standing(site)) == ["A1", "A2", "A3", "A4"]
    assert wishes(db, application) == [(1, "A2"), (2, "A4")]
    assert told(db) == []


def test_whoever_loses_a_wish_is_told_once_and_keeps_the_others(db, fair, site, organiser):
    here = standing(site)
    application = wishing(fair, [here["A2"], here["A3"], here["A4"]])
    with keeping_wishes(site, agreed=True):
        booths.remove(organiser, site, [here["A2"], here["A3"]])
    assert wishes(db, application) == [(3, "A4")]
    [body] = told(db)
    assert "không còn trên sơ đồ: A2, A3." in body
    assert fair.name in body


@pytest.mark.parametrize("state", [ApplicationState.WITHDRAWN, ApplicationState.REFUSED])
def test_who_is_out_of_the_running_holds_nothing_up_and_is_not_told(db, fair, site, organiser, state):
    here = standing(site)
    wishing(fair, [here["A2"]], state)
    with keeping_wishes(site, agreed=False):
        booths.remove(organiser, site, [here["A2"]])
    assert told(db) == []


def test_a_zone_that_goes_is_told_to_who_wished_for_it(db, fair, site, organiser):
    zone = a_zone(site=site, code="TP")
    wishing(fair, [zone])
    with keeping_wishes(site, agreed=True):
        booths.remove_zone(organiser, site, zone)
    [body] = told(db)
    assert "không còn trên sơ đồ: TP." in body


def test_taking_a_drawing_back_asks_too_and_a_split_taken_back_keeps_the_wish(db, fair, site, organiser):
    here = standing(site)
    parts = booths.split(organiser, site, here["A2"], 2)
    application = wishing(fair, [parts[1]])
    with keeping_wishes(site, agreed=False):
        booths.undo(organiser, site)
    assert wishes(db, application) == [(1, "A2")]


def test_a_plan_without_wishes_costs_one_statement_more(db, fair, site, organiser, count_statements):
    def nothing():
        with keeping_wishes(site, agreed=False):
            pass

    assert count_statements(nothing) <= 3  # the question, a savepoint and its end
