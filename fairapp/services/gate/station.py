"""Who is asking at a gate, and everything its fair's gates share, read in one statement.

A gate sees a few scans a second for hours, so speed decides the shape here: columns instead of objects, and
the fair's gates and hours as JSON made by the database. Nothing here outlives its request but what is made
from that JSON alone: a changed hour or a refused key is another text. What was read last of a fair is a guess
and never an answer.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Text, bindparam, cast, select, true
from sqlalchemy.orm import aliased

from fairapp.db import db, hex_of, json_rows
from fairapp.domain.calendar import local
from fairapp.domain.errors import Forbidden, Unknown
from fairapp.domain.gate_bundle import Bundle
from fairapp.domain.text import N_
from fairapp.models import (
    Fair,
    FairKey,
    Gate,
    GateArea,
    GateDevice,
    GateSetting,
    GateSupervisor,
    OpeningSession,
    Pass,
    Site,
)
from fairapp.services.accounts import hash_of
from fairapp.services.gate.facts import GateFacts, Hours, KeyFacts, PinFacts, SiteFacts, lasting_facts
from fairapp.services.gate.prepared import Prepared
from fairapp.services.gate.scan_rows import PASS, HeldPass

FAIRS_KEPT = 16  # made from their JSON once, then found by it
UNKNOWN = N_("Máy này chưa được ghép với hội chợ. Hãy quét mã ghép máy của ban tổ chức.")
_latest: dict[int, "Lasting"] = {}
REVOKED = N_("Ban tổ chức đã ngừng máy này. Những lượt đã gửi vẫn được giữ; hãy gặp ban tổ chức.")


@dataclass(frozen=True)
class Lasting:
    """What all gates of a fair share and phones keep. Whoever gets it only reads it."""

    facts: dict
    mark: str  # another one as soon as anything in it differs
    refused: dict[int, datetime]  # keys, since when
    pins: dict[int, bytes]  # supervisors' K, those of former ones, too
    areas: dict[int, int]  # of each gate

    @property
    def bundle(self) -> Bundle:
        return {**self.facts, "revoked": [], "superseded": {}}  # type: ignore[typeddict-item]


@dataclass(frozen=True)
class Station:
    """A phone at its gate. `row` has the columns of its device."""

    row: Any
    gate_id: int
    lasting: Lasting
    held: HeldPass | None = None  # a pass of its fair that came with it

    @property
    def fair_id(self) -> int:
        return self.lasting.facts["fair"]["id"]

    @property
    def device_id(self) -> int:
        return self.row.device_id


def guess_lasting(fair_id: int) -> Lasting | None:
    """What held at this fair when this process last heard something new of it."""
    return _latest.get(fair_id)


def get_by_credential(credential: str, holding: int | None = None) -> Station:
    """The phone that this credential was given to; with it, in the same question, the pass of this number
    if its fair has one, held until the end of the transaction."""
    statement = BY_CREDENTIAL if holding is None else HOLDING
    db.session.flush()
    rows = statement.rows({"hash": hash_of(credential), "number": holding})
    if not rows:
        raise Unknown(UNKNOWN)
    [row] = rows
    if row.revoked_at is not None:
        raise Forbidden(REVOKED)
    held = HeldPass(*row[-PASS_COLUMNS:]) if holding is not None and row.held_id is not None else None
    return Station(row, row.gate_id, _lasting_of(row), held)


def get_of_fair(fair: Fair) -> Lasting:
    """The same facts without a phone."""
    db.session.flush()
    [row] = OF_FAIR.rows({"fair": fair.id})
    return _lasting_of(row)


def _lasting_of(row: Any) -> Lasting:
    texts = (row.role_zones, row.gates, row.sites, row.hours, row.keys, row.pins)
    return _lasting(row.fair_id, row.fair_name, row.again_after, row.digest_key or b"", *texts)


@lru_cache(FAIRS_KEPT)
def _lasting(
    fair_id: int,
    name: str,
    again_after: int | None,
    digest_key: bytes,
    role_zones: str | None,
    gates: str | None,
    sites: str | None,
    hours: str | None,
    keys: str | None,
    pins: str | None,
) -> Lasting:
    posts = sorted(GateFacts(*row) for row in json.loads(gates or "[]"))
    key_rows = sorted((number, public, refused) for number, public, refused in json.loads(keys or "[]"))
    pin_rows = sorted(PinFacts(*row) for row in json.loads(pins or "[]"))
    facts = lasting_facts(
        fair_id,
        name,
        posts,
        sorted(
            SiteFacts(*row[:2], _moment(row[2]), _moment(row[3]), row[4]) for row in json.loads(sites or "[]")
        ),
        sorted(_hours(*row) for row in json.loads(hours or "[]")),
        [KeyFacts(number, public, refused is not None) for number, public, refused in key_rows],
        [pin for pin in pin_rows if not pin.ended],
        again_after,
        json.loads(role_zones or "{}"),
        digest_key,
    )
    text = json.dumps(facts, sort_keys=True)
    _latest[fair_id] = lasting = Lasting(
        facts,
        hashlib.sha256(text.encode()).hexdigest()[:8],
        {number: _moment(refused) for number, _, refused in key_rows if refused is not None},
        {pin.id: bytes.fromhex(pin.key) for pin in pin_rows},
        {post["id"]: post["area"] for post in facts["gates"]},
    )
    return lasting


def _hours(site: int, day: str, opens: str, closes: str) -> Hours:
    return Hours(site, date.fromisoformat(day), time.fromisoformat(opens), time.fromisoformat(closes))


def _moment(text: str) -> datetime:
    """SQLite gives UTC without a zone, PostgreSQL gives the zone of its connection."""
    moment = datetime.fromisoformat(text)
    return local(moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment)


# ---- the statement -----------------------------------------------------------------------------


def _json_of(*columns: object, where: ColumnElement[bool], joined: tuple | None = None) -> ScalarSelect:
    query = select(json_rows(*columns)).where(where)
    if joined:
        query = query.outerjoin_from(*joined)
    return query.correlate(Fair).scalar_subquery()


def _shared() -> list:
    """The columns that every fair has, whoever asks."""
    post, place, area = aliased(Gate), aliased(Site), aliased(GateArea)
    sites = select(place.id).where(place.fair_id == Fair.id).correlate(Fair).scalar_subquery()
    session, key, pin = OpeningSession, FairKey, GateSupervisor
    return [
        Fair.id.label("fair_id"),
        Fair.name.label("fair_name"),
        GateSetting.again_after,
        GateSetting.digest_key,
        cast(GateSetting.role_zones, Text).label("role_zones"),
        _json_of(
            post.id, post.site_id, post.name, post.zone_bit, post.kind_bits, where=post.site_id.in_(sites)
        ).label("gates"),
        _json_of(
            *(place.id, place.name, place.build_from, place.clear_by, area.most_inside),
            where=place.fair_id == Fair.id,
            joined=(place, area, area.site_id == place.id),
        ).label("sites"),
        _json_of(
            *(session.site_id, session.day, session.opens, session.closes), where=session.site_id.in_(sites)
        ).label("hours"),
        _json_of(key.key_id, hex_of(key.public_key), key.refused_at, where=key.fair_id == Fair.id).label(
            "keys"
        ),
        _json_of(
            *(pin.id, pin.name, hex_of(pin.salt), pin.rounds, hex_of(pin.key), pin.ended_at),
            where=pin.fair_id == Fair.id,
        ).label("pins"),
    ]


DEVICE = (
    GateDevice.id.label("device_id"),
    GateDevice.name.label("device_name"),
    GateDevice.gate_id,
    GateDevice.supervisor,
    GateDevice.inspector,
    GateDevice.enrolled_at,
    GateDevice.revoked_at,
    GateDevice.last_seen_at,
    GateDevice.unsent,
)
_fair_facts = _shared()
_asked = (
    select(*DEVICE, *_fair_facts)
    .select_from(GateDevice)
    .join(Fair, Fair.id == GateDevice.fair_id)
    .outerjoin(GateSetting, GateSetting.fair_id == Fair.id)
    .where(GateDevice.credential_hash == bindparam("hash"))
)
_fair = select(GateDevice.fair_id).where(GateDevice.credential_hash == bindparam("hash")).scalar_subquery()
_held = (
    select(*(column.label(f"held_{column.key}") for column in PASS))
    .where(Pass.number == bindparam("number"), Pass.fair_id == _fair)
    .with_for_update()
    .cte("held")
)
PASS_COLUMNS = len(PASS)
OF_FAIR = Prepared(
    select(*_fair_facts)
    .select_from(Fair)
    .outerjoin(GateSetting, GateSetting.fair_id == Fair.id)
    .where(Fair.id == bindparam("fair"))
)
BY_CREDENTIAL = Prepared(_asked)
HOLDING = Prepared(_asked.outerjoin(_held, true()).add_columns(*_held.c))
