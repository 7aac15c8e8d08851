"""Phones at a gate, for tests: `a_phone(gate)` is enrolled, `send(phone, scans)` uploads."""

import uuid
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from fairapp.db import db
from fairapp.domain.calendar import at_local
from fairapp.domain.verdicts import Direction, How, Reason
from fairapp.models import Fair, Gate, GateDevice, Scan
from fairapp.services import gate as gates
from fairapp.services.accounts import hash_of
from fairapp.services.gate.devices import make_setting
from fairapp.services.gate.sent import Override, Phone, SentClick, SentScan

FIRST_DAY = date(2026, 12, 12)
NOON = at_local(FIRST_DAY, time(12))


def a_gate(fair: Fair, name: str = "Cổng A", **facts) -> Gate:
    gate = Gate(site=fair.sites[0], name=name, **facts)
    db.session.add(gate)
    db.session.flush()
    return gate


def a_phone(
    gate: Gate, *, supervisor: bool = False, inspector: bool = False, since: datetime | None = None
) -> str:
    """A device of this gate; gives its credential."""
    make_setting(gate.site.fair_id)
    credential = f"credential {uuid.uuid4()}"
    facts = {"enrolled_at": since} if since else {}
    db.session.add(
        GateDevice(
            fair_id=gate.site.fair_id,
            gate=gate,
            name=f"Máy {credential[-4:]}",
            supervisor=supervisor,
            inspector=inspector,
            credential_hash=hash_of(credential),
            **facts,
        )
    )
    db.session.flush()
    return credential


def a_scan(
    code: str,
    gate: Gate | int,
    at: datetime,
    reason: Reason | None = None,
    *,
    direction: Direction = Direction.IN,
    how: How = How.CAMERA,
    skew: int | None = 0,
    id: uuid.UUID | None = None,
    override: Override | None = None,
) -> SentScan:
    gate_id = gate if isinstance(gate, int) else gate.id
    return SentScan(id or uuid.uuid4(), code, gate_id, direction, how, at, skew, reason, override)


def send(credential: str, scans: list[SentScan], now: datetime, clock: datetime | None = None) -> gates.Kept:
    """Upload as the view does, in the transaction of the test."""
    station, phone = gates.get_by_credential(credential), Phone(clock or now)
    kept = gates.keep_scans(station, gates.read_scans(station, phone, scans, now), now)
    gates.note_seen(station, phone, now)
    db.session.expire_all()
    return kept


def click(
    gate: Gate, at: datetime, n: int = 1, *, undoes: SentClick | None = None, kind: str = "adult"
) -> SentClick:
    if undoes is not None:
        return replace(
            undoes, id=uuid.uuid4(), n=-undoes.n, undoes=undoes.id, at=undoes.at + timedelta(seconds=3)
        )
    return SentClick(uuid.uuid4(), gate.id, at, kind, n, 0)


def send_clicks(credential: str, clicks: list[SentClick], now: datetime) -> tuple[int, int]:
    return gates.keep_clicks(gates.get_by_credential(credential), Phone(now), clicks, now)


def say(phone: str, code: str, gate: Gate, at: datetime = NOON, **more) -> Reason:
    """What the server says of one scan that the phone leaves to it."""
    [told] = send(phone, [a_scan(code, gate, at, **more)], at).told
    return told.outcome.reason


def entries() -> list[Scan]:
    query = select(Scan).where(Scan.nth.is_not(None)).order_by(Scan.day, Scan.nth)
    return list(db.session.scalars(query))


def count(model: type = Scan) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0
