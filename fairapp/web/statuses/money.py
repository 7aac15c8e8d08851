"""Fees, sales, sponsors and how a figure is known."""

from fairapp.domain import evidence, sales, settlement, sponsors
from fairapp.domain.text import N_
from fairapp.web.statuses.look import Look, with_words

Invoice = settlement.InvoiceState
PaidLine = settlement.LineState
Diary = sales.DiaryState
Evidence = evidence.Evidence
BenefitState = sponsors.BenefitState

LOOKS: dict[str, dict[str, Look]] = {
    "invoice": with_words(
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
    "line": with_words(
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
    "sales": with_words(
        sales.DIARY_STATE_LABELS,
        {
            Diary.REPORTED: ("good", "check"),
            Diary.NONE: ("warn", "ring"),
            Diary.NOTHING_SOLD: ("neutral", "dash"),
        },
    ),
    "benefit": with_words(
        sponsors.BENEFIT_STATE_LABELS,
        {
            BenefitState.PROMISED: ("neutral", "ring"),
            BenefitState.DELIVERED: ("good", "check"),
            BenefitState.PARTIAL: ("warn", "half"),
            BenefitState.MISSED: ("bad", "cross"),
        },
    ),
    "batch": {
        "waiting": Look(N_("Đang chờ"), "neutral", "ring"),
        "running": Look(N_("Đang lập"), "info", "half"),
        "done": Look(N_("Đã lập xong"), "good", "check"),
        "dropped": Look(N_("Đã dừng"), "neutral", "pause"),
        "failed": Look(N_("Không thành"), "bad", "cross"),
    },
    "due": {
        "overdue": Look(N_("Quá hạn"), "bad", "triangle"),
        "today": Look(N_("Hạn hôm nay"), "warn", "half"),
        "later": Look(N_("Còn hạn"), "neutral", "ring"),
        "undated": Look(N_("Chưa hẹn ngày"), "neutral", "dash"),
    },
    "evidence": with_words(
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
