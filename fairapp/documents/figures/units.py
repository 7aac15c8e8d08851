"""Numbers as they are read: in the language of the page, with their unit."""

from decimal import Decimal

from flask_babel import get_locale

from fairapp.domain import money


def square_metres(cm2: int) -> str:
    return f"{money.group_digits(round(cm2 / 10_000), language())}{money.NO_BREAK}m²"


def percent(permille: int) -> str:
    """61,9% of 619."""
    return f"{money.group_digits(money.shortest(Decimal(permille) / 10), language())}%"


def millions(amount: int) -> str:
    """2,4 of 2.400.000 đồng: short enough to stand on a bar."""
    tenths = (Decimal(amount) / 1_000_000).quantize(Decimal("0.1"))
    return money.group_digits(money.shortest(tenths), language())


def language() -> str:
    """Of the page or the paper: vi or en."""
    locale = get_locale()
    return "en" if locale and locale.language == "en" else "vi"
