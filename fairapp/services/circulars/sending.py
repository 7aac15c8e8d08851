"""Looking before sending, and sending: one act, once."""

from dataclasses import dataclass
from datetime import date, datetime

from fairapp.db import db
from fairapp.domain.calendar import local_day
from fairapp.domain.circulars import CircularState
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_
from fairapp.models import Circular, CircularRound, User
from fairapp.services import notices
from fairapp.services.circulars.desk import CHANGED, audit
from fairapp.services.circulars.filling import count_unsaid, news, news_for_all, read_facts
from fairapp.services.circulars.segments import list_recipients
from fairapp.services.notices import News
from fairapp.services.producers.reaching import Contact, contacts_of

NOBODY = N_("Hiện không có đơn vị nào trong nhóm này nên chưa gửi gì. Hãy xem lại nhóm nhận.")
NOT_REPEATING = N_("Thông báo này không còn nhắc lại.")


@dataclass(frozen=True)
class DryRun:
    """What sending would do: who gets a letter, who only finds it in the inbox, who has to be called."""

    letters: int
    inbox_only: int
    to_call: list[Contact]
    unsaid: dict[str, int]

    @property
    def total(self) -> int:
        return self.letters + self.inbox_only + len(self.to_call)


@dataclass(frozen=True)
class Sample:
    """What one recipient would read, with its place in the list."""

    news: News
    number: int
    total: int


def dry_run(circular: Circular, today: date) -> DryRun:
    """Nothing is written. Without e-mail and account nobody learns of it unless somebody calls."""
    applications = list_recipients(circular, today)
    contacts = contacts_of([application.producer for application in applications])
    without = [contact for contact in contacts if not contact.email]
    return DryRun(
        letters=len(contacts) - len(without),
        inbox_only=sum(contact.has_account for contact in without),
        to_call=[contact for contact in without if not contact.has_account],
        unsaid=count_unsaid(circular, applications),
    )


def sample(circular: Circular, number: int, today: date) -> Sample | None:
    """The notice of the nth recipient, or of the nearest there is; None where there is nobody."""
    applications = list_recipients(circular, today)
    if not applications:
        return None
    number = min(max(number, 1), len(applications))
    application = applications[number - 1]
    (contact,) = contacts_of([application.producer])
    return Sample(news(circular, 1, application, contact, read_facts(circular)), number, len(applications))


def send(circular: Circular, actor: User, version: int, now: datetime) -> int:
    """Tell everybody whom the segment holds now, in this transaction; gives how many.

    The caller holds the row's lock. Whoever presses a second time finds it sent, and nothing happens: 0.
    """
    if circular.state is CircularState.SENT:
        return 0
    if circular.version != version:
        raise Conflict(CHANGED)
    applications = list_recipients(circular, local_day(now))
    if not applications:
        raise Invalid(NOBODY)
    contacts = contacts_of([application.producer for application in applications])
    circular.state, circular.sent_at, circular.sent_by = CircularState.SENT, now, actor.name
    db.session.add(CircularRound(circular_id=circular.id, number=1, at=now, recipients=len(applications)))
    db.session.flush()
    notices.tell(news_for_all(circular, 1, applications, contacts))
    audit(
        circular,
        actor,
        "send",
        N_("Gửi thông báo “%(subject)s” tới %(n)d đơn vị."),
        subject=circular.subject_vi,
        n=len(applications),
    )
    db.session.flush()
    return len(applications)


def stop(circular: Circular, actor: User, now: datetime) -> None:
    """No further rounds; what went out stays."""
    if circular.repeat_days is None or circular.stopped_at is not None:
        raise Conflict(NOT_REPEATING)
    circular.stopped_at = now
    audit(circular, actor, "stop", N_("Thôi nhắc lại “%(subject)s”."), subject=circular.subject_vi)
    db.session.flush()
