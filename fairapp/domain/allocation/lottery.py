"""Chance that nobody can steer: a text named beforehand makes the seed, and settles ties if wanted."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fairapp.domain.allocation.instance import App

FIRST = datetime(2000, 1, 1, tzinfo=UTC)


def seed_of(text: str) -> int:
    """The first eight hexadecimal digits of SHA-256 of the text, as a number."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def drawn(apps: Iterable[App], text: str) -> tuple[App, ...]:
    """The applications as if sent in the order of the draw: SHA-256 of the text and each one's number."""
    order = sorted(apps, key=lambda app: hashlib.sha256(f"{text}|{app.id}".encode()).hexdigest())
    return tuple(replace(app, applied=FIRST + timedelta(minutes=n)) for n, app in enumerate(order))


def is_drawn(apps: Iterable[App]) -> bool:
    """Whether the times of sending are the order of a draw."""
    times = sorted(app.applied for app in apps)
    return times == [FIRST + timedelta(minutes=n) for n in range(len(times))]
