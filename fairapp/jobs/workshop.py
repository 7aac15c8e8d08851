"""Long work has processes of its own, so that letters and clocks wait for none of it.

Each is started when something waits for it and ends when nothing does. Killed in the middle, it leaves a
run or a batch that fell silent, which the next one goes on with.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime

from flask import Flask

from fairapp.config import ROOT
from fairapp.db import db, now
from fairapp.services import allocation
from fairapp.services.reports import batches

log = logging.getLogger(__name__)

EVERY = 1  # seconds between two looks
GRACE = 5  # seconds between asking and killing
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
COMMAND = [*FLASK, "allocation", "work"]
BATCHES = [*FLASK, "reports", "work"]


class Bench:
    """One kind of work, with the process that does it while there is any."""

    def __init__(self, name: str, command: list[str], is_waiting: Callable[[datetime], bool]) -> None:
        self.name, self.command, self.is_waiting = name, command, is_waiting
        self.worker: subprocess.Popen | None = None

    @property
    def is_manned(self) -> bool:
        return self.worker is not None and self.worker.poll() is None

    def look(self, app: Flask) -> None:
        if self.is_manned:
            return
        with app.app_context():
            waiting = self.is_waiting(now())
            db.session.rollback()
        if waiting:
            url = app.config["FAIRAPP"].database_url
            self.worker = subprocess.Popen(self.command, cwd=ROOT, env=os.environ | {"DATABASE_URL": url})
            log.info("%s: a worker has started", self.name)

    def close(self) -> None:
        if self.worker is None or not self.is_manned:
            return
        self.worker.terminate()
        try:
            self.worker.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.worker.kill()


_benches = (
    Bench("allocation", COMMAND, allocation.is_waiting),
    Bench("reports", BATCHES, batches.is_waiting),
)


def look(app: Flask) -> None:
    """Start a worker where something waits and nobody works."""
    for bench in _benches:
        bench.look(app)


def close() -> None:
    """Nobody works on after the clock has stopped."""
    for bench in _benches:
        bench.close()
