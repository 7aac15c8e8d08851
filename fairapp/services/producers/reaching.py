"""How a producer is reached: by letter where there is an address, else by telephone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from fairapp.db import db
from fairapp.models import Producer, User
from fairapp.services.notices import Addressee


@dataclass(frozen=True)
class Contact(Addressee):
    """A producer as it is written to or called."""

    producer_id: int


@dataclass(frozen=True)
class Reach:
    """How many letters go out, and who has to be called."""

    letters: int
    to_call: list[Contact]


def contact_of(producer: Producer) -> Contact:
    return _contact(producer, producer.user)


def contacts_of(producers: Sequence[Producer]) -> list[Contact]:
    """The same for many, their accounts read in one statement."""
    ids = [producer.user_id for producer in producers if producer.user_id is not None]
    users = db.session.scalars(select(User).where(User.id.in_(ids))).all() if ids else []
    by_id = {user.id: user for user in users}
    return [_contact(producer, by_id.get(producer.user_id or 0)) for producer in producers]


def _contact(producer: Producer, user: User | None) -> Contact:
    """The account's address first: its owner proves at each sign-in that it is right."""
    return Contact(
        name=producer.name,
        email=(user.email if user else None) or producer.email,
        phone=producer.phone or (user.phone if user else None) or "",
        language=user.language if user else "vi",
        user_id=user.id if user else None,
        producer_id=producer.id,
    )


def reach(contacts: Iterable[Contact]) -> Reach:
    found = list(contacts)
    return Reach(sum(bool(c.email) for c in found), [c for c in found if not c.email])
