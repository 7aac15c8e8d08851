"""Letters: written once, claimed by one, and what became of them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from fairapp.db import INSERTS, db
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.letters import LetterState, next_attempt
from fairapp.domain.text import N_
from fairapp.models import Fair, Letter, User
from fairapp.services import accounts

NO_SUCH_LETTER = N_("Không có thư này.")
NOT_STUCK = N_("Thư này đã gửi hoặc đang chờ gửi nên không gửi lại.")
LONGEST_ERROR = 1_000
KINDS = {".pdf": "application/pdf", ".png": "image/png"}
UNKNOWN = "application/octet-stream"
SECRET = "password:"
"""How the key of a letter begins that opens an account: its text is not kept longer than it travels."""
VISIT = "visit:"
"""How the key of a letter to a visitor begins: it carries a pass, and is forgotten with the person."""


class CannotTravel(Exception):
    """No mail server would take this letter as it stands."""


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a letter."""

    name: str
    content: bytes


def write(
    *,
    key: str,
    to: str,
    subject: str,
    body: str,
    fair_id: int | None = None,
    enclosed: Enclosure | None = None,
) -> Letter | None:
    """Put a letter in the tray; None when one with this key lies there already or has left."""
    letter = Letter(
        key=key,
        to=to,
        subject=subject,
        body=body,
        fair_id=fair_id,
        attachment_name=enclosed.name if enclosed else "",
        attachment=enclosed.content if enclosed else None,
    )
    try:
        with db.session.begin_nested():
            db.session.add(letter)
    except IntegrityError:
        return None
    return letter


@dataclass(frozen=True)
class Draft:
    """A letter to be put in the tray. `key` says what it is about: of two with one key the first stands."""

    key: str
    to: str
    subject: str
    body: str
    fair_id: int | None = None


def write_all(drafts: Sequence[Draft]) -> None:
    """Put many letters in the tray with one statement; what lies there already or has left is passed over."""
    if drafts:
        insert = INSERTS[db.session.connection().dialect.name]
        unless_there = insert(Letter).on_conflict_do_nothing(index_elements=[Letter.key])
        db.session.execute(unless_there, [asdict(draft) for draft in drafts])


def is_written(key: str) -> bool:
    return db.session.scalar(select(Letter.id).where(Letter.key == key)) is not None


def claim(now: datetime) -> Letter | None:
    """The next letter that is due, now this process's to send; commit before talking to anybody."""
    letter = db.session.scalar(
        select(Letter)
        .where(Letter.state == LetterState.WAITING, Letter.due_at <= now)
        .order_by(Letter.due_at, Letter.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if letter is not None:
        letter.state = LetterState.SENDING
        letter.attempts += 1
        db.session.flush()
    return letter


def mark_sent(letter_id: int, now: datetime) -> None:
    letter = _locked(letter_id)
    letter.state, letter.sent_at, letter.error = LetterState.SENT, now, ""
    _forget_secret(letter)
    if letter.key.startswith(VISIT):
        letter.body, letter.attachment = "", None


def mark_refused(letter_id: int, error: str, now: datetime, *, for_good: bool) -> None:
    """The letter did not leave: it waits for another attempt, or for a person."""
    letter = _locked(letter_id)
    letter.error = error[:LONGEST_ERROR]
    due = None if for_good else next_attempt(letter.attempts, now)
    if due is None:
        letter.state = LetterState.FAILED
        _forget_secret(letter)
    else:
        letter.state, letter.due_at = LetterState.WAITING, due


def mark_unclear(letter_id: int, error: str) -> None:
    """The line broke when the letter may already have left: it stays as it is, for a person to judge."""
    _locked(letter_id).error = error[:LONGEST_ERROR]


def send_again(actor: User, letter: Letter, now: datetime) -> None:
    """A person decides that a stuck or refused letter goes out once more."""
    if letter.state not in (LetterState.FAILED, LetterState.SENDING):
        raise Conflict(NOT_STUCK)
    letter.state, letter.attempts, letter.due_at, letter.error = LetterState.WAITING, 0, now, ""
    db.session.flush()
    sentence = N_("Cho gửi lại thư tới %(to)s.")
    accounts.audit(actor, "letter.again", "letter", letter.id, sentence, fair_id=letter.fair_id, to=letter.to)


def forget(prefix: str) -> None:
    """Forget the letters to somebody: those that left, those that wait, and what one on its way said."""
    mine = Letter.key.startswith(prefix, autoescape=True)
    on_its_way = Letter.state == LetterState.SENDING
    db.session.execute(delete(Letter).where(mine, ~on_its_way))
    emptied = {"to": "", "subject": "", "body": "", "attachment": None}
    db.session.execute(update(Letter).where(mine, on_its_way).values(**emptied))


def list_for_organiser(user: User, limit: int = 50) -> list[tuple[Letter, str]]:
    """The latest letters about fairs of the user's organisation, each with its fair's name."""
    query = (
        select(Letter, Fair.name)
        .join(Fair, Fair.id == Letter.fair_id)
        .where(Fair.owner_id == user.organisation_id)
        .order_by(Letter.id.desc())
        .limit(limit)
    )
    return [(letter, name) for letter, name in db.session.execute(query)]


def count_for_organiser(user: User) -> dict[LetterState, int]:
    query = (
        select(Letter.state, func.count())
        .join(Fair, Fair.id == Letter.fair_id)
        .where(Fair.owner_id == user.organisation_id)
        .group_by(Letter.state)
    )
    return dict(db.session.execute(query).all())


def get_for_organiser(letter_id: int, user: User) -> Letter:
    letter = db.session.scalar(
        select(Letter)
        .join(Fair, Fair.id == Letter.fair_id)
        .where(Letter.id == letter_id, Fair.owner_id == user.organisation_id)
    )
    if letter is None:
        raise NotFound(NO_SUCH_LETTER)
    return letter


def compose(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """The letter as it travels. Its Message-ID is always the same, so that a mail server can tell a copy."""
    try:
        return _compose(letter, sender, now)
    except (ValueError, MessageError) as error:  # an address that is none, or not in ASCII
        raise CannotTravel(str(error)) from error


def envelope(name: str, to: str, subject: str, body: str, sender: str, now: datetime) -> EmailMessage:
    """A message of text. `name` is its Message-ID, and its file's name where letters become files."""
    message = EmailMessage(policy=SMTP)
    sender_name, address = parseaddr(sender)
    message["From"] = Address(sender_name, addr_spec=address)
    message["To"] = _recipient(to)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{name}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    return message


def _compose(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    message = envelope(f"letter-{letter.id}", letter.to, letter.subject, letter.body, sender, now)
    if letter.attachment is not None:
        main, _, sub = KINDS.get(Path(letter.attachment_name).suffix, UNKNOWN).partition("/")
        message.add_attachment(letter.attachment, maintype=main, subtype=sub, filename=letter.attachment_name)
    message.as_bytes()
    return message


def _recipient(address: str) -> Address:
    """A Vietnamese domain travels in its ASCII form; a name before the @ has none."""
    name, _, domain = address.rpartition("@")
    if not name.isascii() or not name or not domain:
        raise ValueError(f"no address: {address!r}")
    return Address(addr_spec=f"{name}@{domain.encode('idna').decode()}")


def _forget_secret(letter: Letter) -> None:
    if letter.key.startswith(SECRET):
        letter.body = ""


def _locked(letter_id: int) -> Letter:
    return db.session.get_one(Letter, letter_id, with_for_update=True)
