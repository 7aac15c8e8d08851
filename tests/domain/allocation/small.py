"""Instances of a few booths for tests."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random

from fairapp.domain.allocation.instance import App, Booth, Instance, Province

FAIR_END = date(2026, 9, 10)
START = datetime(2026, 6, 1, 8, tzinfo=UTC)


def a_row(count, first=1, *, breaks=(), **facts):
    """Adjoining booths "1", "2", …; after a number in `breaks` stands a pillar."""
    facts = {"group": "food", "zone": "Z", **facts}
    numbers = range(first, first + count)
    return tuple(
        Booth(
            id=str(n),
            pos=n,
            next=str(n + 1) if n < numbers[-1] and n not in breaks else None,
            **facts,
        )
        for n in numbers
    )


def an_app(id, prov="P", hours=0, **facts):
    facts = {"group": "food", "line": f"line of {id}", "cert_until": date(2027, 12, 31), **facts}
    return App(id=id, prov=prov, applied=START + timedelta(hours=hours), **facts)


def an_instance(booths, apps, provinces=None, **facts):
    names = sorted({app.prov for app in apps})
    return Instance(
        fair_end=FAIR_END,
        booths=tuple(booths),
        apps=tuple(apps),
        provinces=provinces or tuple(Province(id=name, max=99) for name in names),
        **facts,
    )


@cache
def a_fair():
    """Two islands of two rows, three provinces, more applications than booths."""
    chance = Random(7)
    rows = []
    for row in range(4):
        facts = {
            "row": row,
            "island": row // 2,
            "group": ("food", "drinks")[row // 2],
            "zone": "YZ"[row // 2],
        }
        rows += a_row(8, 1 + 8 * row, breaks={8 * row + 5}, feat=frozenset({"power"}), **facts)
    apps = [
        an_app(
            f"A{n}",
            "PQR"[n % 3],
            hours=n,
            size=chance.choice((1, 1, 1, 2, 3)),
            group=chance.choice(("food", "drinks")),
            line=chance.choice(("tea", "rice", "honey")),
            stars=chance.randint(3, 5),
            prefs=(("booth", str(chance.randint(1, 32))),),
        )
        for n in range(40)
    ]
    provinces = tuple(Province(id=p, min=4, max=14, share=333_333) for p in "PQR")
    return an_instance(rows, apps, provinces)
