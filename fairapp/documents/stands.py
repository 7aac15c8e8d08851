"""Who stood where, for the annex of official papers: booth, name, province, goods and stars, never sales."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from fairapp.documents.part_figures import group_word
from fairapp.documents.workbooks import Head, Kind, Sheet
from fairapp.domain.facts import ExhibitorFact, FairFacts
from fairapp.domain.plan_rules import natural_key


@dataclass(frozen=True)
class Stand:
    """One exhibitor with its booths at one site, ready to show; `stars` 0 where none of its goods has any.

    `site` is empty where the fair has but one.
    """

    site: str
    booths: str
    name: str
    unit: str
    group: str
    stars: int


def stands(facts: FairFacts, names: Mapping[int, str]) -> list[Stand]:
    """By site, then as the booths are numbered."""
    taken = [booth for booth in facts.booths if booth.exhibitor is not None and not booth.blocked]
    given: defaultdict[tuple[int, int | None], list[str]] = defaultdict(list)
    for booth in sorted(taken, key=lambda booth: (booth.site, natural_key(booth.number))):
        given[booth.site, booth.exhibitor].append(booth.number)
    sites = {site.id: site.name for site in facts.sites} if len(facts.sites) > 1 else {}
    people = {one.id: one for one in facts.exhibitors}
    return [
        _stand(people[exhibitor], sites.get(site, ""), numbers, names)
        for (site, exhibitor), numbers in given.items()
        if exhibitor in people
    ]


def tells_stars(facts: FairFacts) -> bool:
    """Earlier snapshots did not say whose stars they were."""
    return any(one.stars for one in facts.exhibitors) or not any(goods.stars for goods in facts.goods)


def stands_sheet(facts: FairFacts, names: Mapping[int, str]) -> Sheet:
    heads = [
        Head(gettext("STT"), Kind.NUMBER, 8),
        Head(gettext("Địa điểm"), width=22),
        Head(gettext("Gian"), width=14),
        Head(gettext("Đơn vị"), width=48),
        Head(gettext("Tỉnh, thành phố"), width=30),
        Head(gettext("Nhóm hàng chính"), width=40),
    ]
    with_stars = tells_stars(facts)
    if with_stars:
        heads.append(Head(gettext("Hạng sao cao nhất"), Kind.NUMBER, 18))
    rows = [
        (n, one.site, one.booths, one.name, one.unit, one.group, *([one.stars or None] if with_stars else []))
        for n, one in enumerate(stands(facts, names), 1)
    ]
    return Sheet(gettext("Danh sách gian hàng"), heads, rows)


def _stand(one: ExhibitorFact, site: str, numbers: list[str], names: Mapping[int, str]) -> Stand:
    return Stand(
        site=site,
        booths=", ".join(numbers),
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
