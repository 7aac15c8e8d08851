"""A delegation's quota: set by the organiser, given back by the lead, moved from one to another."""

from collections.abc import Mapping

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.delegations import LONGEST_NOTE, check_quota, check_zones, left_after
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.text import N_, clean_lines
from fairapp.models import AuditEntry, Delegation, DelegationZone, Fair, User, Zone
from fairapp.services.applications.delegations import audit, share_of
from fairapp.services.booths import list_zones_for_fair
from fairapp.services.fairs import require_open_book

CHANGED = N_("Chỉ tiêu của %(name)s vừa đổi thành %(quota)d gian. Hãy xem lại rồi làm lại.")


def set_quota(
    delegation: Delegation,
    actor: User,
    quota: int,
    least: int = 0,
    zones: Mapping[int, tuple[int, int]] | None = None,
) -> None:
    """How many booths it may have and is promised, and the same zone by zone (None: zones as they are)."""
    require_open_book(delegation.fair)
    _lock(delegation)
    check_quota(least, quota)
    wanted = {z.zone_id: (z.least, z.most) for z in delegation.zones} if zones is None else dict(zones)
    check_zones(quota, wanted)
    if set(wanted) - {zone.id for zone in zones_of(delegation.fair)}:
        raise NotFound(N_("Không có khu này."), field="zones")
    before = (delegation.quota, delegation.least, {z.zone_id: (z.least, z.most) for z in delegation.zones})
    if before == (quota, least, wanted):
        return
    delegation.quota, delegation.least = quota, least
    delegation.zones = [_zone(delegation, zone, *bounds) for zone, bounds in sorted(wanted.items())]
    sentence = N_("Đổi chỉ tiêu thành %(quota)d gian, tối thiểu %(least)d.")
    audit(actor, delegation, "quota", sentence, quota=quota, least=least)
    db.session.flush()


def _zone(delegation: Delegation, zone_id: int, least: int, most: int) -> DelegationZone:
    known = next((zone for zone in delegation.zones if zone.zone_id == zone_id), None)
    zone = known or DelegationZone(zone_id=zone_id)
    zone.least, zone.most = least, most
    return zone


def give_back(delegation: Delegation, lead: User, booths: int, note: str, seen: int) -> None:
    """The lead returns booths that nobody of its delegation will use; they are the fair's to give again."""
    require_open_book(delegation.fair)
    note = _check_note(note)
    _lock(delegation)
    _expect(delegation, seen)
    _lessen(delegation, booths)
    sentence = N_("Trả lại %(booths)d gian, còn %(quota)d: %(note)s")
    audit(lead, delegation, "give_back", sentence, booths=booths, quota=delegation.quota, note=note)
    db.session.flush()


def move(giver: Delegation, taker: Delegation, actor: User, booths: int, note: str, seen: int) -> None:
    """Booths of one delegation go to another in one act; what is endorsed or taken stays where it is."""
    require_open_book(giver.fair)
    if giver.id == taker.id or giver.fair_id != taker.fair_id:
        raise Invalid(N_("Hãy chọn một đoàn khác của hội chợ này."), field="to")
    note = _check_note(note)
    _lock(giver, taker)
    _expect(giver, seen)
    check_quota(taker.least, taker.quota + booths)
    _lessen(giver, booths)
    taker.quota += booths
    sentence = N_("Chuyển %(booths)d gian sang %(other)s, còn %(quota)d: %(note)s")
    audit(actor, giver, "move_out", sentence, booths=booths, other=taker.name, quota=giver.quota, note=note)
    sentence = N_("Nhận %(booths)d gian của %(other)s, thành %(quota)d: %(note)s")
    audit(actor, taker, "move_in", sentence, booths=booths, other=giver.name, quota=taker.quota, note=note)
    db.session.flush()


def list_history(fair: Fair, delegation: Delegation | None = None) -> list[AuditEntry]:
    """What was decided about the fair's delegations, or about one, the latest first."""
    query = select(AuditEntry).where(AuditEntry.fair_id == fair.id, AuditEntry.subject_kind == "delegation")
    if delegation is not None:
        query = query.where(AuditEntry.subject_id == str(delegation.id))
    return list(db.session.scalars(query.order_by(AuditEntry.at.desc(), AuditEntry.id.desc())))


def zones_of(fair: Fair) -> list[Zone]:
    return list_zones_for_fair(fair)


def _lock(*delegations: Delegation) -> None:
    """Whoever changes the same quotas waits here, always in the same order, and then reads them anew."""
    ids = sorted(delegation.id for delegation in delegations)
    query = select(Delegation).where(Delegation.id.in_(ids)).order_by(Delegation.id)
    db.session.flush()
    rows = db.session.scalars(
        query.with_for_update(of=Delegation), execution_options={"populate_existing": True}
    ).all()
    if len(rows) != len(ids):
        raise NotFound(N_("Không có đoàn này."))


def _expect(delegation: Delegation, seen: int) -> None:
    if delegation.quota != seen:
        raise Conflict(CHANGED, name=delegation.name, quota=delegation.quota)


def _lessen(delegation: Delegation, booths: int) -> None:
    """A smaller quota promises no more than it is, nor in any zone."""
    used = share_of(delegation).used
    delegation.quota = left_after(delegation.name, delegation.quota, used, booths)
    delegation.least = min(delegation.least, delegation.quota)
    room = delegation.quota
    for zone in delegation.zones:
        zone.most = min(zone.most, delegation.quota)
        zone.least = min(zone.least, zone.most, room)
        room -= zone.least


def _check_note(note: str) -> str:
    cleaned = clean_lines(note)
    if not cleaned:
        raise Invalid(N_("Hãy ghi lý do để người sau còn hiểu."), field="note")
    if len(cleaned) > LONGEST_NOTE:
        raise Invalid(N_("Nhiều nhất %(max)d ký tự."), field="note", max=LONGEST_NOTE)
    return cleaned
