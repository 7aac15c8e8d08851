"""Forgets what nobody looks at any more."""

from datetime import timedelta

from sqlalchemy import delete

from fairapp.db import db, now
from fairapp.domain.jobs import JobOutcome
from fairapp.jobs.edge import transaction
from fairapp.models import JobRun
from fairapp.services import accounts

KEPT = timedelta(days=7)


def tidy() -> str:
    """Old failed sign-ins, and the record of runs that went well; failures are kept."""
    with transaction():
        attempts = accounts.forget_attempts()
        old = (JobRun.outcome == JobOutcome.OK, JobRun.due_at < now() - KEPT)
        runs = db.session.execute(delete(JobRun).where(*old)).rowcount
    return f"{attempts} sign-in attempts, {runs} runs forgotten"
