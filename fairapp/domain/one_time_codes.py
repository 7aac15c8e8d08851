"""Codes for one sign-in: how long they last, and how often one may ask and guess."""

import re
from datetime import datetime, timedelta

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_

DIGITS = 6
LASTS = timedelta(minutes=10)
TRIES = 5  # wrong answers that void a code
ASKED_SOON = 3  # codes for one contact in the window of sign-ins
ASKED_A_DAY = 12  # and in a day: sixty guesses among a million
ASKED_FROM = 30  # codes asked from one network address in the window: a training day shares one
WRONG_FROM = 60  # wrong answers from one network address in the window

NOT_A_CODE = N_("Mã gồm 6 chữ số, ví dụ 123 456.")


def read_code(typed: str) -> str:
    """Six digits, however they were grouped."""
    code = re.sub(r"[\s.\-]", "", typed)
    if not re.fullmatch(r"[0-9]{6}", code):
        raise Invalid(NOT_A_CODE, field="code")
    return code


def is_good(made_at: datetime, tries: int, now: datetime) -> bool:
    """Whether a code may still be answered."""
    return tries < TRIES and now < made_at + LASTS
