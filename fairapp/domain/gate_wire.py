"""Lists of passes as they travel to a phone: sorted, in few bits, and the same in Python and JavaScript.

A list is one base64 text. Its head: one byte `k`, one byte how many fields a row has beside the number, one
byte of width for each, four bytes how many rows (big-endian). Then bits, the highest first; for each row,
in the order of numbers, what the number is more than the one before it (the first: more than 0) as a Rice
code, that is `more >> k` ones, a zero and the last `k` bits; then each field in its width. Zeros fill up
the last byte. Numbers are of 40 bits and random: 20,000 of them take 3.4 bytes each and no coding takes
fewer. `static/js/gate/wire.js` is its twin; both read `tests/vectors/wire.json`.
"""

import base64
from collections.abc import Iterator, Sequence

Row = tuple[int, ...]
"""A pass number and its fields."""

LARGEST_NUMBER = 2**40 - 1


def pack(rows: Sequence[Row], widths: Sequence[int] = ()) -> str:
    """The rows in the order of their numbers; a number may come more than once."""
    ordered = sorted(rows)
    steps = _steps(ordered)
    k = _best_k(steps)
    head = bytes([k, len(widths), *widths]) + len(ordered).to_bytes(4)
    return base64.b64encode(head + _bits(ordered, steps, k, widths)).decode()


def unpack(text: str) -> list[Row]:
    """The rows again; ValueError for what `pack` did not write."""
    raw = base64.b64decode(text, validate=True)
    k, fields = raw[0], raw[1]
    widths = raw[2 : 2 + fields]
    count = int.from_bytes(raw[2 + fields : 6 + fields])
    body = raw[6 + fields :]
    if count > 8 * len(body):
        raise ValueError("fewer bits than rows")
    return list(_rows(body, count, k, widths))


def _steps(ordered: Sequence[Row]) -> list[int]:
    numbers = [row[0] for row in ordered]
    return [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]


def _best_k(steps: list[int]) -> int:
    mean = sum(steps) // len(steps) if steps else 0
    guess = mean.bit_length()
    tried = range(max(0, guess - 2), guess + 1)
    return min(tried, key=lambda k: sum(step >> k for step in steps) + k * len(steps))


def _bits(ordered: Sequence[Row], steps: list[int], k: int, widths: Sequence[int]) -> bytes:
    written = bytearray()
    held = waiting = 0
    last = (1 << k) - 1
    for row, step in zip(ordered, steps, strict=True):
        ones = step >> k
        held = ((held << ones) | ((1 << ones) - 1)) << (k + 1) | (step & last)
        waiting += ones + 1 + k
        for value, width in zip(row[1:], widths, strict=True):
            if value >> width:
                raise ValueError(f"{value} does not fit {width} bits")
            held = held << width | value
            waiting += width
        over = waiting % 8
        written += (held >> over).to_bytes(waiting // 8)
        held &= (1 << over) - 1
        waiting = over
    if waiting:
        written.append(held << (8 - waiting))
    return bytes(written)


def _rows(body: bytes, count: int, k: int, widths: bytes) -> Iterator[Row]:
    whole, at = f"{int.from_bytes(body):0{8 * len(body)}b}", 0
    number = 0
    for _ in range(count):
        zero = whole.index("0", at)
        number += (zero - at << k) + int(whole[zero + 1 : zero + 1 + k] or "0", 2)
        at = zero + 1 + k
        fields = []
        for width in widths:
            fields.append(int(whole[at : at + width] or "0", 2))
            at += width
        if number > LARGEST_NUMBER or at > len(whole):
            raise ValueError("not a list of passes")
        yield (number, *fields)
