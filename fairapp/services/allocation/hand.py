"""Allocation by hand, always in a draft: give, take away, swap, lock."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from fairapp.db import db
from fairapp.domain.allocation import How
from fairapp.domain.allocation.blocks import Block
from fairapp.domain.allocation.hand import block_for, unmet_need
from fairapp.domain.allocation.simple_reasons import BY_HAND, Reason, why_here
from fairapp.domain.allocation.spots import Wish
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.text import N_
from fairapp.models import Assignment, Fair, Unplaced, User
from fairapp.services.accounts import audit
from fairapp.services.allocation.desk import Desk, open_desk
from fairapp.services.allocation.plans import draft_for_editing

GONE = N_("Đơn này không có gian nào trong bản nháp.")


def give(fair: Fair, actor: User, application_id: int, booth_id: int, seen: Sequence[str] = ()) -> Block:
    """Give an application the booths at `booth_id`, moving it from those it has.

    `seen` are the numbers the person saw it have: when they differ, somebody else was faster.
    """
    desk = _desk(fair, actor)
    wish = desk.wish(application_id)
    _expect(desk, application_id, seen)
    holders = {b: name for b, name in desk.holders.items() if b not in desk.booths_of.get(application_id, ())}
    used = len(desk.province_booths(wish.province, without=application_id))
    block = block_for(wish, desk.spot(booth_id), desk.given, desk.floor, holders, used)
    _put(desk, [(wish, block)])
    numbers = _numbers(block)
    sentence = N_("Chuyển từ gian %(before)s sang %(booths)s.") if seen else N_("Xếp gian %(booths)s.")
    _audit(desk, actor, "give", application_id, sentence, booths=numbers, before=", ".join(seen))
    return block


def take_away(fair: Fair, actor: User, application_id: int, seen: Sequence[str] = ()) -> None:
    """Free the booths of an application."""
    desk = _desk(fair, actor)
    _expect(desk, application_id, seen)
    rows = desk.rows_of.get(application_id)
    if not rows:
        raise NotFound(GONE)
    for row in rows:
        db.session.delete(row)
    db.session.flush()
    db.session.expire(desk.plan)
    _audit(desk, actor, "take", application_id, N_("Thu hồi gian %(booths)s."), booths=", ".join(seen))


def swap(
    fair: Fair,
    actor: User,
    application_id: int,
    other_id: int,
    seen: Sequence[str],
    other_seen: Sequence[str] | None = None,
) -> None:
    """Let two applications of as many booths change places. Without `other_seen`: whatever the other has."""
    desk = _desk(fair, actor)
    _expect(desk, application_id, seen)
    if other_seen is not None:
        _expect(desk, other_id, other_seen)
    one, other = desk.wish(application_id), desk.wish(other_id)
    here, there = desk.block(application_id), desk.block(other_id)
    if not here or not there:
        raise NotFound(GONE)
    if application_id == other_id or len(here) != len(there):
        raise Invalid(N_("Chỉ đổi được hai đơn khác nhau có cùng số gian."), field="other")
    for wish, block in ((one, there), (other, here)):
        refusal = next((r for r in (unmet_need(wish, spot) for spot in block) if r), None)
        if refusal:
            raise refusal
    _put(desk, [(one, there), (other, here)])
    values = {"booths": _numbers(there), "before": _numbers(here)}
    _audit(desk, actor, "swap", application_id, N_("Đổi từ gian %(before)s sang %(booths)s."), **values)
    values = {"booths": _numbers(here), "before": _numbers(there)}
    _audit(desk, actor, "swap", other_id, N_("Đổi từ gian %(before)s sang %(booths)s."), **values)


def lock(fair: Fair, actor: User, application_id: int, locked: bool) -> None:
    """Keep an application's booths through the next automatic run, or let it move them."""
    desk = _desk(fair, actor)
    rows = desk.rows_of.get(application_id)
    if not rows:
        raise NotFound(GONE)
    for row in rows:
        row.locked = locked
    db.session.flush()


def _desk(fair: Fair, actor: User) -> Desk:
    return open_desk(fair, draft_for_editing(fair, actor))


def _expect(desk: Desk, application_id: int, seen: Sequence[str]) -> None:
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


def _put(desk: Desk, places: list[tuple[Wish, Block]]) -> None:
    """Write new places in the stead of the old ones; the unique key has the last word."""
    assert desk.plan is not None
    moving = [wish.id for wish, _ in places]
    db.session.execute(
        delete(Assignment).where(Assignment.plan_id == desk.plan.id, Assignment.application_id.in_(moving))
    )
    db.session.execute(
        delete(Unplaced).where(Unplaced.plan_id == desk.plan.id, Unplaced.application_id.in_(moving))
    )
    rows = [row for wish, block in places for row in _rows(desk, wish, block)]
    try:
        with db.session.begin_nested():
            db.session.add_all(rows)
    except IntegrityError:
        raise Conflict(N_("Có người vừa xếp đúng gian này. Hãy tải lại trang để xem.")) from None
    db.session.expire(desk.plan)


def _rows(desk: Desk, wish: Wish, block: Block) -> list[Assignment]:
    neighbours = desk.province_booths(wish.province, without=wish.id)
    reason: Reason = why_here(BY_HAND, wish, block, desk.floor, neighbours)
    return [
        Assignment(
            plan_id=desk.plan.id if desk.plan else None,
            booth_id=spot.id,
            application_id=wish.id,
            how=How.HAND,
            locked=True,  # what somebody chose by hand is not for the rule to move
            reason=reason.sentence,
            reason_values=reason.values,
        )
        for spot in block
    ]


def _numbers(block: Block) -> str:
    return ", ".join(spot.number for spot in block)


def _audit(desk: Desk, actor: User, verb: str, application_id: int, sentence: str, **values: object) -> None:
    """Steps in a draft are the organiser's own: the applicant reads only what is published."""
    audit(
        actor,
        f"allocation.{verb}",
        "application",
        application_id,
        sentence,
        fair_id=desk.fair.id,
        private=True,
        **values,
    )
