"""Closing the book of a fair."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from fairapp.db import db
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Conflict
from fairapp.domain.fairs import OVER, FairState, Phase
from fairapp.domain.sales import free_until
from fairapp.domain.text import N_
from fairapp.models import Application, DiaryDay, Fair, OpeningSession, Site, Snapshot, User
from fairapp.services import accounts, fairs

LOOKED_AFTER = timedelta(days=30)
"""How long after closing the clock looks after a fair; a report of an old one is made by hand."""

STILL_WRITING = timedelta(minutes=5)
"""What was mended shortly before the facts were read may have been committed after."""

STILL_OPEN = N_("Hội chợ chưa hết phiên cuối nên chưa khoá sổ được.")
ALREADY_CLOSED = N_("Hội chợ này đã khoá sổ.")
CALLED_OFF = N_("Hội chợ này đã huỷ nên không có gì để khoá sổ.")


def may_close(fair: Fair, now: datetime) -> bool:
    phase = fairs.phase(fair, now)
    return phase in OVER and phase is not Phase.CLOSED


def close(actor: User, fair: Fair, now: datetime) -> None:
    """Say that the fair is over. Exhibitors may still mend the last day until ten the next morning."""
    phase = fairs.phase(fair, now)
    if phase is Phase.CLOSED:
        raise Conflict(ALREADY_CLOSED)
    if phase is Phase.CANCELLED:
        raise Conflict(CALLED_OFF)
    if phase not in OVER:
        raise Conflict(STILL_OPEN)
    fair.state, fair.closed_at = FairState.CLOSED, now
    db.session.flush()
    accounts.audit(actor, "fair.close", "fair", fair.id, N_("Khoá sổ hội chợ."), fair_id=fair.id)


def diary_deadline(fair: Fair) -> datetime | None:
    """The moment from which the diaries of the last day are final; None for a fair without days."""
    days = fairs.days(fair)
    return free_until(days[-1]) if days else None


def list_settled(now: datetime) -> list[Fair]:
    """Fairs closed lately whose diaries are final: a last snapshot and reports to sponsors are due."""
    query = (
        select(Fair)
        .where(
            Fair.state == FairState.CLOSED,
            Fair.past_record.is_(False),
            Fair.closed_at > now - LOOKED_AFTER,
        )
        .options(selectinload(Fair.sites).selectinload(Site.sessions))
        .order_by(Fair.id)
    )
    return [fair for fair in db.session.scalars(query) if _settled_at(fair) <= now]


def midway_deadline(fair: Fair) -> datetime | None:
    """The moment from which the diaries of the middle day are final; None for a fair of one day or none."""
    days = fairs.days(fair)
    return free_until(days[(len(days) - 1) // 2]) if len(days) > 1 else None


def list_midway(now: datetime) -> list[Fair]:
    """Fairs under way whose middle day is final: sponsors are due an update, until the last day is over."""
    today = local_day(now)
    query = (
        select(Fair)
        .where(Fair.state == FairState.ANNOUNCED, Fair.past_record.is_(False))
        .where(Fair.sites.any(Site.sessions.any(OpeningSession.day >= today)))
        .options(selectinload(Fair.sites).selectinload(Site.sessions))
        .order_by(Fair.id)
    )
    dated = [(fair, midway_deadline(fair)) for fair in db.session.scalars(query)]
    return [fair for fair, deadline in dated if deadline is not None and deadline <= now]


def is_final(fair: Fair) -> bool:
    """Whether the book is closed and its last figures are frozen: nothing is added any more."""
    return fair.state is FairState.CLOSED and not needs_last_freeze(fair)


def needs_last_freeze(fair: Fair) -> bool:
    """Whether nobody has looked at the facts since they became final."""
    looked = _looked_at(fair)
    return looked is None or looked < _settled_at(fair)


def is_corrected_late(fair: Fair) -> bool:
    """Whether a diary was mended since somebody last looked at the facts: a new issue is due."""
    mended = select(func.max(func.coalesce(DiaryDay.changed_at, DiaryDay.entered_at)))
    newest = db.session.scalar(
        mended.join(Application, Application.id == DiaryDay.application_id).where(
            Application.fair_id == fair.id
        )
    )
    looked = _looked_at(fair)
    return newest is not None and looked is not None and newest > looked - STILL_WRITING


def _looked_at(fair: Fair) -> datetime | None:
    looked = func.max(func.coalesce(Snapshot.confirmed_at, Snapshot.frozen_at))
    return db.session.scalar(select(looked).where(Snapshot.fair_id == fair.id))


def _settled_at(fair: Fair) -> datetime:
    deadline = diary_deadline(fair)
    if fair.closed_at is None:
        raise ValueError(f"fair {fair.id} is not closed")
    return max(deadline, fair.closed_at) if deadline else fair.closed_at
