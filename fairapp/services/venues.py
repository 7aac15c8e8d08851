"""Venues and their halls, which every organiser shares."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db, is_needed
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.text import N_, fold, sort_key
from fairapp.models import Hall, User, Venue
from fairapp.services import accounts, places

LONGEST_CM = 100_000
SHORTEST_CM = 200


@dataclass(frozen=True)
class VenueFacts:
    """What an organiser tells about a venue."""

    name: str
    unit_id: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True)
class HallFacts:
    """A hall is a rectangle with a name."""

    name: str
    width_cm: int
    depth_cm: int


def get_venue(venue_id: int) -> Venue:
    query = (
        select(Venue).options(joinedload(Venue.unit), selectinload(Venue.halls)).where(Venue.id == venue_id)
    )
    venue = db.session.scalar(query)
    if venue is None:
        raise NotFound(N_("Không có nơi tổ chức này."), field="venue")
    return venue


def get_hall(hall_id: int) -> Hall:
    hall = db.session.scalar(select(Hall).options(joinedload(Hall.venue)).where(Hall.id == hall_id))
    if hall is None:
        raise NotFound(N_("Không có sảnh này."), field="hall")
    return hall


def list_venues(q: str = "", unit_id: str = "") -> list[Venue]:
    """Venues with their halls, in Vietnamese alphabetical order."""
    query = select(Venue).options(joinedload(Venue.unit), selectinload(Venue.halls))
    if q:
        query = query.where(Venue.folded.contains(fold(q), autoescape=True))
    if unit_id:
        query = query.where(Venue.unit_id == unit_id)
    return list(db.session.scalars(query.order_by(Venue.sort_key, Venue.id)))


def create(actor: User, facts: VenueFacts) -> Venue:
    """Add a venue; the same name twice in one province is surely the same place."""
    venue = Venue()
    _write(venue, facts)
    db.session.add(venue)
    db.session.flush()
    accounts.audit(
        actor, "venue.create", "venue", venue.id, N_("Thêm nơi tổ chức %(name)s."), name=venue.name
    )
    return venue


def change(actor: User, venue: Venue, facts: VenueFacts) -> None:
    _write(venue, facts)
    db.session.flush()
    accounts.audit(
        actor, "venue.change", "venue", venue.id, N_("Sửa thông tin nơi tổ chức %(name)s."), name=venue.name
    )


def add_hall(actor: User, venue: Venue, facts: HallFacts) -> Hall:
    _check_size(facts)
    _check_hall_name(venue, facts.name)
    hall = Hall(venue=venue, name=facts.name, width_cm=facts.width_cm, depth_cm=facts.depth_cm)
    db.session.add(hall)
    db.session.flush()
    accounts.audit(
        actor,
        "hall.create",
        "venue",
        venue.id,
        N_("Thêm sảnh “%(hall)s” tại %(name)s."),
        hall=hall.name,
        name=venue.name,
    )
    return hall


def change_hall(actor: User, hall: Hall, facts: HallFacts) -> None:
    """Rename a hall at any time; its size only while no fair has laid anything out in it."""
    _check_size(facts)
    _check_hall_name(hall.venue, facts.name, hall)
    if (hall.width_cm, hall.depth_cm) != (facts.width_cm, facts.depth_cm):
        if is_needed(Hall, [hall.id]):
            raise Conflict(
                N_("Đã có hội chợ dùng sảnh này nên không đổi được kích thước. Hãy thêm một sảnh mới."),
                field="width",
            )
        hall.width_cm, hall.depth_cm = facts.width_cm, facts.depth_cm
    hall.name = facts.name
    db.session.flush()
    accounts.audit(
        actor,
        "hall.change",
        "venue",
        hall.venue_id,
        N_("Sửa sảnh “%(hall)s” tại %(name)s."),
        hall=hall.name,
        name=hall.venue.name,
    )


def remove_hall(actor: User, hall: Hall) -> None:
    if is_needed(Hall, [hall.id]):
        raise Conflict(N_("Đã có hội chợ dùng %(hall)s nên không xoá được."), hall=hall.name)
    accounts.audit(
        actor,
        "hall.remove",
        "venue",
        hall.venue_id,
        N_("Xoá sảnh “%(hall)s” tại %(name)s."),
        hall=hall.name,
        name=hall.venue.name,
    )
    db.session.delete(hall)
    db.session.flush()


def _write(venue: Venue, facts: VenueFacts) -> None:
    places.get_unit(facts.unit_id)
    folded = fold(facts.name)
    same = select(Venue.id).where(Venue.folded == folded, Venue.unit_id == facts.unit_id)
    if (found := db.session.scalar(same)) is not None and found != venue.id:
        raise Conflict(N_("Tỉnh này đã có nơi tổ chức tên %(name)s."), field="name", name=facts.name)
    venue.name, venue.folded, venue.sort_key = facts.name, folded, sort_key(facts.name)
    venue.unit_id, venue.address, venue.note = facts.unit_id, facts.address, facts.note


def _check_size(facts: HallFacts) -> None:
    for field, length in (("width", facts.width_cm), ("depth", facts.depth_cm)):
        if not SHORTEST_CM <= length <= LONGEST_CM:
            raise Invalid(N_("Sảnh rộng và sâu từ 2 m đến 1.000 m."), field=field)


def _check_hall_name(venue: Venue, name: str, hall: Hall | None = None) -> None:
    taken = {fold(other.name) for other in venue.halls if other is not hall}
    if fold(name) in taken:
        raise Conflict(N_("%(venue)s đã có sảnh tên %(name)s."), field="name", venue=venue.name, name=name)
