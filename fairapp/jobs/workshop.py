"""Long searches have a process of their own, so that letters and clocks wait for none of them.

It is started when a run waits and ends when none does. Killed in the middle, it leaves a run that fell
silent, which the next one begins anew.
"""

import logging
import os
import subprocess
import sys

from flask import Flask

from fairapp.config import ROOT
from fairapp.db import db, now
from fairapp.services import allocation

log = logging.getLogger(__name__)

EVERY = 1  # seconds between two looks
GRACE = 5  # seconds between asking and killing
COMMAND = [sys.executable, "-m", "flask", "--app", "wsgi", "allocation", "work"]

_worker: subprocess.Popen | None = None


def look(app: Flask) -> None:
    """Start a worker where a run waits and nobody works."""
    global _worker
    if _worker is not None and _worker.poll() is None:
        return
    with app.app_context():
        waiting = allocation.is_waiting(now())
        db.session.rollback()
    if waiting:
        url = app.config["FAIRAPP"].database_url
        _worker = subprocess.Popen(COMMAND, cwd=ROOT, env=os.environ | {"DATABASE_URL": url})
        log.info("allocation: a worker has started")


def close() -> None:
    """Nobody works on after the clock has stopped."""
    if _worker is None or _worker.poll() is not None:
        return
    _worker.terminate()
    try:
        _worker.wait(GRACE)
    except subprocess.TimeoutExpired:
        _worker.kill()
