"""Where the bytes of papers and pictures lie: instance/uploads/, by a random name, in step with their rows.

A new file goes when its transaction does not commit, a removed one when its transaction does. What a killed
process leaves behind is swept away by the clock.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from flask import current_app
from sqlalchemy import event, select, union_all
from sqlalchemy.orm import Session, SessionTransaction

from fairapp.db import db
from fairapp.domain.uploads import SUFFIXES, MediaType
from fairapp.models import (
    Agreement,
    BoothReport,
    FloorPhoto,
    Paper,
    PlanUnderlay,
    ReportDocument,
    SponsorPhoto,
)

SPARED = timedelta(days=1)  # no request lasts as long, so a file without a row has been left behind
FEW = 10
_PENDING = "files of papers"  # kept with the session until its transactions end


class _Pending(NamedTuple):
    """A file whose fate hangs on this transaction: written in it, or to be unlinked once it commits."""

    transaction: SessionTransaction | None
    path: Path
    written: bool


def store(content: bytes, media_type: MediaType) -> str:
    """Write under a name nobody can guess; the place is outside static/, so only a view can serve it."""
    name = secrets.token_urlsafe(24) + SUFFIXES[media_type]
    path = path_of(name)
    _note(path, written=True)
    path.touch(mode=0o600)
    path.write_bytes(content)
    return name


def discard(name: str) -> None:
    """The bytes go once it is certain."""
    _note(path_of(name), written=False)


def path_of(name: str) -> Path:
    folder = Path(current_app.instance_path) / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def sweep(now: datetime) -> int:
    """Unlink files that no row names; gives how many.

    Where most are nobody's, the folder belongs to another database, or to a newer copy of this one: all stay.
    """
    folder, until = path_of("").resolve(), (now - SPARED).timestamp()
    old = [path for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < until]
    known = _known([path.name for path in old])
    left = [path for path in old if path.name not in known]
    if len(left) > len(known) + FEW:
        return 0
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _known(names: Collection[str]) -> set[str]:
    """Which of these some paper, plan, check, report, sponsor's proof or agreement names."""
    if not names:
        return set()
    named = (Paper, PlanUnderlay, FloorPhoto, BoothReport, SponsorPhoto, Agreement, ReportDocument)
    kept = union_all(*(select(model.stored_name) for model in named))
    return set(db.session.scalars(kept)) & set(names)


def _note(path: Path, *, written: bool) -> None:
    session = db.session()
    here = session.get_nested_transaction() or session.get_transaction()
    session.info.setdefault(_PENDING, []).append(_Pending(here, path, written))


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    """A savepoint hands its files on to the transaction around it; only the outermost decides."""
    found, nested = session.info.pop(_PENDING, []), session.get_nested_transaction()
    if nested is not None:
        session.info[_PENDING] = [
            one._replace(transaction=nested.parent) if one.transaction is nested else one for one in found
        ]
        return
    for one in found:
        if not one.written:
            one.path.unlink(missing_ok=True)


@event.listens_for(Session, "after_transaction_end")
def _ended(session: Session, transaction: SessionTransaction) -> None:
    """Whatever still hangs on a transaction that has ended was taken back with it."""
    found = session.info.pop(_PENDING, [])
    outermost = transaction.parent is None
    gone = [one for one in found if outermost or one.transaction is transaction]
    if kept := [one for one in found if one not in gone]:
        session.info[_PENDING] = kept
    for one in gone:
        if one.written:
            one.path.unlink(missing_ok=True)
