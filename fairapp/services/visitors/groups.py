"""Groups of visitors: one contact writes down who comes, and changes it by a secret address."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db, now
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.pages import Page, place
from fairapp.domain.text import N_, fold, sort_key
from fairapp.domain.visitor_groups import Change, GroupKind, Member, change
from fairapp.domain.visitors import CONSENT_VERSION, Source
from fairapp.models import Fair, Site, Visitor, VisitorGroup
from fairapp.services import accounts
from fairapp.services.visitors import days
from fairapp.services.visitors.registering import (
    TOO_MANY,
    add_once,
    read_email,
    read_phone,
    require_open,
    set_name,
)

MOST_GROUPS_FROM_ONE_ADDRESS = 10
PAGE = 50
NO_GROUP = N_("Không có đoàn khách này. Có thể đăng ký đã được huỷ.")
ORDERS = {"name": VisitorGroup.sort_key, "at": VisitorGroup.created_at, "day": VisitorGroup.day}


@dataclass(frozen=True, kw_only=True)
class GroupFacts:
    """What the contact wrote down; a name in `seats` for each who comes, empty ones at the end."""

    kind: GroupKind
    name: str
    contact: str
    seats: Sequence[str]
    phone: str = ""
    email: str = ""
    day: date | None = None
    consent: bool = False
    language: str = "vi"
    once: UUID | None = None


def register_group(fair: Fair, facts: GroupFacts, address: str) -> VisitorGroup:
    """Keep a group whose contact agreed to it, with a visitor for each who comes; the same form, once."""
    found = find_group_once(fair, facts.once)
    if found is not None:
        return found
    require_open(fair, facts.consent)
    phone, email = _reachable(facts)
    accounts.slow_down(f"group:{fair.id}:{address}", MOST_GROUPS_FROM_ONE_ADDRESS, TOO_MANY)
    group = VisitorGroup(
        fair_id=fair.id,
        day=days.take(fair, facts.day, len(facts.seats)),
        link=secrets.token_urlsafe(24),
        language=facts.language,
        once=facts.once,
        consent_version=CONSENT_VERSION,
        consent_at=now(),
    )
    _write(group, facts, phone, email)
    if not add_once(group):
        return _get(VisitorGroup.once == facts.once)
    _add(group, facts.seats)
    return group


def change_group(group: VisitorGroup, facts: GroupFacts) -> tuple[Change, list[Visitor]]:
    """The contact's new list: what it means, and who has come to it; whom it drops is still there."""
    require_open(group.fair, consent=True)
    phone, email = _reachable(facts)
    _make_room(group, facts)
    regrouped = change([Member(v.id, v.name) for v in group.people], facts.seats)
    _write(group, facts, phone, email)
    for visitor in group.people:
        visitor.day = group.day
        set_name(visitor, regrouped.renamed.get(visitor.id, visitor.name), group.name)
    added = _add(group, regrouped.added)
    return regrouped, added


def _make_room(group: VisitorGroup, facts: GroupFacts) -> None:
    """On another day everybody needs a place, on the same day only those who come besides."""
    here = sum(visitor.ended_at is None for visitor in group.people)
    wanted = facts.day or group.day
    more = len(facts.seats) if wanted != group.day else len(facts.seats) - here
    if more > 0:
        group.day = days.take(group.fair, wanted, more) or group.day


def get_by_link(link: str, *, lock: bool = False) -> VisitorGroup:
    """The group whose contact this secret address was given to; two changes at once follow one another."""
    if lock:
        db.session.execute(select(VisitorGroup.id).where(VisitorGroup.link == link).with_for_update())
    return _get(VisitorGroup.link == link)


def get_for_fair(group_id: int, fair: Fair) -> VisitorGroup:
    return _get(VisitorGroup.id == group_id, VisitorGroup.fair_id == fair.id)


def find_group_once(fair: Fair, once: UUID | None) -> VisitorGroup | None:
    """Which group this form made when it was sent before."""
    if once is None:
        return None
    found = db.session.scalar(select(VisitorGroup).where(VisitorGroup.once == once))
    if found is not None and found.fair_id != fair.id:
        raise NotFound(NO_GROUP)
    return found


def list_groups(fair: Fair, q: str = "", sort: str = "-at", page: int = 1) -> Page[tuple[VisitorGroup, int]]:
    """One page of a fair's groups, each with how many come."""
    conditions = [VisitorGroup.fair_id == fair.id]
    if q:
        conditions.append(VisitorGroup.folded.contains(fold(q), autoescape=True))
    total = db.session.scalar(select(func.count(VisitorGroup.id)).where(*conditions)) or 0
    page, pages = place(total, page, PAGE)
    column = ORDERS.get(sort.removeprefix("-"), VisitorGroup.created_at)
    order = column.desc() if sort.startswith("-") else column.asc()
    coming = (
        select(func.count(Visitor.id))
        .where(Visitor.group_id == VisitorGroup.id, Visitor.ended_at.is_(None))
        .scalar_subquery()
    )
    query = select(VisitorGroup, coming).where(*conditions).order_by(order, VisitorGroup.id)
    rows = db.session.execute(query.limit(PAGE).offset((page - 1) * PAGE))
    return Page([(group, n) for group, n in rows], total, page, pages)


def count_groups(fair: Fair) -> int:
    return db.session.scalar(select(func.count(VisitorGroup.id)).where(VisitorGroup.fair_id == fair.id)) or 0


def _get(*conditions: object) -> VisitorGroup:
    sites = joinedload(VisitorGroup.fair).selectinload(Fair.sites)
    query = select(VisitorGroup).where(*conditions)  # type: ignore[arg-type]
    query = query.options(selectinload(VisitorGroup.people), sites.selectinload(Site.sessions))
    found = db.session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound(NO_GROUP)
    return found


def _reachable(facts: GroupFacts) -> tuple[str, str]:
    phone, email = read_phone(facts.phone), read_email(facts.email)
    if not phone and not email:
        raise Invalid(N_("Hãy ghi số điện thoại hoặc e-mail để ban tổ chức liên hệ khi cần."), field="phone")
    return phone, email


def _write(group: VisitorGroup, facts: GroupFacts, phone: str, email: str) -> None:
    group.kind, group.name, group.contact = facts.kind, facts.name, facts.contact
    group.phone, group.email = phone, email
    group.folded = fold(f"{facts.name} {facts.contact}")
    group.sort_key = sort_key(facts.name)


def _add(group: VisitorGroup, names: Sequence[str]) -> list[Visitor]:
    last = max((visitor.place or 0 for visitor in group.people), default=0)
    added = []
    for number, name in enumerate(names, start=last + 1):
        visitor = Visitor(
            fair_id=group.fair_id,
            source=Source.GROUP,
            group=group,
            place=number,
            day=group.day,
            language=group.language,
            consent_version=group.consent_version,
            consent_at=group.consent_at,
        )
        set_name(visitor, name, group.name)
        db.session.add(visitor)
        added.append(visitor)
    db.session.flush()
    return added
