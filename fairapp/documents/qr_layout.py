"""QR codes by the thousand. qrcode says once where every bit goes; filling in a text is then 0.1 ms, not 2.

A layout learns from qrcode itself, version by version: it has it draw codes of known codewords, and so
needs to know nothing of finder patterns, masks and the order of the modules. A test compares the two.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from operator import itemgetter

from qrcode import base, util
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

MASK = 2  # any mask is a valid code; trying all eight costs eight times as long
LEVEL = ERROR_CORRECT_M
FILLING = 0xEC11  # what the standard puts after the text
VALUES = {chr(byte): value for value, byte in enumerate(util.ALPHA_NUM)}


def rows(text: str) -> list[str]:
    """The modules of the smallest code that holds the text, row by row: "1" is dark. No quiet zone."""
    mode, count, bits, length = _packed(text)
    version = _version(mode, length)
    head = util.length_in_bits(mode, version)
    message = (mode << head | count) << length | bits
    return _layout(version).filled(_codewords(message, 4 + head + length, version))


def _packed(text: str) -> tuple[int, int, int, int]:
    """Mode, number of characters, and the text as bits with their number: dense where letters allow it."""
    if all(letter in VALUES for letter in text):
        bits = 0
        for i in range(0, len(text) - 1, 2):
            bits = bits << 11 | VALUES[text[i]] * 45 + VALUES[text[i + 1]]
        if len(text) % 2:
            bits = bits << 6 | VALUES[text[-1]]
        return util.MODE_ALPHA_NUM, len(text), bits, len(text) // 2 * 11 + len(text) % 2 * 6
    data = text.encode()
    return util.MODE_8BIT_BYTE, len(data), int.from_bytes(data), len(data) * 8


def _version(mode: int, length: int) -> int:
    """The smallest version that holds so many bits; in a larger one the number of characters takes more."""
    for first in (1, 10, 27):
        needed = 4 + util.length_in_bits(mode, first) + length
        version = bisect_left(util.BIT_LIMIT_TABLE[LEVEL], needed, first)
        if version > 40:
            break
        if util.length_in_bits(mode, version) == util.length_in_bits(mode, first):
            return version
    raise ValueError(f"no code holds {length} bits")


def _codewords(message: int, length: int, version: int) -> bytes:
    """Message, filling and error correction, the blocks interleaved."""
    blocks = base.rs_blocks(version, LEVEL)
    room = 8 * sum(block.data_count for block in blocks)
    ending = min(4, room - length)
    ending += -(length + ending) % 8
    free = (room - length - ending) // 8
    filling = (FILLING.to_bytes(2) * (free // 2 + 1))[:free]
    rest = (message << ending).to_bytes((length + ending) // 8) + filling
    data, checks = [], []
    for block in blocks:
        data.append(rest[: block.data_count])
        checks.append(_checks(data[-1], block.total_count - block.data_count))
        rest = rest[block.data_count :]
    return bytes([*_interleaved(data), *_interleaved(checks)])


def _interleaved(blocks: list[bytes]) -> Iterator[int]:
    for i in range(max(map(len, blocks))):
        yield from (block[i] for block in blocks if i < len(block))


def _checks(data: bytes, count: int) -> bytes:
    """The remainder of the data by the generator polynomial, as one long number."""
    multiples, top, kept = _multiples(count), 8 * (count - 1), (1 << 8 * count) - 1
    remainder = 0
    for byte in data:
        remainder = (remainder << 8 & kept) ^ multiples[remainder >> top ^ byte]
    return remainder.to_bytes(count)


@cache
def _multiples(count: int) -> list[int]:
    """The generator polynomial without its first term, times every byte."""
    generator = base.Polynomial([1], 0)
    for i in range(count):
        generator = generator * base.Polynomial([1, base.gexp(i)], 0)
    logs = [base.glog(term) for term in list(generator)[1:]]
    return [0] + [
        int.from_bytes(bytes(base.gexp(base.glog(byte) + log) for log in logs)) for byte in range(1, 256)
    ]


class _Layout:
    """Where in a version each bit of the codewords goes, and whether it is turned over."""

    def __init__(self, version: int) -> None:
        self.width = 4 * version + 17
        self.bits = 8 * sum(block.total_count for block in base.rs_blocks(version, LEVEL))
        light, dark = self._drawn(version, lambda i: 0), self._drawn(version, lambda i: 1)
        index = [0] * len(light)
        for power in range(self.bits.bit_length()):
            drawn = self._drawn(version, lambda i, power=power: i >> power & 1)
            index = [n | (one != zero) << power for n, one, zero in zip(index, drawn, light, strict=True)]
        turned = ["0"] * self.bits
        # Behind the codewords stand one light and one dark bit: from them come the modules that never change.
        places = [self.bits + int(zero) for zero in light]
        for place, (zero, one) in enumerate(zip(light, dark, strict=True)):
            if zero != one:
                places[place] = index[place]
                turned[index[place]] = str(int(zero))
        self.turned = int("".join(turned), 2)
        self.pick = itemgetter(*places)

    def filled(self, codewords: bytes) -> list[str]:
        bits = f"{int.from_bytes(codewords) ^ self.turned:0{self.bits}b}01"
        modules = "".join(self.pick(bits))
        return [modules[i : i + self.width] for i in range(0, len(modules), self.width)]

    def _drawn(self, version: int, bit: Callable[[int], int]) -> list[bool]:
        """qrcode's drawing of codewords whose i-th bit is bit(i)."""
        bits = int("".join(str(bit(i)) for i in range(self.bits)), 2)
        code = QRCode(version=version, error_correction=LEVEL, border=0, mask_pattern=MASK)
        code.data_cache = list(bits.to_bytes(self.bits // 8))
        code.make(fit=False)
        return [bool(module) for row in code.get_matrix() for module in row]


_layout = cache(_Layout)
