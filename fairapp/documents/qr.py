"""QR codes: crisp at any size on paper and on a phone."""

import base64
import struct
import zlib
from itertools import groupby

from fairapp.documents import qr_layout

QUIET = 4
"""White modules around the code, as the standard asks."""

BLACK, WHITE = b"\x00", b"\xff"
DARK = "1"

Matrix = list[list[bool]]


def matrix(text: str) -> Matrix:
    """The dark modules, row by row, without the quiet zone; level M."""
    return [[module == DARK for module in row] for row in qr_layout.rows(text)]


def png(text: str, scale: int = 1) -> bytes:
    """An 8-bit grey picture with `scale` pixels a module; at 1 the printer enlarges it without blur."""
    rows = matrix(text)
    white = WHITE * (len(rows) + 2 * QUIET) * scale
    lines = [white] * (QUIET * scale)
    for row in rows:
        inner = b"".join((BLACK if dark else WHITE) * scale for dark in row)
        lines += [WHITE * QUIET * scale + inner + WHITE * QUIET * scale] * scale
    lines += [white] * (QUIET * scale)
    return _grey_png(lines)


def png_address(text: str) -> str:
    """The picture as a data: address, one pixel a module."""
    return "data:image/png;base64," + base64.b64encode(png(text)).decode()


def svg_path(text: str) -> tuple[int, str]:
    """The width with its quiet zone, and one path that fills every dark module."""
    rows = matrix(text)
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                strokes.append(f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z")
            x += length
    return len(rows) + 2 * QUIET, "".join(strokes)


def _grey_png(lines: list[bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", len(lines[0]), len(lines), 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", pixels), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
