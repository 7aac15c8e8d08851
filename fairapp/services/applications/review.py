"""The organiser's part: ask, decide in private, then announce everything at once."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from fairapp.db import db, now
from fairapp.domain.applications import (
    LEADS_TO,
    OUTCOMES,
    ApplicationState,
    Decision,
    Move,
    Who,
    is_pending,
    may,
    move_for,
)
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_, clean_lines
from fairapp.models import Application, Fair, User
from fairapp.services import accounts
from fairapp.services.applications import line, offers, recusal
from fairapp.services.applications.drafts import audit, check_goes_on, check_move
from fairapp.services.applications.pending import PENDING
from fairapp.services.applications.telling import Sample, tell_question, tell_verdicts, verdict_samples
from fairapp.services.producers.reaching import Reach, contacts_of, reach

LONGEST_REASON = 1_000
CHANGED = N_("Đơn này vừa có thay đổi nên thao tác vừa rồi chưa được ghi. Hãy xem bản mới rồi làm lại.")
TOLD = N_("Kết quả này đã công bố từ trước. Muốn giữ nguyên, chỉ cần bỏ quyết định chưa công bố nếu có.")
NEWS = N_("Có quyết định vừa thay đổi nên chưa công bố. Hãy xem lại số liệu dưới đây rồi công bố lại.")

SENTENCES = {
    Decision.ACCEPT: N_("Quyết định chưa công bố: dự kiến nhận."),
    Decision.WAITLIST: N_("Quyết định chưa công bố: dự kiến vào danh sách chờ."),
    Decision.REFUSE: N_("Quyết định chưa công bố: dự kiến từ chối, lý do: %(reason)s"),
}
ANNOUNCEMENTS = {
    ApplicationState.ACCEPTED: N_("Ban tổ chức công bố: được nhận."),
    ApplicationState.WAITLISTED: N_("Ban tổ chức công bố: danh sách chờ, số %(number)d."),
    ApplicationState.REFUSED: N_("Ban tổ chức công bố: không được nhận, lý do: %(reason)s"),
}


@dataclass(frozen=True)
class BulkOutcome:
    """What became of a decision about many: decided, changed by somebody meanwhile, or not to be decided."""

    decided: int
    changed: list[str] = field(default_factory=list)
    not_now: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)


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


def ask(application: Application, actor: User, question: str, version: int) -> None:
    """Send it back to the applicant with a question, at once; any private verdict falls."""
    check_version(application, version)
    check_move(application, Move.RETURN, Who.ORGANISER)
    application.return_reason = check_reason(question, "question")
    application.returned_by = actor.organisation.name[:120] if actor.organisation else actor.name
    application.state = LEADS_TO[Move.RETURN]
    _clear_verdict(application)
    audit(actor, application, "ask", N_("Ban tổ chức hỏi: %(question)s"), question=application.return_reason)
    db.session.flush()
    tell_question(application)


def decide(application: Application, actor: User, decision: Decision, reason: str, version: int) -> None:
    """A private verdict: the applicant sees nothing of it until it is announced."""
    check_version(application, version)
    check_move(application, move_for(decision), Who.ORGANISER)
    _check_free_to_decide(application, actor)
    if _is_told(application, decision):
        raise Conflict(TOLD)
    reason = check_reason(reason, "reason") if decision is Decision.REFUSE else clean_lines(reason)
    _write_verdict(application, actor, decision, reason[:LONGEST_REASON])
    db.session.flush()


def undecide(application: Application, actor: User, version: int) -> None:
    """Take a verdict back that has not been announced."""
    check_version(application, version)
    check_move(application, Move.UNDECIDE, Who.ORGANISER)
    _check_free_to_decide(application, actor)
    _clear_verdict(application)
    audit(actor, application, "undecide", N_("Bỏ quyết định chưa công bố."), private=True)
    db.session.flush()


def decide_many(
    fair: Fair, actor: User, versions: dict[int, int], decision: Decision, reason: str
) -> BulkOutcome:
    """One verdict about the chosen applications; those that changed since they were listed are left alone."""
    check_goes_on(fair)
    reason = check_reason(reason, "reason") if decision is Decision.REFUSE else clean_lines(reason)
    decided, changed, not_now, barred = 0, [], [], []
    aside, held = recusal.barred_ids(actor, list(versions)), offers.held_ids(fair)
    for application in _lock(fair, versions):
        if application.id in aside:
            barred.append(application.producer.name)
        elif application.version != versions[application.id]:
            changed.append(application.producer.name)
        elif application.id in held or not _may_decide(application, decision):
            not_now.append(application.producer.name)
        else:
            _write_verdict(application, actor, decision, reason)
            decided += 1
    db.session.flush()
    return BulkOutcome(decided, changed, not_now, barred)


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
    pending = _pending(fair)
    if not pending:
        raise Conflict(N_("Không còn quyết định nào chưa công bố."))
    if _mark(pending) != mark:
        raise Conflict(NEWS)
    at = now()
    for application in pending:
        application.waitlist_number = None
    line.close_gaps(fair)
    numbers = _numbers(fair, pending)
    for application in pending:
        state = OUTCOMES[application.decision]  # type: ignore[index]  # pending means decided
        application.state, application.announced_at = state, at
        application.waitlist_number = numbers.get(application.id)
        _tell(application, actor)
    fair.decisions_announced_at = at
    accounts.audit(
        actor,
        "application.announce",
        "fair",
        fair.id,
        N_("Công bố kết quả xét %(n)d đơn."),
        fair_id=fair.id,
        n=len(pending),
    )
    db.session.flush()
    tell_verdicts(pending)
    return len(pending)


def _may_decide(application: Application, decision: Decision) -> bool:
    allowed = may(application.state, move_for(decision), Who.ORGANISER)
    return allowed and not _is_told(application, decision)


def _check_free_to_decide(application: Application, actor: User) -> None:
    recusal.check(actor, application)
    offers.check_not_held(application)


def _is_told(application: Application, decision: Decision) -> bool:
    """What was announced already is not decided again: its words would be read before any announcement."""
    return OUTCOMES[decision] is application.state


def check_version(application: Application, version: int) -> None:
    """Somebody who read an older version is told before anything is written."""
    if application.version != version:
        raise Conflict(CHANGED)


def check_reason(reason: str, field_name: str) -> str:
    cleaned = clean_lines(reason)
    if not cleaned:
        raise Invalid(N_("Hãy viết để chủ thể hiểu vì sao và cần làm gì."), field=field_name)
    if len(cleaned) > LONGEST_REASON:
        raise Invalid(N_("Nhiều nhất %(max)d ký tự."), field=field_name, max=LONGEST_REASON)
    return cleaned


def _write_verdict(application: Application, actor: User, decision: Decision, reason: str) -> None:
    application.decision, application.decision_reason = decision, reason
    application.decided_at, application.decided_by_id = now(), actor.id
    audit(actor, application, "decide", SENTENCES[decision], private=True, reason=reason)


def _clear_verdict(application: Application) -> None:
    """Back to what has been announced: a waiting application stays on its list."""
    announced = {state: decision for decision, state in OUTCOMES.items()}
    application.decision = announced.get(application.state)
    application.decision_reason = ""
    application.decided_at, application.decided_by_id = None, None


def _tell(application: Application, actor: User) -> None:
    audit(
        actor,
        application,
        "announce",
        ANNOUNCEMENTS[application.state],
        number=application.waitlist_number or 0,
        reason=application.decision_reason,
    )


def _lock(fair: Fair, ids: Collection[int]) -> list[Application]:
    query = (
        select(Application)
        .where(Application.fair_id == fair.id, Application.id.in_(ids))
        .where(Application.state != ApplicationState.DRAFT)
        .options(joinedload(Application.producer))
        .order_by(Application.id)
        .with_for_update(of=Application)
    )
    return list(db.session.scalars(query))


def _pending(fair: Fair) -> list[Application]:
    """Verdicts not yet told, in the order in which the applications were sent."""
    return [a for a in db.session.scalars(_in_order(fair).where(PENDING)) if is_pending(a.state, a.decision)]


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
