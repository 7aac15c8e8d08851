"""The conferences and other events of a fair at which people sign."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from fairapp.db import db
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.text import N_
from fairapp.models import Agreement, AgreementEvent, Fair, User
from fairapp.services import accounts

MOST_EVENTS = 200
NO_SUCH_EVENT = N_("Không có sự kiện này.")
SAME_EVENT = N_("Sự kiện này đã có trong danh sách của ngày đó.")
SIGNED_THERE = N_("Đã có văn bản ghi là ký tại “%(name)s” nên không xoá được. Hãy sửa các văn bản đó trước.")
TOO_MANY = N_("Mỗi hội chợ có nhiều nhất %(most)d sự kiện.")


@dataclass(frozen=True)
class EventFacts:
    """What, when and where; a day that no source tells stays None."""

    name: str
    day: date | None = None
    place: str = ""


def list_events(fair: Fair) -> list[AgreementEvent]:
    """By day; those without one last."""
    query = select(AgreementEvent).where(AgreementEvent.fair_id == fair.id)
    return list(db.session.scalars(query.order_by(AgreementEvent.day.asc().nulls_last(), AgreementEvent.id)))


def count_signed(fair: Fair) -> dict[int, int]:
    """How many papers were signed at each event."""
    query = (
        select(Agreement.event_id, func.sum(Agreement.count))
        .where(Agreement.fair_id == fair.id, Agreement.event_id.is_not(None))
        .group_by(Agreement.event_id)
    )
    return {event_id: int(papers) for event_id, papers in db.session.execute(query) if event_id}


def get_event(event_id: int, fair: Fair) -> AgreementEvent:
    found = db.session.scalar(
        select(AgreementEvent).where(AgreementEvent.id == event_id, AgreementEvent.fair_id == fair.id)
    )
    if found is None:
        raise NotFound(NO_SUCH_EVENT)
    return found


def add_event(actor: User, fair: Fair, facts: EventFacts) -> AgreementEvent:
    if len(list_events(fair)) >= MOST_EVENTS:
        raise Invalid(TOO_MANY, most=MOST_EVENTS)
    event = AgreementEvent(fair_id=fair.id)
    _write(event, facts)
    _note(actor, event, "agreement_event.add", N_("Thêm sự kiện “%(name)s”."))
    return event


def change_event(actor: User, event: AgreementEvent, facts: EventFacts) -> None:
    _write(event, facts)
    _note(actor, event, "agreement_event.change", N_("Sửa sự kiện “%(name)s”."))


def remove_event(actor: User, event: AgreementEvent) -> None:
    """An event at which something was signed stays."""
    name = event.name
    _note(actor, event, "agreement_event.remove", N_("Xoá sự kiện “%(name)s”."))
    try:
        with db.session.begin_nested():
            db.session.delete(event)
    except IntegrityError:
        raise Conflict(SIGNED_THERE, name=name) from None


def _write(event: AgreementEvent, facts: EventFacts) -> None:
    try:
        with db.session.begin_nested():
            event.name, event.day, event.place = facts.name, facts.day, facts.place
            db.session.add(event)
    except IntegrityError:
        raise Invalid(SAME_EVENT, field="name") from None


def _note(actor: User, event: AgreementEvent, action: str, sentence: str) -> None:
    accounts.audit(
        actor, action, "agreement_event", event.id, sentence, fair_id=event.fair_id, name=event.name
    )
