"""Vietnamese number words below a thousand, folded: hai trăm ba mươi lăm, mười lăm, hai mốt, 12 trăm.

Twin: static/js/lib/number_words.js.
"""

from collections.abc import Sequence

DIGITS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
AFTER_TENS = DIGITS | {"tu": 4, "lam": 5}
SHORT = {"mot": 1, "tu": 4, "lam": 5}
"""Digits that follow another one without "mươi": hai mốt, ba lăm."""

ZERO, TEN, HUNDRED, HALF = "khong", "muoi", "tram", "ruoi"
TENS = (TEN, "chuc")
SKIPPED = ("linh", "le")


def number_of(words: Sequence[str]) -> int | None:
    """The number these words say, or None: nothing is guessed."""
    if len(words) == 1 and words[0] in DIGITS | {ZERO: 0}:
        return (DIGITS | {ZERO: 0})[words[0]]
    if len(words) >= 2 and words[1] == HUNDRED:
        return _with_hundreds(words[0], words[2:])
    return _tens(words)


def _with_hundreds(first: str, rest: Sequence[str]) -> int | None:
    hundreds = int(first) if first.isdecimal() else (DIGITS | {ZERO: 0}).get(first)
    if hundreds is None or hundreds > 99:
        return None
    below = _below_hundred(rest)
    return None if below is None else hundreds * 100 + below


def _below_hundred(rest: Sequence[str]) -> int | None:
    if not rest:
        return 0
    if list(rest) == [HALF]:
        return 50
    if len(rest) == 2 and rest[0] in SKIPPED:
        return DIGITS.get(rest[1])
    if len(rest) == 1 and rest[0].isdecimal():
        return int(rest[0]) if len(rest[0]) == 2 else None
    return _tens(rest)


def _tens(words: Sequence[str]) -> int | None:
    """Ten to ninety-nine."""
    match list(words):
        case ["muoi"]:
            return 10
        case ["muoi", ones]:
            return 10 + AFTER_TENS[ones] if ones in AFTER_TENS else None
        case [tens, word, *ones] if word in TENS and len(ones) <= 1:
            return _many_tens(tens, word, ones)
        case [tens, ones] if ones in SHORT and DIGITS.get(tens, 0) >= 2:
            return DIGITS[tens] * 10 + SHORT[ones]
    return None


def _many_tens(tens: str, word: str, ones: list[str]) -> int | None:
    count = int(tens) if tens.isdecimal() and len(tens) == 1 else DIGITS.get(tens, 0)
    if count < (2 if word == TEN else 1) or (ones and word != TEN):
        return None
    if not ones:
        return count * 10
    return count * 10 + AFTER_TENS[ones[0]] if ones[0] in AFTER_TENS else None
