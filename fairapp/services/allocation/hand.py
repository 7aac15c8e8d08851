"""Allocation by hand, always in a draft: give, take away, swap, lock."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from fairapp.db import db
from fairapp.domain.allocation import How
from fairapp.domain.allocation.hand import Run, run_for, unmet_need
from fairapp.domain.allocation.sentences import BY_HAND, BY_LEAD
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.text import N_
from fairapp.models import Assignment, Fair, Unplaced, User
from fairapp.services.accounts import audit
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.plans import draft_for_editing

GONE = N_("Đơn này không có gian nào trong bản nháp.")
OUTSIDE = N_("Gian này hoặc đơn này không thuộc khu của đoàn.")
BASIS = {How.HAND: BY_HAND, How.LEAD: BY_LEAD}


def give(
    fair: Fair, actor: User, application_id: int, booth_id: int, seen: Sequence[str] = (), why: str = ""
) -> list[str]:
    """Give an application the booths at `booth_id`, moving it from those it has; their numbers come back.

    `seen` are the numbers the person saw it have: when they differ, somebody else was faster.
    """
    desk = desk_for_writing(fair, actor)
    return desk.numbers_of(give_at(desk, actor, How.HAND, application_id, booth_id, seen, why))


def give_at(
    desk: Desk,
    actor: User,
    how: How,
    application_id: int,
    booth_id: int,
    seen: Sequence[str],
    why: str = "",
) -> Run:
    app = desk.app(application_id)
    expect(desk, application_id, seen)
    run = run_for(desk.free_to_move, app, desk.place(booth_id), others_of(desk, app.id))
    _put(desk, how, {app.id: run})
    sentence = N_("Chuyển từ gian %(before)s sang %(booths)s.") if seen else N_("Xếp gian %(booths)s.")
    values = {"booths": ", ".join(desk.numbers_of(run)), "before": ", ".join(seen)}
    _audit(desk, actor, "give", application_id, sentence, why, **values)
    return run


def take_away(fair: Fair, actor: User, application_id: int, seen: Sequence[str] = (), why: str = "") -> None:
    """Free the booths of an application."""
    take_from(desk_for_writing(fair, actor), actor, application_id, seen, why)


def take_from(desk: Desk, actor: User, application_id: int, seen: Sequence[str], why: str = "") -> None:
    expect(desk, application_id, seen)
    rows = desk.rows_of.get(application_id)
    if not rows:
        raise NotFound(GONE)
    for row in rows:
        db.session.delete(row)
    db.session.flush()
    db.session.expire(desk.plan)
    _audit(desk, actor, "take", application_id, N_("Thu hồi gian %(booths)s."), why, booths=", ".join(seen))


def swap(
    fair: Fair,
    actor: User,
    application_id: int,
    other_id: int,
    seen: Sequence[str],
    other_seen: Sequence[str] | None = None,
    why: str = "",
) -> None:
    """Let two applications of as many booths change places. Without `other_seen`: whatever the other has."""
    desk = desk_for_writing(fair, actor)
    swap_at(desk, actor, How.HAND, (application_id, other_id), (seen, other_seen), why)


def swap_at(
    desk: Desk,
    actor: User,
    how: How,
    pair: tuple[int, int],
    seen: tuple[Sequence[str], Sequence[str] | None],
    why: str = "",
) -> None:
    expect(desk, pair[0], seen[0])
    if seen[1] is not None:
        expect(desk, pair[1], seen[1])
    changed = swapped(desk, *pair)
    before = {id: desk.numbers(id) for id in pair}
    _put(desk, how, changed)
    for id in pair:
        values = {"booths": ", ".join(desk.numbers_of(changed[str(id)])), "before": ", ".join(before[id])}
        _audit(desk, actor, "swap", id, N_("Đổi từ gian %(before)s sang %(booths)s."), why, **values)


def swapped(desk: Desk, application_id: int, other_id: int) -> dict[str, Run]:
    """What each of two would have when they change places; refused where a need is not met."""
    one, other = desk.app(application_id), desk.app(other_id)
    here, there = desk.places.get(one.id, ()), desk.places.get(other.id, ())
    if not here or not there:
        raise NotFound(GONE)
    if application_id == other_id or len(here) != len(there):
        raise Invalid(N_("Chỉ đổi được hai đơn khác nhau có cùng số gian."), field="other")
    given = desk.free_to_move
    for app, run in ((one, there), (other, here)):
        refusal = next((r for r in (unmet_need(given, app, given.booth[id]) for id in run) if r), None)
        if refusal:
            raise refusal
    return {one.id: there, other.id: here}


def lock(fair: Fair, actor: User, application_id: int, locked: bool, seen: Sequence[str]) -> None:
    """Keep an application's booths through the next automatic run, or let it move them."""
    desk = desk_for_writing(fair, actor)
    rows = desk.rows_of.get(application_id)
    if not rows:
        raise NotFound(GONE)
    expect(desk, application_id, seen)
    if all(row.locked == locked for row in rows):
        return
    for row in rows:
        row.locked = locked
    db.session.flush()
    sentence = N_("Khoá gian %(booths)s.") if locked else N_("Mở khoá gian %(booths)s.")
    _audit(desk, actor, "lock", application_id, sentence, booths=", ".join(desk.numbers(application_id)))


