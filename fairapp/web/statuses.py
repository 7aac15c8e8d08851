"""How each state looks: a word, a tone and a shape, so that colour is never the only sign."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from flask import Flask

from fairapp.domain import (
    allocation,
    applications,
    delegations,
    evidence,
    fairs,
    gate_phones,
    gate_totals,
    letters,
    notices,
    papers,
    pass_keys,
    sales,
    settlement,
    sheets,
)
from fairapp.domain.text import N_
from fairapp.web.shapes import status_shape


class Look(NamedTuple):
    """A word to translate, a tone (neutral info good warn bad) and a key of SHAPES."""

    word: str
    tone: str
    shape: str


def _with_words(words: Mapping, looks: Mapping[Enum, tuple[str, str]]) -> dict[str, Look]:
    return {state.value: Look(words[state], *look) for state, look in looks.items()}


Application, Decision, Hold = applications.ApplicationState, applications.Decision, fairs.Hold
Confirmation = delegations.Confirmation
Phase, KeyState = fairs.Phase, pass_keys.KeyState
Invoice, PaidLine = settlement.InvoiceState, settlement.LineState
Finding, Wanted = papers.Finding, papers.PaperState
Diary, Evidence, Letter = sales.DiaryState, evidence.Evidence, letters.LetterState
Told = notices.NoticeState

Run = allocation.RunState

LOOKS: dict[str, dict[str, Look]] = {
    "level": _with_words(
        gate_totals.LEVEL_LABELS,
        {
            gate_totals.Level.ROOM: ("good", "check"),
            gate_totals.Level.AMBER: ("warn", "triangle"),
            gate_totals.Level.FULL: ("bad", "square"),
        },
    ),
    "phone": _with_words(
        gate_phones.PHONE_LABELS,
        {
            gate_phones.PhoneState.ON: ("good", "check"),
            gate_phones.PhoneState.LATE: ("warn", "triangle"),
            gate_phones.PhoneState.RESTING: ("neutral", "ring"),
            gate_phones.PhoneState.STOPPED: ("bad", "cross"),
        },
    ),
    "run": _with_words(
        allocation.RUN_STATE_LABELS,
        {
            Run.WAITING: ("neutral", "ring"),
            Run.RUNNING: ("info", "half"),
            Run.DONE: ("good", "check"),
            Run.DROPPED: ("neutral", "dash"),
            Run.FAILED: ("bad", "cross"),
        },
    ),
    "import": _with_words(
        sheets.OUTCOME_LABELS,
        {
            sheets.Outcome.NEW: ("good", "check"),
            sheets.Outcome.CHANGED: ("info", "arrow"),
            sheets.Outcome.SAME: ("neutral", "dash"),
            sheets.Outcome.WRONG: ("bad", "cross"),
        },
    ),
    "application": _with_words(
        applications.STATE_LABELS,
        {
            Application.DRAFT: ("neutral", "ring"),
            Application.SUBMITTED: ("info", "arrow"),
            Application.ENDORSED: ("info", "half"),
            Application.RETURNED: ("warn", "triangle"),
            Application.ACCEPTED: ("good", "check"),
            Application.WAITLISTED: ("warn", "pause"),
            Application.REFUSED: ("bad", "cross"),
            Application.WITHDRAWN: ("neutral", "dash"),
        },
    ),
    "decision": _with_words(
        applications.DECISION_LABELS,
        {
            Decision.ACCEPT: ("good", "check"),
            Decision.WAITLIST: ("warn", "pause"),
            Decision.REFUSE: ("bad", "cross"),
        },
    ),
    "finding": _with_words(
        papers.FINDING_LABELS,
        {
            Finding.GOOD: ("good", "check"),
            Finding.LACKING: ("warn", "triangle"),
            Finding.EXPIRED: ("bad", "cross"),
        },
    ),
    "paper": _with_words(
        papers.PAPER_STATE_LABELS,
        {
            Wanted.GOOD: ("good", "check"),
            Wanted.ON_FILE: ("info", "dot"),
            Wanted.NOT_NEEDED: ("neutral", "ring"),
            Wanted.MISSING: ("bad", "diamond"),
            Wanted.UNDATED: ("warn", "half"),
            Wanted.UNCOVERED: ("bad", "square"),
            Wanted.LACKING: ("warn", "triangle"),
            Wanted.EXPIRED: ("bad", "cross"),
        },
    ),
    "confirmation": _with_words(
        delegations.CONFIRMATION_LABELS,
        {
            Confirmation.UNASKED: ("warn", "ring"),
            Confirmation.ASKED: ("info", "half"),
            Confirmation.LAPSED: ("warn", "pause"),
            Confirmation.CONFIRMED: ("good", "check"),
            Confirmation.DISPUTED: ("bad", "triangle"),
        },
    ),
    "fair": {
        "draft": Look(N_("Bản nháp"), "neutral", "ring"),
        "announced": Look(N_("Đã công bố"), "info", "dot"),
        "closed": Look(N_("Đã kết thúc"), "neutral", "square"),
        "cancelled": Look(N_("Đã huỷ"), "bad", "cross"),
    },
    "phase": _with_words(
        fairs.PHASE_LABELS,
        {
            Phase.DRAFT: ("neutral", "ring"),
            Phase.UPCOMING: ("info", "dot"),
            Phase.APPLYING: ("info", "arrow"),
            Phase.BUILDING: ("warn", "half"),
            Phase.OPEN: ("good", "play"),
            Phase.BETWEEN: ("good", "pause"),
            Phase.DISMANTLING: ("warn", "half"),
            Phase.ENDED: ("neutral", "square"),
            Phase.CLOSED: ("neutral", "check"),
            Phase.CANCELLED: ("bad", "cross"),
        },
    ),
    "hold": _with_words(
        fairs.HOLD_LABELS,
        {Hold.TENTATIVE: ("warn", "half"), Hold.FIRM: ("good", "dot")},
    ),
    "booth": {
        "free": Look(N_("Còn trống"), "neutral", "ring"),
        "held": Look(N_("Đang giữ"), "warn", "half"),
        "assigned": Look(N_("Đã xếp"), "good", "dot"),
        "blocked": Look(N_("Không dùng"), "bad", "cross"),
    },
    "plan": {
        "draft": Look(N_("Bản nháp"), "neutral", "ring"),
        "published": Look(N_("Đang công bố"), "good", "check"),
        "superseded": Look(N_("Đã có bản mới"), "neutral", "dash"),
    },
    "pass": {
        "valid": Look(N_("Còn hiệu lực"), "good", "check"),
        "revoked": Look(N_("Đã thu hồi"), "bad", "cross"),
        "superseded": Look(N_("Đã có bản mới"), "neutral", "dash"),
    },
    "key": _with_words(
        pass_keys.KEY_STATE_LABELS,
        {
            KeyState.CURRENT: ("good", "check"),
            KeyState.EARLIER: ("info", "half"),
            KeyState.REFUSED: ("bad", "cross"),
        },
    ),
    "certificate": {
        "valid": Look(N_("Còn hiệu lực"), "good", "check"),
        "expiring": Look(N_("Sắp hết hạn"), "warn", "triangle"),
        "expired": Look(N_("Đã hết hạn"), "bad", "cross"),
    },
    "job": {
        "ok": Look(N_("Đã xong"), "good", "check"),
        "failed": Look(N_("Không chạy được"), "bad", "cross"),
        "running": Look(N_("Đang chạy"), "info", "play"),
        "lost": Look(N_("Bị ngắt giữa chừng"), "warn", "triangle"),
    },
    "letter": _with_words(
        letters.LETTER_STATE_LABELS,
        {
            Letter.WAITING: ("info", "ring"),
            Letter.SENDING: ("warn", "half"),
            Letter.SENT: ("good", "check"),
            Letter.FAILED: ("bad", "cross"),
        },
    ),
    "invoice": _with_words(
        settlement.INVOICE_STATE_LABELS,
        {
            Invoice.FREE: ("neutral", "dash"),
            Invoice.UNPAID: ("warn", "ring"),
            Invoice.PARTIAL: ("warn", "half"),
            Invoice.PAID: ("good", "check"),
            Invoice.OVER: ("info", "arrow"),
            Invoice.CANCELLED: ("neutral", "cross"),
        },
    ),
    "line": _with_words(
        settlement.LINE_STATE_LABELS,
        {
            PaidLine.MATCHED: ("good", "check"),
            PaidLine.PARTIAL: ("warn", "half"),
            PaidLine.OVER: ("info", "arrow"),
            PaidLine.UNKNOWN: ("bad", "triangle"),
            PaidLine.SET_ASIDE: ("neutral", "pause"),
            PaidLine.DUPLICATE: ("neutral", "dash"),
        },
    ),
    "notice": _with_words(
        notices.NOTICE_STATE_LABELS,
        {
            Told.QUEUED: ("info", "ring"),
            Told.RETRIED: ("warn", "half"),
            Told.SENT: ("info", "arrow"),
            Told.READ: ("good", "check"),
            Told.UNCLEAR: ("warn", "triangle"),
            Told.FAILED: ("bad", "cross"),
            Told.TO_DO: ("warn", "pause"),
            Told.DONE: ("good", "check"),
        },
    ),
    "sales": _with_words(
        sales.DIARY_STATE_LABELS,
        {
            Diary.REPORTED: ("good", "check"),
            Diary.NONE: ("warn", "ring"),
            Diary.NOTHING_SOLD: ("neutral", "dash"),
        },
    ),
    "benefit": {
        "promised": Look(N_("Đã hứa"), "neutral", "ring"),
        "delivered": Look(N_("Đã thực hiện"), "good", "check"),
        "partial": Look(N_("Mới một phần"), "warn", "half"),
        "missed": Look(N_("Chưa thực hiện"), "bad", "cross"),
    },
    "evidence": _with_words(
        evidence.EVIDENCE_LABELS,
        {
            Evidence.COUNTED: ("good", "dot"),
            Evidence.SAMPLED: ("info", "diamond"),
            Evidence.DECLARED: ("info", "half"),
            Evidence.ESTIMATED: ("warn", "ring"),
            Evidence.REPORTED: ("neutral", "square"),
        },
    ),
}

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
    "CertificateState": "certificate",
    "Finding": "finding",
    "PaperState": "paper",
    "DiaryState": "sales",
    "BenefitState": "benefit",
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
        raise LookupError(
            f"state {value!r} has {len(found)} looks: name its family (fairapp/web/statuses.py)"
        )
    return found.pop()


def register(app: Flask) -> None:
    app.jinja_env.globals.update(status_look=status_look, status_shape=status_shape)
