"""Works off the batches of reports that wait: each document is set without a lock, and kept in one step."""

import logging

from fairapp.db import db, now
from fairapp.domain.allocation import RunState
from fairapp.jobs.edge import transaction
from fairapp.services.reports import batches

log = logging.getLogger(__name__)


def work_off() -> str:
    """Every batch that waits, one after the other."""
    made = 0
    while (mine := _claim()) is not None:
        made += _make(mine)
    return f"{made} reports" if made else ""


def _claim() -> batches.Claim | None:
    with transaction():
        return batches.claim(now())


def _make(mine: batches.Claim) -> int:
    """All that is missing, until nothing is or somebody says stop; gives how many were made."""
    made, state, why = 0, None, ""
    try:
        while (make := batches.next_of(mine)) is not None:
            db.session.rollback()  # setting a report takes seconds: nothing is held meanwhile
            document = make()
            with transaction():
                go_on = batches.keep(mine, now(), document)
            made += 1
            if not go_on:
                break
    except Exception as error:  # what is made stays; the page says what stands in the way
        db.session.rollback()
        log.exception("batch %s", mine.batch_id)
        state, why = RunState.FAILED, f"{type(error).__name__}: {error}"
    with transaction():
        batches.end(mine, now(), state, why)
    return made
