"""Vietnamese text: cleaned on the way in, folded for search, keyed for sorting."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_SORTED = 200
"""Letters that count when sorting; a key is never longer than three times this."""

LONGEST_TAIL = 20

TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
QUALITIES = {
    ("a", "\u0306"): "a1",
    ("a", "\u0302"): "a2",
    ("e", "\u0302"): "e1",
    ("o", "\u0302"): "o1",
    ("o", "\u031b"): "o2",
    ("u", "\u031b"): "u1",
}
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def N_(sentence: str) -> str:
    """Mark a sentence for extraction; it is translated where it is shown."""
    return sentence


@dataclass(frozen=True)
class Bilingual:
    """A name that people typed in both languages; without an English one the Vietnamese stands."""

    vi: str
    en: str = ""

    def spoken(self, language: str) -> str:
        return self.en or self.vi if language == "en" else self.vi


def unbroken_tail(name: str) -> str:
    """What stands after the last dash of a name is one thing (Thu Đông 2026) and keeps together in a line."""
    head, dash, tail = name.rpartition(" – ")
    if not dash or len(tail) > LONGEST_TAIL:
        return name
    return head + dash + tail.replace(" ", "\u00a0")


def clean(s: str) -> str:
    """One line of typed text: NFC, no control characters, single blanks, none at the ends."""
    return unicodedata.normalize("NFC", " ".join(_visible(s).split()))


def clean_lines(s: str) -> str:
    """Typed text of several lines: each line cleaned, never more than one empty line in a row."""
    lines = "\n".join(clean(line) for line in s.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _visible(s: str) -> str:
    """Asks about each character that occurs, not about each occurrence: anybody may send a megabyte."""
    hidden = [ord(c) for c in set(s) if not c.isspace() and unicodedata.category(c) in INVISIBLE]
    return s.translate(dict.fromkeys(hidden)) if hidden else s


def fold(s: str) -> str:
    """The form that is searched: no case, no marks, đ = d, single blanks."""
    bare = unicodedata.normalize("NFD", _visible(s).casefold()).replace("đ", "d")
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def slug(s: str) -> str:
    """The form that stands in an address; empty when nothing of it is a letter or a digit."""
    return re.sub(r"[^a-z0-9]+", "-", fold(s)).strip("-")


def sort_key(s: str) -> str:
    """A string that sorts as Vietnamese dictionaries do: first by letter, then by tone.

    Two characters a letter (a0 ă a1, â a2, … đ d1), then one digit a tone. Letters begin with a–z
    and the rest with 6–8, so a tone digit (0–5) always sorts below another letter: a shorter word
    comes first without a separator. Only 0–9 and a–z occur, hence every collation agrees.
    """
    letters, tones = [], []
    for character in clean(s).casefold()[:LONGEST_SORTED]:
        letter, tone = _weigh(character)
        letters.append(letter)
        tones.append(tone)
    return "".join(letters + tones)


def person_sort_key(name: str) -> str:
    """Vietnamese names sort by the given name, which stands last; the rest decides between equals."""
    words = clean(name).split()
    if not words:
        return ""
    return sort_key(words[-1]) + sort_key(" ".join(words[:-1]))


def _weigh(character: str) -> tuple[str, str]:
    if character == "đ":
        return "d1", "0"
    base, *marks = unicodedata.normalize("NFD", character)
    tone = next((TONES[mark] for mark in marks if mark in TONES), "0")
    quality = next((QUALITIES[base, mark] for mark in marks if (base, mark) in QUALITIES), None)
    return quality or _plain(base), tone


def _plain(base: str) -> str:
    if base.isspace():
        return "60"
    if "a" <= base <= "z":
        return f"{base}0"
    if "0" <= base <= "9":
        return f"8{base}"
    return "z9" if base.isalnum() else "70"
