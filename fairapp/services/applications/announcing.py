"""Verdicts are announced together: previewed, then told in one act, all or none."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, func, select, update
from sqlalchemy.orm import contains_eager

from fairapp.db import db, now
from fairapp.domain.applications import OUTCOMES, ApplicationState, Decision, is_pending
from fairapp.domain.errors import Conflict
from fairapp.domain.text import N_
from fairapp.models import Application, Fair, User
from fairapp.services import accounts
from fairapp.services.applications import line, offers
from fairapp.services.applications.drafts import check_goes_on
from fairapp.services.applications.pending import PENDING
from fairapp.services.applications.telling import Sample, tell_verdicts, verdict_samples
from fairapp.services.producers.reaching import Reach, contacts_of, reach

NEWS = N_("Có quyết định vừa thay đổi nên chưa công bố. Hãy xem lại số liệu dưới đây rồi công bố lại.")

ANNOUNCEMENTS = {
    ApplicationState.ACCEPTED: N_("Ban tổ chức công bố: được nhận."),
    ApplicationState.WAITLISTED: N_("Ban tổ chức công bố: danh sách chờ, số %(number)d."),
    ApplicationState.REFUSED: N_("Ban tổ chức công bố: không được nhận, lý do: %(reason)s"),
}


@dataclass(frozen=True)
class Preview:
    """What an announcement would tell, with a mark that changes when any of it does."""

    decisions: dict[Decision, int]
    booths: int
    undecided: int
    asked: int
    mark: str
    reach: Reach
    samples: list[Sample]

    @property
    def total(self) -> int:
        return sum(self.decisions.values())


def preview(fair: Fair) -> Preview:
    """What announcing now would do."""
    pending = _pending(fair)
    numbers = _numbers(fair, pending)
    states = dict(
        db.session.execute(
            select(Application.state, func.count())
            .where(Application.fair_id == fair.id, ~PENDING)
            .group_by(Application.state)
        ).all()
    )
    return Preview(
        decisions={d: sum(a.decision is d for a in pending) for d in Decision},
        booths=sum(a.booth_count for a in pending if a.decision is Decision.ACCEPT),
        undecided=states.get(ApplicationState.SUBMITTED, 0) + states.get(ApplicationState.ENDORSED, 0),
        asked=states.get(ApplicationState.RETURNED, 0),
        mark=_mark(pending),
        reach=_reach(pending),
        samples=verdict_samples(pending, numbers),
    )


def told_last(fair: Fair) -> Reach | None:
    """Whom the latest announcement reached by letter, and who had to be called; None before the first."""
    if fair.decisions_announced_at is None:
        return None
    told = Application.announced_at == fair.decisions_announced_at
    query = _in_order(fair).where(told)
    return _reach(list(db.session.scalars(query)))


def _reach(applications: list[Application]) -> Reach:
    return reach(contacts_of([application.producer for application in applications]))


def announce(fair: Fair, actor: User, mark: str) -> int:
    """Tell every verdict that has not been told, all or none; gives how many."""
    line.lock(fair)
    check_goes_on(fair)
    pending = _pending(fair, lock=True)
    if not pending:
        raise Conflict(N_("Không còn quyết định nào chưa công bố."))
    if _mark(pending) != mark:
        raise Conflict(NEWS)
    at = now()
    waited = {a.id for a in pending if a.state is ApplicationState.WAITLISTED}
    told = _publish(fair, pending, at)
    offers.fill(fair, [a for a in told if a.id in waited and a.state is ApplicationState.ACCEPTED])
    accounts.audit_all(actor, "application.announce", "application", _words(told), fair_id=fair.id)
    fair.decisions_announced_at = at
    accounts.audit(
        actor,
        "application.announce",
        "fair",
        fair.id,
        N_("Công bố kết quả xét %(n)d đơn."),
        fair_id=fair.id,
        n=len(told),
    )
    db.session.flush()
    tell_verdicts(told)
    return len(told)


def _publish(fair: Fair, pending: list[Application], at: datetime) -> list[Application]:
    """Each verdict becomes its state, in as many statements for five hundred as for two; gives them as told.

    By the table: the session would write row by row, to count each for its version. They are locked instead.
    """
    db.session.flush()
    table, connection = Application.__table__, db.session.connection()
    numbers = _numbers(fair, pending)
    ids = [application.id for application in pending]
    connection.execute(update(table).where(table.c.id.in_(ids)).values(waitlist_number=None))
    line.close_gaps(fair)
    connection.execute(
        update(table)
        .where(table.c.id == bindparam("key"))
        .values(state=bindparam("to"), waitlist_number=bindparam("number"))
        .values(announced_at=at, version=table.c.version + 1),
        [
            {"key": a.id, "to": OUTCOMES[a.decision], "number": numbers.get(a.id)}
            for a in pending
            if a.decision
        ],
    )
    query = _in_order(fair).where(Application.id.in_(ids)).execution_options(populate_existing=True)
    return list(db.session.scalars(query))


def _words(told: list[Application]) -> list[tuple[object, str, dict[str, object]]]:
    """What each application's history says of the announcement."""
    return [
        (a.id, ANNOUNCEMENTS[a.state], {"number": a.waitlist_number or 0, "reason": a.decision_reason})
        for a in told
    ]


def _pending(fair: Fair, *, lock: bool = False) -> list[Application]:
    """Verdicts not yet told, in the order in which the applications were sent."""
    query = _in_order(fair).where(PENDING)
    if lock:
        query = query.with_for_update(of=Application).execution_options(populate_existing=True)
    return [a for a in db.session.scalars(query) if is_pending(a.state, a.decision)]


def _in_order(fair: Fair) -> Select[tuple[Application]]:
    return (
        select(Application)
        .join(Application.producer)
        .where(Application.fair_id == fair.id)
        .options(contains_eager(Application.producer))
        .order_by(Application.submitted_at, Application.id)
    )


def _mark(pending: list[Application]) -> str:
    seen = ",".join(f"{a.id}:{a.decision}:{a.booth_count}" for a in sorted(pending, key=lambda a: a.id))
    return hashlib.sha256(seen.encode()).hexdigest()[:32]


def _numbers(fair: Fair, pending: list[Application]) -> dict[int, int]:
    """Which number on the waiting list each would be told: behind those who stay on it, as they were sent."""
    leaving = sum(application.state is ApplicationState.WAITLISTED for application in pending)
    waiting = db.session.scalar(
        select(func.count()).where(
            Application.fair_id == fair.id, Application.state == ApplicationState.WAITLISTED
        )
    )
    new = [application.id for application in pending if application.decision is Decision.WAITLIST]
    return {id_: number for number, id_ in enumerate(new, start=(waiting or 0) - leaving + 1)}
