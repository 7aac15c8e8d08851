"""Organisers at one instant: real transactions, on the database that the suite runs on."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from fairapp.db import begin_writing, db
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict
from fairapp.models import AllocationPlan, Assignment, Fair, FairKey, Pass, User
from fairapp.services import allocation, passes
from tests.factories import a_booth, a_producer, a_ready_application, an_open_fair
from tests.people import an_organiser


def a_board(app, applications):
    """A fair with two booths and some accepted applications: (fair, organiser, booth, application ids)."""
    with app.app_context():
        fair = an_open_fair()
        first, _ = (
            a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0)
            for i in range(2)
        )
        ids = [
            a_ready_application(
                fair=fair, producer=a_producer(name=f"HTX {n}"), state=ApplicationState.ACCEPTED
            ).id
            for n in range(applications)
        ]
        made = fair.id, an_organiser(organisation=fair.owner).id, first.id, ids
        db.session.commit()
    return made


def all_at_once(app, act, many):
    """`act(i)` in as many transactions at once; a Conflict is given back as its sentence."""
    together = Barrier(many)

    def run(i):
        with app.app_context():
            together.wait()
            begin_writing()
            try:
                act(i)
                db.session.commit()
            except Conflict as conflict:
                db.session.rollback()
                return str(conflict)
            return ""

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


def test_one_booth_given_by_six_organisers_goes_to_one_and_the_others_hear_who_has_it(committing_app):
    fair_id, user_id, booth_id, ids = a_board(committing_app, 6)

    def give(i):
        fair, user = db.session.get(Fair, fair_id), db.session.get(User, user_id)
        allocation.give(fair, user, ids[i], booth_id)

    said = all_at_once(committing_app, give, 6)
    with committing_app.app_context():
        [row] = db.session.scalars(select(Assignment))
        winner = row.application.producer.name
        assert db.session.scalar(select(func.count()).select_from(AllocationPlan)) == 1
    assert sorted(said) == ["", *[f"Gian A1 đã xếp cho {winner}."] * 5]


def test_one_application_given_two_booths_at_once_gets_one(committing_app):
    fair_id, user_id, _, ids = a_board(committing_app, 1)

    def give(i):
        fair, user = db.session.get(Fair, fair_id), db.session.get(User, user_id)
        booth = list(allocation.open_desk(fair).booths)[i]
        db.session.rollback()
        begin_writing()
        fair, user = db.session.get(Fair, fair_id), db.session.get(User, user_id)
        allocation.give(fair, user, ids[0], booth)

    said = all_at_once(committing_app, give, 2)
    with committing_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Assignment)) == 1
    assert sorted(bool(sentence) for sentence in said) == [False, True]


def test_passes_issued_twice_at_once_are_issued_once_under_one_key(committing_app):
    fair_id, user_id, *_ = a_board(committing_app, 2)
    with committing_app.app_context():
        fair, user = db.session.get(Fair, fair_id), db.session.get(User, user_id)
        allocation.run(fair, user)
        allocation.publish(fair, user)
        db.session.commit()

    def issue(_):
        passes.issue_for_allocation(db.session.get(Fair, fair_id), db.session.get(User, user_id))

    all_at_once(committing_app, issue, 4)
    with committing_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(FairKey)) == 1
        assert db.session.scalar(select(func.count()).select_from(Pass)) == 2
