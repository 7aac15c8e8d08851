"""Instances of allocation that look like an OCOP fair: seeded, of 60, 150, 600 and 2,000 booths.

Halls hold islands of two rows back to back, islands follow the product groups, some rows have a pillar;
applications ask for about twice the floor, as they do.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from fairapp.domain.allocation.instance import App, Booth, Instance, Province

END = date(2026, 9, 10)
OPENING = datetime(2026, 6, 1, 8, tzinfo=UTC)
GROUPS = {"food": 46, "drinks": 18, "herbs": 10, "handicraft": 15, "ornamental": 5, "tourism": 6}
LINES = {"food": 12, "drinks": 4, "herbs": 4, "handicraft": 5, "ornamental": 2, "tourism": 2}


@dataclass(frozen=True)
class Size:
    booths: int
    apps: int
    provinces: int
    halls: int


SIZES = {
    60: Size(60, 80, 10, 1),
    150: Size(150, 220, 20, 2),
    600: Size(600, 900, 34, 4),
    2000: Size(2000, 3000, 34, 10),
}


def a_fair(booths: int, seed: int) -> Instance:
    """The same size and seed, the same instance."""
    size, chance = SIZES[booths], Random(f"{booths} {seed}")
    floor = _floor(size, chance)
    provinces = _provinces(size, floor, chance)
    given = Instance(
        name=f"{booths}-{seed}",
        fair_end=END,
        booths=floor,
        apps=tuple(_apps(size, floor, provinces, chance)),
        provinces=provinces,
    )
    return replace(given, locks=_locks(given, chance))


def _floor(size: Size, chance: Random) -> tuple[Booth, ...]:
    pavilions, plots = max(8, size.booths * 8 // 100 // 4 * 4), max(1, size.booths // 80)
    standard = size.booths - pavilions - plots
    booths: list[Booth] = []
    rows = island = 0
    while len(booths) < standard:
        hall = len(booths) * size.halls // standard
        group = _group_at(len(booths) / standard)
        flame = group == "food" and chance.random() < 0.2
        for _ in range(2 if chance.random() < 0.8 else 1):
            length = min(standard - len(booths), chance.randint(6, 10))
            booths += _row(
                len(booths), length, chance, hall=hall, row=rows, island=island, group=group, flame=flame
            )
            rows += 1
        island += 1
    while len(booths) < standard + pavilions:
        length = min(8, standard + pavilions - len(booths))
        booths += _row(len(booths), length, chance, hall=0, row=rows, island=island, kind="pav")
        rows, island = rows + 1, island + 1
    while len(booths) < size.booths:
        booths += _row(len(booths), 1, chance, hall=0, row=rows, island=island, kind="raw")
        rows, island = rows + 1, island + 1
    kept = set(chance.sample(range(standard), max(1, size.booths // 40)))
    return tuple(replace(booth, reserved=n in kept) for n, booth in enumerate(booths))


def _group_at(share: float) -> str:
    """Islands follow the product groups in the order of their sizes."""
    for group, part in GROUPS.items():
        share -= part / 100
        if share < 0:
            return group
    return "tourism"


def _row(
    begin: int,
    length: int,
    chance: Random,
    *,
    hall: int,
    row: int,
    island: int,
    kind: str = "std",
    group: str = "any",
    flame: bool = False,
) -> list[Booth]:
    if length <= 0:
        return []
    pillar = chance.randrange(2, length - 2) if length >= 8 and chance.random() < 0.35 else length
    power, water, cold = chance.random() < 0.93, chance.random() < 0.45, chance.random() < 0.35
    feat = {
        "power": power or kind != "std",
        "water": water or kind != "std",
        "cold": cold and power,
        "flame": flame,
    }
    features = frozenset(name for name, here in feat.items() if here)
    return [
        Booth(
            id=f"{chr(65 + hall)}{begin + pos + 1:04d}",
            hall=hall,
            zone=f"{chr(65 + hall)}-{group if kind == 'std' else kind}",
            island=island,
            row=row,
            pos=pos,
            x=3 * pos + 3 * (pos > pillar),
            y=3 * row + (row + 1) // 2 * 3,
            kind=kind,
            area=36 if kind == "raw" else 9,
            group=group,
            corner=pos in (0, length - 1, pillar, pillar + 1),
            entrance=kind == "std" and begin + pos < 4,
            feat=features,
            next=f"{chr(65 + hall)}{begin + pos + 2:04d}" if pos < length - 1 and pos != pillar else None,
        )
        for pos in range(length)
    ]


def _provinces(size: Size, floor: tuple[Booth, ...], chance: Random) -> tuple[Province, ...]:
    capacity = sum(booth.area // 9 for booth in floor if not booth.reserved)
    weight = [math.exp(chance.gauss(0, 0.55)) for _ in range(size.provinces)]
    part = [w / sum(weight) * 0.86 for w in weight]
    part[0] = max(part[0], 0.14)
    return tuple(
        Province(
            id=f"T{n + 1:02d}",
            min=math.floor(capacity * 0.10) if n == 0 else max(1, math.floor(capacity * p * 0.5)),
            max=math.ceil(capacity * 0.18) if n == 0 else math.ceil(capacity * p * 1.35) + 2,
            share=round(p / sum(part) * 10_000) * 100,
            host=n == 0,
        )
        for n, p in enumerate(part)
    )


def _apps(size: Size, floor: tuple[Booth, ...], provinces: tuple[Province, ...], chance: Random) -> list[App]:
    pavilions, plots = sum(b.kind == "pav" for b in floor), sum(b.kind == "raw" for b in floor)
    standard = [booth for booth in floor if booth.kind == "std"]
    popular = sorted(standard, key=lambda booth: (not booth.prime, chance.random()))
    weights = [province.share**0.8 for province in provinces]
    asking = min(size.provinces, round(pavilions / 4 * 1.3))
    pick = _Picker(chance, popular, sorted({booth.zone for booth in standard}))
    apps = []
    for n in range(size.apps):
        province = chance.choices(provinces, weights)[0].id
        if n < asking:
            apps.append(pick.app(n, provinces[n].id, "pav", chance.choice((4, 4, 4, 6))))
        elif n < asking + 2 * plots:
            apps.append(pick.app(n, province, "raw", 1))
        else:
            apps.append(pick.app(n, province, "std", chance.choices((1, 2, 3, 4), (80, 14, 4, 2))[0]))
    return apps


@dataclass(frozen=True)
class _Picker:
    chance: Random
    popular: list[Booth]
    zones: list[str]

    def app(self, n: int, province: str, space: str, size: int) -> App:
        chance = self.chance
        group = chance.choices(list(GROUPS), list(GROUPS.values()))[0]
        past = 0 if chance.random() < 0.4 else chance.randint(1, 5)
        valid = chance.random() > 0.04
        return App(
            id=f"HS{n + 1:04d}",
            prov=province,
            space=space,
            size=size,
            group=group,
            line=f"{group} {chance.randint(1, LINES[group])}",
            stars=chance.choices((3, 4, 5), (62, 33, 5))[0],
            cert_until=END + timedelta(days=chance.randint(30, 1000) if valid else -chance.randint(1, 200)),
            needs=self._needs(group, space),
            prefs=self._prefs(group) if space == "std" and chance.random() < 0.55 else (),
            first=past == 0,
            past=past,
            applied=OPENING + timedelta(minutes=chance.randint(0, 60 * 24 * 45)),
        )

    def _needs(self, group: str, space: str) -> frozenset[str]:
        if space == "pav":
            return frozenset({"power"})
        tastes: dict[str, tuple[float, Callable[[], bool]]] = {
            "power": (0.7, lambda: True),
            "water": (0.22 if group == "food" else 0.06, lambda: True),
            "cold": (0.15, lambda: space == "std" and group in ("food", "drinks")),
            "flame": (0.16, lambda: space == "std" and group == "food"),
        }
        return frozenset(
            name for name, (odds, asked) in tastes.items() if self.chance.random() < odds and asked()
        )

    def _prefs(self, group: str) -> tuple[tuple[str, str], ...]:
        chance = self.chance
        own = [zone for zone in self.zones if zone.endswith(group)] or self.zones
        return tuple(
            ("booth", self.popular[int(len(self.popular) * chance.random() ** 2 * 0.6)].id)
            if chance.random() < 0.55
            else ("zone", chance.choice(own))
            for _ in range(chance.randint(1, 3))
        )


def _locks(given: Instance, chance: Random) -> dict[str, tuple[str, ...]]:
    """The organiser has pinned some already, each to booths of its own group's zone."""
    locks: dict[str, tuple[str, ...]] = {}
    single = [app for app in given.apps if app.size == 1 and app.space == "std" and app.cert_until >= END]
    for app in chance.sample(single, max(1, len(given.apps) * 15 // 1000)):
        taken = {booths[0] for booths in locks.values()}
        fitting = [
            booth
            for booth in given.booths
            if booth.group == app.group
            and not booth.reserved
            and app.needs <= booth.feat
            and booth.id not in taken
        ]
        if fitting:
            locks[app.id] = (chance.choice(fitting).id,)
    return locks
