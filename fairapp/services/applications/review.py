"""The organiser's part before the announcement: ask, and decide in private."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from fairapp.db import db, now
from fairapp.domain.applications import (
    LEADS_TO,
    OUTCOMES,
    ApplicationState,
    Decision,
    Move,
    Who,
    may,
    move_for,
)
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_, clean_lines
from fairapp.models import Application, Fair, User
from fairapp.services import accounts
from fairapp.services.applications import candidates, offers, recusal
from fairapp.services.applications.drafts import audit, check_goes_on, check_move
from fairapp.services.applications.telling import tell_question

LONGEST_REASON = 1_000
CHANGED = N_("Đơn này vừa có thay đổi nên thao tác vừa rồi chưa được ghi. Hãy xem bản mới rồi làm lại.")
TOLD = N_("Kết quả này đã công bố từ trước. Muốn giữ nguyên, chỉ cần bỏ quyết định chưa công bố nếu có.")

SENTENCES = {
    Decision.ACCEPT: N_("Quyết định chưa công bố: dự kiến nhận."),
    Decision.WAITLIST: N_("Quyết định chưa công bố: dự kiến vào danh sách chờ."),
    Decision.REFUSE: N_("Quyết định chưa công bố: dự kiến từ chối, lý do: %(reason)s"),
}


@dataclass(frozen=True)
class BulkOutcome:
    """What became of a decision about many: decided, changed by somebody meanwhile, or not to be decided."""

    decided: int
    changed: list[str] = field(default_factory=list)
    not_now: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)


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
    decided, changed, not_now, barred = [], [], [], []
    aside, held = recusal.barred_ids(actor, list(versions)), candidates.held_ids(fair)
    for application in _lock(fair, versions):
        if application.id in aside:
            barred.append(application.producer.name)
        elif application.version != versions[application.id]:
            changed.append(application.producer.name)
        elif application.id in held or not _may_decide(application, decision):
            not_now.append(application.producer.name)
        else:
            decided.append(application.id)
    _write_verdicts(fair, decided, actor, decision, reason[:LONGEST_REASON])
    return BulkOutcome(len(decided), changed, not_now, barred)


def _write_verdicts(fair: Fair, ids: list[int], actor: User, decision: Decision, reason: str) -> None:
    """The same verdict about all of them, by the table: the session would write row by row, to count each
    for its version. They are locked instead."""
    if not ids:
        return
    db.session.flush()
    table = Application.__table__
    db.session.connection().execute(
        update(table)
        .where(table.c.id.in_(ids))
        .values(decision=decision, decision_reason=reason, decided_at=now(), decided_by_id=actor.id)
        .values(version=table.c.version + 1)
    )
    words = [(id, SENTENCES[decision], {"reason": reason}) for id in ids]
    accounts.audit_all(actor, "application.decide", "application", words, fair_id=fair.id, private=True)
    written = select(Application).where(Application.id.in_(ids)).execution_options(populate_existing=True)
    db.session.scalars(written).all()


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
