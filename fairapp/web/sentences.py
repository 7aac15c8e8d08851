"""What a refusal says, in the reader's language."""

from enum import Enum

from flask_babel import gettext

from fairapp.domain.errors import Refusal
from fairapp.web.labels import label


def say(refusal: Refusal) -> str:
    """The sentence with its places filled; a domain value is spoken as its word."""
    spoken = {name: label(v) if isinstance(v, Enum) else v for name, v in refusal.values.items()}
    return gettext(refusal.sentence, **spoken)
