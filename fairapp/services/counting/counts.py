"""What those who count bring back: each count once, whatever is sent how often."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fairapp.db import db, insert_once, now
from fairapp.domain.counting import QUARTER
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.text import N_, clean
from fairapp.models import Count, Counter, CountPoint, CountSpell, Fair, Site, User
from fairapp.services import fairs
from fairapp.services.accounts import audit

MOST_PEOPLE = 20_000
MOST_ASKED = 200
LONGEST_WHY = 200
NOT_YOURS = N_("Ca đếm này không có trong lịch của đường dẫn này.")
TAKEN = N_("Ca đếm này đã có người gửi kết quả.")
ODD = N_("Kết quả đếm này không hợp lý nên không nhận.")


@dataclass(frozen=True)
class SentCount:
    """As a phone sends it; `seconds` is how long was counted."""

    id: UUID
    spell: int
    seconds: int
    people: int
    asked: int
    first: int

    @property
    def makes_sense(self) -> bool:
        return (
            0 < self.seconds <= QUARTER * 60
            and 0 <= self.people <= MOST_PEOPLE
            and 0 <= self.first <= self.asked <= MOST_ASKED
        )


@dataclass(frozen=True)
class Taken:
    """Ids that are safe, and why others were not taken."""

    kept: list[UUID]
    refused: dict[UUID, str]


def list_spells(counter: Counter) -> list[CountSpell]:
    """Everything that falls to this counter, in the order of time."""
    query = (
        select(CountSpell)
        .join(CountPoint)
        .where(CountPoint.site_id == counter.site_id, CountSpell.counter == counter.number)
        .options(joinedload(CountSpell.point), joinedload(CountSpell.count))
        .order_by(CountSpell.begins_at)
    )
    return list(db.session.scalars(query))


def keep(counter: Counter, sent: list[SentCount]) -> Taken:
    """Keep what is new; the same id again is safe already, another count of the same spell is refused."""
    fairs.require_open_book(counter.site.fair)
    known = {spell.id: spell.count for spell in list_spells(counter)}
    kept: list[UUID] = []
    refused: dict[UUID, str] = {}
    for one in sent:
        if one.spell not in known:
            refused[one.id] = NOT_YOURS
        elif not one.makes_sense:
            refused[one.id] = ODD
        elif _is_kept(one, known[one.spell]):
            kept.append(one.id)
        else:
            refused[one.id] = TAKEN
    return Taken(kept, refused)


def _is_kept(one: SentCount, before: Count | None) -> bool:
    if before is not None:
        return before.id == one.id
    values = {"seconds": one.seconds, "people": one.people, "asked": one.asked, "first": one.first}
    if insert_once(Count, id=one.id, spell_id=one.spell, received_at=now(), struck_why="", **values):
        return True
    return db.session.scalar(select(Count.id).filter_by(spell_id=one.spell)) == one.id


def get_count(fair: Fair, spell_id: int) -> Count:
    query = (
        select(Count)
        .join(CountSpell)
        .join(CountPoint)
        .join(Site)
        .where(CountSpell.id == spell_id, Site.fair_id == fair.id)
    )
    found = db.session.scalar(query.options(joinedload(Count.spell).joinedload(CountSpell.point)))
    if found is None:
        raise NotFound(N_("Hội chợ này không có ca đếm đó."))
    return found


def strike(fair: Fair, count: Count, actor: User, why: str) -> None:
    """Leave a count out of the estimate; it stays readable with the reason."""
    fairs.require_open_book(fair)
    if count.struck_at is not None:
        raise Conflict(N_("Ca đếm này đã bị loại."))
    count.struck_at, count.struck_why = now(), clean(why)[:LONGEST_WHY]
    db.session.flush()
    sentence = N_("Loại ca đếm ở %(point)s: %(why)s")
    point = count.spell.point
    audit(actor, "count.strike", "site", point.site_id, sentence, fair_id=fair.id, point=point.name, why=why)
