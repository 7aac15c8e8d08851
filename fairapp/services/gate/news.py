"""What a phone is told: the whole bundle, or what is new since its cursor (docs/gate-protocol.md)."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import bindparam, func, literal, or_, select
from sqlalchemy.orm import aliased

from fairapp.db import db, json_rows
from fairapp.domain import gate_totals
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.gate_totals import Level
from fairapp.domain.gate_wire import Row, pack
from fairapp.models import Gate, GateTotal, Pass, Scan, Site
from fairapp.services.gate.station import Station

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
OVERLAP = timedelta(seconds=30)
"""A transaction that began earlier may end later; so each delta repeats a little of the one before."""
STALE = timedelta(hours=12)
MANY = 8000  # more people inside are told in steps of two minutes
ISSUE_BITS = 8


@dataclass(frozen=True)
class _Facts:
    """What the database says: passages of today, void passes, totals of today."""

    passages: list[tuple[int, int, datetime, datetime | None]]
    void: list[tuple[int, int, bool]]
    totals: list[tuple[int, str, int]]


def tell_all(station: Station, now: datetime) -> dict:
    """The whole bundle."""
    facts = _read(station, BEGINNING, now)
    return {
        "now": iso(now),
        "cursor": cursor_of(station, now),
        "device": describe(station),
        "lasting": station.lasting.facts,
        **_void(facts),
        "seen": _seen(station, facts, now, whole=True),
        **_counts(station, facts),
    }


def tell_since(station: Station, cursor: str | None, now: datetime) -> dict:
    """What is new since the cursor; without a good one, the word to fetch the bundle."""
    since, mark = _open(cursor)
    if since is None or not now - STALE < since <= now + OVERLAP:
        return {"now": iso(now), "resync": True}
    facts = _read(station, since - OVERLAP, now)
    lasting = {} if mark == station.lasting.mark else {"lasting": station.lasting.facts}
    return {
        "now": iso(now),
        "cursor": cursor_of(station, now),
        "device": describe(station),
        **lasting,
        **_void(facts),
        "seen": _seen(station, facts, now, whole=False),
        **_counts(station, facts),
    }


def describe(station: Station) -> dict:
    row = station.row
    return {
        "id": row.device_id,
        "name": row.device_name,
        "gate": station.gate_id,
        "fair": station.fair_id,
        "supervisor": bool(row.supervisor),
        "inspector": bool(row.inspector),
    }


def tell_state(station: Station, now: datetime) -> dict:
    """How the fair's gates and sites stand today."""
    facts = _read(station, now, now)
    inside = _inside(station, facts)
    return {
        "now": iso(now),
        "device": describe(station),
        "areas": [
            {
                **area,
                "inside": inside.get(area["id"], 0),
                "amber": gate_totals.level(inside.get(area["id"], 0), area["limit"]) != Level.ROOM,
            }
            for area in station.lasting.facts["areas"]
        ],
        "gates": [
            {"id": post["id"], "name": post["name"], **_at_gate(facts, post["id"])}
            for post in station.lasting.facts["gates"]
        ],
    }


def cursor_of(station: Station, now: datetime) -> str:
    return f"{int(now.timestamp() * 1000)}.{station.lasting.mark}"


def _open(cursor: str | None) -> tuple[datetime | None, str]:
    stamp, _, mark = (cursor or "").partition(".")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) == 13):
        return None, ""
    return datetime.fromtimestamp(int(stamp) / 1000, UTC), mark


def _read(station: Station, since: datetime, now: datetime) -> _Facts:
    values = {
        "fair": station.fair_id,
        "since": since,
        "dawn": _dawn(now),
        "today": local_day(now),
    }
    db.session.flush()
    row = db.session.connection().execute(NEWS, values).one()
    return _Facts(
        [
            (number, gate, _moment(at), _moment(left) if left else None)
            for number, gate, at, left in json.loads(row.passages or "[]")
        ],
        [(number, issue, revoked is not None) for number, issue, revoked in json.loads(row.void or "[]")],
        [(gate, what, n) for gate, what, n in json.loads(row.totals or "[]")],
    )


def _dawn(now: datetime) -> datetime:
    """From when on an entry may still matter: today's, and those of a night that is not over."""
    return min(at_local(local_day(now), time(0)), (now - STALE).replace(second=0, microsecond=0))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _void(facts: _Facts) -> dict[str, str]:
    return {
        "revoked": pack([(number,) for number, _, revoked in facts.void if revoked]),
        "superseded": pack([(number, issue) for number, issue, _ in facts.void if issue > 1], [ISSUE_BITS]),
    }


