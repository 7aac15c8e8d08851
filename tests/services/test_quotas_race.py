"""Two organisers move the same booths at one instant: real transactions."""

from fairapp.db import db
from fairapp.models import Delegation, User
from fairapp.services.applications import quotas
from tests.factories import a_delegation, an_open_fair
from tests.people import an_organiser
from tests.services.test_allocation_race import all_at_once


def test_of_six_who_move_the_same_booths_one_does_and_the_others_hear_of_it(committing_app):
    with committing_app.app_context():
        fair = an_open_fair()
        giver, taker = (
            a_delegation(fair=fair, unit_id=u, quota=q) for u, q in (("son-la", 5), ("lao-cai", 1))
        )
        ids, user_id = (giver.id, taker.id), an_organiser(organisation=fair.owner).id
        db.session.commit()

    def move(i):
        # In both directions at once, so that locks taken in another order would wait for each other.
        one, other = (db.session.get(Delegation, key) for key in (ids if i % 2 else ids[::-1]))
        quotas.move(one, other, db.session.get(User, user_id), 1, "x", seen=5 if i % 2 else 1)

    said = all_at_once(committing_app, move, 6)
    with committing_app.app_context():
        quotas_now = [db.session.get(Delegation, key).quota for key in ids]
    assert sum(quotas_now) == 6 and min(quotas_now) >= 0
    assert said.count("") >= 1 and any("vừa đổi" in sentence for sentence in said)
