"""The worker's side of runs: one is claimed, lives as long as its worker says so, and ends once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from fairapp.db import db
from fairapp.domain.allocation import RunState, Stop
from fairapp.domain.text import N_
from fairapp.models import AllocationRun

SILENCE = timedelta(seconds=30)
"""A worker that has said nothing for so long is taken for dead, and its run begins anew.

It speaks twice a second, but may wait ten for a database where somebody writes.
"""
TRIES = 3
CUT_OFF = N_("Máy chạy bị ngắt %(tries)d lần giữa chừng.")


@dataclass(frozen=True)
class Claim:
    """A run that this worker has: `tries` tells it from a later worker's claim of the same run."""

    run_id: int
    tries: int


def is_waiting(moment: datetime) -> bool:
    return db.session.scalar(select(AllocationRun.id).where(_claimable(moment)).limit(1)) is not None


def claim(moment: datetime) -> Claim | None:
    """Take the next run: trials first, because somebody waits before the screen for them."""
    query = (
        select(AllocationRun)
        .where(_claimable(moment))
        .order_by(AllocationRun.kind.desc(), AllocationRun.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    run = db.session.scalar(query)
    return take(run, moment) if run is not None else None


def take(run: AllocationRun, moment: datetime) -> Claim:
    """It is this worker's from now on; one that was cut off too often is not tried again."""
    run.tries += 1
    run.progress, run.claimed_at, run.beat_at = {}, moment, moment
    run.state = RunState.RUNNING
    db.session.flush()
    mine = Claim(run.id, run.tries)
    if run.tries > TRIES:
        fail(mine, moment, CUT_OFF % {"tries": TRIES})
    return mine


def beat(mine: Claim, moment: datetime, progress: Mapping[str, int]) -> Stop | None:
    """Say how far it is, and hear whether to end: the organiser wants it, or it is another's by now."""
    run = _mine(mine)
    if run is None:
        return Stop.DROP
    run.progress, run.beat_at = dict(progress), moment
    db.session.flush()
    return run.stop


def fail(mine: Claim, moment: datetime, why: str, verdict: Mapping[str, object] | None = None) -> None:
    run = _mine(mine)
    if run is not None:
        run.state, run.finished_at, run.detail = RunState.FAILED, moment, why[:2_000]
        run.result = dict(verdict) if verdict else None
        db.session.flush()


def drop(mine: Claim, moment: datetime) -> None:
    run = _mine(mine)
    if run is not None:
        run.state, run.finished_at = RunState.DROPPED, moment
        db.session.flush()


def finish(mine: Claim, moment: datetime, outcome: Mapping[str, object]) -> None:
    """Keep what was found: the columns that `outcome` names; nothing, if the organiser has dropped it."""
    run = _mine(mine)
    if run is not None and run.stop == Stop.DROP:
        run.state, run.finished_at = RunState.DROPPED, moment
    elif run is not None:
        run.state, run.finished_at = RunState.DONE, moment
        for name, value in outcome.items():
            setattr(run, name, value)
    db.session.flush()


def _mine(mine: Claim) -> AllocationRun | None:
    return db.session.scalar(
        select(AllocationRun)
        .where(
            AllocationRun.id == mine.run_id,
            AllocationRun.state == RunState.RUNNING,
            AllocationRun.tries == mine.tries,
        )
        .with_for_update()
    )


def _claimable(moment: datetime) -> ColumnElement[bool]:
    silent = and_(AllocationRun.state == RunState.RUNNING, AllocationRun.beat_at < moment - SILENCE)
    return or_(AllocationRun.state == RunState.WAITING, silent)
