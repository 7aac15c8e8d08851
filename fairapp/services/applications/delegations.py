"""Delegations at a fair, and their quotas in numbers."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.applications import WITH_ORGANISER, ApplicationState
from fairapp.domain.delegations import DelegationKind, check_quota
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.places import get_unit, unit_now
from fairapp.domain.text import N_, clean, fold, sort_key
from fairapp.models import (
    Application,
    Delegation,
    DelegationMember,
    Fair,
    Producer,
    Site,
    Unit,
    User,
)
from fairapp.services import accounts, fairs, places
from fairapp.services.applications import parties
from fairapp.services.applications.trays import taking_booths

LONGEST_NAME = 160


@dataclass(frozen=True)
class Share:
    """A delegation in numbers. `taken` is the organiser's own view; a lead is shown `endorsed`."""

    delegation: Delegation
    applications: int
    waiting: int
    endorsed_booths: int
    taken_booths: int

    @property
    def left(self) -> int:
        return self.delegation.quota - self.taken_booths

    @property
    def over(self) -> int:
        return max(0, -self.left)

    @property
    def left_to_endorse(self) -> int:
        return self.delegation.quota - self.endorsed_booths

    @property
    def used(self) -> int:
        """What cannot be given to others: vouched for by the lead, or taken by the organiser."""
        return max(self.endorsed_booths, self.taken_booths)

    @property
    def unused(self) -> int:
        return max(0, self.delegation.quota - self.used)


def shares(fair: Fair) -> list[Share]:
    """Every delegation at this fair: provinces by the Vietnamese alphabet, then the other collectives."""
    found = _counted(
        select(Delegation)
        .where(Delegation.fair_id == fair.id)
        .options(joinedload(Delegation.unit), joinedload(Delegation.lead))
    )
    return sorted(found, key=lambda share: in_order(share.delegation))


def in_order(delegation: Delegation) -> tuple[bool, str, int]:
    return delegation.unit_id is None, sort_key(delegation.name), delegation.id


@dataclass(frozen=True)
class Together:
    """Delegations that one unit of today is made of, or one collective, in numbers."""

    name: str
    shares: list[Share]

    @property
    def quota(self) -> int:
        return sum(share.delegation.quota for share in self.shares)

    @property
    def taken_booths(self) -> int:
        return sum(share.taken_booths for share in self.shares)

    @property
    def applications(self) -> int:
        return sum(share.applications for share in self.shares)

    @property
    def waiting(self) -> int:
        return sum(share.waiting for share in self.shares)


def by_unit_now(found: list[Share]) -> list[Together]:
    """The same numbers by the units of today; collectives stay as they are."""
    groups: dict[str, list[Share]] = {}
    names: dict[str, str] = {}
    for share in found:
        unit_id = share.delegation.unit_id
        unit = unit_now(get_unit(unit_id)) if unit_id else None
        key = unit.id if unit else share.delegation.party
        names[key] = unit.name if unit else share.delegation.name
        groups.setdefault(key, []).append(share)
    together = [Together(names[key], shares) for key, shares in groups.items()]
    return sorted(together, key=lambda one: (one.shares[0].delegation.unit_id is None, sort_key(one.name)))


def share_of(delegation: Delegation) -> Share:
    """One delegation in numbers."""
    return _counted(select(Delegation).where(Delegation.id == delegation.id))[0]


def share_for(application: Application) -> Share | None:
    """The delegation that an applicant comes with, in numbers."""
    producer = application.producer
    found = parties.read(application.fair).find(application.fair_id, producer.id, producer.unit_id)
    return share_of(found) if found else None


def shares_of_lead(lead: User) -> list[Share]:
    """The delegations this person leads, the latest fair first; a fair not announced is not told."""
    return _counted(
        select(Delegation)
        .join(Fair)
        .where(Delegation.lead_id == lead.id, Fair.state != FairState.DRAFT)
        .options(
            joinedload(Delegation.unit),
            joinedload(Delegation.fair).selectinload(Fair.sites).selectinload(Site.sessions),
        )
        .order_by(Fair.id.desc(), Delegation.id)
    )


def get_delegation(delegation_id: int, fair: Fair) -> Delegation:
    """A province of this fair, for its organiser."""
    found = db.session.scalar(
        select(Delegation).where(Delegation.id == delegation_id, Delegation.fair_id == fair.id)
    )
    if found is None:
        raise NotFound(N_("Không có đoàn này."))
    return found


