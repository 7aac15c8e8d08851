"""A freed booth goes down the waiting list, one at a time, each for some hours."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from fairapp.db import clock_at, db
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.booths import BoothKind
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.fairs import FairState
from fairapp.domain.offers import Misfit, OfferState, Stand
from fairapp.jobs.offers import go_on
from fairapp.models import Letter, Vacancy
from fairapp.services import accounts, applications
from fairapp.services.applications import announcing, answering, candidates, lapsing, offers, review
from tests import people
from tests.factories import a_booth, a_delegation, a_producer, a_ready_application, an_open_fair

ONE = Stand(BoothKind.STANDARD, 1, 500, water=False, open_flame=False)


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


def _waiting(fair, number, **facts):
    return a_ready_application(
        fair=fair,
        state=ApplicationState.WAITLISTED,
        decision=Decision.WAITLIST,
        waitlist_number=number,
        **facts,
    )


def _line(fair):
    return [(a.id, a.waitlist_number) for a in candidates.list_waiting(fair)]


def _job():
    """As the clock runs it: it sees what was committed."""
    db.session.commit()
    return go_on()


def _take(application, offer):
    answering.take(application, application.producer.user, offer.id)


def test_who_accepts_has_a_booth_at_once_and_the_others_move_up(fair, organiser):
    first, second = _waiting(fair, 1), _waiting(fair, 2)
    vacancy = offers.open_vacancy(fair, organiser, ONE)
    offer = offers.start(vacancy, organiser)
    assert (offer.application, offer.expires_at) == (first, offer.made_at + timedelta(hours=24))
    _take(first, offer)
    assert (first.state, first.decision) == (ApplicationState.ACCEPTED, Decision.ACCEPT)
    assert (vacancy.booths, vacancy.closed_at is None) == (0, False)
    assert _line(fair) == [(second.id, 1)]
    with pytest.raises(Conflict):
        _take(first, offer)


def test_who_declines_keeps_the_number_and_the_next_is_asked(fair, organiser):
    first, second = _waiting(fair, 1), _waiting(fair, 2)
    offer = offers.start(offers.open_vacancy(fair, organiser, ONE), organiser)
    answering.decline(first, first.producer.user, offer.id)
    assert offers.open_offer_of(second).vacancy is offer.vacancy
    assert _line(fair) == [(first.id, 1), (second.id, 2)]
    assert offers.open_offer_of(first) is None


def test_who_does_not_answer_goes_to_the_end_and_is_told(fair, organiser):
    first, second, third = (_waiting(fair, n) for n in (1, 2, 3))
    offer = offers.start(offers.open_vacancy(fair, organiser, ONE), organiser)
    with clock_at(offer.expires_at - timedelta(seconds=1)):
        assert _job() == ""
    with clock_at(offer.expires_at):
        with pytest.raises(Conflict):
            _take(first, offer)
        assert _job() == "1 lapsed, 0 made"
        assert _job() == ""
    assert offer.state is OfferState.EXPIRED
    assert _line(fair) == [(second.id, 1), (third.id, 2), (first.id, 3)]
    assert offers.open_offer_of(second) is not None
    letters = db.session.scalars(select(Letter).order_by(Letter.id)).all()
    assert [letter.key.split(":")[0].split("-")[0] for letter in letters] == ["offer", "lapsed", "offer"]
    assert "nay là số 3" in letters[1].body


def test_a_place_that_everybody_let_pass_waits_for_somebody_new(fair, organiser):
    only = _waiting(fair, 1)
    vacancy = offers.open_vacancy(fair, organiser, ONE)
    offer = offers.start(vacancy, organiser)
    answering.decline(only, only.producer.user, offer.id)
    assert lapsing.list_idle() == []
    late = _waiting(fair, 2)
    assert lapsing.list_idle() == [vacancy.id]
    assert _job() == "0 lapsed, 1 made"
    assert offers.open_offer_of(late) is not None


def test_the_place_goes_to_the_first_that_fits(fair, organiser):
    a_delegation(fair=fair, unit_id="son-la", quota=0)
    rows = [
        _waiting(fair, 1, booth_kind=BoothKind.RAW),
        _waiting(fair, 2, booth_count=2),
        _waiting(fair, 3, power_watts=501),
        _waiting(fair, 4, water=True),
        _waiting(fair, 5, open_flame=True),
        _waiting(fair, 6, producer=a_producer(unit_id="son-la")),
        _waiting(fair, 7),
        _waiting(fair, 8),
    ]
    review.decide(rows[6], organiser, Decision.REFUSE, "Hết hàng", rows[6].version)
    vacancy = offers.open_vacancy(fair, organiser, ONE)
    assert [candidate.misfit for candidate in candidates.line_for(vacancy)] == [
        Misfit.KIND,
        Misfit.BOOTHS,
        Misfit.POWER,
        Misfit.WATER,
        Misfit.FLAME,
        Misfit.QUOTA,
        Misfit.DECIDED,
        None,
    ]
    assert offers.start(vacancy, organiser).application is rows[7]


def test_what_is_being_offered_counts_against_the_quota(fair, organiser):
    a_delegation(fair=fair, unit_id="son-la", quota=1)
    first, second = (_waiting(fair, n, producer=a_producer(unit_id="son-la")) for n in (1, 2))
    away = _waiting(fair, 3)
    one, two = (offers.open_vacancy(fair, organiser, ONE) for _ in range(2))
    assert [offers.start(v, organiser).application for v in (one, two)] == [first, away]
    assert offers.open_offer_of(second) is None


def test_two_booths_go_to_two_who_need_one_each(fair, organiser):
    first, second = _waiting(fair, 1), _waiting(fair, 2)
    two = Stand(BoothKind.STANDARD, 2, 500, water=False, open_flame=False)
    vacancy = offers.open_vacancy(fair, organiser, two)
    _take(first, offers.start(vacancy, organiser))
    assert (vacancy.booths, vacancy.closed_at) == (1, None)
    _take(second, offers.open_offer_of(second))
    assert vacancy.booths == 0


def test_an_accepted_one_that_leaves_frees_its_place(fair, organiser):
    leaver = a_ready_application(
        fair=fair, state=ApplicationState.ACCEPTED, decision=Decision.ACCEPT, water=True
    )
    waiting = _waiting(fair, 1)
    applications.withdraw(leaver, leaver.producer.user)
    vacancy = db.session.scalars(select(Vacancy)).one()
    assert (vacancy.left_by, vacancy.booths, vacancy.water, vacancy.started_at) == (leaver, 1, True, None)
    assert _job() == ""  # the organiser starts it
    assert offers.start(vacancy, organiser).application is waiting


def test_a_fair_may_let_freed_places_go_by_themselves(fair, organiser):
    offers.set_rule(fair, organiser, hours=6, automatic=True)
    leaver = a_ready_application(fair=fair, state=ApplicationState.ACCEPTED, decision=Decision.ACCEPT)
    waiting = _waiting(fair, 1)
    applications.withdraw(leaver, leaver.producer.user)
    offer = offers.open_offer_of(waiting)
    assert offer.expires_at - offer.made_at == timedelta(hours=6)


def test_who_leaves_the_line_lets_go_of_the_offer(fair, organiser):
    first, second, third = (_waiting(fair, n) for n in (1, 2, 3))
    offer = offers.start(offers.open_vacancy(fair, organiser, ONE), organiser)
    applications.withdraw(first, first.producer.user)
    assert (offer.state, first.waitlist_number) == (OfferState.DECLINED, None)
    assert offers.open_offer_of(second) is not None
    assert _line(fair) == [(second.id, 1), (third.id, 2)]


def test_an_application_is_not_decided_while_an_offer_stands(fair, organiser):
    waiting = _waiting(fair, 1)
    vacancy = offers.open_vacancy(fair, organiser, ONE)
    offers.start(vacancy, organiser)
    with pytest.raises(Conflict, match="đang được mời"):
        review.decide(waiting, organiser, Decision.REFUSE, "Trùng", waiting.version)
    outcome = review.decide_many(fair, organiser, {waiting.id: waiting.version}, Decision.ACCEPT, "")
    assert outcome.not_now == [waiting.producer.name]
    offers.close(vacancy, organiser)
    review.decide(waiting, organiser, Decision.REFUSE, "Trùng", waiting.version)


def test_closing_takes_the_offer_back_and_offers_no_more(fair, organiser):
    first, _second = _waiting(fair, 1), _waiting(fair, 2)
    vacancy = offers.open_vacancy(fair, organiser, ONE)
    offer = offers.start(vacancy, organiser)
    offers.close(vacancy, organiser)
    assert offer.state is OfferState.RECALLED
    with pytest.raises(Conflict):
        _take(first, offer)
    with pytest.raises(Conflict):
        offers.start(vacancy, organiser)
    assert _job() == ""


@pytest.mark.parametrize("state", [FairState.CANCELLED, FairState.CLOSED])
def test_a_fair_that_is_over_offers_nothing(fair, organiser, state):
    first = _waiting(fair, 1)
    vacancy = offers.open_vacancy(fair, organiser, ONE)
    offer = offers.start(vacancy, organiser)
    fair.state = state
    for attempt in (
        lambda: offers.open_vacancy(fair, organiser, ONE),
        lambda: offers.start(vacancy, organiser),
        lambda: _take(first, offer),
    ):
        with pytest.raises(Conflict):
            attempt()


def test_no_offer_outlasts_the_opening(fair, organiser):
    _waiting(fair, 1)
    opening = offers._opening(fair)
    with clock_at(opening - timedelta(hours=2)):
        offer = offers.start(offers.open_vacancy(fair, organiser, ONE), organiser)
    assert offer.expires_at == opening
    with clock_at(opening), pytest.raises(Conflict):
        offers.open_vacancy(fair, organiser, ONE)


def test_somebody_elses_offer_is_not_taken(fair, organiser):
    first, second = _waiting(fair, 1), _waiting(fair, 2)
    offer = offers.start(offers.open_vacancy(fair, organiser, ONE), organiser)
    with pytest.raises(Conflict):
        _take(second, offer)
    assert (first.state, offer.state) == (ApplicationState.WAITLISTED, OfferState.OPEN)


def test_every_step_is_in_the_applicants_history(fair, organiser):
    first = _waiting(fair, 1)
    offer = offers.start(offers.open_vacancy(fair, organiser, ONE), organiser)
    _take(first, offer)
    entries = accounts.list_audit("application", first.id, private=False)
    assert [(e.action, e.actor_name) for e in entries] == [
        ("offer.taken", first.producer.user.name),
        ("offer.make", organiser.name),
    ]


@pytest.mark.parametrize(
    "facts", [{"booths": 0}, {"booths": 51}, {"power_watts": -1}, {"power_watts": 50_001}]
)
def test_a_place_that_could_not_be_is_refused(fair, organiser, facts):
    has = {"kind": BoothKind.RAW, "booths": 1, "power_watts": 0, "water": False, "open_flame": False} | facts
    with pytest.raises(Invalid):
        offers.open_vacancy(fair, organiser, Stand(**has))


@pytest.mark.parametrize("hours", [0, 169])
def test_hours_have_bounds(fair, organiser, hours):
    with pytest.raises(Invalid):
        offers.set_rule(fair, organiser, hours=hours, automatic=False)
    assert offers.rule_of(fair).hours == 24
    assert offers.rule_of(fair).automatic is False


def test_who_is_accepted_by_an_ordinary_verdict_takes_the_free_place(fair, organiser):
    """Otherwise the same booth would go down the line besides."""
    first, second = _waiting(fair, 1), _waiting(fair, 2)
    vacancy = offers.open_vacancy(fair, organiser, ONE)
    review.decide(second, organiser, Decision.ACCEPT, "", second.version)
    announcing.announce(fair, organiser, announcing.preview(fair).mark)
    assert second.state is ApplicationState.ACCEPTED
    assert (vacancy.booths, vacancy.closed_at is not None) == (0, True)
    with pytest.raises(Conflict):
        offers.start(vacancy, organiser)
    assert offers.open_offer_of(first) is None


def test_a_place_that_is_being_offered_stays_promised(fair, organiser):
    first, second = _waiting(fair, 1), _waiting(fair, 2)
    vacancy = offers.open_vacancy(fair, organiser, ONE)
    offers.start(vacancy, organiser)
    review.decide(second, organiser, Decision.ACCEPT, "", second.version)
    announcing.announce(fair, organiser, announcing.preview(fair).mark)
    assert vacancy.booths == 1 and offers.open_offer_of(first) is not None


def test_a_verdict_takes_only_a_place_that_fits(fair, organiser):
    small = offers.open_vacancy(fair, organiser, ONE)
    large = offers.open_vacancy(
        fair, organiser, Stand(BoothKind.STANDARD, 3, 5000, water=True, open_flame=True)
    )
    waiting = _waiting(fair, 1, water=True, booth_count=2)
    review.decide(waiting, organiser, Decision.ACCEPT, "", waiting.version)
    announcing.announce(fair, organiser, announcing.preview(fair).mark)
    assert (small.booths, large.booths, large.closed_at) == (1, 1, None)


def test_a_freed_place_has_what_its_booth_has_and_not_what_its_holder_asked_for(fair):
    left = a_ready_application(fair=fair, state=ApplicationState.ACCEPTED, power_watts=500)
    site = fair.sites[0]
    booths = [
        a_booth(site=site, power_watts=3000, water=True),
        a_booth(site=site, power_watts=2000, water=True),
    ]
    applications.withdraw(left, left.producer.user, candidates.stand_of_booths(booths))
    [vacancy] = offers.list_vacancies(fair)
    assert (vacancy.booths, vacancy.power_watts, vacancy.water, vacancy.open_flame) == (2, 2000, True, False)
    thirsty = _waiting(fair, 1, water=True, power_watts=1500)
    assert [c.misfit for c in candidates.line_for(vacancy)] == [None] and thirsty.id
