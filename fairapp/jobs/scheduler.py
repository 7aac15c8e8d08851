"""Watches the clock, in a process of its own. The only import of APScheduler.

Only one process watches at a time: the others wait for its lock. The lock is a convenience, not the
guarantee; that a run is made once is the unique key on JobRun.
"""

import fcntl
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from flask import Flask
from sqlalchemy import text

from fairapp import garbage
from fairapp.config import Config
from fairapp.db import db, now
from fairapp.domain.calendar import LOCAL
from fairapp.jobs import runner, workshop
from fairapp.jobs.timetable import TIMETABLE, Job

log = logging.getLogger(__name__)

LATE_BY_MOST = 3600
"""A run that starts late is still made; several missed ones of a job are made as one."""
POLL_SECONDS = 1.0
LOCK_NUMBER = 0x0C0B_FA12


def run(app: Flask) -> None:
    """Until stopped: wait to be the only one, make up for missed runs, then follow the timetable."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    garbage.hold()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: _stop(stop))
    try:
        with _only_one(app, stop) as alone:
            if alone:
                _follow(app)
    except (KeyboardInterrupt, SystemExit):
        log.info("stopped")


def last_due(job: Job, moment: datetime) -> datetime | None:
    """The latest moment at which this job should have run, no further back than it is made up for."""
    trigger = CronTrigger.from_crontab(job.cron, LOCAL)
    found = None
    due = trigger.get_next_fire_time(None, moment - job.catch_up)
    while due is not None and due <= moment:
        found, due = due, trigger.get_next_fire_time(due, due)
    return found


def run_due(app: Flask, job: Job) -> None:
    """Make the latest due run of a job, unless it was made."""
    due = last_due(job, now())
    if due is None:
        return
    with app.app_context():
        record = runner.run(job, due)
        if record is not None and record.detail:
            log.info("%s: %s %s", job.name, record.outcome.value, record.detail)


def _follow(app: Flask) -> None:
    with app.app_context():
        lost = runner.mark_lost([job.name for job in TIMETABLE])
    if lost:
        log.warning("%s runs were cut off", lost)
    scheduler = BlockingScheduler(timezone=LOCAL, executors={"default": ThreadPoolExecutor(2)})
    for job in TIMETABLE:
        scheduler.add_job(
            run_due,
            CronTrigger.from_crontab(job.cron, LOCAL),
            args=(app, job),
            id=job.name,
            misfire_grace_time=LATE_BY_MOST,
            coalesce=True,
            max_instances=1,
        )
    scheduler.add_job(workshop.look, "interval", (app,), seconds=workshop.EVERY, coalesce=True)
    log.info("following the timetable: %s", ", ".join(job.name for job in TIMETABLE))
    for job in TIMETABLE:
        run_due(app, job)
    try:
        scheduler.start()
    finally:
        workshop.close()
        scheduler.shutdown(wait=True)  # whatever runs is let finish


def _stop(stop: threading.Event) -> None:
    stop.set()
    raise SystemExit


@contextmanager
def _only_one(app: Flask, stop: threading.Event) -> Iterator[bool]:
    """Whether this process became the one that watches; False when told to stop while waiting."""
    config: Config = app.config["FAIRAPP"]
    lock = _file_lock(config.instance) if config.database_url.startswith("sqlite") else _database_lock(app)
    with lock as try_to_take:
        told = False
        while not try_to_take():
            if not told:
                log.info("another process follows the timetable; waiting")
                told = True
            if stop.wait(POLL_SECONDS):
                yield False
                return
        yield True


@contextmanager
def _file_lock(folder: Path) -> Iterator:
    """A lock that the system lets go of when its process dies."""
    with open(folder / "scheduler.lock", "w") as file:

        def try_to_take() -> bool:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        yield try_to_take


@contextmanager
def _database_lock(app: Flask) -> Iterator:
    """An advisory lock of PostgreSQL, held by a connection that stays open."""
    with app.app_context(), db.engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        yield lambda: connection.scalar(text("SELECT pg_try_advisory_lock(:n)"), {"n": LOCK_NUMBER})
