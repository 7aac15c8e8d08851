"""Warns 60 and 30 days before a paper or a certificate runs out."""

from collections.abc import Mapping, Sequence

from flask import current_app
from sqlalchemy import select

from fairapp.config import Config
from fairapp.db import db, now
from fairapp.documents import news_messages
from fairapp.documents.news_messages import Reader
from fairapp.domain.calendar import local_day
from fairapp.domain.papers import warning_due
from fairapp.jobs.edge import transaction
from fairapp.models import Producer
from fairapp.services import notices
from fairapp.services.notices import News
from fairapp.services.papers.expiring import Expiring, list_expiring
from fairapp.services.producers.reaching import Contact, contacts_of

AT_ONCE = 200
PATH = "/producer/papers"


def warn() -> str:
    """A notice for each paper and threshold, by letter too where there is an address.

    Its key is what lets it be told only once: cut off in the middle, the next run tells the rest.
    """
    today = local_day(now())
    due = ((one, warning_due(one.expires_on, today)) for one in list_expiring(today))
    soon = {f"expiring:{one.key}:{days}": one for one, days in due if days}
    db.session.rollback()
    told = 0
    for heap in _heaps(list(soon)):
        with transaction():
            told += _tell({key: soon[key] for key in heap})
    return f"{told} warnings for {len(soon)} papers" if told else ""


def _heaps(keys: Sequence[str]) -> list[Sequence[str]]:
    return [keys[first : first + AT_ONCE] for first in range(0, len(keys), AT_ONCE)]


def _tell(soon: Mapping[str, Expiring]) -> int:
    """Those of this heap that have not been told."""
    told = notices.list_told(list(soon))
    contacts = _contacts([one.producer_id for one in soon.values()])
    news = [_news(key, one, contacts[one.producer_id]) for key, one in soon.items() if key not in told]
    notices.tell(news)
    return len(news)


def _contacts(producer_ids: Sequence[int]) -> dict[int, Contact]:
    found = list(db.session.scalars(select(Producer).where(Producer.id.in_(producer_ids))))
    return {producer.id: contact for producer, contact in zip(found, contacts_of(found), strict=True)}


def _news(key: str, one: Expiring, contact: Contact) -> News:
    config: Config = current_app.config["FAIRAPP"]
    address = f"{config.public_url}{PATH}" if contact.has_account else ""
    reader = Reader(contact.name, contact.language, "", "", address)
    message = news_messages.expiring(reader, one.title, one.product, one.expires_on)
    return News(key, contact, message.subject, message.body, PATH)
