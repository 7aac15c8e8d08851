"""How each state looks: a word, a tone and a shape, so that colour is never the only sign."""

from enum import Enum

from flask import Flask

from fairapp.web.shapes import status_shape
from fairapp.web.statuses import agreements, applications, fairs, gate, inspections, letters, money
from fairapp.web.statuses.look import Look

LOOKS: dict[str, dict[str, Look]] = (
    fairs.LOOKS
    | applications.LOOKS
    | gate.LOOKS
    | inspections.LOOKS
    | money.LOOKS
    | agreements.LOOKS
    | letters.LOOKS
)

# The domain's enumerations; a state that comes as one of them need not name its family.
FAMILY_OF_TYPE = {
    "ApplicationState": "application",
    "Decision": "decision",
    "Confirmation": "confirmation",
    "FairState": "fair",
    "Phase": "phase",
    "PhoneState": "phone",
    "Level": "level",
    "Hold": "hold",
    "PlanState": "plan",
    "RunState": "run",
    "Attendance": "attendance",
    "FindingState": "floor",
    "ReportState": "report",
    "CertificateState": "certificate",
    "Finding": "finding",
    "PaperState": "paper",
    "DiaryState": "sales",
    "FollowAnswer": "follow_answer",
    "FollowState": "follow_state",
    "BenefitState": "benefit",
    "Due": "due",
    "Evidence": "evidence",
    "LetterState": "letter",
    "NoticeState": "notice",
    "InvoiceState": "invoice",
    "LineState": "line",
    "JobOutcome": "job",
    "KeyState": "key",
}


def status_look(state: str, family: str | None = None) -> Look:
    """The look of a state. Its enumeration tells the family; a bare word may need it said."""
    value = state.value if isinstance(state, Enum) else str(state)
    family = family or FAMILY_OF_TYPE.get(type(state).__name__)
    if family:
        return LOOKS[family][value]
    found = {looks[value] for looks in LOOKS.values() if value in looks}
    if len(found) != 1:
        raise LookupError(f"state {value!r} has {len(found)} looks: name its family (fairapp/web/statuses)")
    return found.pop()


def register(app: Flask) -> None:
    app.jinja_env.globals.update(status_look=status_look, status_shape=status_shape)
