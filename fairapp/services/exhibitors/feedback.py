"""What exhibitors say after a fair: one answer each, mended until the figures are final."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.calendar import at_local
from fairapp.domain.errors import Conflict
from fairapp.domain.fairs import FairState
from fairapp.domain.feedback import Answer, Aspect, Summary, check_answer, summarise
from fairapp.domain.text import N_
from fairapp.models import Application, Assignment, Booth, Fair, Feedback, Producer, User
from fairapp.services import accounts, allocation, reports, sales

TOO_EARLY = N_("Hội chợ chưa kết thúc nên chưa góp ý được. Hãy quay lại sau giờ bế mạc.")
TOO_LATE = N_("Số liệu hội chợ đã chốt nên không thêm hay sửa góp ý được nữa.")
CALLED_OFF = N_("Hội chợ này đã huỷ nên không nhận góp ý.")
TWICE = N_("Góp ý của gian này vừa được gửi từ máy khác. Hãy tải lại trang rồi sửa tiếp.")


@dataclass(frozen=True)
class Given:
    """An answer beside who gave it and where it stood."""

    feedback: Feedback
    numbers: str

    @property
    def producer(self) -> Producer:
        return self.feedback.application.producer


def find_feedback(application: Application) -> Feedback | None:
    return db.session.scalar(select(Feedback).where(Feedback.application_id == application.id))


def feedback_refusal(application: Application, booths: Sequence[Booth], now: datetime) -> str | None:
    """Why no answer is taken now, as a msgid; None when one is."""
    fair = application.fair
    if fair.state is FairState.CANCELLED:
        return CALLED_OFF
    closing = _closing(booths)
    if closing is None or now < closing:
        return TOO_EARLY
    return TOO_LATE if reports.is_final(fair) else None


def give_feedback(application: Application, actor: User, answer: Answer, now: datetime) -> Feedback:
    """Keep an exhibitor's answer, the first or a mended one."""
    refusal = feedback_refusal(application, sales.require_exhibitor(application), now)
    if refusal is not None:
        raise Conflict(refusal)
    answer = check_answer(answer)
    found = find_feedback(application)
    if found is None:
        found = Feedback(application=application, given_by_id=actor.id, given_at=now)
        _audit(actor, application, "give", N_("Gửi góp ý sau hội chợ."))
    else:
        found.changed_at = now
        _audit(actor, application, "change", N_("Sửa góp ý sau hội chợ."))
    _write(found, answer)
    try:
        with db.session.begin_nested():
            db.session.add(found)
    except IntegrityError:  # two telephones of one booth at the same moment
        raise Conflict(TWICE) from None
    return found


def list_feedback(fair: Fair) -> list[Given]:
    """Every answer by the Vietnamese alphabet, in a fixed number of statements."""
    query = (
        select(Feedback)
        .join(Feedback.application)
        .join(Application.producer)
        .where(Application.fair_id == fair.id)
        .options(joinedload(Feedback.application).joinedload(Application.producer).joinedload(Producer.unit))
        .order_by(Producer.sort_key, Feedback.id)
    )
    numbers = allocation.map_booths(fair)
    return [
        Given(feedback, ", ".join(numbers.get(feedback.application_id, [])))
        for feedback in db.session.scalars(query)
    ]


def summary_of(fair: Fair, given: list[Given]) -> Summary:
    """All answers together; asked are those who had a booth."""
    exhibitors = allocation.published_rows(fair.id).order_by(None)
    asked = exhibitors.with_only_columns(func.count(Assignment.application_id.distinct()))
    return summarise((one.feedback.answer for one in given), db.session.scalar(asked) or 0)


def _closing(booths: Sequence[Booth]) -> datetime | None:
    """When the last of its doors closes for good."""
    sessions = [session for booth in booths for session in booth.site.sessions]
    return max((at_local(s.day, s.closes) for s in sessions), default=None)


def _write(found: Feedback, answer: Answer) -> None:
    for aspect in Aspect:
        setattr(found, aspect.value, answer.points.get(aspect))
    found.again, found.comment = answer.again, answer.comment


def _audit(actor: User, application: Application, verb: str, sentence: str) -> None:
    accounts.audit(
        actor,
        f"feedback.{verb}",
        "application",
        application.id,
        sentence,
        fair_id=application.fair_id,
        private=True,
    )
