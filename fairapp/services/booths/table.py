"""A whole plan edited as a table: every row is judged, and all are saved or none."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from fairapp.db import is_needed
from fairapp.domain import plan_rules
from fairapp.domain.booth_rows import LONGEST_NUMBER
from fairapp.domain.errors import Conflict, Invalid, NotFound, Refusal
from fairapp.domain.geometry import Rect
from fairapp.domain.plan_rules import Placed
from fairapp.domain.text import N_
from fairapp.models import Booth, Site, User
from fairapp.services.booths.layout import (
    BoothFacts,
    check_facts,
    facts_of,
    placed,
    placed_feature,
    put,
    require_free,
    write,
)
from fairapp.services.booths.listing import hall_rect, list_features, list_for_site, rect
from fairapp.services.booths.selection import write_numbers
from fairapp.services.booths.steps import step


@dataclass(frozen=True)
class Row:
    """One line of the table, as it is to be."""

    number: str
    rect: Rect
    facts: BoothFacts


def change_table(
    actor: User, site: Site, rows: Mapping[int, Row], *, seen: int | None = None
) -> list[tuple[int, Refusal]]:
    """Save every row, or none and say what is wrong with which booth."""
    with step(actor, site, seen) as taken:
        booths = {booth.id: booth for booth in list_for_site(site)}
        if not set(rows) <= set(booths):
            raise NotFound(N_("Có gian không còn trên sơ đồ. Hãy tải lại trang."))
        if wrong := _judge(site, booths, rows):
            return wrong
        changed = [id_ for id_, row in rows.items() if _differs(booths[id_], row)]
        write_numbers({booths[i]: rows[i].number for i in changed if booths[i].number != rows[i].number})
        for id_ in changed:
            put(booths[id_], rows[id_].rect)
            write(booths[id_], rows[id_].facts)
        taken.tell("booth.table", N_("Sửa %(n)d gian trong bảng của %(site)s."), n=len(changed))
    return []


def _judge(site: Site, booths: Mapping[int, Booth], rows: Mapping[int, Row]) -> list[tuple[int, Refusal]]:
    count = Counter((rows[id_].number if id_ in rows else b.number).casefold() for id_, b in booths.items())
    moved = {id_ for id_, row in rows.items() if _stands_otherwise(booths[id_], row)}
    anybody_there = bool(moved) and is_needed(Booth, moved)
    features = [placed_feature(feature) for feature in list_features(site)] if moved else []
    wrong = []
    for id_, row in rows.items():
        try:
            _check_row(row, count)
            if id_ in moved and anybody_there:
                _require_free(booths[id_], "number" if row.number != booths[id_].number else "x")
            if row.rect != rect(booths[id_]):
                others = [_as_it_will_be(b, rows) for b in booths.values() if b.id != id_]
                plan_rules.check_places([Placed(row.number, row.rect)], others, features, hall_rect(site))
        except Refusal as refusal:
            wrong.append((id_, refusal))
    return wrong


def _as_it_will_be(booth: Booth, rows: Mapping[int, Row]) -> Placed:
    row = rows.get(booth.id)
    return Placed(row.number, row.rect) if row else placed(booth)


def _check_row(row: Row, count: Counter[str]) -> None:
    if not 1 <= len(row.number) <= LONGEST_NUMBER:
        raise Invalid(N_("Số gian có từ 1 đến %(n)d ký tự."), field="number", n=LONGEST_NUMBER)
    if count[row.number.casefold()] > 1:
        raise Conflict(N_("Số gian %(number)s đã có trên sơ đồ."), field="number", number=row.number)
    check_facts(row.facts)


def _require_free(booth: Booth, field: str) -> None:
    try:
        require_free([booth])
    except Conflict as refusal:
        refusal.field = field
        raise


def _stands_otherwise(booth: Booth, row: Row) -> bool:
    return (booth.number, rect(booth)) != (row.number, row.rect)


def _differs(booth: Booth, row: Row) -> bool:
    return _stands_otherwise(booth, row) or facts_of(booth) != row.facts
