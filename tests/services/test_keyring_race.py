"""Two organisers at one key at one instant, and passes given out meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from fairapp.db import begin_writing, db
from fairapp.domain.errors import Conflict
from fairapp.domain.pass_lines import Person
from fairapp.domain.passes import Kind, Role
from fairapp.models import Fair, FairKey, Pass, User
from fairapp.services import passes
from fairapp.services.passes import keyring
from tests.factories import a_fair
from tests.people import an_organiser


def a_desk(app):
    with app.app_context():
        fair = a_fair()
        passes.key_for(fair)
        made = fair.id, an_organiser(organisation=fair.owner).id
        db.session.commit()
    return made


def all_at_once(app, desk, acts):
    together = Barrier(len(acts))

    def run(act):
        with app.app_context():
            together.wait()
            begin_writing()
            try:
                act(db.session.get(Fair, desk[0]), db.session.get(User, desk[1]))
                db.session.commit()
            except Conflict:
                db.session.rollback()
                return False
            return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_six_who_change_the_key_at_once_one_does(committing_app):
    desk = a_desk(committing_app)
    done = all_at_once(committing_app, desk, [lambda fair, user: keyring.rotate(fair, user, 1)] * 6)
    assert sum(done) == 1
    with committing_app.app_context():
        assert db.session.scalars(select(FairKey.key_id).order_by(FairKey.key_id)).all() == [1, 2]


def test_no_pass_slips_in_under_a_key_that_is_being_refused(committing_app):
    """Either the pass came first and the organiser is told of it, or it has the new key."""
    desk = a_desk(committing_app)

    def give(fair, user):
        passes.add_people(fair, Role.GUEST, Kind.PERSON, [Person("Lê Cường", "")], user)

    def refuse(fair, user):
        keyring.refuse(fair, user, 1, "Lộ khoá", seen=0)

    acts = [give, refuse] * 3
    done = all_at_once(committing_app, desk, acts)
    assert all(done[::2])
    with committing_app.app_context():
        refused = set(db.session.scalars(select(FairKey.key_id).where(FairKey.refused_at.is_not(None))))
        assert sum(done[1::2]) == len(refused) <= 1
        assert not refused & set(db.session.scalars(select(Pass.key_id)))
