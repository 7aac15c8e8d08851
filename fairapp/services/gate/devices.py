"""Phones at the gates: enrolled by a link that works once, seen, renamed, moved, revoked."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import contains_eager, joinedload

from fairapp.db import INSERTS, db, insert_once, now
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.pages import Page, place
from fairapp.domain.text import N_, clean
from fairapp.models import DeadLetter, Fair, Gate, GateDevice, GateEnrolment, GateSetting, User
from fairapp.services.accounts import audit, hash_of
from fairapp.services.gate.sent import Dead, Phone
from fairapp.services.gate.station import Station

LINK_MINUTES = 10
MOST_DEVICES = 200
PAGE = 50
LONGEST_NAME, LONGEST_VERSION = 60, 40
LONGEST_BODY, LONGEST_SENTENCE = 4000, 300
FRESH = timedelta(seconds=10)
LARGEST = 2**31 - 1
LETTERS = uuid.UUID("6f3fd5f0-5a3c-4d8e-9a43-7a0f6f0e8a11")
RIGHTS = {
    "supervisor": (
        N_("Giao máy %(name)s cho người phụ trách cổng."),
        N_("Máy %(name)s không còn là máy của người phụ trách cổng."),
    ),
    "inspector": (
        N_("Giao kiểm tra gian cho máy %(name)s."),
        N_("Thôi giao kiểm tra gian cho máy %(name)s."),
    ),
}
"""Finding passes by name, and checking booths: what the record says when each is given and taken."""
GONE = N_("Mã ghép máy này đã dùng hoặc đã hết hạn. Hãy xin ban tổ chức mã mới.")


@dataclass(frozen=True)
class Enrolled:
    """A device with its credential, told this once."""

    device: GateDevice
    credential: str


def list_for_fair(fair: Fair) -> list[GateDevice]:
    """The fair's devices, the ones in use first."""
    query = (
        select(GateDevice)
        .where(GateDevice.fair_id == fair.id)
        .options(joinedload(GateDevice.gate))
        .order_by(GateDevice.revoked_at.is_not(None), GateDevice.gate_id, GateDevice.id)
    )
    return list(db.session.scalars(query))


def get_for_fair(device_id: int, fair: Fair) -> GateDevice:
    device = db.session.scalar(
        select(GateDevice).where(GateDevice.id == device_id, GateDevice.fair_id == fair.id)
    )
    if device is None:
        raise NotFound(N_("Hội chợ này không có máy đó."))
    return device


def invite(
    gate: Gate,
    actor: User | None,
    *,
    supervisor: bool = False,
    inspector: bool = False,
    device: GateDevice | None = None,
) -> str:
    """A code that makes one phone a device of this gate, or this device over again; it lives ten minutes."""
    if device is not None and device.revoked_at is not None:
        raise Conflict(N_("Máy này đã bị ngừng. Hãy ghép một máy mới."))
    code = secrets.token_urlsafe(32)
    until = now() + timedelta(minutes=LINK_MINUTES)
    db.session.add(
        GateEnrolment(
            gate_id=gate.id,
            device_id=device.id if device else None,
            code_hash=hash_of(code),
            supervisor=device.supervisor if device else supervisor,
            inspector=device.inspector if device else inspector,
            until=until,
        )
    )
    db.session.flush()
    sentence = N_("Tạo mã ghép máy ở %(gate)s.")
    audit(actor, "gate.invite", "gate", gate.id, sentence, fair_id=gate.site.fair_id, gate=gate.name)
    return code


def address_of(code: str, language: str) -> str:
    """What the QR on the organiser's screen says: the code stands in the fragment, which no log sees.

    The phone speaks the language of that screen, until its holder chooses the other.
    """
    return f"{current_app.config['FAIRAPP'].public_url}/gate/enrol?lang={language}#{code}"


def enrol(code: str, version: str, at: datetime) -> Enrolled:
    """Take a code up. Of two phones that read one code at once, the one that takes its row is enrolled."""
    take = (
        update(GateEnrolment)
        .where(
            GateEnrolment.code_hash == hash_of(code),
            GateEnrolment.used_at.is_(None),
            GateEnrolment.until > at,
        )
        .values(used_at=at)
        .returning(GateEnrolment.id)
    )
    taken = db.session.scalar(take)
    if taken is None:
        raise NotFound(GONE)
    link = db.session.get_one(GateEnrolment, taken, populate_existing=True)
    device = _device_of(link, at)
    device.version = version[:LONGEST_VERSION]
    device.last_seen_at = at
    credential = secrets.token_urlsafe(32)
    device.credential_hash = hash_of(credential)
    db.session.flush()
    sentence = N_("Ghép máy “%(name)s” ở %(gate)s.")
    values = {"name": device.name, "gate": device.gate.name}
    audit(None, "gate.enrol", "gate_device", device.id, sentence, fair_id=device.fair_id, **values)
    return Enrolled(device, credential)