def _seen(station: Station, facts: _Facts, now: datetime, *, whole: bool) -> dict:
    """The last entry of each pass in each area, for those who left with the time of leaving."""
    areas = station.lasting.areas
    posts = sorted(areas)
    newest: dict[tuple[int, int], tuple[datetime, int, datetime | None]] = {}
    for number, gate, at, left in facts.passages:
        key = (number, areas[gate])
        if key not in newest or newest[key][0] < at:
            newest[key] = (at, gate, left)
    since, step = _dawn(now), 2 if len(newest) > MANY else 1
    span = max((left or at for at, _, left in newest.values()), default=since) - since
    widths = [_minutes(span, step).bit_length(), max(0, len(posts) - 1).bit_length()]
    came: list[Row] = []
    went: list[Row] = []
    for (number, _), (at, gate, left) in newest.items():
        if left is None:
            came.append((number, _minutes(at - since, step), posts.index(gate)))
        elif not whole:
            went.append((number, _minutes(left - since, step), posts.index(gate)))
    return {
        "since": iso(since),
        "step": step,
        "gates": [{"id": post, "area": areas[post]} for post in posts],
        "in": pack(came, widths),
        "out": pack(went, widths),
    }


def _minutes(span: timedelta, step: int) -> int:
    return max(0, int(span.total_seconds()) // (60 * step))


def _counts(station: Station, facts: _Facts) -> dict:
    counts = _at_gate(facts, station.gate_id)
    counts.pop("refusals")
    return {"areas": {str(id): n for id, n in _inside(station, facts).items()}, "counts": counts}


def _inside(station: Station, facts: _Facts) -> dict[int, int]:
    """People inside each site: who came in today and has not been seen leaving."""
    inside = dict.fromkeys(station.lasting.areas.values(), 0)
    for gate, what, n in facts.totals:
        kind, _, holder = what.partition(":")
        if holder != gate_totals.VEHICLE and gate in station.lasting.areas:
            inside[station.lasting.areas[gate]] += {gate_totals.IN: n, gate_totals.GONE: -n}.get(kind, 0)
    return inside


def _at_gate(facts: _Facts, gate: int) -> dict[str, int]:
    counts = dict.fromkeys(("entries", "exits", "clicks", "refusals"), 0)
    names = {
        gate_totals.IN: "entries",
        gate_totals.OUT: "exits",
        gate_totals.CLICK: "clicks",
        gate_totals.REFUSED: "refusals",
    }
    for at, what, n in facts.totals:
        kind = what.partition(":")[0]
        if at == gate and kind in names:
            counts[names[kind]] += n
    return counts


# ---- the statement -----------------------------------------------------------------------------


def _statement():  # noqa: ANN202
    fair, since = bindparam("fair"), bindparam("since", type_=Scan.changed_at.type)
    moved = aliased(Scan)
    touched = select(moved.pass_id).where(moved.fair_id == fair, moved.changed_at > since)
    passages = (
        select(json_rows(Pass.number, Scan.gate_id, Scan.scanned_at, Scan.left_at))
        .select_from(Scan)
        .join(Pass, Pass.id == Scan.pass_id)
        .where(
            Scan.nth.is_not(None),
            Scan.scanned_at >= bindparam("dawn", type_=Scan.scanned_at.type),
            Scan.pass_id.in_(touched),
        )
    )
    void = select(json_rows(Pass.number, Pass.issue, Pass.revoked_at)).where(
        Pass.fair_id == fair,
        or_(Pass.revoked_at > since, Pass.reissued_at > since),
    )
    counted = (
        select(GateTotal.gate_id, GateTotal.what, func.sum(GateTotal.n).label("n"))
        .join(Gate, Gate.id == GateTotal.gate_id)
        .join(Site, Site.id == Gate.site_id)
        .where(Site.fair_id == fair, GateTotal.day == bindparam("today"))
        .group_by(GateTotal.gate_id, GateTotal.what)
        .subquery()
    )
    totals = select(json_rows(counted.c.gate_id, counted.c.what, counted.c.n))
    return select(
        literal(1),
        passages.scalar_subquery().label("passages"),
        void.scalar_subquery().label("void"),
        totals.scalar_subquery().label("totals"),
    )


NEWS = _statement()
