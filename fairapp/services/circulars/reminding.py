"""Rounds by the clock: to those who were told first and are still in the segment, each round once."""

from datetime import datetime

from sqlalchemy import func, select

from fairapp.db import db
from fairapp.domain.calendar import local_day
from fairapp.domain.circulars import CircularState, is_due
from fairapp.domain.fairs import FairState
from fairapp.models import Circular, CircularRound, Fair
from fairapp.services import notices
from fairapp.services.circulars.filling import key_of, news_for_all
from fairapp.services.circulars.segments import list_recipients
from fairapp.services.producers.reaching import contacts_of


def list_repeating(now: datetime) -> list[int]:
    """The notices that may have a round due; a fair that is over or called off reminds nobody."""
    query = (
        select(Circular.id)
        .join(Fair, Fair.id == Circular.fair_id)
        .where(
            Circular.state == CircularState.SENT,
            Circular.repeat_days.is_not(None),
            Circular.stopped_at.is_(None),
            Circular.until >= local_day(now),
            Fair.state == FairState.ANNOUNCED,
        )
        .order_by(Circular.id)
    )
    return list(db.session.scalars(query))


def remind(circular_id: int, now: datetime) -> int:
    """Make the round that is due, in this transaction; gives how many were told.

    A crash keeps nothing of it, so the next run makes it whole; a run beside this one waits for the lock
    and finds the round made. Who has done what was asked is in the segment no longer.
    """
    circular = db.session.scalar(
        select(Circular)
        .where(Circular.id == circular_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if circular is None or circular.stopped_at is not None:
        return 0
    number, last_at = db.session.execute(
        select(func.max(CircularRound.number), func.max(CircularRound.at)).where(
            CircularRound.circular_id == circular.id
        )
    ).one()
    if not is_due(circular.repeat, local_day(last_at), local_day(now)):
        return 0
    applications = list_recipients(circular, local_day(now))
    told = notices.list_told([key_of(circular, 1, application) for application in applications])
    left = [application for application in applications if key_of(circular, 1, application) in told]
    contacts = contacts_of([application.producer for application in left])
    db.session.add(CircularRound(circular_id=circular.id, number=number + 1, at=now, recipients=len(left)))
    db.session.flush()
    notices.tell(news_for_all(circular, number + 1, left, contacts))
    return len(left)
