"""Where an exhibitor stands at one fair, and what it has to do: both follow from facts and the clock.

Nobody ticks a task off. It is done when the facts say so, and open again when they no longer do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from fairapp.domain.applications import UNDER_REVIEW, ApplicationState
from fairapp.domain.calendar import at_local
from fairapp.domain.fairs import ON_NOW, OVER, FairState, Phase, Timeline, phase, takes_applications
from fairapp.domain.sales import free_until

LATELY = timedelta(days=30)
"""So long after its end a fair still comes before one that could be applied to."""


class Stage(StrEnum):
    """What one fair is about for one exhibitor now; the big button of its page is chosen by it."""

    NOTHING = "nothing"  # no fair takes applications
    REGISTER = "register"
    WRITE = "write"
    MISSED = "missed"  # a draft, and the deadline is over
    COMPLETE = "complete"
    REVIEWED = "reviewed"
    OFFERED = "offered"
    WAITLISTED = "waitlisted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    PLACING = "placing"  # accepted, no booth yet
    PAY = "pay"
    STAFF = "staff"
    READY = "ready"
    SELL = "sell"
    ON = "on"  # under way, and every day so far is answered
    FEEDBACK = "feedback"
    DONE = "done"
    OVER = "over"  # the fair is over, and this applicant had no booth there


class TaskKind(StrEnum):
    PROFILE = "profile"
    PRODUCTS = "products"
    PAPERS = "papers"
    APPLY = "apply"
    ANSWER = "answer"
    OFFER = "offer"
    FEE = "fee"
    STAFF = "staff"
    DIARY = "diary"
    FEEDBACK = "feedback"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class FollowUp:
    """A question about one agreement, at whichever fair it was signed; `until` it makes sense to answer."""

    application: int
    agreement: int
    step: int
    parties: str
    until: datetime
    done: bool = False


@dataclass(frozen=True)
class FairDay:
    """A day on which this exhibitor's booth is open, and whether its sales were answered for."""

    day: date
    opens: datetime
    closes: datetime
    answered: bool = False


@dataclass(frozen=True)
class Facts:
    """All that stage and tasks depend on. `timeline` None: there is no fair to speak of."""

    timeline: Timeline | None = None
    state: ApplicationState | None = None  # None: nothing written yet
    profile_complete: bool = False
    products: int = 0
    papers: int = 0  # on file, of whatever kind
    failing: int = 0  # wanted by this fair and not as they should be
    offer_until: datetime | None = None
    booths: int = 0
    billed: bool = False
    owes: int = 0  # by itself: what its province pays is not counted
    fee_due: date | None = None
    passes: int = 0
    days: tuple[FairDay, ...] = ()
    feedback_given: bool = False
    feedback_open: bool = True
    follow_ups: tuple[FollowUp, ...] = ()


@dataclass(frozen=True)
class Task:
    """What is to be done, by when, and whether it is. A diary's names its day, a question its agreement."""

    kind: TaskKind
    due: datetime | None
    done: bool
    day: date | None = None
    about: FollowUp | None = None

    def is_late(self, now: datetime) -> bool:
        return not self.done and self.due is not None and self.due <= now


def stage(at: Facts, now: datetime) -> Stage:
    """Where this exhibitor stands at this moment."""
    if at.timeline is None:
        return Stage.NOTHING
    if at.timeline.state is FairState.CANCELLED:
        return Stage.CANCELLED
    if at.state in _LEFT:
        return _LEFT[at.state]
    if at.state is ApplicationState.ACCEPTED and at.booths:
        return _with_booth(at, now)
    if phase(at.timeline, now) in OVER:
        return Stage.OVER
    return _without_booth(at, at.timeline, now)


_LEFT: Mapping[ApplicationState | None, Stage] = {
    ApplicationState.REFUSED: Stage.REFUSED,
    ApplicationState.WITHDRAWN: Stage.WITHDRAWN,
}


def _without_booth(at: Facts, timeline: Timeline, now: datetime) -> Stage:
    if at.state is None:
        return Stage.REGISTER if takes_applications(timeline, now) else Stage.NOTHING
    if at.state is ApplicationState.DRAFT:
        return Stage.WRITE if takes_applications(timeline, now) else Stage.MISSED
    if at.state is ApplicationState.WAITLISTED:
        return Stage.OFFERED if at.offer_until is not None and now < at.offer_until else Stage.WAITLISTED
    if at.state is ApplicationState.RETURNED or (at.state in UNDER_REVIEW and at.failing):
        return Stage.COMPLETE
    return Stage.REVIEWED if at.state in UNDER_REVIEW else Stage.PLACING


def _with_booth(at: Facts, now: datetime) -> Stage:
    if not at.days or now < at.days[0].opens:
        if at.owes:
            return Stage.PAY
        return Stage.READY if at.passes else Stage.STAFF
    if is_silent(at, now):
        return Stage.SELL
    if now < at.days[-1].closes:
        return Stage.ON
    return Stage.FEEDBACK if at.feedback_open and not at.feedback_given else Stage.DONE


def is_silent(at: Facts, now: datetime) -> bool:
    """Whether a day that has begun is unanswered, and could still be answered."""
    return not _book_closed(at, now) and any(day.opens <= now and not day.answered for day in at.days)


