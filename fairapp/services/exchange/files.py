"""A list on its way in: uploaded, looked at row by row, seen by a person, taken over as a whole."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, func, insert, select

from fairapp.db import db, now
from fairapp.documents.spreadsheets import read_cells
from fairapp.domain import sheets
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.exchange import AT_ONCE, DAYS_KEPT, MOST_ROWS, SHEETS, Kind
from fairapp.domain.producer_sheets import product_key, whose
from fairapp.domain.sheets import Fault, Outcome, Sheet
from fairapp.domain.text import N_, clean
from fairapp.models import ImportFile, ImportRow
from fairapp.services import accounts
from fairapp.services.exchange import applications, booths, producers, products
from fairapp.services.exchange.lines import Line
from fairapp.services.exchange.scope import Scope

NO_FILE = N_("Không có lần nhập này.")
TOO_MANY = N_("Mỗi tệp nhiều nhất %(n)d dòng. Hãy chia thành nhiều tệp.")
TWICE = N_("Dòng này trùng với dòng %(line)d.")
NOT_CHECKED = N_("Tệp chưa được kiểm tra xong. Hãy chờ đến hết rồi xác nhận.")
DONE_ALREADY = N_("Tệp này đã được nhập.")
NOTHING = N_("Tệp này không có dòng nào cần nhập.")

TAKERS: dict[Kind, Callable[..., None]] = {
    Kind.PRODUCERS: producers.take,
    Kind.PRODUCTS: products.take,
    Kind.APPLICATIONS: applications.take,
    Kind.BOOTHS: booths.take,
}


def upload(scope: Scope, kind: Kind, filename: str, content: bytes) -> ImportFile:
    """Keep the rows of a list; nothing is entered by this."""
    sheet, rows = SHEETS[kind], read_cells(content)
    layout = sheets.recognise(sheet, rows)
    kept = [
        {"line": index + 1, "cells": rows[index]}
        for index in range(layout.first_row, len(rows))
        if any(rows[index]) and not sheets.is_example(sheet, layout.places, rows[index])
    ]
    if len(kept) > MOST_ROWS[kind]:
        raise Invalid(TOO_MANY, field="file", n=MOST_ROWS[kind])
    if not kept:
        raise Invalid(sheets.NO_ROWS, field="file")
    file = ImportFile(
        kind=kind,
        actor_id=scope.actor.id,
        fair_id=scope.fair.id if scope.fair else None,
        site_id=scope.site.id if scope.site else None,
        filename=clean(filename.replace("\\", "/").rsplit("/", 1)[-1])[:200] or "tep",
        heads=rows[layout.first_row - 1],
        places=dict(layout.places),
        total=len(kept),
    )
    db.session.add(file)
    db.session.flush()
    db.session.execute(
        insert(ImportRow), [{"file_id": file.id, "faults": [], "changes": [], **row} for row in kept]
    )
    return file


def get(file_id: int, *conditions: ColumnElement[bool]) -> ImportFile:
    found = db.session.scalar(select(ImportFile).where(ImportFile.id == file_id, *conditions))
    if found is None:
        raise NotFound(NO_FILE)
    return found


def list_latest(*conditions: ColumnElement[bool], most: int = 10) -> list[ImportFile]:
    query = select(ImportFile).where(*conditions).order_by(ImportFile.id.desc()).limit(most)
    return list(db.session.scalars(query))


def check_next(scope: Scope, file: ImportFile) -> None:
    """Look at the next rows without entering anything."""
    _lock(file)
    if file.imported_at is not None or file.is_checked:
        return
    query = _rows(file).where(ImportRow.outcome.is_(None)).limit(AT_ONCE[file.kind])
    rows = list(db.session.scalars(query))
    lines = [_read(file, row) for row in rows]
    _mark_twins(file, rows, lines)
    _judge(scope, file, rows, lines, write=False)
    file.checked += len(rows)
    db.session.flush()


def take_over(scope: Scope, file: ImportFile) -> None:
    """Enter every right row in this transaction; the wrong ones wait to be corrected and sent again."""
    scope.lock()
    _lock(file)
    if file.imported_at is not None:
        raise Conflict(DONE_ALREADY)
    if not file.is_checked:
        raise Conflict(NOT_CHECKED)
    if not ({Outcome.NEW, Outcome.CHANGED} & count(file).keys()):
        raise Conflict(NOTHING)
    last = 0
    while rows := _due(file, last):
        last = rows[-1].line
        _judge(scope, file, rows, [_read(file, row) for row in rows], write=True)
        db.session.flush()
    file.counts = {outcome.value: n for outcome, n in count(file).items()}
    file.imported_at = now()
    _record(scope, file)
    db.session.execute(
        delete(ImportRow).where(ImportRow.file_id == file.id, ImportRow.outcome != Outcome.WRONG),
        execution_options={"synchronize_session": False},
    )
    db.session.flush()


def count(file: ImportFile) -> dict[Outcome, int]:
    """How many rows come to what; once taken over, what they have come to."""
    if file.imported_at is not None:
        return {Outcome(name): n for name, n in file.counts.items()}
    query = (
        select(ImportRow.outcome, func.count())
        .where(ImportRow.file_id == file.id, ImportRow.outcome.is_not(None))
        .group_by(ImportRow.outcome)
    )
    return dict(db.session.execute(query).all())  # type: ignore[arg-type]


def list_rows(file: ImportFile, outcome: Outcome, most: int | None = None) -> list[ImportRow]:
    return list(db.session.scalars(_rows(file).where(ImportRow.outcome == outcome).limit(most)))


def discard(file: ImportFile) -> None:
    """Away with it, whatever it has entered stays."""
    db.session.execute(delete(ImportRow).where(ImportRow.file_id == file.id))
    db.session.delete(file)
    db.session.flush()


def _judge(
    scope: Scope, file: ImportFile, rows: Sequence[ImportRow], lines: Sequence[Line], *, write: bool
) -> None:
    TAKERS[file.kind](scope, [line for line in lines if not line.faults], write=write)
    for row, line in zip(rows, lines, strict=True):
        row.outcome = Outcome.WRONG if line.faults else line.outcome
        row.faults = json.loads(json.dumps([asdict(fault) for fault in line.faults], default=str))
        row.changes = line.changes


def _read(file: ImportFile, row: ImportRow) -> Line:
    values, faults = sheets.read_row(SHEETS[file.kind], file.places, row.cells)
    return Line(row.line, values, faults)


def _mark_twins(file: ImportFile, rows: Sequence[ImportRow], lines: Sequence[Line]) -> None:
    """Of two rows that name one thing the first counts."""
    for row, line in zip(rows, lines, strict=True):
        row.key = None if line.faults else _key(file.kind, line, SHEETS[file.kind])
    keys = {row.key for row in rows} - {None}
    query = select(ImportRow.key, ImportRow.line).where(
        ImportRow.file_id == file.id, ImportRow.key.in_(keys), ImportRow.outcome.is_not(None)
    )
    with db.session.no_autoflush:
        first: dict[str, int] = dict(db.session.execute(query).all())  # type: ignore[arg-type]
    for row, line in zip(rows, lines, strict=True):
        if row.key is not None and first.setdefault(row.key, row.line) != row.line:
            line.faults.append(Fault("", TWICE, {"line": first[row.key]}))
            row.key = None


def _key(kind: Kind, line: Line, sheet: Sheet) -> str | None:
    if kind is Kind.BOOTHS:
        return line.values.get("number", "").casefold() or None
    try:
        named = whose(line.values).key
    except Invalid as refusal:
        line.refuse(sheet, refusal)
        return None
    return (product_key(named, line.values) if kind is Kind.PRODUCTS else named)[:700]


def _due(file: ImportFile, after: int) -> list[ImportRow]:
    wanted = ImportRow.outcome.in_((Outcome.NEW, Outcome.CHANGED))
    query = _rows(file).where(wanted, ImportRow.line > after).limit(AT_ONCE[file.kind])
    return list(db.session.scalars(query))


def _rows(file: ImportFile) -> Select[tuple[ImportRow]]:
    return select(ImportRow).where(ImportRow.file_id == file.id).order_by(ImportRow.line)


def _lock(file: ImportFile) -> None:
    """Two clicks at once come one after the other."""
    db.session.refresh(file, with_for_update=True)


def _record(scope: Scope, file: ImportFile) -> None:
    counts = count(file)
    accounts.audit(
        scope.actor,
        "import.take_over",
        "import",
        file.id,
        N_("Nhập tệp %(filename)s: %(new)d dòng mới, %(changed)d dòng sửa."),
        fair_id=file.fair_id,
        private=True,
        filename=file.filename,
        new=counts.get(Outcome.NEW, 0),
        changed=counts.get(Outcome.CHANGED, 0),
    )


def forget_old(now: datetime) -> int:
    """Rows hold names and numbers of people; nobody needs them after a month. Gives how many files went."""
    old = select(ImportFile.id).where(ImportFile.created_at < now - timedelta(days=DAYS_KEPT))
    without = {"synchronize_session": False}
    db.session.execute(delete(ImportRow).where(ImportRow.file_id.in_(old)), execution_options=without)
    gone = delete(ImportFile).where(ImportFile.created_at < now - timedelta(days=DAYS_KEPT))
    return db.session.execute(gone, execution_options=without).rowcount
