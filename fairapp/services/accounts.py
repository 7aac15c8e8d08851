"""Registering, signing in, and the record of decisions."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import bindparam, delete, func, insert, or_, select

from fairapp.db import db, now
from fairapp.domain.accounts import (
    ARGON2,
    ATTEMPTS,
    SIGNED_IN_DAYS,
    WINDOW_MINUTES,
    Role,
    check_password,
)
from fairapp.domain.errors import Conflict, Invalid, TooMany
from fairapp.domain.phones import to_e164
from fairapp.domain.text import N_
from fairapp.models import AuditEntry, Organisation, PasswordLink, SignIn, SignInAttempt, User

_hasher = PasswordHasher(**ARGON2)
# Built once: each request asks it.
_SIGNED_IN = (
    select(User)
    .join(SignIn, SignIn.user_id == User.id)
    .where(SignIn.ticket_hash == bindparam("ticket_hash"), User.is_active)
)
_NOBODY = _hasher.hash("nobody's password")  # so that an unknown name costs the same time as a known one


def register(
    *, name: str, contact: str, password: str, role: Role, organisation: Organisation | None = None
) -> User:
    """Make an account that signs in with `contact`, a phone number or an e-mail address."""
    check_password(password)
    email, phone = read_contact(contact)
    if find_by_contact(email, phone) is not None:
        raise Conflict(
            N_("Đã có tài khoản dùng số điện thoại hoặc e-mail này. Hãy đăng nhập."), field="contact"
        )
    user = User(
        name=name,
        email=email,
        phone=phone,
        password_hash=_hasher.hash(password),
        role=role,
        organisation=organisation,
    )
    db.session.add(user)
    db.session.flush()
    return user


def read_contact(contact: str) -> tuple[str | None, str | None]:
    """Tell an e-mail address from a phone number: (email, None) or (None, E.164)."""
    contact = contact.strip()
    if "@" in contact:
        if contact.count("@") != 1 or "." not in contact.split("@")[1] or " " in contact:
            raise Invalid(N_("Địa chỉ e-mail chưa đúng, ví dụ: ten@donvi.vn."), field="contact")
        return contact.lower(), None
    try:
        return None, to_e164(contact)
    except Invalid as refusal:
        refusal.field = "contact"
        raise


def find_by_contact(email: str | None, phone: str | None) -> User | None:
    conditions = [column == value for column, value in ((User.email, email), (User.phone, phone)) if value]
    return db.session.scalar(select(User).where(or_(*conditions)))


def is_locked(contact: str, address: str) -> bool:
    """Whether this name from this network address, or either of them alone, has failed too often lately."""
    limits = _limits(contact, address)
    since = now() - timedelta(minutes=WINDOW_MINUTES)
    failed = db.session.execute(
        select(SignInAttempt.key, func.count())
        .where(SignInAttempt.key.in_(limits), SignInAttempt.at > since)
        .group_by(SignInAttempt.key)
    )
    return any(n >= limits[key] for key, n in failed)


def sign_in(contact: str, password: str, address: str) -> User | None:
    """The account if name and password fit, else None, with the failure counted."""
    try:
        user = find_by_contact(*read_contact(contact))
    except Invalid:
        user = None
    try:
        _hasher.verify(user.password_hash if user else _NOBODY, password)
        fits = user is not None and user.is_active
    except VerificationError:
        fits = False
    if not fits:
        db.session.add_all(SignInAttempt(key=key) for key in _limits(contact, address))
        db.session.flush()
        return None
    return user


def slow_down(key: str, most: int, sentence: str, minutes: int = WINDOW_MINUTES) -> None:
    """Count one more of something in the window, in the database because several workers share the limit."""
    since = now() - timedelta(minutes=minutes)
    lately = select(func.count()).where(SignInAttempt.key == key, SignInAttempt.at > since)
    if (db.session.scalar(lately) or 0) >= most:
        raise TooMany(sentence)
    db.session.add(SignInAttempt(key=key))
    db.session.flush()


def stay_signed_in(user: User) -> None:
    """Give the device this person is before a ticket; only its hash is kept."""
    user.ticket = secrets.token_urlsafe(32)
    db.session.add(SignIn(ticket_hash=hash_of(user.ticket), user_id=user.id))
    db.session.flush()


def find_by_ticket(ticket: str) -> User | None:
    """Who is signed in on the device that shows this ticket."""
    user = db.session.scalar(_SIGNED_IN, {"ticket_hash": hash_of(ticket)})
    if user is not None:
        user.ticket = ticket
    return user


def sign_out(user: User) -> None:
    """The ticket of this device is void, whoever may have copied it."""
    db.session.execute(delete(SignIn).where(SignIn.ticket_hash == hash_of(user.ticket)))


def change_password(user: User, current: str, new: str) -> None:
    """Set a new password for somebody who knows the present one, and sign out every other device."""
    try:
        _hasher.verify(user.password_hash, current)
    except VerificationError:
        raise Invalid(N_("Mật khẩu hiện tại chưa đúng."), field="current") from None
    set_password(user, new, keep=user.ticket)
    audit(user, "account.password", "user", user.id, N_("Đổi mật khẩu."))


def set_password(user: User, new: str, *, keep: str = "") -> None:
    """From now on this password alone: other devices are signed out, links and failed tries forgotten."""
    check_password(new)
    user.password_hash = _hasher.hash(new)
    db.session.execute(delete(SignIn).where(SignIn.user_id == user.id, SignIn.ticket_hash != hash_of(keep)))
    db.session.execute(delete(PasswordLink).where(PasswordLink.user_id == user.id))
    for name in filter(None, (user.email, user.phone)):
        tries = SignInAttempt.key.startswith(f"both:{name} ", autoescape=True)
        db.session.execute(delete(SignInAttempt).where(tries | (SignInAttempt.key == f"name:{name}")))
    db.session.flush()


def forget_attempts(days: int = 2) -> int:
    """Drop failed sign-ins that no limit looks at any more; gives how many."""
    old = db.session.scalars(
        select(SignInAttempt).where(SignInAttempt.at < now() - timedelta(days=days))
    ).all()
    for attempt in old:
        db.session.delete(attempt)
    return len(old)


def forget_sign_ins() -> int:
    """Drop tickets that no browser keeps any more; gives how many."""
    old = SignIn.at < now() - timedelta(days=SIGNED_IN_DAYS)
    return db.session.execute(delete(SignIn).where(old)).rowcount


def get_or_create_organisation(name: str) -> Organisation:
    found = db.session.scalar(select(Organisation).where(Organisation.name == name))
    if found is None:
        found = Organisation(name=name)
        db.session.add(found)
    return found


def audit(
    actor: User | None,
    action: str,
    subject_kind: str,
    subject_id: object,
    sentence: str,
    *,
    fair_id: int | None = None,
    private: bool = False,
    **values: object,
) -> AuditEntry:
    """Record a decision: `sentence` is a msgid whose %(name)s places `values` fill."""
    entry = AuditEntry(
        actor_id=actor.id if actor else None,
        actor_name=actor.name if actor else "fairapp",
        action=action,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        fair_id=fair_id,
        sentence=sentence,
        values=values,
        private=private,
    )
    db.session.add(entry)
    return entry


def audit_all(
    actor: User,
    action: str,
    subject_kind: str,
    decisions: Sequence[tuple[object, str, dict[str, object]]],
    *,
    fair_id: int | None = None,
    private: bool = False,
) -> None:
    """The same decision about many, in one statement: (subject's id, sentence, values) of each."""
    shared = {"actor_id": actor.id, "actor_name": actor.name, "action": action}
    shared |= {"subject_kind": subject_kind, "fair_id": fair_id, "private": private}
    rows = [
        shared | {"subject_id": str(subject_id), "sentence": sentence, "values": values}
        for subject_id, sentence, values in decisions
    ]
    if rows:
        db.session.execute(insert(AuditEntry), rows)


def list_audit(subject_kind: str, subject_id: object, *, private: bool) -> list[AuditEntry]:
    """What happened to one thing, newest first; `private` adds what only the organiser may read."""
    query = select(AuditEntry).where(
        AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == str(subject_id)
    )
    if not private:
        query = query.where(AuditEntry.private.is_(False))
    return list(db.session.scalars(query.order_by(AuditEntry.id.desc())))


def hash_of(ticket: str) -> str:
    """What is kept of a secret that somebody else holds."""
    return hashlib.sha256(ticket.encode()).hexdigest()


def _limits(contact: str, address: str) -> dict[str, int]:
    """How many failures each key may have. A stranger elsewhere cannot lock somebody out with a few tries,
    and one office shares one address: both limits alone are wider than the one for the two together."""
    name = one_spelling(contact)[:200]
    return {
        f"both:{name} {address}": ATTEMPTS,
        f"name:{name}": 10 * ATTEMPTS,
        f"address:{address}": 10 * ATTEMPTS,
    }


def one_spelling(contact: str) -> str:
    """However the number is written, its failures count together."""
    try:
        email, phone = read_contact(contact)
    except Invalid:
        return contact.strip().lower()
    return email or phone or ""
