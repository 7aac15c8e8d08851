"""What became of what was signed: asked 30, 60 and 90 days later, answered with one tap.

An answer tells how it stands on that day and what has been delivered in all until then; the latest counts.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_

STEPS = (30, 60, 90)
"""Days after the signing on which is asked."""

ASKED_UNTIL = timedelta(days=30)
"""So long after the last step a question still makes sense; what is entered later is not asked for."""


class FollowAnswer(StrEnum):
    """How an agreement stands, as one of its parties or the organiser says."""

    UNDER_WAY = "under_way"
    CONTRACTED = "contracted"
    DELIVERED = "delivered"
    LATE = "late"
    DROPPED = "dropped"


FOLLOW_ANSWER_LABELS = {
    FollowAnswer.UNDER_WAY: N_("Đang thực hiện"),
    FollowAnswer.CONTRACTED: N_("Đã ra hợp đồng"),
    FollowAnswer.DELIVERED: N_("Đã giao hàng xong"),
    FollowAnswer.LATE: N_("Chậm so với thoả thuận"),
    FollowAnswer.DROPPED: N_("Không thực hiện"),
}
ENDED = frozenset({FollowAnswer.DELIVERED, FollowAnswer.DROPPED})


class FollowState(StrEnum):
    """Where the following of one agreement stands by the calendar."""

    DUE = "due"
    COMING = "coming"
    ENDED = "ended"


FOLLOW_STATE_LABELS = {
    FollowState.DUE: N_("Đến hạn hỏi"),
    FollowState.COMING: N_("Chưa đến hạn"),
    FollowState.ENDED: N_("Đã hỏi xong"),
}

NOT_A_STEP = N_("Chỉ hỏi lại sau 30, 60 và 90 ngày.")
TOO_EARLY = N_("Mốc %(step)d ngày chưa đến. Mốc này hỏi từ ngày %(day)s.")
NOT_DROPPED = N_(
    "Đã chọn “Không thực hiện” thì không ghi giá trị đã giao. Nếu đã giao một phần, hãy chọn “Chậm”."
)


@dataclass(frozen=True)
class Answered:
    """What was said at one step; `delivered` is what came of it in all until then, None: not said."""

    step: int
    answer: FollowAnswer
    delivered: int | None


@dataclass(frozen=True)
class Outcomes:
    """What became of a fair's papers. `delivered` adds what was said; of the others nothing is known."""

    answers: dict[FollowAnswer, int]
    unanswered: int
    delivered: int
    told: int

    @property
    def answered(self) -> int:
        return sum(self.answers.values())


def due_on(begins: date, step: int) -> date:
    return begins + timedelta(days=step)


def asked_until(begins: date, step: int) -> date:
    """The day on which the next question takes its place, or nobody asks any more."""
    following = [due_on(begins, other) for other in STEPS if other > step]
    return following[0] if following else due_on(begins, step) + ASKED_UNTIL


def latest(answers: Iterable[Answered]) -> Answered | None:
    """The answer that counts: that of the last step."""
    return max(answers, key=lambda one: one.step, default=None)


def delivered_of(answers: Iterable[Answered]) -> int | None:
    """What was delivered, as last said; a later tap without an amount takes nothing back."""
    said = [one for one in answers if one.delivered is not None]
    last = latest(said)
    return last.delivered if last else None


def open_steps(begins: date, answers: Collection[Answered]) -> list[int]:
    """The steps still to be asked: those after the last answer, unless it has come to its end."""
    last = latest(answers)
    if last is None:
        return list(STEPS)
    return [] if last.answer in ENDED else [step for step in STEPS if step > last.step]


def step_due(begins: date, answers: Collection[Answered], today: date) -> int | None:
    """The latest step whose day has come and that no answer covers; None when nobody is to be asked."""
    if today >= asked_until(begins, STEPS[-1]):
        return None
    return max((step for step in open_steps(begins, answers) if due_on(begins, step) <= today), default=None)


def next_on(begins: date, answers: Collection[Answered], today: date) -> date | None:
    """The day by which a list is ordered: since when an answer is due, or when the next one will be."""
    due = step_due(begins, answers, today)
    if due is not None:
        return due_on(begins, due)
    return next((due_on(begins, s) for s in open_steps(begins, answers) if due_on(begins, s) > today), None)


def state_of(begins: date, answers: Collection[Answered], today: date) -> FollowState:
    if step_due(begins, answers, today) is not None:
        return FollowState.DUE
    return FollowState.COMING if next_on(begins, answers, today) else FollowState.ENDED


def check_answer(begins: date, given: Answered, today: date) -> None:
    """Whether this may be said now."""
    if given.step not in STEPS:
        raise Invalid(NOT_A_STEP)
    if today < due_on(begins, given.step):
        raise Conflict(TOO_EARLY, step=given.step, day=f"{due_on(begins, given.step):%d/%m/%Y}")
    if given.answer is FollowAnswer.DROPPED and given.delivered:
        raise Invalid(NOT_DROPPED, field="delivered")


def outcomes(papers: Iterable[tuple[int, FollowAnswer | None, int | None]]) -> Outcomes:
    """Of (papers, latest answer, delivered) rows."""
    answers, unanswered, delivered, told = dict.fromkeys(FollowAnswer, 0), 0, 0, 0
    for count, answer, came in papers:
        if answer is None:
            unanswered += count
        else:
            answers[answer] += count
        if came is not None:
            delivered, told = delivered + came, told + count
    return Outcomes(answers, unanswered, delivered, told)
