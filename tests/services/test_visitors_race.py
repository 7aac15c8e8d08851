"""The last places of a day, asked for at one instant: real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from fairapp.db import begin_writing, db
from fairapp.domain.errors import Refusal
from fairapp.domain.visitor_groups import GroupKind
from fairapp.models import Fair, Letter, Pass, Visitor
from fairapp.services import passes, visitors
from fairapp.services.visitors import GroupFacts, VisitFacts
from tests import people
from tests.factories import an_open_fair


@pytest.fixture
def scene(committing_app):
    """A fair whose first day takes three."""
    with committing_app.app_context():
        fair = an_open_fair()
        passes.key_for(fair)
        day = visitors.list_rooms(fair)[0].day
        visitors.set_limits(fair, {day: 3}, people.an_organiser(organisation=fair.owner))
        found = fair.id, day
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


def test_the_last_places_of_a_day_go_to_as_many_as_there_are(committing_app, scene):
    fair_id, day = scene

    def come():
        fair = db.session.get(Fair, fair_id)
        facts = VisitFacts(name="Đỗ Ngọc Ánh", day=day, consent=True)
        passes.welcome(fair, visitors.register(fair, facts, "10.0.0.1"))

    assert sorted(_together(committing_app, [come] * 8)) == ["done"] * 3 + ["refused"] * 5
    with committing_app.app_context():
        assert db.session.scalar(select(func.count(Visitor.id))) == 3
        assert db.session.scalar(select(func.count(Pass.id))) == 3


def test_of_two_groups_that_fit_one_each_only_one_is_taken(committing_app, scene):
    fair_id, day = scene

    def come():
        fair = db.session.get(Fair, fair_id)
        facts = GroupFacts(
            kind=GroupKind.FAMILY,
            name="Gia đình",
            contact="Ông Nam",
            phone="0912345678",
            seats=["", ""],
            day=day,
            consent=True,
        )
        passes.welcome_group(visitors.register_group(fair, facts, "10.0.0.1"))

    assert sorted(_together(committing_app, [come] * 2)) == ["done", "refused"]
    with committing_app.app_context():
        assert db.session.scalar(select(func.count(Visitor.id))) == 2


def test_one_form_sent_four_times_at_one_instant_makes_one_visitor(committing_app, scene):
    fair_id, day = scene
    once = uuid4()

    def come():
        fair = db.session.get(Fair, fair_id)
        facts = VisitFacts(name="Ánh", email="anh@example.vn", day=day, consent=True, once=once)
        passes.welcome(fair, visitors.register(fair, facts, "10.0.0.1"))

    assert _together(committing_app, [come] * 4) == ["done"] * 4
    with committing_app.app_context():
        for table in (Visitor, Pass, Letter):
            assert db.session.scalar(select(func.count(table.id))) == 1
