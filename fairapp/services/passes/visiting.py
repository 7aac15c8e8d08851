"""Visitors' passes: given out one for each person, moved to another day, sent, taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fairapp.db import db
from fairapp.documents import qr, visitor_messages
from fairapp.domain.errors import Conflict
from fairapp.domain.passes import Role, days_to_bits
from fairapp.domain.text import N_
from fairapp.domain.visitor_groups import Change
from fairapp.domain.visitors import MOST_LETTERS
from fairapp.models import Fair, Pass, User, Visitor, VisitorGroup
from fairapp.services import letters, visitors
from fairapp.services.accounts import audit
from fairapp.services.letters import Enclosure
from fairapp.services.passes.holding import let_go, raise_issue, require_valid, revoke
from fairapp.services.passes.keys import Signer
from fairapp.services.passes.press import Press, press_for, set_holder
from fairapp.services.visitors import GroupFacts

PIXELS = 8  # of a module in the picture that goes with a letter
PICTURE = "the-ra-vao.png"
SENT_OFTEN = N_("Thẻ này đã gửi nhiều lần rồi. Hãy đưa đường dẫn của thẻ cho khách bằng cách khác.")
NO_ADDRESS = N_("Khách này không để lại e-mail.")


def welcome(fair: Fair, visitor: Visitor) -> Pass:
    """Give out the pass and send it, once: of a form that was sent again, the pass is there already."""
    badge = find_for_visitor(visitor)
    if badge is None:
        badge = issue_for_visitor(fair, visitor)
        send(badge)
    return badge


def welcome_group(group: VisitorGroup) -> None:
    """The same for each of a group; the letter goes to its contact."""
    if not list_for_group(group):
        issue_for_group(group)
        send_group(group)


def issue_for_visitor(fair: Fair, visitor: Visitor) -> Pass:
    """The pass of somebody who registered to come: for the day they chose, or for every day."""
    [badge] = _issue(press_for(fair, Role.VISITOR), visitor.day, [visitor])
    return badge


def issue_for_group(group: VisitorGroup) -> list[Pass]:
    """A pass for each who comes."""
    return _issue(press_for(group.fair, Role.VISITOR), group.day, group.people)


def _issue(press: Press, day: date | None, people: Sequence[Visitor]) -> list[Pass]:
    if day is not None:
        press = replace(press, days=[day])
    badges = [press.new(_called(visitor), line=_line(visitor)) for visitor in people]
    for badge, visitor in zip(badges, people, strict=True):
        badge.visitor_id = visitor.id
    db.session.flush()
    return badges


def _called(visitor: Visitor) -> str:
    """Who was not named is one of the group all the same, and the badge says which."""
    return visitor.name or f"Khách {visitor.place}"


def _line(visitor: Visitor) -> str:
    return visitor.group.name if visitor.group is not None else ""


def change_group(group: VisitorGroup, facts: GroupFacts) -> Change:
    """The contact's new list: who stays keeps the pass, who is gone is forgotten, who is new gets one."""
    before, named = group.day, group.name
    changed, added = visitors.change_group(group, facts)
    badges = {badge.visitor_id: badge for badge in list_for_group(group)}
    for visitor_id in changed.dropped:
        take_back(badges.pop(visitor_id))
    db.session.expire(group, ["people"])
    _issue(press_for(group.fair, Role.VISITOR), group.day, added)
    staying = [badges[visitor.id] for visitor in group.people if visitor.id in badges]
    if group.name != named or changed.renamed:
        for badge in staying:
            badge.holder_line = group.name
            set_holder(badge, _called(badge.visitor))
    if group.day != before:
        _move(staying, group.day)
    db.session.flush()
    return changed


def move_visitor(badge: Pass, day: date) -> None:
    """On another day: the day of before has a place again, and what was printed for it is void."""
    require_valid(badge)
    visitor = badge.visitor
    if visitor is None or visitor.group is not None or visitor.day is None:
        raise Conflict(N_("Thẻ này không đổi ngày được."))
    if visitor.day != day:
        visitor.day = visitors.take(badge.fair, day)
        _move([badge], visitor.day)


def _move(badges: Sequence[Pass], day: date | None) -> None:
    days = [day] if day is not None else None
    for badge in badges:
        if badge.revoked_at is None:
            chosen = days or press_for(badge.fair, Role.VISITOR).days
            badge.first_day, badge.day_bits = chosen[0], days_to_bits(chosen[0], chosen)
            raise_issue(badge)


