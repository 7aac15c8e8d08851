"""Notices about applications: one for each thing that is told."""

from collections.abc import Callable, Sequence

from flask import current_app

from fairapp.documents import news_messages
from fairapp.documents.messages import Message
from fairapp.documents.news_messages import Entered, Reader
from fairapp.models import Application, Fair, User
from fairapp.services import notices
from fairapp.services.notices import News
from fairapp.services.producers.reaching import Contact, contacts_of


def tell_verdicts(applications: Sequence[Application]) -> None:
    """Each announced verdict; a version of an application is announced once, so its notice goes once."""

    def say(application: Application, reader: Reader) -> Message:
        return news_messages.verdict(
            reader,
            application.state,
            booths=application.booth_count,
            number=application.waitlist_number or 0,
            reason=application.decision_reason,
        )

    write_to(applications, "verdict", say)


def tell_question(application: Application) -> None:
    """What the applicant has to answer."""

    def say(asked: Application, reader: Reader) -> Message:
        return news_messages.question(reader, asked.returned_by, asked.return_reason)

    write_to([application], "question", say)


def tell_entered(application: Application, actor: User) -> None:
    """Somebody else sent the application."""

    def say(_sent: Application, reader: Reader) -> Message:
        return news_messages.entered(reader, Entered.APPLICATION, actor.role, actor.name)

    write_to([application], "entered", say)


def write_to(
    applications: Sequence[Application], about: str, say: Callable[[Application, Reader], Message]
) -> None:
    """One notice about this version of each application."""
    contacts = contacts_of([application.producer for application in applications])
    notices.tell(
        [
            _news(application, contact, f"{about}:{application.id}:{application.version}", say)
            for application, contact in zip(applications, contacts, strict=True)
        ]
    )


def _news(
    application: Application,
    contact: Contact,
    key: str,
    say: Callable[[Application, Reader], Message],
) -> News:
    fair = application.fair
    path = f"/producer/applications/{application.id}"
    message = say(application, reader_of(contact, fair, path))
    return News(key, contact, message.subject, message.body, path, fair.id)


def reader_of(contact: Contact, fair: Fair, path: str) -> Reader:
    """Whom the letter speaks to; `path` is only told to who can sign in."""
    address = f"{current_app.config['FAIRAPP'].public_url}{path}" if contact.has_account else ""
    return Reader(contact.name, contact.language, fair.name, fair.hotline, address)
