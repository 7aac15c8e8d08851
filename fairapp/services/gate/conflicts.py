"""Who was let in and should not have been: for the organiser to look at, one by one."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from fairapp.db import db, insert_once, now
from fairapp.domain.errors import NotFound
from fairapp.domain.pages import Page, place
from fairapp.domain.text import N_
from fairapp.models import Fair, Scan, ScanReview, User
from fairapp.services.accounts import audit

PAGE = 50


@dataclass(frozen=True)
class Conflict:
    """A scan by which somebody went in; `stands` is the entry of the same pass that it came after, if any."""

    scan: Scan
    stands: Scan | None
    review: ScanReview | None


def count_conflicts(fair: Fair) -> int:
    """Those nobody has looked at."""
    query = select(func.count()).select_from(Scan).outerjoin(ScanReview)
    return db.session.scalar(query.where(*_conflicts(fair), ScanReview.scan_id.is_(None))) or 0


def list_conflicts(fair: Fair, page: int = 1) -> Page[Conflict]:
    """Those to be looked at before those that were, the newest first."""
    total = db.session.scalar(select(func.count()).select_from(Scan).where(*_conflicts(fair))) or 0
    page, pages = place(total, page, PAGE)
    query = (
        select(Scan, ScanReview)
        .outerjoin(ScanReview)
        .where(*_conflicts(fair))
        .options(
            joinedload(Scan.gate),
            joinedload(Scan.device),
            joinedload(Scan.badge),
            joinedload(ScanReview.user),
        )
        .order_by(ScanReview.at.is_not(None), Scan.scanned_at.desc(), Scan.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    rows = db.session.execute(query).all()
    entries = _entries([scan for scan, _ in rows])
    lines = [Conflict(scan, _stands(scan, entries), review) for scan, review in rows]
    return Page(lines, total, page, pages)


def get_conflict(scan_id: UUID, fair: Fair) -> Scan:
    scan = db.session.scalar(select(Scan).where(Scan.id == scan_id, *_conflicts(fair)))
    if scan is None:
        raise NotFound(N_("Hội chợ này không có trường hợp đó."))
    return scan


def look_at(scan: Scan, actor: User) -> None:
    """Somebody has seen to it. Once is enough."""
    if insert_once(ScanReview, scan_id=scan.id, user_id=actor.id, at=now()):
        sentence = N_("Đã xem trường hợp vào cổng trùng hoặc sai.")
        audit(actor, "gate.look_at", "scan", scan.id, sentence, fair_id=scan.fair_id)


def _conflicts(fair: Fair) -> list:
    return [Scan.fair_id == fair.id, Scan.let_in, Scan.nth.is_(None)]


def _entries(scans: list[Scan]) -> dict[int, list[Scan]]:
    """The entries of the passes concerned, in their order."""
    ids = {scan.pass_id for scan in scans if scan.pass_id is not None}
    query = (
        select(Scan)
        .where(Scan.pass_id.in_(ids), Scan.nth.is_not(None))
        .options(joinedload(Scan.gate), joinedload(Scan.device))
        .order_by(Scan.scanned_at)
    )
    found: dict[int, list[Scan]] = {}
    for entry in db.session.scalars(query) if ids else []:
        found.setdefault(entry.pass_id or 0, []).append(entry)
    return found


def _stands(scan: Scan, entries: dict[int, list[Scan]]) -> Scan | None:
    before = [
        entry
        for entry in entries.get(scan.pass_id or 0, [])
        if entry.day == scan.day and entry.scanned_at <= scan.scanned_at
    ]
    return before[-1] if before else None
