"""What a page sends while it is typed: each field by itself, against what other devices have saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fairapp.db import db
from fairapp.domain.errors import Refusal
from fairapp.models import Application, User
from fairapp.services.applications import drafts, saves
from fairapp.services.applications.fields import KEEPERS, READERS
from fairapp.services.applications.saves import Save


@dataclass
class Outcome:
    """What became of typed fields: those refused with why, and those that somebody else changed meanwhile."""

    refused: dict[str, Refusal] = field(default_factory=dict)
    elsewhere: dict[str, Save] = field(default_factory=dict)


def keep_typed(
    application: Application,
    changes: Mapping[str, object],
    seen: Mapping[str, int] | None,
    by: User,
    device: str,
) -> Outcome:
    """Each field by itself: kept, refused, or held back because it was changed on another device."""
    outcome = Outcome()
    for name, value in changes.items():
        try:
            other = saves.changed_since(application, name, seen)
            if other is None:
                drafts.keep(application, {name: value}, by, device)
            elif not _says_the_same(application, name, value, by):
                outcome.elsewhere[name] = other
        except Refusal as refusal:
            if refusal.field is None:
                raise
            outcome.refused[name] = refusal
    return outcome


def _says_the_same(application: Application, name: str, value: object, by: User) -> bool:
    """Whether both devices typed the same: tried inside a savepoint that is taken back."""
    before = READERS[name](application)
    attempt = db.session.begin_nested()
    try:
        KEEPERS[name](application, value, by)
        return READERS[name](application) == before
    finally:
        attempt.rollback()