def _device_of(link: GateEnrolment, at: datetime) -> GateDevice:
    if link.device_id is not None:
        device = db.session.get_one(GateDevice, link.device_id)
        if device.revoked_at is not None:
            raise NotFound(GONE)
        return device
    fair_id = link.gate.site.fair_id
    names = set(db.session.scalars(select(GateDevice.name).where(GateDevice.fair_id == fair_id)))
    if len(names) >= MOST_DEVICES:
        raise Conflict(N_("Hội chợ đã có %(most)d máy."), most=MOST_DEVICES)
    number = next(n for n in range(1, len(names) + 2) if f"Máy {n}" not in names)
    device = GateDevice(
        fair_id=fair_id,
        gate=link.gate,
        name=f"Máy {number}",
        supervisor=link.supervisor,
        inspector=link.inspector,
        enrolled_at=at,
    )
    make_setting(fair_id)
    db.session.add(device)
    return device


def make_setting(fair_id: int) -> GateSetting:
    """What the fair's gates share, made with the first device."""
    insert_once(GateSetting, fair_id=fair_id, again_after=None, digest_key=secrets.token_bytes(32))
    return db.session.get_one(GateSetting, fair_id)


def rename(device: GateDevice, name: str, actor: User) -> None:
    name = clean(name)[:LONGEST_NAME]
    if not name:
        raise Invalid(N_("Hãy ghi tên máy."), field="name")
    before, device.name = device.name, name
    if before != name:
        _audit(
            actor, device, "rename", N_("Đổi tên máy từ %(before)s sang %(name)s."), before=before, name=name
        )


def move(device: GateDevice, gate: Gate, actor: User) -> None:
    """From its next answer on the phone scans for this gate; what it scanned stays where it was scanned."""
    if gate.site.fair_id != device.fair_id:
        raise NotFound(N_("Hội chợ này không có cổng đó."))
    if device.gate_id != gate.id:
        device.gate = gate
        _audit(
            actor, device, "move", N_("Chuyển máy %(name)s sang %(gate)s."), name=device.name, gate=gate.name
        )


def grant(device: GateDevice, actor: User, **rights: bool) -> None:
    """What else this phone may do, by RIGHTS; it hears of it with its next answer."""
    for right, allowed in rights.items():
        if getattr(device, right) != allowed:
            setattr(device, right, allowed)
            given, taken = RIGHTS[right]
            _audit(actor, device, right, given if allowed else taken, name=device.name)


def revoke(device: GateDevice, actor: User) -> None:
    """Refuse everything that this phone sends from now on; what it has sent stands."""
    if device.revoked_at is not None:
        raise Conflict(N_("Máy này đã bị ngừng từ trước."))
    device.revoked_at = now()
    _audit(actor, device, "revoke", N_("Ngừng máy %(name)s."), name=device.name)


def note_seen(station: Station, phone: Phone, at: datetime, *, always: bool = False) -> None:
    """How the phone does. Not at every scan: what is ten seconds old still tells who is alive."""
    last = station.row.last_seen_at
    if (
        not always
        and last is not None
        and timedelta(0) <= at - last < FRESH
        and phone.unsent == station.row.unsent
    ):
        return
    skew = phone.skew if phone.skew is not None else round((phone.clock - at).total_seconds() * 1000)
    db.session.connection().execute(
        SEEN,
        {
            "device": station.device_id,
            "last_seen_at": at,
            "battery": phone.battery,
            "unsent": phone.unsent,
            "version": phone.version[:LONGEST_VERSION],
            "skew": max(-LARGEST, min(LARGEST, skew)),
        },
    )


def keep_dead(station: Station, letters: list[Dead], at: datetime) -> None:
    """What could not be read is kept as it came, once."""
    rows = {}
    for letter in letters:
        body = letter.body[:LONGEST_BODY].replace("\x00", "")
        id = uuid.uuid5(LETTERS, f"{station.device_id} {body}")
        sentence = letter.sentence[:LONGEST_SENTENCE]
        rows[id] = {
            "id": id,
            "device_id": station.device_id,
            "body": body,
            "sentence": sentence,
            "received_at": at,
        }
    if rows:
        connection = db.session.connection()
        connection.execute(LETTER[connection.dialect.name], list(rows.values()))


def count_dead(fair: Fair) -> int:
    query = select(func.count()).select_from(DeadLetter).join(GateDevice)
    return db.session.scalar(query.where(GateDevice.fair_id == fair.id)) or 0


def list_dead(fair: Fair, page: int = 1) -> Page[DeadLetter]:
    """The newest first, each with its phone."""
    total = count_dead(fair)
    page, pages = place(total, page, PAGE)
    query = (
        select(DeadLetter)
        .join(DeadLetter.device)
        .where(GateDevice.fair_id == fair.id)
        .options(contains_eager(DeadLetter.device))
        .order_by(DeadLetter.received_at.desc(), DeadLetter.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Page(list(db.session.scalars(query)), total, page, pages)


def _audit(actor: User, device: GateDevice, verb: str, sentence: str, **values: object) -> None:
    audit(actor, f"gate.device_{verb}", "gate_device", device.id, sentence, fair_id=device.fair_id, **values)


SEEN = (
    update(GateDevice.__table__)
    .where(GateDevice.id == bindparam("device"))
    .values({name: bindparam(name) for name in ("last_seen_at", "battery", "unsent", "version", "skew")})
)
LETTER = {name: insert(DeadLetter.__table__).on_conflict_do_nothing() for name, insert in INSERTS.items()}
