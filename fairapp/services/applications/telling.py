"""Notices about applications: one for each thing that is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import current_app

from fairapp.documents import news_messages
from fairapp.documents.messages import Message
from fairapp.documents.news_messages import Entered, Reader
from fairapp.domain.applications import OUTCOMES, ApplicationState, Decision
from fairapp.domain.calendar import format_moment
from fairapp.models import Application, Fair, Offer, User
from fairapp.services import notices
from fairapp.services.notices import News
from fairapp.services.producers.reaching import Contact, contacts_of


@dataclass(frozen=True)
class Sample:
    """What one kind of verdict would say to whoever gets it first."""

    decision: Decision
    count: int
    name: str
    message: Message


def verdict_samples(pending: Sequence[Application], numbers: Mapping[int, int]) -> list[Sample]:
    """The letters of an announcement not yet made: of each kind the first, written for its real reader."""
    samples = []
    for decision in Decision:
        alike = [application for application in pending if application.decision is decision]
        if alike:
            first = alike[0]
            reader = reader_of(contacts_of([first.producer])[0], first.fair, _path(first))
            message = _verdict(first, reader, OUTCOMES[decision], numbers.get(first.id, 0))
            samples.append(Sample(decision, len(alike), first.producer.name, message))
    return samples


def tell_verdicts(applications: Sequence[Application]) -> None:
    """Each announced verdict; a version of an application is announced once, so its notice goes once."""

    def say(application: Application, reader: Reader) -> Message:
        return _verdict(application, reader, application.state, application.waitlist_number or 0)

    write_to(applications, "verdict", say)


def _verdict(application: Application, reader: Reader, state: ApplicationState, number: int) -> Message:
    return news_messages.verdict(
        reader,
        state,
        booths=application.booth_count,
        number=number,
        reason=application.decision_reason,
    )


def tell_question(application: Application) -> None:
    """What the applicant has to answer."""

    def say(asked: Application, reader: Reader) -> Message:
        return news_messages.question(reader, asked.returned_by, asked.return_reason)

    write_to([application], "question", say)


def tell_offer(offer: Offer) -> None:
    """A freed booth, and until when to answer."""

    def say(application: Application, reader: Reader) -> Message:
        return news_messages.offer(reader, booths=offer.booths, until=format_moment(offer.expires_at))

    write_to([offer.application], f"offer-{offer.id}", say)


def tell_lapsed(offer: Offer) -> None:
    """Not answered in time."""

    def say(application: Application, reader: Reader) -> Message:
        return news_messages.offer_lapsed(reader, number=application.waitlist_number or 0)

    write_to([offer.application], f"lapsed-{offer.id}", say)


def tell_wish_gone(application: Application, key: str, places: Sequence[str]) -> None:
    """Where it would have liked to stand is no longer on the plan; `key` says which change took it."""

    def say(_application: Application, reader: Reader) -> Message:
        return news_messages.wish_gone(reader, places)

    write_to([application], f"wish-{key}", say)


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
    path = _path(application)
    message = say(application, reader_of(contact, fair, path))
    return News(key, contact, message.subject, message.body, path, fair.id)


def _path(application: Application) -> str:
    return f"/producer/applications/{application.id}"


def reader_of(contact: Contact, fair: Fair, path: str) -> Reader:
    """Whom the letter speaks to; `path` is only told to who can sign in."""
    address = f"{current_app.config['FAIRAPP'].public_url}{path}" if contact.has_account else ""
    return Reader(contact.name, contact.language, fair.name, fair.hotline, address)
