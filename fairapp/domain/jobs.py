"""What the clock sets off, and how it went."""

from enum import StrEnum


class JobOutcome(StrEnum):
    """LOST is a run whose process died: what it was doing is rolled back, and the next run does it."""

    RUNNING = "running"
    OK = "ok"
    FAILED = "failed"
    LOST = "lost"
