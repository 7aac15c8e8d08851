"""A delegation's pavilion: booths, or a whole zone, kept for its members."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.text import N_
from fairapp.models import Booth, Delegation, Fair, PavilionBooth, Site, User
from fairapp.services.applications.delegations import audit
from fairapp.services.booths import list_for_fair
from fairapp.services.fairs import require_open_book

UNKNOWN = N_("Không có gian này trên sơ đồ: %(numbers)s.")
SEVERAL = N_("Số gian %(numbers)s có ở nhiều địa điểm. Hãy chọn theo khu.")
TAKEN = N_("Gian đã dành cho đoàn khác: %(numbers)s.")
KEPT = N_("Dành gian chung: %(numbers)s.")


def map_booths(fair: Fair) -> dict[int, Delegation]:
    """booth -> the delegation for which it is kept."""
    query = (
        select(PavilionBooth)
        .join(Delegation)
        .where(Delegation.fair_id == fair.id)
        .options(joinedload(PavilionBooth.delegation).joinedload(Delegation.unit))
    )
    return {row.booth_id: row.delegation for row in db.session.scalars(query)}


def list_booths(delegation: Delegation) -> list[Booth]:
    """The booths of its pavilion, in plan order."""
    query = (
        select(Booth)
        .join(PavilionBooth, PavilionBooth.booth_id == Booth.id)
        .where(PavilionBooth.delegation_id == delegation.id)
        .options(joinedload(Booth.site).joinedload(Site.hall), joinedload(Booth.zone))
        .order_by(Booth.site_id, Booth.position, Booth.id)
    )
    return list(db.session.scalars(query))


def set_booths(
    delegation: Delegation, actor: User, numbers: Collection[str], zone_id: int | None = None
) -> list[Booth]:
    """Keep these booths for it, and all of a zone; what it had before and is not named is free again."""
    require_open_book(delegation.fair)
    db.session.execute(select(Fair.id).where(Fair.id == delegation.fair_id).with_for_update(key_share=True))
    chosen = _chosen(delegation.fair, numbers, zone_id)
    others = {b: d for b, d in map_booths(delegation.fair).items() if d.id != delegation.id}
    taken = [booth.number for booth in chosen if booth.id in others]
    if taken:
        raise Conflict(TAKEN, field="booths", numbers=", ".join(taken))
    before = {booth.id for booth in list_booths(delegation)}
    if before != {booth.id for booth in chosen}:
        db.session.execute(delete(PavilionBooth).where(PavilionBooth.delegation_id == delegation.id))
        db.session.add_all(PavilionBooth(booth_id=b.id, delegation_id=delegation.id) for b in chosen)
        named = ", ".join(booth.number for booth in chosen)
        if chosen:
            audit(actor, delegation, "pavilion", KEPT, numbers=named)
        else:
            audit(actor, delegation, "pavilion", N_("Bỏ gian chung."))
        db.session.flush()
    return chosen


def _chosen(fair: Fair, numbers: Collection[str], zone_id: int | None) -> list[Booth]:
    """In plan order. A number is that of one booth of the fair, in upper or lower case."""
    booths = list_for_fair(fair)
    by_number: dict[str, list[Booth]] = {}
    for booth in booths:
        by_number.setdefault(booth.number.upper(), []).append(booth)
    wanted = [number.upper() for number in dict.fromkeys(numbers)]
    for sentence, wrong in (
        (UNKNOWN, [n for n in wanted if n not in by_number]),
        (SEVERAL, [n for n in wanted if len(by_number.get(n, ())) > 1]),
    ):
        if wrong:
            raise Invalid(sentence, field="booths", numbers=", ".join(wrong[:20])[:300])
    ids = {by_number[number][0].id for number in wanted}
    return [b for b in booths if b.id in ids or (zone_id is not None and b.zone_id == zone_id)]