def _book_closed(at: Facts, now: datetime) -> bool:
    closed = at.timeline is not None and at.timeline.state is FairState.CLOSED
    return closed and bool(at.days) and now >= free_until(at.days[-1].day)


def tasks(at: Facts, now: datetime) -> list[Task]:
    """What this stage asks for: the open ones first, each by its deadline; those without one last.

    Questions about agreements come after their fair, and are asked whichever fair the page is about.
    """
    asked = (Task(TaskKind.FOLLOW_UP, one.until, one.done, about=one) for one in at.follow_ups)
    found = [*_TASKS.get(stage(at, now), _none)(at, now), *asked]
    return sorted(
        found, key=lambda task: (task.done, task.due is None, task.due or now, task.day or date.min)
    )


def _none(_at: Facts, _now: datetime) -> list[Task]:
    return []


def _to_apply(at: Facts, _now: datetime) -> list[Task]:
    until = at.timeline.apply_until if at.timeline else None
    papers = bool(at.papers) and not at.failing
    sent = at.state not in (None, ApplicationState.DRAFT)
    return [
        Task(TaskKind.PROFILE, until, at.profile_complete),
        Task(TaskKind.PRODUCTS, until, bool(at.products)),
        Task(TaskKind.PAPERS, until, papers),
        Task(TaskKind.APPLY, until, sent),
    ]


def _under_review(at: Facts, _now: datetime) -> list[Task]:
    """A question may be answered until the opening."""
    until = min((opens for opens, _ in at.timeline.opens), default=None) if at.timeline else None
    asked = [Task(TaskKind.ANSWER, until, False)] if at.state is ApplicationState.RETURNED else []
    return [Task(TaskKind.APPLY, None, True), *asked, Task(TaskKind.PAPERS, until, not at.failing)]


def _offered(at: Facts, _now: datetime) -> list[Task]:
    return [Task(TaskKind.OFFER, at.offer_until, False)]


def _exhibiting(at: Facts, now: datetime) -> list[Task]:
    first = at.days[0].opens if at.days else None
    found = [Task(TaskKind.PAPERS, first, False)] if at.failing and (first is None or now < first) else []
    if at.billed:
        found.append(Task(TaskKind.FEE, _end_of(at.fee_due), not at.owes))
    if at.booths:
        found.append(Task(TaskKind.STAFF, first, bool(at.passes)))
    closed = _book_closed(at, now)
    for day in at.days:
        if day.opens <= now and (day.answered or not closed):
            found.append(Task(TaskKind.DIARY, free_until(day.day), day.answered, day.day))
    if at.days and at.days[-1].closes <= now and (at.feedback_given or at.feedback_open):
        found.append(Task(TaskKind.FEEDBACK, None, at.feedback_given))
    return found


_TASKS: dict[Stage, Callable[[Facts, datetime], list[Task]]] = {
    **dict.fromkeys((Stage.NOTHING, Stage.REGISTER, Stage.WRITE), _to_apply),
    **dict.fromkeys((Stage.COMPLETE, Stage.REVIEWED), _under_review),
    Stage.OFFERED: _offered,
    **dict.fromkeys(
        (
            *(Stage.PLACING, Stage.PAY, Stage.STAFF, Stage.READY),
            *(Stage.SELL, Stage.ON, Stage.FEEDBACK, Stage.DONE),
        ),
        _exhibiting,
    ),
}


def _end_of(day: date | None) -> datetime | None:
    return at_local(day + timedelta(days=1), time()) if day else None


def urgency(at: Facts, now: datetime) -> tuple[int, float]:
    """Of several fairs the lowest comes first: by what is to be done, then by how near it is."""
    if at.timeline is None:
        return (len(_FIRST), 0.0)
    opens = [moment for moment, _ in at.timeline.opens]
    closes = [moment for _, moment in at.timeline.opens]
    is_past = bool(closes) and now >= max(closes)
    anchor = max(closes) if is_past else min(opens, default=now)
    kind = _kind(at, at.timeline, now, is_past and now - anchor > LATELY)
    return (_FIRST.index(kind), abs((anchor - now).total_seconds()))


_FIRST = (
    *("on", "offered", "asked", "coming", "writing", "reviewed", "waiting"),
    *("lately", "told", "open", "withdrawn", "past"),
)


def _kind(at: Facts, timeline: Timeline, now: datetime, long_ago: bool) -> str:
    where = phase(timeline, now)
    if long_ago:
        return "past"
    if at.state is None:
        return "open"
    if where is Phase.CANCELLED or at.state is ApplicationState.REFUSED:
        return "told"
    if at.state is ApplicationState.WITHDRAWN:
        return "withdrawn"
    if at.state is ApplicationState.ACCEPTED:
        return "on" if where in ON_NOW else "lately" if where in OVER else "coming"
    if where in OVER:
        return "past"
    return _unanswered(at, timeline, now)


def _unanswered(at: Facts, timeline: Timeline, now: datetime) -> str:
    if at.offer_until is not None and now < at.offer_until:
        return "offered"
    if at.state is ApplicationState.RETURNED:
        return "asked"
    if at.state is ApplicationState.DRAFT:
        return "writing" if takes_applications(timeline, now) else "withdrawn"
    return "waiting" if at.state is ApplicationState.WAITLISTED else "reviewed"
