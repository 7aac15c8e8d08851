"""Checks as they come from officers' phones: each kept once, in any order, however late."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select

from fairapp.db import INSERTS, db
from fairapp.domain.errors import Forbidden
from fairapp.domain.gate_clock import corrected
from fairapp.domain.inspections import Point
from fairapp.domain.signs import is_signed_by, read_sign
from fairapp.domain.text import N_
from fairapp.models import Application, Booth, FloorCheck, FloorPhoto, Site
from fairapp.services.gate import Dead, Phone, Station
from fairapp.services.inspections.telling import tell_findings

LATEST = timedelta(hours=18)
NO_RIGHT = N_("Máy này không được giao kiểm tra gian hàng. Hãy xin ban tổ chức mã ghép máy kiểm tra.")
NO_SUCH_BOOTH = N_("Sơ đồ hội chợ không có gian này.")


@dataclass(frozen=True, slots=True)
class SentPhoto:
    """A photo that will follow: its id and how many bytes it has."""

    id: UUID
    size: int


@dataclass(frozen=True, slots=True)
class SentCheck:
    """One check. `booth` is the key on the plan; `code` what the sign said, if it was scanned."""

    id: UUID
    booth: str
    at: datetime
    answers: dict[Point, bool]
    note: str = ""
    code: str | None = None
    application: int | None = None
    skew: int | None = None
    photos: list[SentPhoto] = field(default_factory=list)
    body: str = ""  # as it came, for a dead letter


@dataclass(frozen=True)
class KeptChecks:
    """How many were new, how many were known, and what could not be kept."""

    new: int
    known: int
    dead: list[Dead]


def require_inspector(station: Station) -> None:
    if not station.row.inspector:
        raise Forbidden(NO_RIGHT)


def keep_checks(station: Station, phone: Phone, checks: Sequence[SentCheck], now: datetime) -> KeptChecks:
    """Keep what is new. A check of a booth that never stood on the plan is a dead letter."""
    booths = _booths(station, {check.booth for check in checks})
    known = _known({check.id for check in checks})
    ours = _applications(station, {check.application for check in checks if check.application})
    rows, photos, dead = {}, [], []
    for check in checks:
        if check.booth not in booths:
            dead.append(Dead(str(check.id), check.body, NO_SUCH_BOOTH))
        elif check.id not in known and check.id not in rows:
            rows[check.id] = _row(station, phone, check, booths[check.booth], ours, now)
            photos += _photo_rows(check)
    if rows:
        connection = db.session.connection()
        connection.execute(CHECK[connection.dialect.name], list(rows.values()))
        if photos:
            connection.execute(PHOTO[connection.dialect.name], photos)
        tell_findings(list(rows))
    return KeptChecks(len(rows), len(checks) - len(rows) - len(dead), dead)


def _row(
    station: Station, phone: Phone, check: SentCheck, booth: int, ours: set[int], now: datetime
) -> dict[str, object]:
    since = station.row.enrolled_at or now - LATEST
    at, doubtful = corrected(check.at, check.skew, phone.clock, now, since)
    said = {point.value: check.answers.get(point) for point in Point}
    return said | {
        "id": check.id,
        "fair_id": station.fair_id,
        "booth_id": booth,
        "application_id": check.application if check.application in ours else None,
        "device_id": station.device_id,
        "by_sign": _is_of(check, station),
        "at": at,
        "time_doubtful": doubtful,
        "received_at": now,
        "note": check.note,
    }


def _is_of(check: SentCheck, station: Station) -> bool:
    """Whether the sign that was scanned is this booth's own and genuine: a phone's word alone makes none."""
    found = read_sign(check.code) if check.code else None
    if found is None or (found.body.fair, found.body.booth) != (station.fair_id, check.booth):
        return False
    key = station.lasting.facts["keys"].get(str(found.body.key))
    return key is not None and not key["refused"] and is_signed_by(found, bytes.fromhex(key["public"]))


def _photo_rows(check: SentCheck) -> list[dict[str, object]]:
    return [
        {"id": photo.id, "check_id": check.id, "position": n, "size": photo.size, "refused": ""}
        for n, photo in enumerate(check.photos)
    ]


def _booths(station: Station, keys: set[str]) -> dict[str, int]:
    query = (
        select(Booth.key, Booth.id)
        .join(Site, Site.id == Booth.site_id)
        .where(Site.fair_id == station.fair_id, Booth.key.in_(bindparam("keys", expanding=True)))
        .order_by(Booth.id.desc())
    )
    rows = db.session.execute(query, {"keys": sorted(keys)})
    return {row.key: row.id for row in rows}


def _known(ids: set[UUID]) -> set[UUID]:
    return set(db.session.scalars(select(FloorCheck.id).where(FloorCheck.id.in_(ids)))) if ids else set()


def _applications(station: Station, ids: set[int]) -> set[int]:
    if not ids:
        return set()
    query = select(Application.id).where(Application.fair_id == station.fair_id, Application.id.in_(ids))
    return set(db.session.scalars(query))


# The same check over another connection may be faster; then this one changes nothing.
CHECK = {name: insert(FloorCheck.__table__).on_conflict_do_nothing() for name, insert in INSERTS.items()}
PHOTO = {name: insert(FloorPhoto.__table__).on_conflict_do_nothing() for name, insert in INSERTS.items()}
