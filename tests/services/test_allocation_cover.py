"""On every plan, whatever was done to it: what is given and what is free are apart, and together are all."""

from collections import Counter
from random import Random

import pytest
from sqlalchemy import select

from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Refusal
from fairapp.models import AllocationPlan, Assignment, Unplaced
from fairapp.services import allocation
from tests.factories import a_booth, a_producer, a_ready_application, an_open_fair
from tests.people import an_organiser

BOOTHS, APPLICATIONS, STEPS = 6, 6, 60


def a_hall():
    fair = an_open_fair()
    stands = [
        a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0)
        for i in range(BOOTHS)
    ]
    people = [
        a_ready_application(
            fair=fair,
            producer=a_producer(name=f"HTX {n}"),
            products=[],
            state=ApplicationState.ACCEPTED,
            booth_count=1 + (n == 0),
        )
        for n in range(APPLICATIONS)
    ]
    return fair, [stand.id for stand in stands], people


def acts(fair, user, stands, people, chance):
    """One of everything that organisers do to a plan."""
    one, other = chance.sample(people, 2)
    seen = allocation.open_desk(fair).numbers(one.id)
    return {
        "run": lambda: allocation.run(fair, user, steps=20),
        "give": lambda: allocation.give(fair, user, one.id, chance.choice(stands), seen),
        "swap": lambda: allocation.swap(fair, user, one.id, other.id, seen),
        "take away": lambda: allocation.take_away(fair, user, one.id, seen),
        "lock": lambda: allocation.lock(fair, user, one.id, chance.random() < 0.5, seen),
        "block": lambda: allocation.block(fair, user, chance.choice(stands), "Cột chắn"),
        "publish": lambda: allocation.publish(fair, user, "đổi gian"),
        "discard": lambda: allocation.discard(fair, user),
        "withdraw": lambda: setattr(one, "state", ApplicationState.WITHDRAWN),
        "come back": lambda: setattr(one, "state", ApplicationState.ACCEPTED),
    }


def cover(fair, people):
    """Fails where a booth is in two hands, in none, or both given and free; the same of applications."""
    shown = allocation.board(fair)
    given = Counter(row.booth_id for line in shown.placed for row in line.rows)
    assert set(given.values()) <= {1}
    usable = {id for id, booth in shown.desk.booths.items() if not booth.blocked}
    free = {id for id in usable if id not in shown.desk.holders}
    assert given.keys() & free == set()
    assert given.keys() | free >= usable
    assert shown.free == len(free)
    placed, waiting = ({line.application.id for line in lines} for lines in (shown.placed, shown.waiting))
    assert placed & waiting == set()
    accepted = {one.id for one in people if one.state == ApplicationState.ACCEPTED}
    assert placed | waiting >= accepted >= waiting
    return given


def every_plan(db, fair):
    for plan in db.session.scalars(select(AllocationPlan).where(AllocationPlan.fair_id == fair.id)):
        rows = db.session.scalars(select(Assignment).where(Assignment.plan_id == plan.id)).all()
        assert max(Counter(row.booth_id for row in rows).values(), default=1) == 1
        left_out = db.session.scalars(select(Unplaced).where(Unplaced.plan_id == plan.id)).all()
        assert {row.application_id for row in rows} & {each.application_id for each in left_out} == set()


@pytest.mark.slow
def test_given_and_free_are_apart_and_together_are_all(db):
    chance, user = Random(3), an_organiser()
    fair, stands, people = a_hall()
    done = Counter()
    for _ in range(STEPS):
        name, act = chance.choice(list(acts(fair, user, stands, people, chance).items()))
        attempt = db.session.begin_nested()
        try:
            act()
            db.session.flush()
            attempt.commit()
            done[name] += 1
        except Refusal:
            attempt.rollback()
        cover(fair, people)
        every_plan(db, fair)
    assert len(done) >= 8, done
