"""Forgets what nobody looks at any more."""

from datetime import timedelta

from sqlalchemy import delete

from fairapp.db import db, now
from fairapp.domain.jobs import JobOutcome
from fairapp.jobs.edge import transaction
from fairapp.models import JobRun
from fairapp.services import accounts, codes, exchange, inspections, passes, passwords
from fairapp.services.fees import statements
from fairapp.services.papers import storing

KEPT = timedelta(days=7)


def tidy() -> str:
    """Visitors of fairs long over, old sign-ins, links, codes, files and good runs; failed runs are kept."""
    with transaction():
        visitors = passes.erase_old_visitors(now())
        reporters, photos = inspections.forget_reporters(now()), inspections.forget_photos(now())
        attempts, tickets = accounts.forget_attempts(), accounts.forget_sign_ins()
        links = passwords.forget_links() + codes.forget_codes(now())
        files = exchange.forget_old(now()) + statements.forget_abandoned(now()) + storing.sweep(now())
        old = (JobRun.outcome == JobOutcome.OK, JobRun.due_at < now() - KEPT)
        runs = db.session.execute(delete(JobRun).where(*old)).rowcount
    return (
        f"{visitors} visitors, {reporters} reporters, {photos} photos, {attempts} sign-in attempts, "
        f"{tickets} sign-ins, {links} links and codes, {files} files, {runs} runs forgotten"
    )
