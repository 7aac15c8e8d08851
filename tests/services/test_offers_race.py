"""Yes on two telephones, a withdrawal and the clock at one instant: real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from fairapp.db import begin_writing, clock_at, db
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.errors import Refusal
from fairapp.domain.offers import OfferState
from fairapp.models import Application, Offer, User, Vacancy
from fairapp.services import applications
from fairapp.services.applications import answering, candidates, lapsing, listing, offers
from tests import people
from tests.factories import a_ready_application, an_open_fair

S = ApplicationState


@pytest.fixture
def scene(committing_app):
    """Four in the line, the first of whom holds an offer for the only place."""
    with committing_app.app_context():
        fair = an_open_fair()
        organiser = people.an_organiser(organisation=fair.owner)
        rows = [
            a_ready_application(
                fair=fair, state=S.WAITLISTED, decision=Decision.WAITLIST, waitlist_number=number
            )
            for number in (1, 2, 3, 4)
        ]
        offer = offers.start(offers.open_vacancy(fair, organiser, candidates.stand_of(rows[0])), organiser)
        found = [row.id for row in rows], offer.id, offer.expires_at
        db.session.commit()
    return found


def _together(app, acts):
    barrier = Barrier(len(acts))

    def run(act):
        with app.app_context():
            barrier.wait()
            begin_writing()
            try:
                act()
                db.session.commit()
                return "done"
            except Refusal:
                db.session.rollback()
                return "refused"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def _locked(id_):
    found = db.session.get(Application, id_)
    row = listing.get_for_producer(id_, found.producer, lock=True, line=True)
    return row, db.session.get(User, row.producer.user_id)


def _check_line():
    numbers = db.session.scalars(
        select(Application.waitlist_number).where(Application.state == S.WAITLISTED)
    ).all()
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    held = db.session.scalars(select(Offer).where(Offer.state == OfferState.OPEN)).all()
    assert len(held) <= 1
    assert db.session.scalars(select(Vacancy.booths)).one() in (0, 1)


def test_yes_on_two_telephones_gives_one_booth(committing_app, scene):
    ids, offer_id, _ = scene

    def take():
        row, user = _locked(ids[0])
        answering.take(row, user, offer_id)

    assert sorted(_together(committing_app, [take] * 4)) == ["done", *["refused"] * 3]
    with committing_app.app_context():
        assert db.session.get(Application, ids[0]).state is S.ACCEPTED
        assert db.session.scalars(select(Vacancy.booths)).one() == 0
        _check_line()


def test_the_clock_a_yes_and_withdrawals_leave_one_holder_and_no_gap(committing_app, scene):
    ids, offer_id, until = scene

    def take():
        row, user = _locked(ids[0])
        answering.take(row, user, offer_id)

    def lapse():
        with clock_at(until):
            lapsing.lapse(offer_id, until)

    def leave(id_):
        row, user = _locked(id_)
        applications.withdraw(row, user)

    acts = [take, lapse, lapse, lambda: leave(ids[1]), lambda: leave(ids[2])]
    answers = _together(committing_app, acts)
    assert answers[1:] == ["done"] * 4
    with committing_app.app_context():
        taken = db.session.get(Application, ids[0]).state is S.ACCEPTED
        assert taken is (answers[0] == "done")
        _check_line()
        states = db.session.scalars(select(Offer.state).where(Offer.id == offer_id)).one()
        assert states is (OfferState.ACCEPTED if taken else OfferState.EXPIRED)
