"""How the timetable has gone: for people who look after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from fairapp.db import db
from fairapp.domain.jobs import JobOutcome
from fairapp.jobs.timetable import TIMETABLE, Job
from fairapp.models import JobRun

LOOKED_BACK = timedelta(days=7)
SHOWN = 30


@dataclass(frozen=True)
class JobState:
    """One line of the timetable and how its latest run went; `latest` is None before the first."""

    job: Job
    latest: JobRun | None
    runs: int
    failures: int


def overview(now: datetime) -> list[JobState]:
    """The whole timetable with the last week's runs, in two statements."""
    newest = select(func.max(JobRun.id)).group_by(JobRun.name)
    latest = {run.name: run for run in db.session.scalars(select(JobRun).where(JobRun.id.in_(newest)))}
    bad = func.sum(case((JobRun.outcome.in_((JobOutcome.FAILED, JobOutcome.LOST)), 1), else_=0))
    counts = {
        name: (runs, int(failures))
        for name, runs, failures in db.session.execute(
            select(JobRun.name, func.count(), bad)
            .where(JobRun.due_at > now - LOOKED_BACK)
            .group_by(JobRun.name)
        )
    }
    return [JobState(job, latest.get(job.name), *counts.get(job.name, (0, 0))) for job in TIMETABLE]


def list_failures(now: datetime) -> list[JobRun]:
    """The latest runs that did not end well."""
    query = (
        select(JobRun)
        .where(JobRun.outcome.in_((JobOutcome.FAILED, JobOutcome.LOST)), JobRun.due_at > now - LOOKED_BACK)
        .order_by(JobRun.id.desc())
        .limit(SHOWN)
    )
    return list(db.session.scalars(query))
