"""The loop's own chance: whole numbers only, so that every machine draws the same."""

from decimal import Decimal, localcontext
from functools import cache

import numpy as np

from fairapp.domain.allocation.engine.compiled import inlined

WORD = 0xFFFFFFFF
STAIRS = 1024
"""A temperature holds for this part of the whole way."""
DRAWS = 4096
FINE = 16
"""Acceptance is worked out in parts of 2^-16."""


@inlined
def draw(numbers, below):
    """A number from 0 to below - 1 (xorshift with 128 bits of state, 32 bits a draw)."""
    n = numbers[0]
    t = n.r0
    t ^= (t << 11) & WORD
    t ^= t >> 8
    w = n.r3
    n.r0, n.r1, n.r2 = n.r1, n.r2, w
    w = (w ^ (w >> 19) ^ t) & WORD
    n.r3 = w
    return (w * below) >> 32


def sow(numbers: np.ndarray, seed: int, chain: int) -> None:
    """Four words of state from a seed: steps of a 64-bit generator (splitmix), so that near seeds differ."""
    state = (seed * 1_000_003 + chain) & (2**64 - 1)
    for word in ("r0", "r1", "r2", "r3"):
        state = (state + 0x9E3779B97F4A7C15) & (2**64 - 1)
        z = state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & (2**64 - 1)
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & (2**64 - 1)
        numbers[0][word] = (z ^ (z >> 31)) & WORD or 1


@cache
def losses() -> np.ndarray:
    """-ln of even draws, in parts of 2^-16: a loss up to temperature times this is taken."""
    with localcontext() as context:
        context.prec = 30
        logs = [-(Decimal(2 * n + 1) / (2 * DRAWS)).ln() * 2**FINE for n in range(DRAWS)]
    return np.array([int(log) for log in logs], np.int64)


@cache
def temperatures(hottest: int, coldest: int) -> np.ndarray:
    """From hottest to coldest (hundredths of a point) by equal factors, in parts of 2^-16."""
    with localcontext() as context:
        context.prec = 30
        step = (Decimal(coldest) / Decimal(hottest)).ln() / (STAIRS - 1)
        stairs = [(step * n).exp() * hottest * 2**FINE for n in range(STAIRS)]
    return np.array([int(stair) for stair in stairs], np.int64)
