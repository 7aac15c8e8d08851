"""Two organisers at one plan at one instant: real transactions, on the database that the suite runs on."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from fairapp.db import begin_writing, db
from fairapp.domain.errors import Conflict, Refusal
from fairapp.domain.geometry import Rect
from fairapp.models import PlanSave, Site, User
from fairapp.services import booths
from fairapp.services.booths import BoothFacts, DrawnBooth
from fairapp.services.booths.steps import GONE, STALE
from tests import postgres
from tests.factories import a_booth, a_fair, a_hall
from tests.people import an_organiser

NAMES = ("Phạm Thị Thu", "Trần Văn Bình")
DOWN = 600  # where the organisers of these tests put a booth
needs_two_writers = pytest.mark.skipif(not postgres.is_meant(), reason="SQLite lets one write at a time")


@pytest.fixture
def desk(committing_app):
    """`desk(which)` gives, within one transaction, an organiser and the site; A1 to A6 stand in a row."""
    with committing_app.app_context():
        fair = a_fair(hall=a_hall(width_cm=2400, depth_cm=1500))
        site = fair.sites[0]
        for n in range(6):
            a_booth(site=site, number=f"A{n + 1}", position=n, x_cm=300 * n, y_cm=0)
        booths.refresh(site)
        site_id = site.id
        users = [an_organiser(organisation=fair.owner, name=name).id for name in NAMES]
        db.session.commit()

    def desk(which):
        return db.session.get(User, users[which % 2]), db.session.get(Site, site_id)

    desk.app = committing_app
    return desk


def at_once(app, *acts):
    """Each act in a transaction of its own, all at one instant; a refusal is given back as its sentence."""
    together = Barrier(len(acts))

    def run(act):
        with app.app_context():
            together.wait()
            begin_writing()
            try:
                act()
                db.session.commit()
            except Refusal as refusal:
                db.session.rollback()
                return refusal.sentence % refusal.values
            return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def named(site, number):
    return next(booth for booth in booths.list_for_site(site) if booth.number == number)


def move(desk, which, number, down=DOWN, seen=None):
    user, site = desk(which)
    booth = named(site, number)
    booths.arrange(user, site, [(booth, Rect(booth.x_cm, down, 300, 300))], seen=seen)


def draw(desk, which, number, x):
    booths.draw(*desk(which), [DrawnBooth(number, Rect(x, 900, 300, 300), BoothFacts())])


def undo(desk, which, seen=None):
    booths.undo(*desk(which), seen=seen)


def told(desk):
    """Where booths stand, and who did what in which order; the steps lead from the first plan to this one."""
    with desk.app.app_context():
        _user, site = desk(0)
        steps = list(reversed(booths.list_steps(site)))
        assert [step.version for step in steps] == list(range(1, booths.plan_of(site).version + 1))
        between = booths.compare(site, 0)
        first = {f["number"]: (f["x"], f["y"]) for n, f in between.old.items() if n.what == "booth"}
        assert first == {f"A{n + 1}": (300 * n, 0) for n in range(6)}
        stands = {booth.number: (booth.x_cm, booth.y_cm) for booth in booths.list_for_site(site)}
        return stands, [(step.actor.name, step.kind) for step in steps]


def test_of_six_who_save_at_once_one_is_first_and_the_others_are_told_and_send_again(desk):
    version, waiting = 0, list(range(6))
    while waiting:
        acts = [partial(move, desk, i, f"A{i + 1}", seen=version) for i in waiting]
        said = at_once(desk.app, *acts)
        assert sorted(said) == sorted(["", *[STALE] * (len(waiting) - 1)])
        stands, steps = told(desk)
        waiting.pop(said.index(""))
        version += 1
        assert {number for number, (_x, y) in stands.items() if not y} == {f"A{i + 1}" for i in waiting}
        assert len(steps) == version
    assert sorted(steps) == sorted((NAMES[i % 2], "plan.move") for i in range(6))


def test_what_two_want_at_once_one_gets_and_the_other_hears_why(desk):
    downs = (600, 900)
    said = at_once(desk.app, *(partial(move, desk, i, "A1", downs[i], seen=0) for i in range(2)))
    assert sorted(said) == ["", STALE]
    stands, steps = told(desk)
    assert stands["A1"] == (0, downs[said.index("")])
    assert steps == [(NAMES[said.index("")], "plan.move")]

    said = at_once(desk.app, *(partial(draw, desk, i, "B1", 600 + 600 * i) for i in range(2)))
    assert sorted(said) == ["", "Số gian B1 đã có trên sơ đồ."]
    stands, steps = told(desk)
    assert stands["B1"] == (600 + 600 * said.index(""), 900)
    assert steps[1:] == [(NAMES[said.index("")], "plan.draw")]

    said = at_once(desk.app, *(lambda i=i: booths.save_version(*desk(i), "Bản gửi Sở") for i in range(2)))
    assert sorted(said) == ["", "Đã có bản lưu tên Bản gửi Sở."]
    with desk.app.app_context():
        [save] = db.session.scalars(db.select(PlanSave))
        assert (save.actor.name, save.version) == (NAMES[said.index("")], 2)


def test_undo_by_one_and_a_save_by_the_other_leave_both_whoever_is_first(desk):
    assert at_once(desk.app, partial(move, desk, 0, "A1", seen=0)) == [""]
    acts = [partial(undo, desk, 0), partial(move, desk, 1, "A2")]
    said = at_once(desk.app, *(partial(act, seen=1) for act in acts))
    assert sorted(said) == ["", STALE]
    assert at_once(desk.app, partial(acts[said.index(STALE)], seen=2)) == [""]
    stands, steps = told(desk)
    assert (stands["A1"], stands["A2"]) == ((0, 0), (300, DOWN))
    assert sorted(steps) == sorted(
        [(NAMES[0], "plan.move"), (NAMES[0], "plan.undo"), (NAMES[1], "plan.move")]
    )

    for which, down in ((0, 600), (1, 900)):
        assert at_once(desk.app, partial(move, desk, which, "A1", down)) == [""]
    [said] = at_once(desk.app, partial(undo, desk, 0, seen=5))
    assert said == "A1 đã được sửa sau bước đó, nên không hoàn tác được. Hãy sửa trực tiếp."
    assert told(desk)[0]["A1"] == (0, 900)


def test_who_undo_at_once_take_back_their_own_step_once(desk):
    for which in (0, 1):
        assert at_once(desk.app, partial(move, desk, which, f"A{which + 1}")) == [""]
    assert at_once(desk.app, partial(undo, desk, 0), partial(undo, desk, 1)) == ["", ""]
    stands, steps = told(desk)
    assert (stands["A1"], stands["A2"]) == ((0, 0), (300, 0))
    assert sorted(steps[2:]) == sorted((name, "plan.undo") for name in NAMES)

    for number in ("A3", "A4"):
        assert at_once(desk.app, partial(move, desk, 0, number)) == [""]
    said = at_once(desk.app, *(partial(undo, desk, 0, seen=6) for _ in range(2)))  # pressed in two windows
    assert sorted(said) == ["", STALE]
    stands, _steps = told(desk)
    assert (stands["A3"], stands["A4"]) == ((600, DOWN), (900, 0))


# ---- one waits for the other ------------------------------------------------------------------------


@needs_two_writers
def test_who_comes_second_waits_until_the_first_is_done(desk):
    with desk.app.app_context():
        move(desk, 0, "A1")
        with desk.app.app_context():
            db.session.execute(text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(OperationalError) as waited:
                move(desk, 1, "A2")
            assert waited.value.orig.sqlstate == "55P03"  # no lock to be had
            db.session.rollback()
        db.session.commit()
    with desk.app.app_context(), pytest.raises(booths.Stale):
        move(desk, 1, "A2", seen=0)


ACTS = {
    "merge": lambda user, site, marked: booths.merge(user, site, marked),
    "split": lambda user, site, marked: booths.split(user, site, marked[1], 2),
    "block": lambda user, site, marked: booths.block(user, site, marked, "Dột"),
    "unblock": lambda user, site, marked: booths.unblock(user, site, marked),
    "renumber": lambda user, site, marked: booths.renumber(user, site, {marked[1]: "X1"}),
    "remove": lambda user, site, marked: booths.remove(user, site, marked),
    "facts": lambda user, site, marked: booths.set_facts(user, site, marked, {"water": True}),
}


@needs_two_writers
def test_what_the_first_removed_is_gone_for_the_second_who_had_marked_it(desk):
    """Marked in the table, which says no version: read before the lock, it would be kept as it was."""
    with desk.app.app_context():
        user, site = desk(1)
        marked = [named(site, number) for number in ("A1", "A2")]
        with desk.app.app_context():
            first, same = desk(0)
            booths.remove(first, same, [named(same, "A2")])
            db.session.commit()
        for name, act in ACTS.items():
            with pytest.raises(Conflict, match=GONE):
                act(user, site, marked)
            assert not [*db.session.new, *db.session.dirty, *db.session.deleted], name
        db.session.rollback()
    stands, steps = told(desk)
    assert sorted(stands) == ["A1", "A3", "A4", "A5", "A6"]
    assert steps == [(NAMES[0], "booth.remove")]
