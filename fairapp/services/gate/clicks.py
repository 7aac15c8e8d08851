"""The clicker: people without a pass, counted as facts with ids, like scans."""

from collections import Counter
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Row, bindparam, func, or_, select, update

from fairapp.db import INSERTS, db
from fairapp.domain.calendar import local, local_day
from fairapp.domain.gate_clock import corrected
from fairapp.models import Click, Gate
from fairapp.services.gate import totals
from fairapp.services.gate.sent import Phone, SentClick
from fairapp.services.gate.station import Station

KINDS = ("adult", "child")
MOST = 50  # people one click may stand for
LATEST = timedelta(hours=18)


def keep_clicks(station: Station, phone: Phone, clicks: list[SentClick], now: datetime) -> tuple[int, int]:
    """Keep the clicks that are new; gives how many were, and how many were known.

    Uploads of one phone wait for one another at its row (devices.note_seen), so that a click and the undo of
    it cannot pass by each other.
    """
    known = _known(clicks)
    undone = {row.undoes_id for row in known.values() if row.undoes_id}
    rows: dict[UUID, dict] = {}
    for click in clicks:
        if click.id in known or click.id in rows or click.undoes in undone:
            continue
        rows[click.id] = _row(station, phone, click, now)
        undone |= {click.undoes} if click.undoes else set()
    counted: Counter[totals.Key] = Counter()
    settled = _settle(rows, known)
    for row in rows.values():
        counted[_key(row)] += row["counted"]
    for row in settled:
        counted[totals.of_click(row.gate_id, row.at, row.device_id or 0, row.kind)] += row.n
    connection = db.session.connection()
    if rows:
        connection.execute(INSERT[connection.dialect.name], sorted(rows.values(), key=lambda row: row["id"]))
    if settled:
        connection.execute(SETTLE, [{"click": row.id} for row in settled])
    totals.add(counted)
    return len(rows), len(clicks) - len(rows)


def count_clicks(gate: Gate, day: date) -> int:
    query = select(func.coalesce(func.sum(Click.counted), 0)).where(
        Click.gate_id == gate.id, Click.day == day
    )
    return int(db.session.scalar(query) or 0)


def count_clicks_today(gate: Gate, now: datetime) -> int:
    return count_clicks(gate, local_day(now))


def _known(clicks: list[SentClick]) -> dict[UUID, Row]:
    """What is there of these clicks, of those they take back, and of those that take them back."""
    ids = [click.id for click in clicks] + [click.undoes for click in clicks if click.undoes]
    if not ids:
        return {}
    return {row.id: row for row in db.session.connection().execute(KNOWN, {"ids": ids})}


def _row(station: Station, phone: Phone, click: SentClick, now: datetime) -> dict:
    since = station.row.enrolled_at or now - LATEST
    at, _ = corrected(click.at, click.skew, phone.clock, now, since)
    on = local(at)
    return {
        "id": click.id,
        "gate_id": click.gate,
        "device_id": station.device_id,
        "undoes_id": click.undoes,
        "kind": click.kind,
        "n": click.n,
        "counted": 0 if click.undoes else click.n,
        "day": on.date(),
        "hour": on.hour,
        "at": at,
        "received_at": now,
    }


def _settle(rows: dict[UUID, dict], known: dict[UUID, Row]) -> list[Row]:
    """Undos count as soon as what they take back is here; gives those that had been waiting for it."""
    for row in rows.values():
        if row["undoes_id"]:
            taken = rows.get(row["undoes_id"]) or _plain(known.get(row["undoes_id"]))
            row["counted"] = row["n"] if _fits(row, taken) else 0
    return [
        undo
        for undo in known.values()
        if undo.counted == 0 and undo.undoes_id in rows and _fits(_plain(undo), rows[undo.undoes_id])
    ]


def _fits(undo: dict | None, taken: dict | None) -> bool:
    if undo is None or taken is None or taken["undoes_id"]:
        return False
    return all(undo[name] == taken[name] for name in ("gate_id", "kind")) and undo["n"] == -taken["n"]


def _plain(row: Row | None) -> dict | None:
    return None if row is None else dict(row._mapping)


def _key(row: dict) -> totals.Key:
    return totals.of_click(row["gate_id"], row["at"], row["device_id"], row["kind"])


KNOWN = select(
    Click.id, Click.gate_id, Click.device_id, Click.undoes_id, Click.kind, Click.n, Click.counted, Click.at
).where(
    or_(
        Click.id.in_(bindparam("ids", expanding=True)),
        Click.undoes_id.in_(bindparam("ids", expanding=True)),
    )
)
SETTLE = update(Click.__table__).where(Click.id == bindparam("click")).values(counted=Click.n)
INSERT = {name: insert(Click.__table__).on_conflict_do_nothing() for name, insert in INSERTS.items()}
