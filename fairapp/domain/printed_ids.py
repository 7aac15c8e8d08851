"""The pass number as it is printed on a badge, for typing by hand (Crockford's base32 with a check)."""

import re

from fairapp.domain.crockford import CROCKFORD, join_digits, read_symbols, write_digits

BLANKS = " \t\r\n\u00a0"


def printed_id(number: int) -> str:
    """The pass number for a person's eyes and fingers, as 0000-002S-F with its check symbol last."""
    digits = write_digits(number, 8)
    return f"{digits[:4]}-{digits[4:]}-{CROCKFORD[number % 37]}"


def parse_printed_id(text: str) -> int | None:
    """The number again, forgiving case, hyphens, blanks, I and L for 1, O for 0; None when mistyped."""
    bare = re.sub(f"[{BLANKS}-]", "", text)
    if not re.fullmatch(r"[0-9A-Za-z]{8}[0-9A-Za-z*~$=]", bare):
        return None
    symbols = read_symbols(bare)
    if symbols is None or max(symbols[:8]) > 31:
        return None
    number = join_digits(symbols[:8])
    return number if number % 37 == symbols[8] else None
