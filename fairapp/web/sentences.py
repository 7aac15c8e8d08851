"""What a refusal says, in the reader's language."""

from collections.abc import Mapping
from enum import Enum
from typing import Protocol

from flask_babel import gettext

from fairapp.domain.ocop import Group
from fairapp.web.filters import goods_group
from fairapp.web.labels import label


class Sentence(Protocol):
    """A refusal, or anything else that the domain puts into words: a msgid and what fills its places."""

    @property
    def sentence(self) -> str: ...

    @property
    def values(self) -> Mapping[str, object]: ...


def say(told: Sentence) -> str:
    """The sentence with its places filled; a domain value is spoken as its word."""
    return gettext(told.sentence, **{name: _spoken(value) for name, value in told.values.items()})


def _spoken(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(_spoken(part)) for part in value)
    if isinstance(value, Group):
        return goods_group(value)
    return label(value) if isinstance(value, Enum) else value