def list_for_group(group: VisitorGroup) -> list[Pass]:
    """The passes of those who come, in the order of the list."""
    query = (
        select(Pass)
        .join(Visitor, Visitor.id == Pass.visitor_id)
        .where(Visitor.group_id == group.id)
        .options(selectinload(Pass.visitor))
        .order_by(Visitor.place)
    )
    return list(db.session.scalars(query))


def find_for_visitor(visitor: Visitor) -> Pass | None:
    return db.session.scalar(select(Pass).where(Pass.visitor_id == visitor.id))


# ---- letters -----------------------------------------------------------------------------------


def send(badge: Pass) -> bool:
    """Put the pass in the post, with its code as a picture that needs no network at the gate."""
    visitor = badge.visitor
    if visitor is None or not visitor.email:
        return False
    message = visitor_messages.own_pass(
        visitor.language, badge.fair.name, badge.holder_name, visitor.day, address_of(badge)
    )
    _require_rest(visitor)
    visitor.letters += 1
    letters.write(
        key=f"{letters.VISIT}{visitor.id}:{visitor.letters}",
        to=visitor.email,
        subject=message.subject,
        body=message.body,
        fair_id=badge.fair_id,
        enclosed=Enclosure(PICTURE, qr.png(Signer().code(badge), PIXELS)),
    )
    return True


def send_group(group: VisitorGroup) -> bool:
    """The contact's own address, by which the passes are printed and the list is changed."""
    if not group.email:
        return False
    message = visitor_messages.group_passes(
        group.language,
        group.fair.name,
        group.name,
        group.contact,
        len(group.people),
        group.day,
        group_address(group),
    )
    _require_rest(group)
    group.letters += 1
    letters.write(
        key=f"{letters.VISIT}g{group.id}:{group.letters}",
        to=group.email,
        subject=message.subject,
        body=message.body,
        fair_id=group.fair_id,
    )
    return True


def resend(visitor: Visitor, actor: User) -> None:
    """The organiser sends it once more; somebody of a group has the group's contact for it."""
    badge = find_for_visitor(visitor)
    if badge is None:
        raise Conflict(NO_ADDRESS)
    require_valid(badge)
    if not send(badge):
        raise Conflict(NO_ADDRESS)
    sentence = N_("Gửi lại thẻ cho khách tham quan.")
    audit(actor, "visitor.resend", "pass", badge.id, sentence, fair_id=badge.fair_id, private=True)


def resend_group(group: VisitorGroup, actor: User) -> None:
    if not send_group(group):
        raise Conflict(NO_ADDRESS)
    sentence = N_("Gửi lại đường dẫn cho người phụ trách đoàn khách.")
    audit(actor, "visitor.resend", "visitor_group", group.id, sentence, fair_id=group.fair_id, private=True)


def _require_rest(told: Visitor | VisitorGroup) -> None:
    if told.letters >= MOST_LETTERS:
        raise Conflict(SENT_OFTEN)


def address_of(badge: Pass) -> str:
    return f"{current_app.config['FAIRAPP'].public_url}/pass/{badge.link}"


def group_address(group: VisitorGroup) -> str:
    return f"{current_app.config['FAIRAPP'].public_url}/visit/group/{group.link}"


# ---- taking back -------------------------------------------------------------------------------


def revoke_visitor(visitor: Visitor, reason: str, actor: User) -> None:
    """The organiser takes the pass back; who it was stays known, and the day has a place again."""
    badge = find_for_visitor(visitor)
    if badge is not None:
        revoke(badge, reason, actor)


def take_back(badge: Pass, at: datetime | None = None) -> None:
    """The pass ends, and whose it was is forgotten."""
    visitor = badge.visitor
    if visitor is not None:
        let_go(badge, at)
        visitors.erase(visitor)


def cancel_group(group: VisitorGroup, actor: User | None = None) -> int:
    """Nobody of the group comes: passes end, and all of it is forgotten. Gives how many that were."""
    badges = list_for_group(group)
    for badge in badges:
        take_back(badge)
    fair = group.fair
    visitors.erase_group(group)
    visitors.note_erasure(actor, fair, len(badges))
    return len(badges)
