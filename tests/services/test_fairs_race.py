"""Two organisers reach for one hall at one instant: real transactions, on the database of the suite."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from threading import Barrier

import pytest
from sqlalchemy import func, select

from fairapp.db import begin_writing, db
from fairapp.domain.calendar import at_local
from fairapp.domain.errors import Conflict
from fairapp.domain.fairs import Hold
from fairapp.models import Fair, Site, User
from fairapp.services import fairs
from fairapp.services.fairs import SiteFacts
from tests.factories import a_fair, a_hall
from tests.people import an_organiser


@pytest.mark.parametrize("hold", list(Hold))
def test_one_of_several_organisers_gets_the_hall(committing_app, hold):
    """The one who is first holds it firmly; tentative holds may stand beside each other."""
    with committing_app.app_context():
        hall_id = a_hall().id
        organisers = [an_organiser() for _ in range(6)]
        claims = [(a_fair(site=False, owner=o.organisation).id, o.id) for o in organisers]
        db.session.commit()
    together = Barrier(len(claims))

    def claim(fair_id, user_id):
        with committing_app.app_context():
            together.wait()
            begin_writing()
            fair, user = db.session.get(Fair, fair_id), db.session.get(User, user_id)
            window = at_local(date(2026, 12, 1), time(7)), at_local(date(2026, 12, 9), time(18))
            try:
                fairs.add_site(user, fair, SiteFacts("Sân chính", hall_id, hold, *window))
            except Conflict as refusal:
                db.session.rollback()
                return refusal.field
            db.session.commit()
            return "held"

    with ThreadPoolExecutor(len(claims)) as pool:
        answers = sorted(pool.map(lambda pair: claim(*pair), claims))
    held = len(claims) if hold is Hold.TENTATIVE else 1
    assert answers == ["hall"] * (len(claims) - held) + ["held"] * held
    with committing_app.app_context():
        query = select(func.count()).select_from(Site).where(Site.hall_id == hall_id)
        assert db.session.scalar(query) == held
