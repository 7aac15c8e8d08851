"""Figures of others that are shown so roughly that nobody's own can be read off them."""


def blunt(amount: int, digits: int = 2) -> int:
    """The first two digits, the rest as zeros: 1.234.567 is 1.200.000. Halves go up."""
    size = 10 ** max(0, len(str(abs(amount))) - digits)
    return (amount + size // 2) // size * size
