"""An application's way from the first typed word to the announcement."""

from enum import StrEnum

from fairapp.domain.text import N_

MOST_BOOTHS = 4
MOST_WATTS = 50_000
LONGEST_WISHES = 2_000


class ApplicationState(StrEnum):
    """What the applicant sees. The organiser's verdict is private until it is announced."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ENDORSED = "endorsed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATE_LABELS = {
    ApplicationState.DRAFT: N_("Bản nháp"),
    ApplicationState.SUBMITTED: N_("Đã gửi"),
    ApplicationState.ENDORSED: N_("Đoàn tỉnh đã xác nhận"),
    ApplicationState.RETURNED: N_("Cần bổ sung"),
    ApplicationState.ACCEPTED: N_("Được nhận"),
    ApplicationState.WAITLISTED: N_("Danh sách chờ"),
    ApplicationState.REFUSED: N_("Không được nhận"),
    ApplicationState.WITHDRAWN: N_("Đã rút"),
}


class Decision(StrEnum):
    """The organiser's verdict, decided privately and announced with all the others."""

    ACCEPT = "accept"
    WAITLIST = "waitlist"
    REFUSE = "refuse"


DECISION_LABELS = {
    Decision.ACCEPT: N_("Dự kiến nhận"),
    Decision.WAITLIST: N_("Dự kiến chờ"),
    Decision.REFUSE: N_("Dự kiến từ chối"),
}

OUTCOMES = {
    Decision.ACCEPT: ApplicationState.ACCEPTED,
    Decision.WAITLIST: ApplicationState.WAITLISTED,
    Decision.REFUSE: ApplicationState.REFUSED,
}


class Who(StrEnum):
    """Three parties act on an application. A lead acts as applicant for a producer without a phone."""

    APPLICANT = "applicant"
    LEAD = "lead"
    ORGANISER = "organiser"


class Move(StrEnum):
    """What somebody may want to do with an application."""

    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    ENDORSE = "endorse"
    RETURN = "return"
    DECIDE = "decide"
    DECLINE = "decline"
    UNDECIDE = "undecide"
    TAKE_OFFER = "take_offer"


_S = ApplicationState
UNDER_REVIEW = frozenset({_S.SUBMITTED, _S.ENDORSED})
WITH_ORGANISER = UNDER_REVIEW | {_S.RETURNED}
ANNOUNCED = frozenset(OUTCOMES.values())

MOVES: dict[tuple[Who, Move], frozenset[ApplicationState]] = {
    (Who.APPLICANT, Move.EDIT): frozenset({_S.DRAFT, _S.RETURNED}),
    (Who.APPLICANT, Move.SUBMIT): frozenset({_S.DRAFT, _S.RETURNED}),
    (Who.APPLICANT, Move.WITHDRAW): WITH_ORGANISER | {_S.ACCEPTED, _S.WAITLISTED},
    (Who.APPLICANT, Move.REOPEN): frozenset({_S.WITHDRAWN}),
    (Who.APPLICANT, Move.TAKE_OFFER): frozenset({_S.WAITLISTED}),
    (Who.LEAD, Move.ENDORSE): frozenset({_S.SUBMITTED}),
    (Who.LEAD, Move.RETURN): frozenset({_S.SUBMITTED}),
    (Who.ORGANISER, Move.RETURN): UNDER_REVIEW,
    # Accepting or waiting needs an answered application; who never answers a question may still be refused.
    (Who.ORGANISER, Move.DECIDE): UNDER_REVIEW | {_S.WAITLISTED},
    (Who.ORGANISER, Move.DECLINE): WITH_ORGANISER | {_S.WAITLISTED},
    (Who.ORGANISER, Move.UNDECIDE): WITH_ORGANISER | {_S.WAITLISTED},
}

LEADS_TO = {
    Move.SUBMIT: _S.SUBMITTED,
    Move.WITHDRAW: _S.WITHDRAWN,
    Move.REOPEN: _S.DRAFT,
    Move.ENDORSE: _S.ENDORSED,
    Move.RETURN: _S.RETURNED,
    Move.TAKE_OFFER: _S.ACCEPTED,
}


def may(state: ApplicationState, move: Move, who: Who) -> bool:
    """Whether this party may make this move now; a move that is not in the table is nobody's."""
    return state in MOVES.get((who, move), frozenset())


def move_for(decision: Decision) -> Move:
    """Refusing is a move of its own, because it needs no answer from the applicant."""
    return Move.DECLINE if decision is Decision.REFUSE else Move.DECIDE


def told_reason(state: ApplicationState, decision: Decision | None, reason: str) -> str:
    """The organiser's words as far as the applicant may read them: a new verdict's stay private."""
    return reason if state in ANNOUNCED and not is_pending(state, decision) else ""


def is_pending(state: ApplicationState, decision: Decision | None) -> bool:
    """Whether a verdict stands that the applicant has not been told."""
    return decision is not None and state is not _S.WITHDRAWN and OUTCOMES[decision] is not state
