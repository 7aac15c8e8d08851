"""Makes one due run of one job, once, and records how it went."""

import logging
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from fairapp.db import db, now
from fairapp.domain.jobs import JobOutcome
from fairapp.jobs.edge import transaction
from fairapp.jobs.timetable import Job
from fairapp.models import JobRun

log = logging.getLogger(__name__)

LONGEST_DETAIL = 2_000


def run(job: Job, due_at: datetime) -> JobRun | None:
    """The run's record; None when another process has this run already.

    Claim, work and record are transactions of their own: a job that fails leaves a record all the same.
    """
    run_id = claim(job.name, due_at)
    if run_id is None:
        return None
    try:
        detail, outcome = job.work(), JobOutcome.OK
    except Exception as error:
        db.session.rollback()
        log.exception("job %s, due %s", job.name, due_at)
        outcome, detail = JobOutcome.FAILED, f"{type(error).__name__}: {error}"
    return _record(run_id, outcome, detail)


def claim(name: str, due_at: datetime) -> int | None:
    """Take a due run. The unique key on name and moment lets exactly one process have it."""
    try:
        with transaction():
            return db.session.scalar(insert(JobRun).values(name=name, due_at=due_at).returning(JobRun.id))
    except IntegrityError:
        return None


def mark_lost(names: list[str]) -> int:
    """Runs that no process can still be making: called by the one that has just become the only one."""
    running = (JobRun.outcome == JobOutcome.RUNNING, JobRun.name.in_(names))
    with transaction():
        lost = len(db.session.scalars(select(JobRun.id).where(*running)).all())
        db.session.execute(update(JobRun).where(*running).values(outcome=JobOutcome.LOST, finished_at=now()))
    return lost


def _record(run_id: int, outcome: JobOutcome, detail: str) -> JobRun:
    with transaction():
        record = db.session.get_one(JobRun, run_id)
        record.finished_at, record.outcome, record.detail = now(), outcome, detail[:LONGEST_DETAIL]
    return record
