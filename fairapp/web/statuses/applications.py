"""Applications, delegations and papers."""

from fairapp.domain import applications, delegations, papers, sheets
from fairapp.domain.text import N_
from fairapp.web.statuses.look import Look, with_words

Application = applications.ApplicationState
Decision = applications.Decision
Confirmation = delegations.Confirmation
Finding = papers.Finding
Wanted = papers.PaperState

LOOKS: dict[str, dict[str, Look]] = {
    "application": with_words(
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
    "decision": with_words(
        applications.DECISION_LABELS,
        {
            Decision.ACCEPT: ("good", "check"),
            Decision.WAITLIST: ("warn", "pause"),
            Decision.REFUSE: ("bad", "cross"),
        },
    ),
    "confirmation": with_words(
        delegations.CONFIRMATION_LABELS,
        {
            Confirmation.UNASKED: ("warn", "ring"),
            Confirmation.ASKED: ("info", "half"),
            Confirmation.LAPSED: ("warn", "pause"),
            Confirmation.CONFIRMED: ("good", "check"),
            Confirmation.DISPUTED: ("bad", "triangle"),
        },
    ),
    "finding": with_words(
        papers.FINDING_LABELS,
        {
            Finding.GOOD: ("good", "check"),
            Finding.LACKING: ("warn", "triangle"),
            Finding.EXPIRED: ("bad", "cross"),
        },
    ),
    "paper": with_words(
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
    "certificate": {
        "valid": Look(N_("Còn hiệu lực"), "good", "check"),
        "expiring": Look(N_("Sắp hết hạn"), "warn", "triangle"),
        "expired": Look(N_("Đã hết hạn"), "bad", "cross"),
    },
    "import": with_words(
        sheets.OUTCOME_LABELS,
        {
            sheets.Outcome.NEW: ("good", "check"),
            sheets.Outcome.CHANGED: ("info", "arrow"),
            sheets.Outcome.SAME: ("neutral", "dash"),
            sheets.Outcome.WRONG: ("bad", "cross"),
        },
    ),
}
