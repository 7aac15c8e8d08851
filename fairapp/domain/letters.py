"""A letter's way out of the house: once, or with a person's word."""

from datetime import datetime, timedelta
from enum import StrEnum

from fairapp.domain.text import N_

MOST_ATTEMPTS = 6
FIRST_PAUSE = timedelta(minutes=2)


class LetterState(StrEnum):
    """SENDING outlives a crash: nobody knows whether it left, so it is never sent again unasked."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


LETTER_STATE_LABELS = {
    LetterState.WAITING: N_("Chờ gửi"),
    LetterState.SENDING: N_("Đang gửi"),
    LetterState.SENT: N_("Đã gửi"),
    LetterState.FAILED: N_("Không gửi được"),
}


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many failures; None when a person should look at it."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return now + FIRST_PAUSE * 3 ** (attempts - 1)
