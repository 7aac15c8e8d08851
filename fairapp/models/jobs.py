"""Runs of the timetable."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fairapp.db import UTCDateTime, db, member_of, now
from fairapp.domain.jobs import JobOutcome


class JobRun(db.Model):
    """One due run of one job; the unique key is what lets only one process make it."""

    __tablename__ = "job_run"
    __table_args__ = (UniqueConstraint("name", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    outcome: Mapped[JobOutcome] = mapped_column(member_of(JobOutcome), default=JobOutcome.RUNNING)
    detail: Mapped[str] = mapped_column(Text, default="")