def desk_for_writing(fair: Fair, actor: User | None) -> Desk:
    return open_desk(fair, draft_for_editing(fair, actor))


def others_of(desk: Desk, app_id: str) -> dict[str, str]:
    """booth → the name of who else has it."""
    own = set(desk.places.get(app_id, ()))
    keys = desk.keys.booths
    return {keys[id]: name for id, name in desk.holders.items() if keys[id] not in own}


def expect(desk: Desk, application_id: int, seen: Sequence[str]) -> None:
    """Nobody works on what they did not see: another organiser's step in between is told, not undone."""
    now_there = desk.numbers(application_id)
    if sorted(now_there) == sorted(seen):
        return
    if now_there:
        raise Conflict(
            N_("Có người vừa xếp đơn này vào gian %(booths)s. Hãy xem lại rồi làm tiếp."),
            booths=", ".join(now_there),
        )
    raise Conflict(N_("Có người vừa thu hồi gian của đơn này. Hãy xem lại rồi làm tiếp."))


def require_sound(desk: Desk, changed: Mapping[str, Run]) -> None:
    """Refuse a step that would break a rule which holds without it: a quota, a cap, a bound of a zone."""
    wrong = desk.broken_by({**desk.places, **changed})
    if wrong:
        raise desk.worded(wrong[0])


def _put(desk: Desk, how: How, changed: Mapping[str, Run]) -> None:
    """Write new places in the stead of the old ones; the unique key has the last word."""
    require_sound(desk, changed)
    assert desk.plan is not None
    moving = [int(app) for app in changed]
    db.session.execute(
        delete(Assignment).where(Assignment.plan_id == desk.plan.id, Assignment.application_id.in_(moving))
    )
    db.session.execute(
        delete(Unplaced).where(Unplaced.plan_id == desk.plan.id, Unplaced.application_id.in_(moving))
    )
    rows = [row for app, run in changed.items() for row in _rows(desk, how, int(app), run)]
    try:
        with db.session.begin_nested():
            db.session.add_all(rows)
    except IntegrityError:
        raise Conflict(N_("Có người vừa xếp đúng gian này. Hãy tải lại trang để xem.")) from None
    db.session.expire(desk.plan)


def _rows(desk: Desk, how: How, application_id: int, run: Run) -> list[Assignment]:
    return [
        Assignment(
            plan_id=desk.plan.id if desk.plan else None,
            booth_id=desk.keys.booth_of[key],
            application_id=application_id,
            how=how,
            locked=True,  # what somebody chose by hand is not for a run to move
            reason=BASIS[how],
            reason_values={},
        )
        for key in run
    ]


def _audit(
    desk: Desk, actor: User, verb: str, application_id: int, sentence: str, why: str = "", **values: object
) -> None:
    """Steps in a draft are the organiser's own: the applicant reads only what is published."""
    audit(
        actor,
        f"allocation.{verb}",
        "application",
        application_id,
        sentence,
        fair_id=desk.fair.id,
        private=True,
        name=desk.applications[application_id].producer.name if application_id in desk.applications else "",
        why=why,
        **values,
    )
