"""What a delegation was given on the plan stays its own when booths are merged or split."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import insert, select

from fairapp.db import db
from fairapp.domain.errors import Conflict
from fairapp.domain.geometry import Rect
from fairapp.domain.text import N_
from fairapp.models import Booth, Delegation, PavilionBooth, Site, User
from fairapp.services import booths
from fairapp.services.applications import pavilions
from fairapp.services.applications.delegations import audit
from fairapp.services.booths.listing import rect

TWO = N_("Gian %(numbers)s dành cho hai đoàn khác nhau nên không ghép được.")


@dataclass(frozen=True)
class Kept:
    """A booth kept for a delegation, as it was before the change."""

    key: str  # its id may be another's soon
    number: str
    rect: Rect
    delegation_id: int


@contextmanager
def keeping_pavilions(actor: User, site: Site) -> Iterator[None]:
    """Inside, the plan is changed. A booth that takes the place of a kept one is kept for the same."""
    kept, known = _kept_at(site), {booth.key for booth in booths.list_for_site(site)}
    yield
    if kept:
        db.session.flush()
        _settle(actor, site, kept, known)


def _settle(actor: User, site: Site, kept: list[Kept], known: set[str]) -> None:
    standing = booths.list_for_site(site)
    now = {booth.key: rect(booth) for booth in standing}
    heirs: dict[Booth, int] = {}
    for booth in standing:
        former = [each for each in kept if each.key == booth.key or _left_to(booth, each, now, known)]
        if len({each.delegation_id for each in former}) > 1:
            raise Conflict(TWO, numbers=", ".join(each.number for each in former))
        if former and all(each.key != booth.key for each in former):
            heirs[booth] = former[0].delegation_id
    _pass_on(actor, heirs)


def _left_to(booth: Booth, kept: Kept, now: Mapping[str, Rect], known: set[str]) -> bool:
    """Whether it has taken in a kept booth that is gone, or was cut out of one that is there."""
    if kept.key not in now:
        return _holds(rect(booth), kept.rect)
    return booth.key not in known and _holds(kept.rect, rect(booth)) and _holds(kept.rect, now[kept.key])


def _holds(place: Rect, other: Rect) -> bool:
    """Whether the middle of the other lies in the place."""
    x, y = other.x + other.width / 2, other.y + other.depth / 2
    return place.x < x < place.right and place.y < y < place.bottom


def _pass_on(actor: User, heirs: Mapping[Booth, int]) -> None:
    for booth, delegation_id in heirs.items():
        db.session.execute(insert(PavilionBooth).values(booth_id=booth.id, delegation_id=delegation_id))
    for id in sorted(set(heirs.values())):
        delegation = db.session.get_one(Delegation, id)
        numbers = ", ".join(booth.number for booth in pavilions.list_booths(delegation))
        audit(actor, delegation, "pavilion", pavilions.KEPT, numbers=numbers)


def _kept_at(site: Site) -> list[Kept]:
    query = (
        select(Booth, PavilionBooth.delegation_id)
        .join(PavilionBooth, PavilionBooth.booth_id == Booth.id)
        .where(Booth.site_id == site.id)
        .order_by(Booth.position, Booth.id)
    )
    return [Kept(b.key, b.number, rect(b), delegation) for b, delegation in db.session.execute(query)]
