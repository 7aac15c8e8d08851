"""Names that fit their place: measured with the typeface they are printed in."""

from dataclasses import dataclass

from fairapp.documents.typeface import Typeface

MM_PER_PT = 25.4 / 72


@dataclass(frozen=True)
class Fitted:
    """Text in its lines, and the letter size in points."""

    lines: tuple[str, ...]
    size: float


@dataclass(frozen=True)
class Room:
    """How large a text may be: `largest` in one line, `two_lines` in two, and what would be smaller than
    `smallest` points is wrapped at that size instead, in at most so many lines."""

    width_mm: float
    largest: float
    two_lines: float
    smallest: float
    most_lines: int


def fit(text: str, room: Room, face: Typeface) -> Fitted:
    """The text as large as its room allows."""
    one = Fitted((text,), _size((text,), room, room.largest, face))
    words = text.split()
    if one.size == room.largest or len(words) == 1 or not room.two_lines:
        return one if one.size >= room.smallest else _wrapped(text, room, face)
    halves = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    best = min(halves, key=lambda pair: max(map(face.length, pair)))
    two = Fitted(best, _size(best, room, room.two_lines, face))
    chosen = one if one.size >= two.size else two
    return chosen if chosen.size >= room.smallest else _wrapped(text, room, face)


def _wrapped(text: str, room: Room, face: Typeface) -> Fitted:
    """Lines at the smallest size: broken between words, within a word only where it is wider than a line."""
    lines, rest = [], text
    while rest and len(lines) < room.most_lines:
        n = next(n for n in range(len(rest), 0, -1) if n == 1 or _holds(rest[:n], room, face))
        blank = rest.rfind(" ", 0, n + 1) if n < len(rest) else -1
        n = blank if blank > 0 else n
        lines.append(rest[:n])
        rest = rest[n:].lstrip()
    if rest:
        lines[-1] = lines[-1][:-1] + "…"
    return Fitted(tuple(lines), room.smallest)


def _holds(line: str, room: Room, face: Typeface) -> bool:
    return _size((line,), room, room.smallest, face) >= room.smallest


def _size(lines: tuple[str, ...], room: Room, largest: float, face: Typeface) -> float:
    """The letter size at which the longest line is as wide as the room, in half points downwards."""
    longest = max(map(face.length, lines))
    return min(largest, room.width_mm / MM_PER_PT / longest // 0.5 * 0.5) if longest else largest