def add(
    fair: Fair,
    actor: User,
    *,
    unit_id: str = "",
    quota: int,
    least: int = 0,
    kind: DelegationKind = DelegationKind.PROVINCE,
    name: str = "",
) -> Delegation:
    """Give a province, as it stands on the fair's days, or another collective a share of the booths."""
    check_quota(least, quota)
    delegation = Delegation(fair=fair, kind=kind, quota=quota, least=least)
    if kind is DelegationKind.PROVINCE:
        delegation.unit = _free_unit(fair, unit_id)
    else:
        delegation.own_name = _free_name(fair, name)
    db.session.add(delegation)
    db.session.flush()
    audit(actor, delegation, "add", N_("Giao chỉ tiêu %(quota)d gian."), quota=quota)
    return delegation


def _free_unit(fair: Fair, unit_id: str) -> Unit:
    unit = places.get_unit_on(unit_id, fairs.first_day(fair))
    if db.session.scalar(
        select(Delegation.id).where(Delegation.fair_id == fair.id, Delegation.unit_id == unit.id)
    ):
        raise Conflict(N_("%(unit)s đã có chỉ tiêu ở hội chợ này."), field="unit", unit=unit.name)
    return unit


def _free_name(fair: Fair, name: str) -> str:
    cleaned = clean(name)
    if not cleaned or len(cleaned) > LONGEST_NAME:
        raise Invalid(N_("Hãy ghi tên đoàn, nhiều nhất %(max)d ký tự."), field="name", max=LONGEST_NAME)
    names = db.session.scalars(select(Delegation.own_name).where(Delegation.fair_id == fair.id))
    if fold(cleaned) in {fold(other) for other in names}:
        raise Conflict(N_("%(unit)s đã có chỉ tiêu ở hội chợ này."), field="name", unit=cleaned)
    return cleaned


def remove(delegation: Delegation, actor: User) -> None:
    """Take a delegation's share away; its producers' applications stay."""
    audit(actor, delegation, "remove", N_("Bỏ chỉ tiêu."))
    db.session.delete(delegation)
    db.session.flush()


def _counted(query) -> list[Share]:  # noqa: ANN001  (a Select of Delegation)
    delegations = list(db.session.scalars(query))
    numbers = _numbers(delegations)
    return [Share(d, *numbers.get(d.id, (0, 0, 0, 0))) for d in delegations]


def _numbers(delegations: list[Delegation]) -> dict[int, tuple[int, int, int, int]]:
    """Applications, waiting ones, booths vouched for and booths taken, for each delegation."""
    by_unit = {(d.fair_id, unit): d.id for d in delegations for unit in parties.area(d)}
    found: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for fair, unit, joined, *numbers in db.session.execute(_tally({d.fair_id for d in delegations})):
        delegation = joined or by_unit.get((fair, unit))
        for i, number in enumerate(numbers):
            found[delegation][i] += int(number)
    return {delegation: (n[0], n[1], n[2], n[3]) for delegation, n in found.items()}


def _tally(fair_ids: set[int]):  # noqa: ANN202  (a Select of numbers)
    sent = Application.state.in_(WITH_ORGANISER | {ApplicationState.ACCEPTED, ApplicationState.WAITLISTED})
    vouched = Application.state.in_([ApplicationState.ENDORSED, ApplicationState.ACCEPTED])
    booths = Application.booth_count
    cell = (Application.fair_id, Producer.unit_id, DelegationMember.delegation_id)
    joined = and_(
        DelegationMember.fair_id == Application.fair_id,
        DelegationMember.producer_id == Application.producer_id,
        parties.JOINED,
    )
    return (
        select(
            *cell,
            func.count(case((sent, 1))),
            func.count(case((Application.state == ApplicationState.SUBMITTED, 1))),
            func.coalesce(func.sum(case((vouched, booths), else_=0)), 0),
            func.coalesce(func.sum(case((taking_booths(), booths), else_=0)), 0),
        )
        .join(Producer, Producer.id == Application.producer_id)
        .outerjoin(DelegationMember, joined)
        .where(Application.fair_id.in_(fair_ids))
        .group_by(*cell)
    )


def audit(actor: User | None, delegation: Delegation, verb: str, sentence: str, **values: object) -> None:
    """In the fair's history, named by the delegation."""
    accounts.audit(
        actor,
        f"delegation.{verb}",
        "delegation",
        delegation.id,
        sentence,
        fair_id=delegation.fair_id,
        unit=delegation.name,
        **values,
    )
