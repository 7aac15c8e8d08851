"""Who leads a delegation."""

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_, clean
from fairapp.models import Delegation, Fair, User
from fairapp.services import accounts, passwords
from fairapp.services.applications.delegations import audit


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
    audit(actor, delegation, "lead", N_("Giao %(lead)s làm đầu mối."), lead=lead.name)
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


def _check_person(name: str) -> str:
    cleaned = clean(name)
    if not cleaned or len(cleaned) > 120:
        raise Invalid(N_("Hãy điền họ và tên, nhiều nhất 120 ký tự."), field="name")
    return cleaned
