"""Organisers at one instant: real transactions, on the database that the suite runs on."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from fairapp.db import begin_writing, db, now
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict, Refusal
from fairapp.domain.geometry import Rect
from fairapp.domain.verdicts import Reason
from fairapp.models import (
    AllocationPlan,
    Assignment,
    AuditEntry,
    Booth,
    Delegation,
    Fair,
    FairKey,
    Pass,
    User,
)
from fairapp.services import allocation, booths, passes
from fairapp.services.allocation import leads
from fairapp.services.applications import pavilions
from tests import postgres
from tests.factories import a_booth, a_delegation, a_producer, a_ready_application, an_open_fair
from tests.gate_rows import a_gate, a_phone, say
from tests.people import a_lead, an_organiser


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
    """`act(i)` in as many transactions at once; a refusal is given back as its sentence."""
    together = Barrier(many)

    def run(i):
        with app.app_context():
            together.wait()
            begin_writing()
            try:
                act(i)
                db.session.commit()
            except Refusal as refusal:
                db.session.rollback()
                return str(refusal)
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


def test_sixteen_organisers_and_leads_dragging_at_once_give_no_booth_twice_and_lose_no_move(committing_app):
    """Eight organisers and eight leads want the same four booths of a pavilion for sixteen applications."""
    with committing_app.app_context():
        fair = an_open_fair()
        lead = a_lead()
        delegation = a_delegation(fair=fair, quota=16, lead=lead)
        stands = [
            a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0)
            for i in range(6)
        ]
        pavilions.set_booths(delegation, lead, [stand.number for stand in stands[:4]])
        ids = [
            a_ready_application(
                fair=fair, producer=a_producer(name=f"HTX {n}"), state=ApplicationState.ACCEPTED
            ).id
            for n in range(16)
        ]
        fair_id, delegation_id, lead_id = fair.id, delegation.id, lead.id
        organiser_id, booth_ids = an_organiser(organisation=fair.owner).id, [s.id for s in stands[:4]]
        db.session.commit()

    def drag(i):
        booth_id = booth_ids[i % 4]
        if i < 8:
            user = db.session.get(User, organiser_id)
            allocation.give(db.session.get(Fair, fair_id), user, ids[i], booth_id)
        else:
            delegation = db.session.get(Delegation, delegation_id)
            leads.give(delegation, db.session.get(User, lead_id), ids[i], booth_id)

    said = all_at_once(committing_app, drag, 16)
    with committing_app.app_context():
        rows = list(db.session.scalars(select(Assignment)))
        shown = allocation.board(db.session.get(Fair, fair_id))
        given = {row.booth_id for line in shown.placed for row in line.rows}
        free = {b for b in shown.desk.booths if b not in shown.desk.holders}
    assert sorted(row.booth_id for row in rows) == sorted(booth_ids)
    winners = {row.application_id for row in rows}
    assert {id for id, sentence in zip(ids, said, strict=True) if not sentence} == winners
    assert all("đã xếp cho HTX" in sentence for sentence in said if sentence)
    assert given & free == set()
    assert len(given | free) == 6


# ---- steps of placed ones at once ----------------------------------------------------------------

MOVE, SWAP, TAKE = "move", "swap", "take"
STEPS = (
    *((MOVE, 0, 6), (MOVE, 1, 6), (MOVE, 2, 7), (MOVE, 0, 7), (MOVE, 5, 0), (MOVE, 4, 1), (MOVE, 3, 6)),
    *((SWAP, 0, 1), (SWAP, 1, 2), (SWAP, 2, 3), (SWAP, 4, 5), (SWAP, 3, 5)),
    *((TAKE, 0, 0), (TAKE, 3, 3), (TAKE, 4, 4), (TAKE, 5, 5)),
)
"""Of six applications at the first six of eight booths: (what, which, to which booth or with whom)."""


def test_sixteen_moving_swapping_and_freeing_at_once_leave_what_the_accepted_steps_say_in_order(
    committing_app,
):
    with committing_app.app_context():
        fair = an_open_fair()
        stands = [
            a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0).id
            for i in range(8)
        ]
        ids = [
            a_ready_application(
                fair=fair, producer=a_producer(name=f"HTX {n}"), state=ApplicationState.ACCEPTED
            ).id
            for n in range(6)
        ]
        users = [an_organiser(organisation=fair.owner) for _ in range(4)]
        for application_id, booth_id in zip(ids, stands, strict=False):
            allocation.give(fair, users[0], application_id, booth_id)
        fair_id, user_ids = fair.id, [user.id for user in users]
        begun = db.session.scalar(select(func.max(AuditEntry.id)))
        db.session.commit()

    def act(i):
        (what, one, other), seen = STEPS[i], [f"A{STEPS[i][1] + 1}"]
        fair, user = db.session.get(Fair, fair_id), db.session.get(User, user_ids[i % 4])
        if what == MOVE:
            allocation.give(fair, user, ids[one], stands[other], seen)
        elif what == SWAP:
            allocation.swap(fair, user, ids[one], ids[other], seen, [f"A{other + 1}"])
        else:
            allocation.take_away(fair, user, ids[one], seen)

    said = all_at_once(committing_app, act, len(STEPS))
    with committing_app.app_context():
        desk = allocation.open_desk(db.session.get(Fair, fair_id))
        told = list(
            db.session.scalars(select(AuditEntry).where(AuditEntry.id > begun).order_by(AuditEntry.id))
        )
        places = {id: [f"A{n}"] for n, id in enumerate(ids, start=1)}
        for entry in told:
            before = entry.values.get("before") or entry.values["booths"]
            assert places.pop(int(entry.subject_id)) == [before]
            if entry.action != "allocation.take":
                places[int(entry.subject_id)] = [entry.values["booths"]]
        assert {id: desk.numbers(id) for id in desk.booths_of} == places
    swaps = sum(entry.action == "allocation.swap" for entry in told) // 2
    done = [what for (what, _, _), sentence in zip(STEPS, said, strict=True) if not sentence]
    assert (len(told) - swaps, swaps) == (len(done), done.count(SWAP))
    assert 1 <= len(done) <= 6  # each has been seen at one place by all who want it elsewhere


# ---- a booth that is moved while it is given ------------------------------------------------------


def give_first(fair, user, booth, application_id):
    allocation.give(fair, user, application_id, booth.id)


def move_first(fair, user, booth, application_id):
    booths.arrange(user, booth.site, [(booth, Rect(1500, 900, 300, 300))])


@pytest.mark.skipif(not postgres.is_meant(), reason="SQLite lets one write at a time")
@pytest.mark.parametrize(("first", "second"), [(give_first, move_first), (move_first, give_first)])
def test_who_moves_a_booth_and_who_gives_it_wait_for_each_other(committing_app, first, second):
    """Else the booth would stand elsewhere than where it was given."""
    fair_id, user_id, booth_id, ids = a_board(committing_app, 1)

    def act(step):
        fair, user = db.session.get(Fair, fair_id), db.session.get(User, user_id)
        step(fair, user, db.session.get(Booth, booth_id), ids[0])

    with committing_app.app_context():
        act(first)
        with committing_app.app_context():
            db.session.execute(text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(OperationalError) as waited:
                act(second)
            assert waited.value.orig.sqlstate == "55P03"  # no lock to be had
            db.session.rollback()
        db.session.commit()
        if second is give_first:
            act(second)
        else:
            with pytest.raises(Conflict, match="bản xếp gian"):
                act(second)


@pytest.mark.skipif(not postgres.is_meant(), reason="SQLite lets one write at a time")
@pytest.mark.parametrize("first", [give_first, move_first])
def test_no_gate_waits_for_whoever_changes_the_plan(committing_app, first):
    fair_id, user_id, booth_id, ids = a_board(committing_app, 1)
    with committing_app.app_context():
        gate = a_gate(db.session.get(Fair, fair_id))
        phone = a_phone(gate)
        db.session.commit()
    with committing_app.app_context():
        fair, user = db.session.get(Fair, fair_id), db.session.get(User, user_id)
        first(fair, user, db.session.get(Booth, booth_id), ids[0])
        with committing_app.app_context():
            db.session.execute(text("SET LOCAL lock_timeout = '50ms'"))
            assert say(phone, "không phải thẻ", db.session.merge(gate), now()) == Reason.NOT_A_PASS
            db.session.commit()
        db.session.commit()
