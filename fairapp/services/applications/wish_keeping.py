"""Wishes outlive a change of the plan where they can; one is lost only after a word to both sides."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict
from fairapp.domain.geometry import Rect
from fairapp.domain.text import N_
from fairapp.models import Application, ApplicationPlace, Booth, Site, Zone
from fairapp.services import booths
from fairapp.services.applications.telling import tell_wish_gone
from fairapp.services.booths.listing import rect

OUT = frozenset({ApplicationState.WITHDRAWN, ApplicationState.REFUSED})
AGREE = "anyway"
LOST = N_(
    "%(places)s đang được ghi nguyện vọng trong %(n)s đơn. Làm tiếp thì các nguyện vọng đó mất, "
    "và từng người đăng ký được báo."
)


@dataclass(frozen=True)
class Wish:
    """A wish for a place of one site, as it was before the change."""

    application_id: int
    rank: int
    booth_id: int | None
    zone_id: int | None
    key: str  # of the booth or zone: its id may be another's soon
    name: str
    rect: Rect | None = None


class WishesLost(Conflict):
    """Said before wishes are dropped; with the word of the organiser it is done nevertheless."""

    def __init__(self, lost: list[Wish]) -> None:
        places = ", ".join(dict.fromkeys(wish.name for wish in lost))
        super().__init__(LOST, field=AGREE, places=places, n=len({wish.application_id for wish in lost}))


@contextmanager
def keeping_wishes(site: Site, *, agreed: bool) -> Iterator[None]:
    """Inside, the plan is changed. The wish for a booth that goes passes to the one that takes its place."""
    before = _wishes_at(site)
    with db.session.begin_nested():  # a refusal leaves the plan as it was for the page that tells it
        yield
        if before:
            _settle(site, before, agreed)


def _settle(site: Site, before: list[Wish], agreed: bool) -> None:
    standing = {booth.id: rect(booth) for booth in booths.list_for_site(site)}
    zones = {zone.id for zone in booths.list_zones(site)}
    gone = [wish for wish in before if wish.booth_id not in standing and wish.zone_id not in zones]
    heirs = {wish: heir for wish in gone if (heir := _heir(wish, standing)) is not None}
    _move(heirs)
    lost = [wish for wish in gone if wish not in heirs]
    if lost and not agreed:
        raise WishesLost(lost)
    _tell(lost)


def _wishes_at(site: Site) -> list[Wish]:
    """All wishes for this site's booths and zones, of applications that are still in the running."""
    query = (
        select(ApplicationPlace.application_id, ApplicationPlace.rank, Booth, Zone)
        .join(Application, Application.id == ApplicationPlace.application_id)
        .outerjoin(Booth, Booth.id == ApplicationPlace.booth_id)
        .outerjoin(Zone, Zone.id == ApplicationPlace.zone_id)
        .where((Booth.site_id == site.id) | (Zone.site_id == site.id), Application.state.not_in(OUT))
        .order_by(ApplicationPlace.application_id, ApplicationPlace.rank)
    )
    return [_wish(*row) for row in db.session.execute(query)]


def _wish(application_id: int, rank: int, booth: Booth | None, zone: Zone | None) -> Wish:
    if booth is not None:
        return Wish(application_id, rank, booth.id, None, booth.key, booth.number, rect(booth))
    assert zone is not None
    return Wish(application_id, rank, None, zone.id, zone.key, zone.code)


def _heir(wish: Wish, standing: Mapping[int, Rect]) -> int | None:
    """The booth that stands now where the middle of the wished one was."""
    place = wish.rect
    if place is None:
        return None
    x, y = place.x + place.width / 2, place.y + place.depth / 2
    return next((id for id, r in standing.items() if r.x < x < r.right and r.y < y < r.bottom), None)


def _move(heirs: Mapping[Wish, int]) -> None:
    """Of several wishes that come to mean one booth the dearest stays."""
    if not heirs:
        return
    for (application_id, booth_id), rank in _dearest(heirs).items():
        place = ApplicationPlace
        here = place.application_id == application_id, place.booth_id == booth_id
        known = db.session.scalar(select(place.rank).where(*here).order_by(place.rank).limit(1))
        if known is not None and known < rank:
            continue
        db.session.execute(delete(place).where(*here))
        db.session.execute(insert(place).values(application_id=application_id, rank=rank, booth_id=booth_id))
    ids = {wish.application_id for wish in heirs}
    for application in db.session.scalars(select(Application).where(Application.id.in_(ids))):
        db.session.expire(application, ["places"])


def _dearest(heirs: Mapping[Wish, int]) -> dict[tuple[int, int], int]:
    best: dict[tuple[int, int], int] = {}
    for wish, booth_id in heirs.items():
        key = wish.application_id, booth_id
        best[key] = min(wish.rank, best.get(key, wish.rank))
    return best


def _tell(lost: Iterable[Wish]) -> None:
    of: dict[int, list[Wish]] = {}
    for wish in lost:
        of.setdefault(wish.application_id, []).append(wish)
    if not of:
        return
    query = (
        select(Application)
        .where(Application.id.in_(of))
        .options(joinedload(Application.producer), joinedload(Application.fair))
        .order_by(Application.id)
    )
    for application in db.session.scalars(query).all():
        wishes = of[application.id]
        tell_wish_gone(application, min(wish.key for wish in wishes), [wish.name for wish in wishes])
