"""Where an applicant would like to stand: up to three booths or zones in order, or anywhere."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from fairapp.db import db
from fairapp.domain.application_form import MOST_PLACES
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_, clean
from fairapp.models import Application, ApplicationPlace, Booth, Site, Zone

ANYWHERE = "any"
NO_ZONE = N_("Hãy chọn một khu trong danh sách.")
NO_BOOTH = N_("Hội chợ này không có gian %(number)s. Hãy xem lại số gian, hoặc chỉ chọn khu.")
AMBIGUOUS = N_("Có hơn một gian %(number)s. Hãy chọn khu của gian muốn đứng.")
TWICE = N_("Mỗi gian hoặc khu chỉ ghi một lần.")


@dataclass(frozen=True)
class Wished:
    """One wish as it is kept."""

    zone_id: int | None = None
    booth_id: int | None = None


@dataclass(frozen=True)
class Typed:
    """One wish as people type it: a zone from the list, the number of a booth, or both."""

    zone_id: int | None = None
    booth: str = ""


def keep_places(application: Application, value: object) -> None:
    """Wishes in their order; the empty ones are left out, and `any` alone says that all is welcome."""
    given = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else []
    wished = [_read(application, one) for one in given if one != ANYWHERE and one not in (Typed(), Wished())]
    if len(set(wished)) < len(wished):
        raise Invalid(TWICE, field="places")
    if len(wished) > MOST_PLACES:
        raise Invalid(N_("Nhiều nhất %(max)d nguyện vọng."), field="places", max=MOST_PLACES)
    application.anywhere = ANYWHERE in given and not wished
    for rank, one in enumerate(wished, start=1):
        row = next((p for p in application.places if p.rank == rank), None)
        if row is None:
            row = ApplicationPlace(rank=rank)
            application.places.append(row)
        row.zone_id, row.booth_id = one.zone_id, one.booth_id
    for row in [p for p in application.places if p.rank > len(wished)]:
        application.places.remove(row)
    db.session.flush()
    for row in application.places:
        db.session.expire(row, ["zone", "booth"])


def _read(application: Application, one: object) -> Wished:
    if isinstance(one, Wished):
        return _known(application, one)
    if not isinstance(one, Typed):
        raise Invalid(NO_ZONE, field="places")
    number = clean(one.booth)
    if number:
        return Wished(booth_id=booth_of(application.fair_id, number, one.zone_id).id)
    return Wished(zone_id=_zone(application, one.zone_id).id)


def _known(application: Application, one: Wished) -> Wished:
    if one.booth_id is not None:
        booth = db.session.get(Booth, one.booth_id)
        if booth is None or booth.site.fair_id != application.fair_id:
            raise Invalid(NO_BOOTH, field="places", number="")
        return one
    return Wished(zone_id=_zone(application, one.zone_id).id)


def _zone(application: Application, zone_id: int | None) -> Zone:
    zone = db.session.get(Zone, zone_id) if zone_id is not None else None
    if zone is None or zone.site.fair_id != application.fair_id:
        raise Invalid(NO_ZONE, field="places")
    return zone


def wishes_of(ids: Collection[int]) -> dict[int, list[str]]:
    """application -> numbers of booths and letters of zones it asked for, in their order; one statement."""
    query = (
        select(ApplicationPlace.application_id, Booth.number, Zone.code)
        .outerjoin(Booth, Booth.id == ApplicationPlace.booth_id)
        .outerjoin(Zone, Zone.id == ApplicationPlace.zone_id)
        .where(ApplicationPlace.application_id.in_(ids))
        .order_by(ApplicationPlace.application_id, ApplicationPlace.rank)
    )
    found: dict[int, list[str]] = {}
    for application_id, number, code in db.session.execute(query):
        found.setdefault(application_id, []).append(number or code)
    return found


def booth_of(fair_id: int, number: str, zone_id: int | None = None) -> Booth:
    """The booth with this number that may be given to somebody; of two, the one in the zone chosen."""
    same = or_(Booth.number == number, func.upper(Booth.number) == number.upper())
    query = select(Booth).join(Site).where(Site.fair_id == fair_id, Booth.blocked.is_(None), same)
    found = list(db.session.scalars(query))
    if len(found) > 1:
        found = [booth for booth in found if booth.zone_id == zone_id] or found
    if not found:
        raise Invalid(NO_BOOTH, field="places", number=number[:12])
    if len(found) > 1:
        raise Invalid(AMBIGUOUS, field="places", number=number)
    return found[0]
