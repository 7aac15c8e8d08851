"""New passwords for who has lost the old one: given by an organiser, or by a link in a letter."""

import secrets
from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select

from fairapp.db import db, now
from fairapp.documents import messages
from fairapp.domain.accounts import LINK_MINUTES, LINK_TRIES, LINKS, RESETS, Role
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.text import N_
from fairapp.models import PasswordLink, User
from fairapp.services import accounts, letters

TOO_MANY = N_("Đã yêu cầu nhiều lần. Hãy chờ 15 phút rồi thử lại.")
GONE = N_("Đường dẫn này đã hết hạn hoặc đã dùng. Hãy yêu cầu đường dẫn mới.")
NO_ACCOUNT = N_("Không có tài khoản này.")
TIED_ELSEWHERE = N_(
    "Tài khoản này còn gắn với hội chợ của đơn vị khác nên không cấp mật khẩu mới ở đây được. "
    "Người dùng có e-mail thì chọn “Quên mật khẩu” ở trang đăng nhập; "
    "nếu không, hãy hỏi người quản trị hệ thống."
)
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters that are mistaken for others


def one_time_password() -> str:
    """Easy to read out over the telephone: four groups of four."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))


def give(user: User | None, actor: User, fair_id: int, *, elsewhere: bool) -> str:
    """A new password for an account of this fair, told once; whoever was signed in with it is out.

    The caller says whether another organisation relies on the account: then it is not this one's to open.
    """
    if user is None or user.role is Role.ORGANISER or not user.is_active:
        raise NotFound(NO_ACCOUNT)
    if elsewhere:
        raise Conflict(TIED_ELSEWHERE)
    accounts.slow_down(f"give-password:{actor.id}", RESETS, TOO_MANY)
    password = one_time_password()
    accounts.set_password(user, password)
    sentence = N_("Cấp mật khẩu mới cho %(name)s.")
    accounts.audit(actor, "account.give_password", "user", user.id, sentence, fair_id=fair_id, name=user.name)
    return password


def give_by_operator(user: User | None) -> str:
    """The same for any account, by who runs the machine."""
    if user is None:
        raise NotFound(NO_ACCOUNT)
    password = one_time_password()
    accounts.set_password(user, password)
    accounts.audit(
        None, "account.give_password", "user", user.id, N_("Cấp mật khẩu mới cho %(name)s."), name=user.name
    )
    return password


def ask_link(contact: str, address: str) -> None:
    """Send a link to this e-mail address if an account has it; the answer is the same if none has."""
    email, _phone = accounts.read_contact(contact)
    accounts.slow_down(f"link-address:{address}", LINK_TRIES, TOO_MANY)
    accounts.slow_down(f"link:{accounts.one_spelling(contact)}"[:280], LINKS, TOO_MANY)
    user = accounts.find_by_contact(email, None) if email else None
    token = secrets.token_urlsafe(32)
    if user is not None and user.is_active:
        _send(user, email, token)


def _send(user: User, email: str | None, token: str) -> None:
    db.session.add(PasswordLink(token_hash=accounts.hash_of(token), user_id=user.id))
    address = f"{current_app.config['FAIRAPP'].public_url}/password/{token}"
    message = messages.new_password(user.name, user.language, address, LINK_MINUTES)
    letters.write(
        key=letters.SECRET + accounts.hash_of(token),
        to=email or "",
        subject=message.subject,
        body=message.body,
    )


def find_by_link(token: str) -> User | None:
    """Whose link this is, while it leads anywhere."""
    fresh = PasswordLink.at > now() - timedelta(minutes=LINK_MINUTES)
    linked = select(User).join(PasswordLink, PasswordLink.user_id == User.id)
    return db.session.scalar(
        linked.where(PasswordLink.token_hash == accounts.hash_of(token), fresh, User.is_active)
    )


def use_link(token: str, new: str) -> User:
    """Set the new password. Of two who use one link at once, the one who takes its row does."""
    user = find_by_link(token)
    if user is None:
        raise Invalid(GONE)
    taken = delete(PasswordLink).where(PasswordLink.token_hash == accounts.hash_of(token))
    accounts.check_password(new)
    if not db.session.execute(taken).rowcount:
        raise Invalid(GONE)
    accounts.set_password(user, new)
    accounts.audit(user, "account.link", "user", user.id, N_("Đặt mật khẩu mới qua đường dẫn trong e-mail."))
    return user


def forget_links() -> int:
    """Drop links that lead nowhere any more; gives how many."""
    old = PasswordLink.at < now() - timedelta(minutes=LINK_MINUTES)
    return db.session.execute(delete(PasswordLink).where(old)).rowcount
