"""Which delegation an applicant comes with: the one it has joined, or else that of its province."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db
from fairapp.domain.places import area_of
from fairapp.models import Application, Delegation, DelegationMember, Fair, Producer


@dataclass(frozen=True)
class Parties:
    """The delegations of some fairs, and who joined which."""

    by_id: dict[int, Delegation]
    by_unit: dict[tuple[int, str], Delegation]
    joined: dict[tuple[int, int], int]

    def find(self, fair_id: int, producer_id: int, unit_id: str) -> Delegation | None:
        """The delegation of a producer at a fair; None when nobody brings it."""
        delegation_id = self.joined.get((fair_id, producer_id))
        return self.by_id.get(delegation_id) if delegation_id else self.by_unit.get((fair_id, unit_id))


def read(fair: Fair) -> Parties:
    """The delegations of one fair, in three statements."""
    query = (
        select(Delegation)
        .where(Delegation.fair_id == fair.id)
        .options(joinedload(Delegation.unit), selectinload(Delegation.zones))
        .order_by(Delegation.id)
    )
    query_joined = select(DelegationMember.producer_id, DelegationMember.delegation_id).where(
        DelegationMember.fair_id == fair.id, JOINED
    )
    joined = {(fair.id, producer): delegation for producer, delegation in db.session.execute(query_joined)}
    return parties(db.session.scalars(query), joined)


def parties(delegations: Iterable[Delegation], joined: dict[tuple[int, int], int]) -> Parties:
    found = list(delegations)
    by_unit = {(d.fair_id, unit): d for d in found for unit in area(d)}
    return Parties({d.id: d for d in found}, by_unit, joined)


def area(delegation: Delegation) -> frozenset[str]:
    """The units whose producers a province brings: itself, and what has become part of it since."""
    return area_of(delegation.unit_id) if delegation.unit_id else frozenset()


JOINED = and_(DelegationMember.joined_at.is_not(None), DelegationMember.producer_id.is_not(None))


def of_any(delegations: Collection[Delegation]) -> ColumnElement[bool]:
    """Restricts a query over Application and Producer to the applicants of these delegations."""
    return or_(False, *(_of(delegation) for delegation in delegations))


def _of(delegation: Delegation) -> ColumnElement[bool]:
    joined = select(DelegationMember.producer_id).where(
        JOINED, DelegationMember.fair_id == delegation.fair_id
    )
    mine = Producer.id.in_(joined.where(DelegationMember.delegation_id == delegation.id))
    if delegation.unit_id:
        elsewhere = Producer.id.in_(joined.where(DelegationMember.delegation_id != delegation.id))
        mine = or_(mine, and_(Producer.unit_id.in_(area(delegation)), ~elsewhere))
    return and_(Application.fair_id == delegation.fair_id, mine)
