"""Nominations: a lead names a producer, a one-time link goes to it, and its own yes makes it a member."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fairapp.db import db, now
from fairapp.documents import news_messages
from fairapp.domain.delegations import NOMINATION_DAYS
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.phones import to_e164
from fairapp.domain.producers import check_email, check_name
from fairapp.domain.text import N_, clean, fold
from fairapp.models import Delegation, DelegationMember, Producer, User
from fairapp.services import accounts, letters
from fairapp.services.applications.delegations import audit
from fairapp.services.applications.links import days_from_now, new_token
from fairapp.services.applications.members import join, lock_members
from fairapp.services.fairs import require_open_book

MOST_NOMINATIONS = 300
NO_NOMINATION = N_("Không có đề cử này.")
GONE = N_("Đường dẫn đề cử này đã hết hạn hoặc đã dùng. Hãy hỏi đầu mối của đoàn.")


def nominate(
    delegation: Delegation, lead: User, *, name: str, contact: str, address: str
) -> tuple[DelegationMember, str]:
    """Name a producer; gives the row and the link, which is known here and nowhere else.

    `address` is that of a link with `{token}` in it, for the letter where there is an e-mail address.
    """
    require_open_book(delegation.fair)
    name = check_name(name)
    phone, email = _read_contact(contact)
    lock_members(delegation.fair_id)
    _check_new(delegation, name, phone, email)
    row = DelegationMember(
        fair_id=delegation.fair_id,
        delegation=delegation,
        name=name,
        phone=phone,
        email=email,
        nominated_by_id=lead.id,
        nominated_at=now(),
    )
    db.session.add(row)
    token = _give_link(row)
    db.session.flush()
    audit(lead, delegation, "nominate", N_("Đề cử %(name)s."), name=name)
    _write(row, address.replace("{token}", token), token)
    return row, token


def renew(row: DelegationMember, lead: User, address: str) -> str:
    """A new link in place of the one before, which leads nowhere from now on."""
    require_open_book(row.delegation.fair)
    if row.joined_at is not None:
        raise Conflict(N_("Chủ thể đã nhận lời nên không cần đường dẫn nữa."))
    row.declined_at = None
    token = _give_link(row)
    db.session.flush()
    audit(lead, row.delegation, "renew", N_("Gửi lại đường dẫn đề cử cho %(name)s."), name=row.name)
    _write(row, address.replace("{token}", token), token)
    return token


def take_back(row: DelegationMember, lead: User) -> None:
    """A nomination that nobody has taken up."""
    if row.joined_at is not None:
        raise Conflict(N_("Chủ thể đã nhận lời nên không rút đề cử được nữa."))
    audit(lead, row.delegation, "take_back", N_("Rút đề cử %(name)s."), name=row.name)
    db.session.delete(row)
    db.session.flush()


def get_for_delegation(member_id: int, delegation: Delegation) -> DelegationMember:
    """A nomination of this delegation; another's is not found, nor a mere place in its order."""
    found = db.session.scalar(
        select(DelegationMember).where(
            DelegationMember.id == member_id,
            DelegationMember.delegation_id == delegation.id,
            DelegationMember.nominated_at.is_not(None),
        )
    )
    if found is None:
        raise NotFound(NO_NOMINATION)
    return found


def find_by_link(token: str, *, lock: bool = False) -> DelegationMember | None:
    """The nomination that a link leads to, as long as it waits for an answer."""
    query = (
        select(DelegationMember)
        .where(DelegationMember.token_hash == accounts.hash_of(token), DelegationMember.expires_at > now())
        .options(joinedload(DelegationMember.delegation))
    )
    return db.session.scalar(query.with_for_update(of=DelegationMember) if lock else query)


def accept(token: str, user: User, producer: Producer) -> Delegation:
    """The producer says yes: from now on this delegation brings it. Of two answers the first counts."""
    row = _take(token)
    delegation = row.delegation
    require_open_book(delegation.fair)
    join(delegation, producer, row)
    row.token_hash = row.expires_at = None
    audit(user, delegation, "join", N_("%(name)s nhận lời tham gia đoàn."), name=producer.name)
    db.session.flush()
    return delegation


def decline(token: str) -> None:
    row = _take(token)
    row.declined_at = now()
    row.token_hash = row.expires_at = None
    audit(None, row.delegation, "decline", N_("%(name)s không tham gia đoàn."), name=row.name)
    db.session.flush()


def _take(token: str) -> DelegationMember:
    row = find_by_link(token, lock=True)
    if row is None:
        raise Invalid(GONE)
    return row


def _give_link(row: DelegationMember) -> str:
    token = new_token()
    row.token_hash, row.expires_at = accounts.hash_of(token), days_from_now(NOMINATION_DAYS)
    return token


def _read_contact(contact: str) -> tuple[str, str]:
    """(telephone, e-mail): at most one of the two, and neither where the lead hands the link over itself."""
    typed = clean(contact)
    try:
        if "@" in typed:
            return "", check_email(typed)
        return (to_e164(typed), "") if typed else ("", "")
    except Invalid as refusal:
        refusal.field = "contact"
        raise


def _check_new(delegation: Delegation, name: str, phone: str, email: str) -> None:
    rows = db.session.scalars(
        select(DelegationMember).where(
            DelegationMember.delegation_id == delegation.id, DelegationMember.nominated_at.is_not(None)
        )
    ).all()
    if len(rows) >= MOST_NOMINATIONS:
        raise Conflict(N_("Mỗi đoàn đề cử nhiều nhất %(most)d chủ thể."), most=MOST_NOMINATIONS)
    for row in rows:
        if fold(row.name) == fold(name):
            raise Conflict(N_("%(name)s đã được đề cử."), field="name", name=row.name)
        if (phone and row.phone == phone) or (email and row.email == email):
            raise Conflict(N_("Liên hệ này đã dùng để đề cử %(name)s."), field="contact", name=row.name)


def _write(row: DelegationMember, address: str, token: str) -> None:
    if not row.email:
        return
    delegation = row.delegation
    message = news_messages.nominated(
        row.name, delegation.fair.name, delegation.full_name, address, NOMINATION_DAYS
    )
    letters.write(
        key=letters.SECRET + accounts.hash_of(token),
        to=row.email,
        subject=message.subject,
        body=message.body,
        fair_id=delegation.fair_id,
    )
