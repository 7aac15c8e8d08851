"""Letters, notices and jobs."""

from fairapp.domain import letters, notices
from fairapp.domain.text import N_
from fairapp.web.statuses.look import Look, with_words

Letter = letters.LetterState
Told = notices.NoticeState

LOOKS: dict[str, dict[str, Look]] = {
    "letter": with_words(
        letters.LETTER_STATE_LABELS,
        {
            Letter.WAITING: ("info", "ring"),
            Letter.SENDING: ("warn", "half"),
            Letter.SENT: ("good", "check"),
            Letter.FAILED: ("bad", "cross"),
        },
    ),
    "notice": with_words(
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
    "job": {
        "ok": Look(N_("Đã xong"), "good", "check"),
        "failed": Look(N_("Không chạy được"), "bad", "cross"),
        "running": Look(N_("Đang chạy"), "info", "play"),
        "lost": Look(N_("Bị ngắt giữa chừng"), "warn", "triangle"),
    },
}
