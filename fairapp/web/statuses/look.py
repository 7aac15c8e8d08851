"""What a look is made of."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Look(NamedTuple):
    """A word to translate, a tone (neutral info good warn bad) and a key of SHAPES."""

    word: str
    tone: str
    shape: str


def with_words(words: Mapping, looks: Mapping[Enum, tuple[str, str]]) -> dict[str, Look]:
    """Looks of a family whose words the domain has."""
    return {state.value: Look(words[state], *look) for state, look in looks.items()}
