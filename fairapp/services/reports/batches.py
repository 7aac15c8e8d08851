"""Batches of reports: asked for on a page, made by a worker one by one, each document once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from fairapp.db import db, insert_once
from fairapp.domain.allocation import RunState
from fairapp.domain.batches import BATCH_KIND_LABELS, ENDED_EARLY, UNDER_WAY, BatchKind, Document
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.text import N_
from fairapp.domain.uploads import MediaType
from fairapp.models import Fair, ReportBatch, ReportDocument, Snapshot, User
from fairapp.services.accounts import audit
from fairapp.services.papers import storing
from fairapp.services.reports.making import MAKINGS

SILENCE = timedelta(minutes=2)
"""A worker that has made nothing for so long is taken for dead; a report takes seconds."""
TRIES = 3
IN_MEMORY = 8_000_000  # bytes of a ZIP; what is larger waits on the disk
NO_BATCH = N_("Không có đợt lập báo cáo này.")
NOBODY = N_("Bản chốt này không có ai để lập báo cáo loại này.")
CUT_OFF = N_("Máy chạy bị ngắt %(tries)d lần mà không lập được báo cáo nào.")


@dataclass(frozen=True)
class Claim:
    """A batch that this worker has: `tries` tells it from a later worker's claim of the same batch."""

    batch_id: int
    tries: int


def ask(actor: User, snapshot: Snapshot, kind: BatchKind) -> ReportBatch:
    """Have every report of this kind made. What ended early goes on where it ended; what is made, stays."""
    keys = MAKINGS[kind].keys(snapshot)
    if not keys:
        raise Conflict(NOBODY)
    mine = select(ReportBatch).where(ReportBatch.snapshot_id == snapshot.id, ReportBatch.kind == kind)
    new = insert_once(ReportBatch, snapshot_id=snapshot.id, kind=kind, total=len(keys), asked_by_id=actor.id)
    batch = db.session.scalars(mine.with_for_update()).one()
    if batch.state in ENDED_EARLY:
        batch.state, batch.stop, batch.stuck = RunState.WAITING, False, 0
        batch.detail, batch.finished_at = "", None
        new = True
    db.session.flush()
    if new:
        _note(actor, snapshot, "batch.ask", N_("Lập hàng loạt “%(kind)s” từ bản chốt số %(number)d."), kind)
    return batch


def get_for_fair(batch_id: int, fair: Fair) -> ReportBatch:
    query = (
        select(ReportBatch)
        .join(ReportBatch.snapshot)
        .where(ReportBatch.id == batch_id, Snapshot.fair_id == fair.id)
    )
    found = db.session.scalar(
        query.options(contains_eager(ReportBatch.snapshot), selectinload(ReportBatch.documents))
    )
    if found is None:
        raise NotFound(NO_BATCH)
    return found


def list_for_fair(fair: Fair) -> list[ReportBatch]:
    query = (
        select(ReportBatch)
        .join(ReportBatch.snapshot)
        .where(Snapshot.fair_id == fair.id)
        .options(
            contains_eager(ReportBatch.snapshot).defer(Snapshot.facts), selectinload(ReportBatch.documents)
        )
        .order_by(ReportBatch.asked_at.desc(), ReportBatch.id.desc())
    )
    return list(db.session.scalars(query))


def stop(actor: User, batch: ReportBatch) -> None:
    """Make no more; what is made can be taken away, and the rest be asked for again."""
    db.session.refresh(batch, with_for_update=True)
    if batch.state not in UNDER_WAY:
        return
    batch.stop = True
    if batch.state is RunState.WAITING:
        batch.state = RunState.DROPPED
    db.session.flush()
    sentence = N_("Dừng lập hàng loạt “%(kind)s” từ bản chốt số %(number)d.")
    _note(actor, batch.snapshot, "batch.stop", sentence, batch.kind)


def pack(batch: ReportBatch) -> IO[bytes]:
    """What is made so far as a ZIP; the same documents give the same bytes."""
    out = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (sent, and closed by who sends it)
    at = batch.snapshot.frozen_at.timetuple()[:6]
    with ZipFile(out, "w", ZIP_STORED) as packed:
        for document in batch.documents:
            packed.writestr(ZipInfo(document.name, at), storing.path_of(document.stored_name).read_bytes())
    out.seek(0)
    return out


# ---- the worker's side ------------------------------------------------------------------------


def is_waiting(moment: datetime) -> bool:
    return db.session.scalar(select(ReportBatch.id).where(_claimable(moment)).limit(1)) is not None


def claim(moment: datetime) -> Claim | None:
    """Take the batch that has waited longest; one that is cut off again and again is given up."""
    query = select(ReportBatch).where(_claimable(moment)).order_by(ReportBatch.asked_at, ReportBatch.id)
    batch = db.session.scalar(query.limit(1).with_for_update(skip_locked=True))
    if batch is None:
        return None
    batch.tries += 1
    batch.stuck += 1
    batch.state, batch.beat_at = RunState.RUNNING, moment
    db.session.flush()
    mine = Claim(batch.id, batch.tries)
    if batch.stuck > TRIES:
        end(mine, moment, RunState.FAILED, CUT_OFF % {"tries": TRIES})
    return mine


def next_of(mine: Claim) -> Callable[[], Document] | None:
    """The step that makes the next document; None when none is missing or wanted."""
    batch = _mine(mine)
    if batch is None or batch.stop:
        return None
    made = {document.key for document in batch.documents}
    making = MAKINGS[batch.kind]
    snapshot = batch.snapshot
    missing = next((key for key in making.keys(snapshot) if key not in made), None)
    return None if missing is None else making.read(snapshot, missing)


def keep(mine: Claim, moment: datetime, document: Document) -> bool:
    """Keep a document, once; False when this worker is to stop: told to, or another has taken over."""
    batch = _mine(mine, lock=True)
    if batch is None:
        return False
    name = storing.store(document.content, MediaType.PDF)
    new = insert_once(
        ReportDocument,
        batch_id=batch.id,
        key=document.key,
        name=document.name,
        stored_name=name,
        size=len(document.content),
        made_at=moment,
    )
    if not new:
        storing.discard(name)
    batch.beat_at, batch.stuck = moment, 0
    db.session.flush()
    return not batch.stop


def end(mine: Claim, moment: datetime, state: RunState | None = None, why: str = "") -> None:
    """The last word on a batch: as given, or dropped where it was stopped, or done."""
    batch = _mine(mine, lock=True)
    if batch is not None:
        batch.state = state or (RunState.DROPPED if batch.stop else RunState.DONE)
        batch.finished_at, batch.detail = moment, why[:2_000]
        db.session.flush()


def _mine(mine: Claim, *, lock: bool = False) -> ReportBatch | None:
    query = select(ReportBatch).where(
        ReportBatch.id == mine.batch_id,
        ReportBatch.state == RunState.RUNNING,
        ReportBatch.tries == mine.tries,
    )
    fresh = query.execution_options(populate_existing=True)
    return db.session.scalar(fresh.with_for_update() if lock else fresh)


def _claimable(moment: datetime) -> ColumnElement[bool]:
    silent = and_(ReportBatch.state == RunState.RUNNING, ReportBatch.beat_at < moment - SILENCE)
    return or_(ReportBatch.state == RunState.WAITING, silent)


def _note(actor: User, snapshot: Snapshot, action: str, sentence: str, kind: BatchKind) -> None:
    word = BATCH_KIND_LABELS[kind]
    values = {"kind": word, "number": snapshot.number}
    audit(actor, action, "fair", snapshot.fair_id, sentence, fair_id=snapshot.fair_id, **values)
