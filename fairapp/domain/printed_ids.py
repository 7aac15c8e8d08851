"""The pass number as it is printed on a badge, for typing by hand (Crockford's base32 with a check)."""

import re

BLANKS = " \t\r\n\u00a0"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"
"""Crockford's 32 digits, then the five that only a check symbol uses (modulo 37)."""


def printed_id(number: int) -> str:
    """The pass number for a person's eyes and fingers, as 0000-002S-F with its check symbol last."""
    digits = "".join(CROCKFORD[number >> shift & 31] for shift in range(35, -5, -5))
    return f"{digits[:4]}-{digits[4:]}-{CROCKFORD[number % 37]}"


def parse_printed_id(text: str) -> int | None:
    """The number again, forgiving case, hyphens, blanks, I and L for 1, O for 0; None when mistyped."""
    bare = re.sub(f"[{BLANKS}-]", "", text)
    if not re.fullmatch(r"[0-9A-Za-z]{8}[0-9A-Za-z*~$=]", bare):
        return None
    symbols = [CROCKFORD.find(c) for c in bare.upper().translate(str.maketrans("ILO", "110"))]
    if min(symbols) < 0 or max(symbols[:8]) > 31:
        return None
    number = 0
    for symbol in symbols[:8]:
        number = number << 5 | symbol
    return number if number % 37 == symbols[8] else None
