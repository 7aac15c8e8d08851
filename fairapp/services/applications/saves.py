"""Which field was saved when, from where and by whom, so that two devices do not undo each other.

`Application.saves` holds for each field how often it was changed (`n`), the moment, device and person. A page
says which `n` it has seen; a field that has been changed since is not overwritten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fairapp.db import now
from fairapp.models import Application, User


@dataclass(frozen=True)
class Save:
    """The latest save of one field."""

    field: str
    n: int
    at: datetime
    device: str
    by: str


def note(application: Application, name: str, changed: bool, by: User | None, device: str) -> None:
    """Remember a save; one that changed nothing counts only when it is the first."""
    known = application.saves.get(name)
    if known is not None and not changed:
        return
    said = {
        "n": (known["n"] if known else 0) + 1,
        "at": now().isoformat(),
        "from": device,
        "by": by.name if by else "",
    }
    application.saves = {**application.saves, name: said}


def numbers(application: Application) -> dict[str, int]:
    """field → how often it was changed: what a page has seen."""
    return {name: said["n"] for name, said in application.saves.items()}


def changed_since(application: Application, name: str, seen: Mapping[str, int] | None) -> Save | None:
    """The save of this field that a page has not seen; a page that says nothing of it is not held to it."""
    said = application.saves.get(name)
    if said is None or seen is None or said["n"] <= seen.get(name, 0):
        return None
    return _save(name, said)


def list_saves(application: Application) -> list[Save]:
    """The latest save of each field, the newest first."""
    found = [_save(name, said) for name, said in application.saves.items()]
    return sorted(found, key=lambda save: save.at, reverse=True)


def _save(name: str, said: Mapping[str, object]) -> Save:
    return Save(
        name, int(str(said["n"])), datetime.fromisoformat(str(said["at"])), str(said["from"]), str(said["by"])
    )
