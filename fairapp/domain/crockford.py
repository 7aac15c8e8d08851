"""Crockford's base32: numbers in symbols that hands and eyes do not mistake for one another."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"
"""The 32 digits, then the five that only a check symbol modulo 37 uses."""

_FORGIVEN = str.maketrans("ILO", "110")


def write_digits(number: int, length: int) -> str:
    """The number's last digits, filled up with zeros."""
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(length)))


def read_symbols(text: str) -> list[int] | None:
    """What each symbol stands for, forgiving case, I and L for 1, O for 0; None for a stranger among them."""
    symbols = [CROCKFORD.find(symbol) for symbol in text.upper().translate(_FORGIVEN)]
    return None if not symbols or min(symbols) < 0 else symbols


def join_digits(digits: list[int]) -> int:
    """The number that these digits write."""
    number = 0
    for digit in digits:
        number = number << 5 | digit
    return number
