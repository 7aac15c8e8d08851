"""What is wrong with a plan. Written apart from the rule, on purpose: it shares none of its steps."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from fairapp.domain.allocation.spots import Input, Spot, Wish
from fairapp.domain.text import N_

NO_BOOTH = N_("Có gian không còn trên sơ đồ hoặc đã ngừng sử dụng.")
NO_APPLICATION = N_("Đơn không còn ở trạng thái được nhận.")
TWICE = N_("Gian %(booth)s được xếp cho hai đơn.")
COUNT = N_("Đơn cần %(count)s gian nhưng có %(given)s gian.")
NEEDS = N_("Gian %(booth)s không đáp ứng loại gian, điện, nước hoặc bếp lửa mà đơn cần.")
APART = N_("Các gian %(booths)s không liền nhau.")
QUOTA = N_("%(province)s có %(given)s gian, vượt chỉ tiêu %(quota)s gian.")
ZONE_QUOTA = N_("%(province)s có %(given)s gian ở một khu, vượt chỉ tiêu %(quota)s gian của khu đó.")
PAVILION = N_("Gian %(booth)s thuộc khu dành cho đoàn khác.")
UNLOCKED = N_("Gian đã khoá bị đổi.")


@dataclass(frozen=True)
class Violation:
    """One broken rule, and of which application where it is one's."""

    sentence: str
    values: dict[str, object] = field(default_factory=dict)
    application: int | None = None


def violations(given: Input, booths_of: Mapping[int, Sequence[int]]) -> list[Violation]:
    """Every rule this plan breaks; an empty list means that it may be saved and published."""
    spots, wishes = given.spot_by_id, given.wish_by_id
    wrong: list[Violation] = []
    for application, booths in sorted(booths_of.items()):
        if application not in wishes:
            wrong.append(Violation(NO_APPLICATION, application=application))
        elif any(booth not in spots for booth in booths):
            wrong.append(Violation(NO_BOOTH, application=application))
        else:
            wrong += _of_one(wishes[application], [spots[booth] for booth in booths])
    wrong += _twice(spots, booths_of) + _over_quota(given, booths_of)
    wrong += _over_zones(given, booths_of)
    for application, booths in given.locked.items():
        if set(booths_of.get(application, ())) != set(booths):
            wrong.append(Violation(UNLOCKED, application=application))
    return wrong


def _of_one(wish: Wish, spots: list[Spot]) -> list[Violation]:
    wrong = []
    if len(spots) != wish.count:
        wrong.append(Violation(COUNT, {"count": wish.count, "given": len(spots)}, wish.id))
    for spot in spots:
        lacks = (
            spot.kind != wish.kind,
            spot.power < wish.power,
            wish.water > spot.water,
            wish.flame > spot.flame,
        )
        if any(lacks):
            wrong.append(Violation(NEEDS, {"booth": spot.number}, wish.id))
        if spot.party is not None and spot.party != wish.province:
            wrong.append(Violation(PAVILION, {"booth": spot.number}, wish.id))
    if not _in_one_run(spots):
        numbers = ", ".join(spot.number for spot in spots)
        wrong.append(Violation(APART, {"booths": numbers}, wish.id))
    return wrong


def _in_one_run(spots: list[Spot]) -> bool:
    """Whether the booths stand shoulder to shoulder, all open onto the same aisle."""
    common = set("NESW").intersection(*(spot.open_sides for spot in spots))
    along_x = sorted((s.x, s.x + s.width) for s in spots)
    along_y = sorted((s.y, s.y + s.depth) for s in spots)
    one_site = len({spot.site for spot in spots}) == 1
    level = len({(spot.y, spot.depth) for spot in spots}) == 1 and bool(common & {"N", "S"})
    upright = len({(spot.x, spot.width) for spot in spots}) == 1 and bool(common & {"E", "W"})
    return one_site and (
        len(spots) == 1 or (level and _unbroken(along_x)) or (upright and _unbroken(along_y))
    )


def _unbroken(stretches: list[tuple[int, int]]) -> bool:
    return all(end == start for (_, end), (start, _) in pairwise(stretches))


def _twice(spots: Mapping[int, Spot], booths_of: Mapping[int, Sequence[int]]) -> list[Violation]:
    times = Counter(booth for booths in booths_of.values() for booth in booths)
    return [
        Violation(TWICE, {"booth": spots[booth].number if booth in spots else booth})
        for booth, n in sorted(times.items())
        if n > 1
    ]


def _over_quota(given: Input, booths_of: Mapping[int, Sequence[int]]) -> list[Violation]:
    used: Counter[str] = Counter()
    names = {wish.province: wish.province_name for wish in given.wishes}
    for application, booths in booths_of.items():
        if application in given.wish_by_id:
            used[given.wish_by_id[application].province] += len(booths)
    return [
        Violation(QUOTA, {"province": names[province], "given": n, "quota": given.quotas[province]})
        for province, n in sorted(used.items())
        if province in given.quotas and n > given.quotas[province]
    ]


def _over_zones(given: Input, booths_of: Mapping[int, Sequence[int]]) -> list[Violation]:
    wrong = []
    for party, promise in given.promises.items():
        own = [wish for wish in given.wishes if wish.province == party]
        zones = [
            given.spot_by_id[booth].zone
            for wish in own
            for booth in booths_of.get(wish.id, ())
            if booth in given.spot_by_id
        ]
        for zone, (_, most) in promise.zones.items():
            n = zones.count(zone)
            if n > most:
                name = own[0].province_name
                wrong.append(Violation(ZONE_QUOTA, {"province": name, "given": n, "quota": most}))
    return wrong
