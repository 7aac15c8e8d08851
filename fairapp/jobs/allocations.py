"""Works off the allocation runs that wait: claimed, searched, recorded, each in its own transaction."""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flask import Flask, current_app

from fairapp.db import db, now
from fairapp.domain.allocation import Stop
from fairapp.jobs.edge import transaction
from fairapp.services import allocation
from fairapp.services.allocation import Claim

log = logging.getLogger(__name__)

EVERY = 0.5  # seconds between two signs of life: a row is written for each


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
    with _alive(mine) as pulse:
        ended = allocation.work(mine, asked, pulse.tell)
    with transaction():
        ended(now())
    return True


@contextmanager
def _alive(mine: Claim) -> Iterator["_Pulse"]:
    pulse = _Pulse(current_app._get_current_object(), mine)
    pulse.start()
    try:
        yield pulse
    finally:
        pulse.ended.set()
        pulse.join()


class _Pulse(threading.Thread):
    """Says again and again that this worker lives, whatever it is at: searching, proving, explaining.

    A thread beside the work, because a bound is proved in one call that nothing interrupts. It passes on
    the newest progress, and keeps what the organiser wants until the work asks.
    """

    def __init__(self, app: Flask, mine: Claim) -> None:
        super().__init__(name="allocation-pulse", daemon=True)
        self.app, self.mine = app, mine
        self.ended = threading.Event()
        self.progress: Mapping[str, int] = {}
        self.wanted: Stop | None = None

    def tell(self, progress: Mapping[str, int]) -> Stop | None:
        self.progress = progress
        return self.wanted

    def run(self) -> None:
        with self.app.app_context():
            while not self.ended.wait(EVERY):
                self._beat()

    def _beat(self) -> None:
        try:
            with transaction():
                self.wanted = allocation.beat(self.mine, now(), self.progress)
        except Exception:  # a database that is busy or away for a moment costs a beat, not the run
            log.exception("allocation: a sign of life was not heard")
