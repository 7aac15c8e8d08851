"""What became of a notice: by which channel, for one recipient."""

from enum import StrEnum

from fairapp.domain.letters import LetterState
from fairapp.domain.text import N_


class ChannelKind(StrEnum):
    """How a notice reaches somebody."""

    INBOX = "inbox"
    EMAIL = "email"
    BY_HAND = "by_hand"


CHANNEL_LABELS = {
    ChannelKind.INBOX: N_("Trên hệ thống"),
    ChannelKind.EMAIL: N_("E-mail"),
    ChannelKind.BY_HAND: N_("Nhắn tay (Zalo)"),
}


class NoticeState(StrEnum):
    """UNCLEAR: the line broke when the letter may already have left, so a person has to ask."""

    QUEUED = "queued"
    RETRIED = "retried"
    SENT = "sent"
    READ = "read"
    UNCLEAR = "unclear"
    FAILED = "failed"
    TO_DO = "to_do"
    DONE = "done"


NOTICE_STATE_LABELS = {
    NoticeState.QUEUED: N_("Chờ gửi"),
    NoticeState.RETRIED: N_("Đang thử gửi lại"),
    NoticeState.SENT: N_("Đã gửi"),
    NoticeState.READ: N_("Đã đọc"),
    NoticeState.UNCLEAR: N_("Chưa rõ đã đi"),
    NoticeState.FAILED: N_("Không gửi được"),
    NoticeState.TO_DO: N_("Chưa nhắn"),
    NoticeState.DONE: N_("Đã nhắn"),
}


def state_of_letter(state: LetterState, attempts: int) -> NoticeState:
    if state is LetterState.WAITING:
        return NoticeState.RETRIED if attempts else NoticeState.QUEUED
    return {
        LetterState.SENDING: NoticeState.UNCLEAR,
        LetterState.SENT: NoticeState.SENT,
        LetterState.FAILED: NoticeState.FAILED,
    }[state]
