"""Names that fit their place: measured with the typeface they are printed in."""

from dataclasses import dataclass
from functools import cache

from PIL import ImageFont

from fairapp.documents.pdf import STATIC

BOLD = STATIC / "vendor" / "be-vietnam-pro-print" / "BeVietnamPro_700Bold.ttf"
MM_PER_PT = 25.4 / 72
MOST_LINES = 4
SLACK = 1.03  # the printer's kerning differs a little from the measure's
MEASURED_AT = 200


@dataclass(frozen=True)
class Fitted:
    """Text in its lines, and the letter size in points."""

    lines: tuple[str, ...]
    size: float


def fit(text: str, width_mm: float, largest: float, two_lines: float, smallest: float = 9.0) -> Fitted:
    """The text as large as its box allows: in one line up to `largest` points, in two up to `two_lines`.

    What would be smaller than `smallest` is wrapped at that size instead.
    """
    one = Fitted((text,), _size((text,), width_mm, largest))
    words = text.split()
    if len(words) == 1:
        return _wrapped(text, width_mm, smallest) if one.size < smallest else one
    halves = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    best = min(halves, key=lambda pair: max(map(_length, pair)))
    two = Fitted(best, _size(best, width_mm, two_lines))
    chosen = one if one.size >= two.size else two
    return _wrapped(text, width_mm, smallest) if chosen.size < smallest else chosen


def _wrapped(text: str, width_mm: float, size: float) -> Fitted:
    """Lines at the smallest size: broken between words, within a word only where it is wider than a line."""
    lines, rest = [], text
    while rest and len(lines) < MOST_LINES:
        n = next(n for n in range(len(rest), 0, -1) if n == 1 or _size((rest[:n],), width_mm, size) >= size)
        blank = rest.rfind(" ", 0, n + 1) if n < len(rest) else -1
        n = blank if blank > 0 else n
        lines.append(rest[:n])
        rest = rest[n:].lstrip()
    if rest:
        lines[-1] = lines[-1][:-1] + "…"
    return Fitted(tuple(lines), size)


def _size(lines: tuple[str, ...], width_mm: float, largest: float) -> float:
    """The letter size at which the longest line is as wide as the box, in half points downwards."""
    longest = max(_length(line) for line in lines) * SLACK
    return min(largest, width_mm / MM_PER_PT / longest // 0.5 * 0.5) if longest else largest


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BOLD, MEASURED_AT)


def _length(text: str) -> float:
    """The width in ems."""
    return _font().getlength(text) / MEASURED_AT
