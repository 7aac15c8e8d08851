"""Kiosks at the entrance: a tablet becomes one by a code that works once, and needs no account."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from fairapp.db import db, now
from fairapp.domain.errors import Conflict, Forbidden, Invalid, NotFound, Unknown
from fairapp.domain.text import N_, clean
from fairapp.domain.visitors import LabelPaper
from fairapp.models import Fair, User, Visitor, VisitorKiosk
from fairapp.services.accounts import audit, hash_of

LINK_MINUTES = 10
MOST_KIOSKS = 50
LONGEST_NAME = 60
MOST_WAITING = 10_000
FRESH = timedelta(seconds=30)
GONE = N_("Mã ghép máy này đã dùng hoặc đã hết hạn. Hãy xin ban tổ chức mã mới.")
STOPPED = N_("Ban tổ chức đã ngừng máy đăng ký này.")
STRANGER = N_("Máy này chưa được ghép với hội chợ. Hãy quét mã ghép máy của ban tổ chức.")


@dataclass(frozen=True)
class Enrolled:
    """A kiosk with its credential, told this once."""

    kiosk: VisitorKiosk
    credential: str


def list_kiosks(fair: Fair) -> list[tuple[VisitorKiosk, int]]:
    """The fair's kiosks, those in use first, each with how many it has registered."""
    registered = select(func.count(Visitor.id)).where(Visitor.kiosk_id == VisitorKiosk.id).scalar_subquery()
    query = (
        select(VisitorKiosk, registered)
        .where(VisitorKiosk.fair_id == fair.id)
        .order_by(VisitorKiosk.revoked_at.is_not(None), VisitorKiosk.id)
    )
    return [(kiosk, n) for kiosk, n in db.session.execute(query)]


def get_kiosk(kiosk_id: int, fair: Fair) -> VisitorKiosk:
    found = db.session.scalar(
        select(VisitorKiosk).where(VisitorKiosk.id == kiosk_id, VisitorKiosk.fair_id == fair.id)
    )
    if found is None:
        raise NotFound(N_("Hội chợ này không có máy đó."))
    return found


def add_kiosk(fair: Fair, name: str, paper: LabelPaper, actor: User) -> VisitorKiosk:
    name = clean(name)[:LONGEST_NAME]
    if not name:
        raise Invalid(N_("Hãy ghi tên máy."), field="name")
    count = select(func.count(VisitorKiosk.id)).where(VisitorKiosk.fair_id == fair.id)
    if (db.session.scalar(count) or 0) >= MOST_KIOSKS:
        raise Conflict(N_("Hội chợ đã có %(most)d máy."), field="name", most=MOST_KIOSKS)
    kiosk = VisitorKiosk(fair=fair, name=name, paper=paper)
    db.session.add(kiosk)
    db.session.flush()
    _audit(actor, kiosk, "add", N_("Thêm máy đăng ký %(name)s."), name=name)
    return kiosk


def invite(kiosk: VisitorKiosk, actor: User) -> str:
    """A code that makes one tablet this kiosk; until it is used the earlier tablet goes on."""
    _require_in_use(kiosk)
    code = secrets.token_urlsafe(32)
    kiosk.code_hash, kiosk.code_until = hash_of(code), now() + timedelta(minutes=LINK_MINUTES)
    db.session.flush()
    _audit(actor, kiosk, "invite", N_("Tạo mã ghép máy đăng ký %(name)s."), name=kiosk.name)
    return code


def address_of(code: str) -> str:
    """What the QR on the organiser's screen says: the code stands in the fragment, which no log sees."""
    return f"{current_app.config['FAIRAPP'].public_url}/kiosk/#{code}"


def enrol(code: str, at: datetime) -> Enrolled:
    """Take a code up. Of two tablets that read one code at once, the one that takes its row is the kiosk."""
    credential = secrets.token_urlsafe(32)
    take = (
        update(VisitorKiosk)
        .where(
            VisitorKiosk.code_hash == hash_of(code),
            VisitorKiosk.code_until > at,
            VisitorKiosk.revoked_at.is_(None),
        )
        .values(
            code_hash=None,
            code_until=None,
            credential_hash=hash_of(credential),
            enrolled_at=at,
            last_seen_at=at,
            waiting=0,
        )
        .returning(VisitorKiosk.id)
    )
    taken = db.session.scalar(take)
    if taken is None:
        raise NotFound(GONE)
    kiosk = db.session.get_one(VisitorKiosk, taken, populate_existing=True)
    _audit(None, kiosk, "enrol", N_("Ghép máy đăng ký %(name)s."), name=kiosk.name)
    return Enrolled(kiosk, credential)


def get_by_credential(credential: str) -> VisitorKiosk:
    query = select(VisitorKiosk).options(joinedload(VisitorKiosk.fair))
    kiosk = db.session.scalar(query.where(VisitorKiosk.credential_hash == hash_of(credential)))
    if kiosk is None:
        raise Unknown(STRANGER)
    if kiosk.revoked_at is not None:
        raise Forbidden(STOPPED)
    return kiosk


def note_seen(kiosk: VisitorKiosk, waiting: int, at: datetime) -> None:
    """How the tablet does; not at every question, what is half a minute old still tells who is alive."""
    waiting = max(0, min(waiting, MOST_WAITING))
    last = kiosk.last_seen_at
    if last is None or at - last >= FRESH or kiosk.waiting != waiting:
        kiosk.last_seen_at, kiosk.waiting = at, waiting


def revoke_kiosk(kiosk: VisitorKiosk, actor: User) -> None:
    """Refuse whatever this tablet sends from now on; whom it registered keep their passes."""
    _require_in_use(kiosk)
    kiosk.revoked_at, kiosk.code_hash, kiosk.code_until = now(), None, None
    _audit(actor, kiosk, "revoke", N_("Ngừng máy đăng ký %(name)s."), name=kiosk.name)


def _require_in_use(kiosk: VisitorKiosk) -> None:
    if kiosk.revoked_at is not None:
        raise Conflict(N_("Máy này đã bị ngừng. Hãy thêm một máy mới."))


def _audit(actor: User | None, kiosk: VisitorKiosk, verb: str, sentence: str, **values: object) -> None:
    audit(actor, f"kiosk.{verb}", "visitor_kiosk", kiosk.id, sentence, fair_id=kiosk.fair_id, **values)
