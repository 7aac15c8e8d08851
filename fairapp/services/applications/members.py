"""A delegation's members: who applied, who is nominated and has not, and the order its lead gives them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from fairapp.db import db, now
from fairapp.domain.applications import ApplicationState
from fairapp.domain.delegations import reordered
from fairapp.domain.errors import Conflict
from fairapp.domain.text import N_
from fairapp.models import Application, Delegation, DelegationMember, Fair, Producer, User
from fairapp.services.applications.delegations import audit
from fairapp.services.applications.endorsement import list_for_delegation
from fairapp.services.applications.parties import Parties

RANKED_MEANWHILE = N_("Thứ tự vừa được người khác lưu. Hãy xem lại rồi xếp tiếp.")
OUT_OF_THE_RUNNING = (ApplicationState.WITHDRAWN, ApplicationState.REFUSED)


@dataclass(frozen=True)
class Member:
    """One line of a delegation: an application, a nomination, or both."""

    key: str
    name: str
    application: Application | None
    row: DelegationMember | None

    @property
    def rank(self) -> int | None:
        return self.row.rank if self.row else None

    @property
    def in_the_running(self) -> bool:
        """Whether it can be put in order: neither gone nor refused, nor has it said no."""
        if self.application is not None:
            return self.application.state not in OUT_OF_THE_RUNNING
        return self.row is not None and self.row.declined_at is None


def roll(delegation: Delegation) -> list[Member]:
    """Its members in their lead's order, then those without a place in it; a fixed number of statements."""
    applications = list_for_delegation(delegation)
    rows = _rows(delegation)
    by_producer = {row.producer_id: row for row in rows if row.producer_id is not None}
    found = [
        Member(f"p{a.producer_id}", a.producer.name, a, by_producer.get(a.producer_id)) for a in applications
    ]
    applied = {application.producer_id for application in applications}
    for row in rows:
        if row.producer_id is None:
            found.append(Member(f"m{row.id}", row.name, None, row))
        elif row.joined_at is not None and row.producer is not None and row.producer_id not in applied:
            found.append(Member(f"p{row.producer_id}", row.producer.name, None, row))
    return sorted(found, key=_in_order)


def rank(delegation: Delegation, lead: User, order: Sequence[str], seen: int) -> None:
    """Put the members in this order; who ranked meanwhile, or joined, is looked at first."""
    lock_members(delegation.fair_id)
    db.session.refresh(delegation)
    if delegation.ranking != seen:
        raise Conflict(RANKED_MEANWHILE)
    running = {member.key: member for member in roll(delegation) if member.in_the_running}
    rows = _rows_for(delegation, running.values())
    for place, key in enumerate(reordered(list(running), order), start=1):
        rows[key].rank = place
    delegation.ranking += 1
    audit(lead, delegation, "rank", N_("Xếp thứ tự %(n)d thành viên."), n=len(order))
    db.session.flush()


def ranks(fair: Fair, parties: Parties) -> dict[int, int]:
    """application -> its place in its delegation's order; a place in another's counts no more."""
    query = (
        select(Application.id, DelegationMember, Producer.unit_id)
        .join(Producer, Producer.id == Application.producer_id)
        .join(DelegationMember, DelegationMember.producer_id == Application.producer_id)
        .where(Application.fair_id == fair.id, DelegationMember.fair_id == fair.id)
        .where(DelegationMember.rank.is_not(None))
    )
    found: dict[int, int] = {}
    for application_id, row, unit_id in db.session.execute(query):
        mine = parties.find(fair.id, row.producer_id, unit_id)
        if mine is not None and mine.id == row.delegation_id:
            found[application_id] = row.rank
    return found


def join(delegation: Delegation, producer: Producer, row: DelegationMember | None = None) -> DelegationMember:
    """Make a producer a member of this delegation instead of its province's; of one collective at a time."""
    lock_members(delegation.fair_id)
    known = db.session.scalar(
        select(DelegationMember)
        .where(DelegationMember.fair_id == delegation.fair_id, DelegationMember.producer_id == producer.id)
        .options(joinedload(DelegationMember.delegation))
    )
    if known is not None and known.joined_at is not None:
        if known.delegation_id == delegation.id:
            return known
        raise Conflict(N_("Chủ thể này đã tham gia %(name)s ở hội chợ này."), name=known.delegation.name)
    if known is not None:  # only a place in another's order
        db.session.execute(delete(DelegationMember).where(DelegationMember.id == known.id))
    row = row or DelegationMember(fair_id=delegation.fair_id, delegation_id=delegation.id)
    row.producer_id, row.joined_at, row.declined_at = producer.id, now(), None
    db.session.add(row)
    db.session.flush()
    return row


def lock_members(fair_id: int) -> None:
    """Whoever changes who belongs where, or in which order, does it one after the other."""
    db.session.execute(select(Fair.id).where(Fair.id == fair_id).with_for_update(key_share=True))


def _in_order(member: Member) -> tuple[bool, bool, int]:
    return not member.in_the_running, member.rank is None, member.rank or 0


def _rows(delegation: Delegation) -> list[DelegationMember]:
    query = (
        select(DelegationMember)
        .where(DelegationMember.delegation_id == delegation.id)
        .options(joinedload(DelegationMember.producer))
        .order_by(DelegationMember.id)
    )
    return list(db.session.scalars(query))


def _rows_for(delegation: Delegation, members: Collection[Member]) -> dict[str, DelegationMember]:
    """A row for each; one that an earlier delegation's order left behind is taken over."""
    rows = {member.key: member.row for member in members if member.row is not None}
    missing = {
        f"p{m.application.producer_id}": m.application.producer_id
        for m in members
        if m.row is None and m.application is not None
    }
    query = select(DelegationMember).where(
        DelegationMember.fair_id == delegation.fair_id, DelegationMember.producer_id.in_(missing.values())
    )
    rows |= {f"p{row.producer_id}": row for row in db.session.scalars(query)}
    for key, producer_id in missing.items():
        row = rows.setdefault(key, DelegationMember(fair_id=delegation.fair_id, producer_id=producer_id))
        row.delegation_id = delegation.id
        db.session.add(row)
    return rows
