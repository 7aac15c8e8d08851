"""Chance that falls the same way each time: every subject draws from a stream of its own."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from fairapp.domain.calendar import at_local

T = TypeVar("T")

SEED = "Hội chợ OCOP"
OFFICE = (8, 16)  # hours in which officials decide


def stream(subject: str) -> Random:
    """The same numbers for the same subject, whatever the others have drawn."""
    return Random(f"{SEED}: {subject}")


def moment(chance: Random, first: datetime, last: datetime) -> datetime:
    """A whole second between the two."""
    return first + timedelta(seconds=chance.randint(0, max(0, int((last - first).total_seconds()))))


def awake(chance: Random, first: date, last: date, hours: tuple[int, int] = (7, 21)) -> datetime:
    """A moment on one of these days at which people are up, or at work."""
    day = first + timedelta(days=chance.randint(0, max(0, (last - first).days)))
    return at_local(day, time(chance.randint(*hours), chance.randint(0, 59), chance.randint(0, 59)))


def weighted(chance: Random, choices: dict[T, float]) -> T:
    return chance.choices(list(choices), list(choices.values()))[0]


def shuffled(chance: Random, rows: Sequence[T]) -> list[T]:
    return chance.sample(rows, len(rows))


def uuid7(chance: Random, at: datetime) -> UUID:
    """The id a phone would make at this moment (RFC 9562): milliseconds first, then chance."""
    milliseconds = int(at.timestamp() * 1000) & (1 << 48) - 1
    value = milliseconds << 80 | chance.getrandbits(80)
    value = value & ~(0xF << 76) | 7 << 76
    return UUID(int=value & ~(0b11 << 62) | 0b10 << 62)
