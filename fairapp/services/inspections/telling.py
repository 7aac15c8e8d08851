"""A notice to the exhibitor whose booth a check found something at."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.documents import news_messages
from fairapp.domain.inspections import Point
from fairapp.models import Application, FloorCheck, Producer
from fairapp.services import notices
from fairapp.services.applications.telling import reader_of
from fairapp.services.notices import News
from fairapp.services.producers.reaching import Contact, contacts_of


def tell_findings(ids: Sequence[UUID]) -> None:
    """One notice for each check that found something, whenever it comes."""
    query = (
        select(FloorCheck)
        .where(FloorCheck.id.in_(ids), FloorCheck.application_id.is_not(None))
        .options(
            joinedload(FloorCheck.fair),
            joinedload(FloorCheck.booth),
            joinedload(FloorCheck.application).joinedload(Application.producer).joinedload(Producer.user),
        )
        .order_by(FloorCheck.at, FloorCheck.id)
    )
    told = [(check, _findings(check)) for check in db.session.scalars(query) if _findings(check)]
    producers = [check.application.producer for check, _ in told if check.application]
    contacts = contacts_of(producers)
    notices.tell(
        [_news(check, found, contact) for (check, found), contact in zip(told, contacts, strict=True)]
    )


def _findings(check: FloorCheck) -> list[Point]:
    return [point for point, good in check.answers.items() if not good]


def _news(check: FloorCheck, found: list[Point], contact: Contact) -> News:
    path = f"/producer/applications/{check.application_id}/checks"
    message = news_messages.findings(
        reader_of(contact, check.fair, path), check.booth.number, check.at, found
    )
    return News(f"check:{check.id}", contact, message.subject, message.body, path, check.fair_id)
