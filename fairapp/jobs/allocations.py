"""Works off the allocation runs that wait: claimed, searched, recorded, each in its own transaction."""

import time
from collections.abc import Mapping

from fairapp.db import db, now
from fairapp.domain.allocation import Stop
from fairapp.jobs.edge import transaction
from fairapp.services import allocation
from fairapp.services.allocation import Claim

EVERY = 0.5  # seconds between two words of progress: a row is written for each


def work_off() -> str:
    """Every run that waits, one after the other."""
    done = 0
    while _next():
        done += 1
    return f"{done} runs" if done else ""


def _next() -> bool:
    with transaction():
        mine = allocation.claim(now())
    if mine is None:
        return False
    asked = allocation.order(mine)
    db.session.rollback()  # nothing is held while we search
    ended = allocation.work(mine, asked, _Teller(mine))
    with transaction():
        ended(now())
    return True


class _Teller:
    """Passes progress on, not oftener than people can read it; gives back what the organiser wants."""

    def __init__(self, mine: Claim) -> None:
        self.mine, self.last = mine, 0.0

    def __call__(self, progress: Mapping[str, int]) -> Stop | None:
        if time.monotonic() - self.last < EVERY:
            return None
        self.last = time.monotonic()
        with transaction():
            return allocation.beat(self.mine, now(), progress)
