"""Provinces at a fair: their quotas, and who leads them."""

from dataclasses import dataclass

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.domain.applications import WITH_ORGANISER, ApplicationState
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.fairs import FairState
from fairapp.domain.text import N_, clean
from fairapp.models import Application, Delegation, Fair, Producer, Site, Unit, User
from fairapp.services import accounts, passwords, places
from fairapp.services.applications.trays import taking_booths

MOST_QUOTA = 1_000


@dataclass(frozen=True)
class Share:
    """A province at a fair in numbers. `taken` is the organiser's own view; a lead is shown `endorsed`."""

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


def shares(fair: Fair) -> list[Share]:
    """Every province with a quota at this fair, by the Vietnamese alphabet, in two statements."""
    return _counted(
        select(Delegation)
        .join(Unit)
        .where(Delegation.fair_id == fair.id)
        .options(joinedload(Delegation.unit), joinedload(Delegation.lead))
        .order_by(Unit.sort_key)
    )


def shares_of_lead(lead: User) -> list[Share]:
    """The fairs and provinces this person leads, the latest fair first; a fair not announced is not told."""
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
        raise NotFound(N_("Không có đoàn tỉnh này."))
    return found


def add(fair: Fair, actor: User, *, unit_id: str, quota: int) -> Delegation:
    """Give a province a share of the fair's booths."""
    unit = places.get_unit_today(unit_id)
    if db.session.scalar(
        select(Delegation.id).where(Delegation.fair_id == fair.id, Delegation.unit_id == unit.id)
    ):
        raise Conflict(N_("%(unit)s đã có chỉ tiêu ở hội chợ này."), field="unit", unit=unit.name)
    delegation = Delegation(fair=fair, unit=unit, quota=_check_quota(quota))
    db.session.add(delegation)
    db.session.flush()
    _audit(actor, delegation, "add", N_("Giao chỉ tiêu %(quota)d gian."), quota=quota)
    return delegation


def set_quota(delegation: Delegation, actor: User, quota: int) -> None:
    if quota == delegation.quota:
        return
    delegation.quota = _check_quota(quota)
    _audit(actor, delegation, "quota", N_("Đổi chỉ tiêu thành %(quota)d gian."), quota=quota)
    db.session.flush()


def remove(delegation: Delegation, actor: User) -> None:
    """Take a province's share away; its producers' applications stay."""
    _audit(actor, delegation, "remove", N_("Bỏ chỉ tiêu."))
    db.session.delete(delegation)
    db.session.flush()


def list_leads(actor: User) -> list[User]:
    """Leads that this organiser's fairs already know, to be asked again."""
    query = (
        select(User)
        .where(User.role == Role.DELEGATION, User.is_active.is_(True))
        .where(
            User.id.in_(select(Delegation.lead_id).join(Fair).where(Fair.owner_id == actor.organisation_id))
        )
        .order_by(User.name, User.id)
    )
    return list(db.session.scalars(query))


def appoint(delegation: Delegation, actor: User, *, name: str, contact: str) -> str | None:
    """Make somebody the lead. A new account's password is given once, here; a known account keeps its own."""
    known = accounts.find_by_contact(*accounts.read_contact(contact))
    password = None
    if known is None:
        password = passwords.one_time_password()
        known = accounts.register(
            name=_check_person(name), contact=contact, password=password, role=Role.DELEGATION
        )
    elif known.role != Role.DELEGATION or not known.is_active:
        raise Conflict(
            N_("Tài khoản này không phải của đầu mối đoàn tỉnh. Hãy dùng số điện thoại hoặc e-mail khác."),
            field="contact",
        )
    hand_to(delegation, actor, known)
    return password


def hand_to(delegation: Delegation, actor: User, lead: User) -> None:
    delegation.lead = lead
    _audit(actor, delegation, "lead", N_("Giao %(lead)s làm đầu mối."), lead=lead.name)
    db.session.flush()


def give_password(delegation: Delegation, actor: User) -> str:
    """A new password for the lead, unless it leads a province at another organisation's fair too."""
    elsewhere = (
        select(Delegation.id)
        .join(Fair)
        .where(Delegation.lead_id == delegation.lead_id, Fair.owner_id != delegation.fair.owner_id)
    )
    tied = db.session.scalar(elsewhere.limit(1)) is not None
    return passwords.give(delegation.lead, actor, delegation.fair_id, elsewhere=tied)


def _counted(query) -> list[Share]:  # noqa: ANN001  (a Select of Delegation)
    delegations = list(db.session.scalars(query))
    numbers = _numbers({d.fair_id for d in delegations})
    empty = (0, 0, 0, 0)
    return [Share(d, *numbers.get((d.fair_id, d.unit_id), empty)) for d in delegations]


def _numbers(fair_ids: set[int]) -> dict[tuple[int, str], tuple[int, int, int, int]]:
    """Applications, waiting ones, booths vouched for and booths taken, for each (fair, province)."""
    sent = Application.state.in_(WITH_ORGANISER | {ApplicationState.ACCEPTED, ApplicationState.WAITLISTED})
    vouched = or_(
        Application.state == ApplicationState.ENDORSED,
        Application.state == ApplicationState.ACCEPTED,
    )
    booths = Application.booth_count
    query = (
        select(
            Application.fair_id,
            Producer.unit_id,
            func.count(case((sent, 1))),
            func.count(case((Application.state == ApplicationState.SUBMITTED, 1))),
            func.coalesce(func.sum(case((vouched, booths), else_=0)), 0),
            func.coalesce(func.sum(case((taking_booths(), booths), else_=0)), 0),
        )
        .join(Producer, Producer.id == Application.producer_id)
        .where(Application.fair_id.in_(fair_ids))
        .group_by(Application.fair_id, Producer.unit_id)
    )
    return {
        (fair, unit): (int(n), int(waiting), int(endorsed), int(taken))
        for fair, unit, n, waiting, endorsed, taken in db.session.execute(query)
    }


def _check_quota(quota: int) -> int:
    if not 0 <= quota <= MOST_QUOTA:
        raise Invalid(N_("Hãy nhập một số từ 0 đến %(most)d."), field="quota", most=MOST_QUOTA)
    return quota


def _check_person(name: str) -> str:
    cleaned = clean(name)
    if not cleaned or len(cleaned) > 120:
        raise Invalid(N_("Hãy điền họ và tên, nhiều nhất 120 ký tự."), field="name")
    return cleaned


def _audit(actor: User, delegation: Delegation, verb: str, sentence: str, **values: object) -> None:
    """In the fair's history, named by province."""
    accounts.audit(
        actor,
        f"delegation.{verb}",
        "delegation",
        delegation.id,
        sentence,
        fair_id=delegation.fair_id,
        unit=delegation.unit.name,
        **values,
    )
