"""Sponsors of a fair and their accounts."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.sponsors import Tier
from fairapp.domain.text import N_
from fairapp.models import Benefit, BenefitProof, Fair, Site, Sponsor, User
from fairapp.services import accounts, passwords
from fairapp.services.sponsors import standard

NO_SUCH_SPONSOR = N_("Không có nhà tài trợ này.")
GIVES_SOMETHING = N_("Hãy ghi số tiền tài trợ hoặc phần đóng góp bằng hiện vật, dịch vụ.")
HAS_ACCOUNT = N_("Nhà tài trợ này đã có tài khoản.")
NOT_A_SPONSOR = N_("Tài khoản này thuộc vai trò khác nên không gắn được với nhà tài trợ.")


@dataclass(frozen=True)
class SponsorFacts:
    """What is told of a sponsor."""

    name: str
    tier: Tier
    contribution: int = 0
    in_kind: str = ""
    goals: str = ""
    contact_name: str = ""
    email: str = ""


def list_for_fair(fair: Fair) -> list[Sponsor]:
    """The largest tier first, then the largest contribution."""
    query = _whole().where(Sponsor.fair_id == fair.id)
    tiers = list(Tier)
    return sorted(db.session.scalars(query), key=lambda s: (tiers.index(s.tier), -s.contribution, s.id))


def list_for_user(user: User) -> list[Sponsor]:
    """The fairs this account sponsors, the latest first."""
    return list(db.session.scalars(_whole().where(Sponsor.user_id == user.id).order_by(Sponsor.id.desc())))


def get_for_fair(sponsor_id: int, fair: Fair) -> Sponsor:
    return _get(_whole().where(Sponsor.id == sponsor_id, Sponsor.fair_id == fair.id))


def get_for_user(sponsor_id: int, user: User) -> Sponsor:
    """The account's own sponsorship; anybody else's is not found."""
    return _get(_whole().where(Sponsor.id == sponsor_id, Sponsor.user_id == user.id))


def add(actor: User, fair: Fair, facts: SponsorFacts) -> Sponsor:
    sponsor = Sponsor(fair_id=fair.id)
    _write(sponsor, facts)
    db.session.add(sponsor)
    db.session.flush()
    note(actor, sponsor, "sponsor.add", N_("Thêm nhà tài trợ %(name)s."))
    standard.give(sponsor)
    return sponsor


def change(actor: User, sponsor: Sponsor, facts: SponsorFacts) -> None:
    _write(sponsor, facts)
    db.session.flush()
    note(actor, sponsor, "sponsor.change", N_("Sửa nhà tài trợ %(name)s."))


def remove(actor: User, sponsor: Sponsor) -> None:
    """Take a sponsor and its promises out of the fair; snapshots keep what they froze."""
    note(actor, sponsor, "sponsor.remove", N_("Xoá nhà tài trợ %(name)s."))
    db.session.delete(sponsor)
    db.session.flush()


def open_account(actor: User, sponsor: Sponsor, contact: str, password: str) -> User:
    """Let the sponsor sign in: a new account, or the one it already uses for another fair."""
    if sponsor.user_id is not None:
        raise Conflict(HAS_ACCOUNT)
    user = accounts.find_by_contact(*accounts.read_contact(contact))
    if user is None:
        name = sponsor.contact_name or sponsor.name[:120]
        user = accounts.register(name=name, contact=contact, password=password, role=Role.SPONSOR)
    elif user.role is not Role.SPONSOR:
        raise Conflict(NOT_A_SPONSOR, field="contact")
    sponsor.user = user
    db.session.flush()
    note(actor, sponsor, "sponsor.account", N_("Lập tài khoản cho nhà tài trợ %(name)s."))
    return user


def give_password(actor: User, sponsor: Sponsor) -> str:
    """A new password for the sponsor's account, unless it sponsors another organisation's fair too."""
    elsewhere = (
        select(Sponsor.id)
        .join(Fair, Fair.id == Sponsor.fair_id)
        .where(Sponsor.user_id == sponsor.user_id, Fair.owner_id != sponsor.fair.owner_id)
    )
    tied = sponsor.user_id is not None and db.session.scalar(elsewhere.limit(1)) is not None
    return passwords.give(sponsor.user, actor, sponsor.fair_id, elsewhere=tied)


def _write(sponsor: Sponsor, facts: SponsorFacts) -> None:
    if not facts.contribution and not facts.in_kind:
        raise Invalid(GIVES_SOMETHING, field="contribution")
    sponsor.name, sponsor.tier = facts.name, facts.tier
    sponsor.contribution, sponsor.in_kind = facts.contribution, facts.in_kind
    sponsor.goals, sponsor.contact_name, sponsor.email = facts.goals, facts.contact_name, facts.email


def note(actor: User, sponsor: Sponsor, action: str, sentence: str, **values: object) -> None:
    accounts.audit(
        actor, action, "sponsor", sponsor.id, sentence, fair_id=sponsor.fair_id, name=sponsor.name, **values
    )


def _whole() -> Select[tuple[Sponsor]]:
    return select(Sponsor).options(
        selectinload(Sponsor.benefits).subqueryload(Benefit.proofs).joinedload(BenefitProof.photo),
        joinedload(Sponsor.user),
        joinedload(Sponsor.fair).selectinload(Fair.sites).selectinload(Site.sessions),
    )


def _get(query: Select[tuple[Sponsor]]) -> Sponsor:
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(NO_SUCH_SPONSOR)
    return found
