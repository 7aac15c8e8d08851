"""Who stood where, for the annex of official papers: booth, name, province, goods and stars, never sales."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from fairapp.documents.part_figures import group_word
from fairapp.documents.workbooks import Head, Kind, Sheet
from fairapp.domain.facts import BoothFact, ExhibitorFact, FairFacts
from fairapp.domain.plan_rules import natural_key


@dataclass(frozen=True)
class Stand:
    """One exhibitor with its booths, ready to show; `stars` 0 where none of its goods has any."""

    booths: str
    name: str
    unit: str
    group: str
    stars: int


def stands(facts: FairFacts, names: Mapping[int, str]) -> list[Stand]:
    """By site, then as the booths are numbered."""
    given: defaultdict[int, list[BoothFact]] = defaultdict(list)
    for booth in facts.booths:
        if booth.exhibitor is not None and not booth.blocked:
            given[booth.exhibitor].append(booth)
    sites = {site.id: site.name for site in facts.sites}
    known = [one for one in facts.exhibitors if one.id in given]
    for booths in given.values():
        booths.sort(key=_place)
    return [
        _stand(one, given[one.id], sites, names)
        for one in sorted(known, key=lambda o: _place(given[o.id][0]))
    ]


def tells_stars(facts: FairFacts) -> bool:
    """Earlier snapshots did not say whose stars they were."""
    return any(one.stars for one in facts.exhibitors) or not any(goods.stars for goods in facts.goods)


def stands_sheet(facts: FairFacts, names: Mapping[int, str]) -> Sheet:
    heads = [
        Head(gettext("STT"), Kind.NUMBER, 8),
        Head(gettext("Gian"), width=22),
        Head(gettext("Đơn vị"), width=48),
        Head(gettext("Tỉnh, thành phố"), width=30),
        Head(gettext("Nhóm hàng chính"), width=40),
    ]
    with_stars = tells_stars(facts)
    if with_stars:
        heads.append(Head(gettext("Hạng sao cao nhất"), Kind.NUMBER, 18))
    rows = [
        (n, one.booths, one.name, one.unit, one.group, *([one.stars or None] if with_stars else []))
        for n, one in enumerate(stands(facts, names), 1)
    ]
    return Sheet(gettext("Danh sách gian hàng"), heads, rows)


def _place(booth: BoothFact) -> tuple[int, list]:
    return booth.site, natural_key(booth.number)


def _stand(
    one: ExhibitorFact, booths: list[BoothFact], sites: Mapping[int, str], names: Mapping[int, str]
) -> Stand:
    numbers = ", ".join(booth.number for booth in booths)
    here = " · ".join(dict.fromkeys(sites.get(booth.site, "") for booth in booths))
    return Stand(
        booths=f"{numbers} ({here})" if len(sites) > 1 else numbers,
        name=names.get(one.id, f"#{one.id}"),
        unit=_unit(one),
        group=group_word(one.group) if one.group else "",
        stars=one.stars or 0,
    )


def _unit(one: ExhibitorFact) -> str:
    """The name of its time, and today's where that is another."""
    if one.unit == one.unit_now:
        return one.unit
    return gettext("%(then)s (nay thuộc %(now)s)", then=one.unit, now=one.unit_now)
