"""Warns 60 and 30 days before a paper or a certificate runs out."""

from collections.abc import Sequence

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
from fairapp.services import letters
from fairapp.services.letters import Draft
from fairapp.services.papers.expiring import Expiring, list_expiring
from fairapp.services.producers.reaching import Contact, contacts_of

AT_ONCE = 200


def warn() -> str:
    """A letter for each paper and threshold to whoever has an address; the others see it on their page.

    Its key is what lets a letter be written only once: cut off in the middle, the next run writes the rest.
    """
    today = local_day(now())
    soon = {
        _key(one, days): one for one in list_expiring(today) if (days := warning_due(one.expires_on, today))
    }
    keys = list(soon)
    db.session.rollback()
    written = 0
    for first in range(0, len(keys), AT_ONCE):
        with transaction():
            written += _write({key: soon[key] for key in keys[first : first + AT_ONCE]})
    return f"{written} warnings for {len(soon)} papers" if written else ""


def _write(soon: dict[str, Expiring]) -> int:
    """Those of this heap that have not been written."""
    done = letters.written_among(soon)
    contacts = _contacts([one.producer_id for one in soon.values()])
    drafts = [
        _draft(key, one, contact)
        for key, one in soon.items()
        if key not in done and (contact := contacts[one.producer_id]).email
    ]
    letters.write_all(drafts)
    return len(drafts)


def _contacts(producer_ids: Sequence[int]) -> dict[int, Contact]:
    found = list(db.session.scalars(select(Producer).where(Producer.id.in_(producer_ids))))
    return {contact.producer_id: contact for contact in contacts_of(found)}


def _draft(key: str, one: Expiring, contact: Contact) -> Draft:
    config: Config = current_app.config["FAIRAPP"]
    address = f"{config.public_url}/producer/papers" if contact.has_account else ""
    reader = Reader(contact.name, contact.language, "", "", address)
    message = news_messages.expiring(reader, one.title, one.product, one.expires_on)
    return Draft(key=key, to=contact.email, subject=message.subject, body=message.body)


def _key(one: Expiring, days: int) -> str:
    return f"expiring:{one.key}:{days}"
