"""Fairs, their halls, booths, plans and runs."""

from fairapp.domain import allocation, fairs
from fairapp.domain.text import N_
from fairapp.web.statuses.look import Look, with_words

Hold = fairs.Hold
Phase = fairs.Phase
Run = allocation.RunState

LOOKS: dict[str, dict[str, Look]] = {
    "fair": {
        "draft": Look(N_("Bản nháp"), "neutral", "ring"),
        "announced": Look(N_("Đã công bố"), "info", "dot"),
        "closed": Look(N_("Đã kết thúc"), "neutral", "square"),
        "cancelled": Look(N_("Đã huỷ"), "bad", "cross"),
    },
    "phase": with_words(
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
    "hold": with_words(
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
    "run": with_words(
        allocation.RUN_STATE_LABELS,
        {
            Run.WAITING: ("neutral", "ring"),
            Run.RUNNING: ("info", "half"),
            Run.DONE: ("good", "check"),
            Run.DROPPED: ("neutral", "dash"),
            Run.FAILED: ("bad", "cross"),
        },
    ),
}
