"""Reminds by the clock of what is still to be done."""

from fairapp.db import now
from fairapp.jobs.edge import transaction
from fairapp.services import circulars


def remind() -> str:
    """Every round that is due, each in its own transaction: one that fails keeps no other back."""
    with transaction():
        waiting = circulars.list_repeating(now())
    told = 0
    for circular_id in waiting:
        with transaction():
            told += circulars.remind(circular_id, now())
    return f"{told} reminded" if told else ""
