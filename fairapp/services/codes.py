"""Signing in with a code that goes to one's telephone or e-mail address."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import delete, select

from fairapp.config import Config
from fairapp.db import INSERTS, db
from fairapp.domain.errors import Invalid
from fairapp.domain.one_time_codes import (
    ASKED_A_DAY,
    ASKED_FROM,
    ASKED_SOON,
    DIGITS,
    LASTS,
    WRONG_FROM,
    is_good,
)
from fairapp.domain.text import N_
from fairapp.models import SignInCode, User
from fairapp.services import accounts

TOO_OFTEN = N_(
    "Đã xin mã nhiều lần. Hãy chờ 15 phút rồi xin mã mới, hoặc đăng nhập bằng mật khẩu. "
    "Mã gần nhất vẫn dùng được nếu còn hạn."
)
TOO_OFTEN_TODAY = N_(
    "Hôm nay đã xin quá nhiều mã cho số điện thoại hoặc e-mail này. "
    "Hãy đăng nhập bằng mật khẩu, hoặc thử lại vào ngày mai."
)
TOO_MANY_WRONG = N_("Mạng này đã nhập sai nhiều lần. Hãy chờ 15 phút rồi thử lại.")
WRONG = N_("Mã chưa đúng. Hãy xem lại mã mới nhận được.")
GONE = N_("Mã này đã hết hạn, đã dùng hoặc đã nhập sai quá nhiều lần. Hãy xin mã mới.")
NO_TELEPHONE = N_(
    "Hệ thống chưa gửi được mã tới điện thoại. Hãy nhập e-mail của tài khoản, hoặc đăng nhập bằng mật khẩu."
)
A_DAY = 24 * 60


@dataclass(frozen=True)
class Parcel:
    """A code on its way to somebody who has an account; nothing of it is kept."""

    email: str | None
    phone: str | None
    code: str
    language: str


def ask(contact: str, address: str, now: datetime) -> Parcel | None:
    """Make a code for this contact; what was asked before is void. None: nobody has it, and nothing is sent.

    The row is made either way, so that the next page behaves the same for a stranger's guess.
    """
    email, phone = accounts.read_contact(contact)
    if phone and _config().code_channel == "none":
        raise Invalid(NO_TELEPHONE, field="contact")
    spelled = email or phone or ""
    accounts.slow_down(f"code-from:{address}", ASKED_FROM, TOO_OFTEN)
    accounts.slow_down(f"code:{spelled}"[:280], ASKED_SOON, TOO_OFTEN)
    accounts.slow_down(f"code-day:{spelled}"[:280], ASKED_A_DAY, TOO_OFTEN_TODAY, A_DAY)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    _keep(spelled, code, now)
    user = accounts.find_by_contact(email, phone)
    if user is None or not user.is_active:
        return None
    return Parcel(email, phone, code, user.language)


def sign_in(contact: str, code: str, address: str, now: datetime) -> User:
    """The account that this code opens, once. A wrong answer is counted, whoever gives it."""
    email, phone = accounts.read_contact(contact)
    spelled = email or phone or ""
    kept = db.session.scalar(select(SignInCode).where(SignInCode.contact == spelled).with_for_update())
    if kept is None or not is_good(kept.made_at, kept.tries, now):
        raise Invalid(GONE, field="code")
    user = accounts.find_by_contact(email, phone)
    if user is None or not user.is_active or not hmac.compare_digest(kept.code_hash, _hash(spelled, code)):
        kept.tries += 1  # counted before any limit speaks, or a limit would make guessing free
        db.session.flush()
        accounts.slow_down(f"code-wrong:{address}", WRONG_FROM, TOO_MANY_WRONG)
        raise Invalid(WRONG if is_good(kept.made_at, kept.tries, now) else GONE, field="code")
    db.session.delete(kept)
    accounts.audit(user, "account.code", "user", user.id, N_("Đăng nhập bằng mã dùng một lần."))
    db.session.flush()
    return user


def forget_codes(now: datetime) -> int:
    """Drop codes that nobody can use any more; gives how many."""
    return db.session.execute(delete(SignInCode).where(SignInCode.made_at < now - LASTS)).rowcount


def _keep(spelled: str, code: str, now: datetime) -> None:
    """One row a contact, also when two ask at once."""
    fresh = {"code_hash": _hash(spelled, code), "made_at": now, "tries": 0}
    insert = INSERTS[db.session.connection().dialect.name](SignInCode).values(contact=spelled, **fresh)
    db.session.execute(insert.on_conflict_do_update(index_elements=[SignInCode.contact], set_=fresh))


def _hash(spelled: str, code: str) -> str:
    """Keyed with the application's secret: a million codes are soon tried over a copied table."""
    key = _config().secret_key.encode()
    return hmac.new(key, f"sign-in-code:{spelled}:{code}".encode(), hashlib.sha256).hexdigest()


def _config() -> Config:
    return current_app.config["FAIRAPP"]
