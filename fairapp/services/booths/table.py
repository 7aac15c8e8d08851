"""A whole plan edited as a table: every row is judged, and all are saved or none."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from fairapp.db import db, is_needed
from fairapp.domain.booth_rows import LONGEST_NUMBER
from fairapp.domain.errors import Conflict, Invalid, NotFound, Refusal
from fairapp.domain.text import N_
from fairapp.models import Booth, Site, User
from fairapp.services.booths.layout import BoothFacts, check_facts, record, refresh, require_free, write
from fairapp.services.booths.listing import list_for_site
from fairapp.services.fairs import require_open_book


@dataclass(frozen=True)
class Row:
    """One line of the table, as it is to be."""

    number: str
    facts: BoothFacts


def change_table(actor: User, site: Site, rows: Mapping[int, Row]) -> list[tuple[int, Refusal]]:
    """Save every row, or none and say what is wrong with which booth."""
    require_open_book(site.fair)
    booths = {booth.id: booth for booth in list_for_site(site)}
    if not set(rows) <= set(booths):
        raise NotFound(N_("Có gian không còn trên sơ đồ. Hãy tải lại trang."))
    if wrong := _judge(booths, rows):
        return wrong
    changed = [id_ for id_, row in rows.items() if _differs(booths[id_], row)]
    _renumber({booths[id_]: rows[id_].number for id_ in changed})
    for id_ in changed:
        write(booths[id_], rows[id_].facts)
    refresh(site)
    if changed:
        record(actor, site, "booth.table", N_("Sửa %(n)d gian trong bảng của %(site)s."), n=len(changed))
    return []


def _judge(booths: Mapping[int, Booth], rows: Mapping[int, Row]) -> list[tuple[int, Refusal]]:
    count = Counter((rows[id_].number if id_ in rows else b.number).casefold() for id_, b in booths.items())
    renamed = [booths[id_] for id_, row in rows.items() if row.number != booths[id_].number]
    anybody_there = bool(renamed) and is_needed(Booth, [booth.id for booth in renamed])
    wrong = []
    for id_, row in rows.items():
        try:
            _check_row(row, count)
            if anybody_there and row.number != booths[id_].number:
                _require_free(booths[id_])
        except Refusal as refusal:
            wrong.append((id_, refusal))
    return wrong


def _check_row(row: Row, count: Counter[str]) -> None:
    if not 1 <= len(row.number) <= LONGEST_NUMBER:
        raise Invalid(N_("Số gian có từ 1 đến %(n)d ký tự."), field="number", n=LONGEST_NUMBER)
    if count[row.number.casefold()] > 1:
        raise Conflict(N_("Số gian %(number)s đã có trên sơ đồ."), field="number", number=row.number)
    check_facts(row.facts)


def _require_free(booth: Booth) -> None:
    try:
        require_free([booth])
    except Conflict as refusal:
        refusal.field = "number"
        raise


def _differs(booth: Booth, row: Row) -> bool:
    return (booth.number, facts_of(booth)) != (row.number, row.facts)


def facts_of(booth: Booth) -> BoothFacts:
    """What a booth has, beside its number and place."""
    return BoothFacts(
        kind=booth.kind,
        zone=booth.zone,
        power_watts=booth.power_watts,
        water=booth.water,
        open_flame=booth.open_flame,
        fee=booth.fee,
        subsidy=booth.subsidy,
        subsidy_by=booth.subsidy_by,
    )


def _renumber(numbers: Mapping[Booth, str]) -> None:
    """Two booths may trade their numbers, which no order of single updates allows under a unique key."""
    renamed = {booth: number for booth, number in numbers.items() if booth.number != number}
    for booth in renamed:
        booth.number = f"\N{MIDDLE DOT}{booth.id}"
    db.session.flush()
    for booth, number in renamed.items():
        booth.number = number
    db.session.flush()
