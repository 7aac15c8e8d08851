"""The code that a transfer carries: unique, short, and found again however a bank writes it.

HC, seven digits of Crockford's base32 and two check symbols (modulo the prime 1021: one wrong symbol or
two neighbours exchanged never pass). Only letters and digits, because banks drop everything else.
"""

import re

from fairapp.domain.crockford import join_digits, read_symbols, write_digits
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, fold

PREFIX = "HC"
DIGITS, CHECKS, PRIME = 7, 2, 1021
NUMBER_BITS = 15
MOST_PER_FAIR = 2**NUMBER_BITS - 1
MOST_FAIRS = 2 ** (5 * DIGITS - NUMBER_BITS) - 1
_STEP = 0x5_D588_B657  # odd, so that numbers side by side get codes far apart, and none twice
_START = re.compile(f"(?={PREFIX}([0-9A-Z]{{{DIGITS + CHECKS}}}))")
FULL = N_("Hội chợ đã dùng hết số thông báo nộp phí.")


def purpose_code(fair_id: int, number: int) -> str:
    """The code of the nth paper of a fair; no other paper of any fair has it."""
    if not (0 < number <= MOST_PER_FAIR and 0 < fair_id <= MOST_FAIRS):
        raise Invalid(FULL)
    value = (fair_id << NUMBER_BITS | number) * _STEP % 2 ** (5 * DIGITS)
    return PREFIX + write_digits(value, DIGITS) + write_digits(value % PRIME, CHECKS)


def find_codes(text: str) -> list[str]:
    """Every code in a bank's text, in its order, each once: glued, torn apart, in small letters, in NFD."""
    bare = re.sub(r"[^0-9A-Z]", "", fold(text).upper())
    found = [_read(match[1]) for match in _START.finditer(bare)]
    return list(dict.fromkeys(code for code in found if code is not None))


def _read(symbols: str) -> str | None:
    digits = read_symbols(symbols)
    if digits is None or max(digits) > 31:
        return None
    value = join_digits(digits[:DIGITS])
    if join_digits(digits[DIGITS:]) != value % PRIME:
        return None
    return PREFIX + write_digits(value, DIGITS) + write_digits(value % PRIME, CHECKS)
