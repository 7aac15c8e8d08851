"""Accounts, the organisations that hold fairs, and the record of who decided what."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, UTCDateTime, db, member_of, now
from fairapp.domain.accounts import Role


class Organisation(db.Model):
    """A department or trade-promotion centre; the fairs it owns are invisible to the others."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    address: Mapped[str] = mapped_column(String(300), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")


class User(UserMixin, db.Model):
    """A person who signs in with a phone number or an e-mail address."""

    __tablename__ = "user"
    __table_args__ = (CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name="reachable"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)  # kept in lower case
    phone: Mapped[str | None] = mapped_column(String(20), unique=True)  # E.164
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(member_of(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    language: Mapped[str] = mapped_column(String(2), default="vi")
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    organisation: Mapped[Organisation | None] = relationship()

    ticket = ""  # of the device this person is before now; not a column

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookies: never the number of the account."""
        return self.ticket

    # Flask-Login takes two people for one when their tickets are equal, and off the web all are empty.
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__


class SignIn(db.Model):
    """Somebody signed in on one device until the row goes; the ticket itself is in the cookie alone."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now, index=True)


class PasswordLink(db.Model):
    """A way to a new password, for one use within half an hour; the link itself is in the letter alone."""

    __tablename__ = "password_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now, index=True)


class SignInCode(db.Model):
    """The last code asked for with a contact, whether an account has it or not; a new one takes its place."""

    __tablename__ = "sign_in_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact: Mapped[str] = mapped_column(String(254), unique=True)  # e-mail in lower case, or E.164
    code_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    tries: Mapped[int] = mapped_column(default=0)


class SignInAttempt(db.Model):
    """A failed sign-in; counted in the database because several workers share the limit."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(280))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class AuditEntry(db.Model):
    """One decision: who, when, about what, in a sentence. Rows are never changed."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_subject", "subject_kind", "subject_id"),
        Index("ix_audit_entry_fair_id_at", "fair_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    actor_name: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(64))  # verb of the trade: application.submit
    subject_kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(String(64))
    fair_id: Mapped[int | None]  # no key: accounts is an earlier chapter than fairs
    sentence: Mapped[str] = mapped_column(Text)  # Vietnamese msgid with %(name)s places
    values: Mapped[dict[str, object]] = mapped_column(Json, default=dict)
    private: Mapped[bool] = mapped_column(default=False)  # only for the organiser's eyes
