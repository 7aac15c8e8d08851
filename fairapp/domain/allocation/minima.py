"""Minima that no plan can keep: told before a search, which would find out only at its end."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fairapp.domain.allocation.flows import SINK, SOURCE, Network
from fairapp.domain.allocation.instance import STANDARD, App, Instance
from fairapp.domain.allocation.needs import Floor, Ground, Need, kind_of
from fairapp.domain.text import N_

OWN = N_("%(province)s cần ít nhất %(least)s gian, nhưng chỉ có %(free)s gian hợp với các đơn của đoàn.")
OWN_IN_ZONE = N_(
    "%(province)s cần ít nhất %(least)s gian ở khu %(zone)s, nhưng khu này chỉ có %(free)s gian hợp với"
    " các đơn của đoàn."
)
ALL = N_(
    "Mức tối thiểu của các đoàn cần %(least)s gian (%(who)s), nhưng chỉ có %(free)s gian dùng được cho "
    "các đoàn đó."
)
ALL_IN_ZONE = N_(
    "Mức tối thiểu ở khu %(zone)s cần %(least)s gian (%(who)s), nhưng khu này chỉ có %(free)s gian dùng"
    " được cho các đoàn đó."
)
OWN_BOUND = N_(
    "%(province)s cần ít nhất %(least)s gian, nhưng xếp được nhiều nhất %(free)s gian: nhóm hàng "
    "%(groups)s chỉ được xếp ở khu %(zones)s, nơi có %(there)s gian hợp với các đơn của đoàn."
)
OWN_BOUND_IN_ZONE = N_(
    "%(province)s cần ít nhất %(least)s gian ở khu %(zone)s, nhưng xếp được nhiều nhất %(free)s gian ở "
    "đó: nhóm hàng %(groups)s chỉ được xếp ở khu %(zones)s."
)
ALL_BOUND = N_(
    "Mức tối thiểu của các đoàn cần %(least)s gian (%(who)s), nhưng xếp được nhiều nhất %(free)s gian: "
    "nhóm hàng %(groups)s chỉ được xếp ở khu %(zones)s, nơi có %(there)s gian dùng được cho các đoàn "
    "đó."
)
ALL_BOUND_IN_ZONE = N_(
    "Mức tối thiểu ở khu %(zone)s cần %(least)s gian (%(who)s), nhưng xếp được nhiều nhất %(free)s gian"
    " ở đó: nhóm hàng %(groups)s chỉ được xếp ở khu %(zones)s."
)
OWN_CAPPED = N_(
    "%(province)s cần ít nhất %(least)s gian, nhưng xếp được nhiều nhất %(free)s gian: số gian tối đa "
    "của nhóm hàng %(groups)s là %(most)s."
)
OWN_CAPPED_IN_ZONE = N_(
    "%(province)s cần ít nhất %(least)s gian ở khu %(zone)s, nhưng xếp được nhiều nhất %(free)s gian ở "
    "đó: số gian tối đa của nhóm hàng %(groups)s là %(most)s."
)
ALL_CAPPED = N_(
    "Mức tối thiểu của các đoàn cần %(least)s gian (%(who)s), nhưng xếp được nhiều nhất %(free)s gian: "
    "số gian tối đa của nhóm hàng %(groups)s là %(most)s."
)
ALL_CAPPED_IN_ZONE = N_(
    "Mức tối thiểu ở khu %(zone)s cần %(least)s gian (%(who)s), nhưng xếp được nhiều nhất %(free)s gian"
    " ở đó: số gian tối đa của nhóm hàng %(groups)s là %(most)s."
)
ZONES_FULL = N_(
    "%(province)s cần ít nhất %(least)s gian, nhưng chỉ tiêu theo khu của đoàn cho xếp nhiều nhất "
    "%(free)s gian."
)
ZONES_OVER = N_(
    "Mức tối thiểu theo khu và các gian đã khoá của %(province)s cần %(least)s gian, vượt chỉ tiêu "
    "%(most)s gian."
)
PLAIN = (OWN, OWN_IN_ZONE, ALL, ALL_IN_ZONE)
BOUND = (OWN_BOUND, OWN_BOUND_IN_ZONE, ALL_BOUND, ALL_BOUND_IN_ZONE)
CAPPED = (OWN_CAPPED, OWN_CAPPED_IN_ZONE, ALL_CAPPED, ALL_CAPPED_IN_ZONE)


@dataclass(frozen=True)
class Shortage:
    """Minima that contradict what there is; `who` are provinces with what each of them needs."""

    sentence: str
    values: Mapping[str, object]
    who: Mapping[str, int] = field(default_factory=dict)


def shortages(given: Instance) -> Iterator[Shortage]:
    """Each minimum by itself, then all together; for the whole plan, then zone by zone."""
    ground = Ground(given)
    zones = sorted({zone for province in given.provinces for zone in province.zones})
    for zone in (None, *zones):
        floor, needs = ground.floor(zone), [need for need in ground.needs(zone) if need.open > 0]
        for short in (_booths_short, _caps_short):
            for need in needs:
                yield from short(floor, [need])
            yield from (found for found in short(floor, needs) if found.who)
    yield from _against_zones(ground)


def _booths_short(floor: Floor, needs: Sequence[Need]) -> Iterator[Shortage]:
    """More is promised than there are booths for it; groups of goods are named where their zones are why."""
    net = _to_booths(floor, needs)
    short, free = _held_back(net, needs)
    if not short:
        return
    if _held_back(_to_booths(floor.anywhere(), short), short)[0]:
        yield _said(PLAIN, floor, short, free)
        return
    reached, mandatory = net.reached(), floor.given.mandatory
    bound = [
        app
        for need in short
        for app in need.apps
        if app.space == STANDARD and app.group in mandatory and _stand(floor, app) in reached
    ]
    groups = sorted({app.group for app in bound})
    zones = sorted({zone for group in groups for zone in mandatory[group]})
    there = floor.open_to(bound)
    yield _said(BOUND, floor, short, free, groups=tuple(groups), zones=tuple(zones), there=there)


def _to_booths(floor: Floor, needs: Sequence[Need]) -> Network:
    net, stands = Network(), {}
    for need in needs:
        net.lead(SOURCE, f"province {need.province}", need.open)
        for app, asked in need.kinds:
            net.lead(f"province {need.province}", _stand(floor, app), asked)
            stands[_stand(floor, app)] = app
    for stand, app in stands.items():
        for booth, n in floor.ways(app):
            net.lead(stand, f"booth {booth.id}", n)
    for booth, n in floor.cells:
        net.lead(f"booth {booth.id}", SINK, n)
    return net


def _stand(floor: Floor, app: App) -> str:
    return f"stand {kind_of(floor.given, app)}"


def _caps_short(floor: Floor, needs: Sequence[Need]) -> Iterator[Shortage]:
    """More is promised than groups of goods may have."""
    net = _to_groups(floor, needs)
    short, free = _held_back(net, needs)
    reached = net.reached() if short else set()
    full = {group: most for group, most in floor.given.caps.items() if f"group {group}" in reached}
    if full:
        yield _said(CAPPED, floor, short, free, groups=tuple(sorted(full)), most=sum(full.values()))


def _to_groups(floor: Floor, needs: Sequence[Need]) -> Network:
    net = Network()
    for need in needs:
        net.lead(SOURCE, f"province {need.province}", need.open)
        for group in {app.group for app in need.apps}:
            alike = [(app, asked) for app, asked in need.kinds if app.group == group]
            room = min(sum(asked for _, asked in alike), floor.open_to(app for app, _ in alike))
            net.lead(f"province {need.province}", f"group {group}", room)
            if group not in floor.given.caps:
                net.lead(f"group {group}", SINK, room)
    for group, left in _left(floor.given).items():
        net.lead(f"group {group}", SINK, left)
    return net


def _left(given: Instance) -> dict[str, int]:
    """What locks leave of each group's cap."""
    used: Counter[str] = Counter()
    for id in given.locks:
        used[given.app[id].group] += given.app[id].equivalents
    return {group: max(0, most - used[group]) for group, most in given.caps.items()}


def _held_back(net: Network, needs: Sequence[Need]) -> tuple[list[Need], int]:
    """The needs that cannot be met together, none where all can; and how much of them can."""
    sent = net.push()
    if sent == sum(need.open for need in needs):
        return [], 0
    reached = net.reached()
    short = [need for need in needs if f"province {need.province}" in reached]
    met = sum(need.open for need in needs if need not in short)
    return short, sent - met + sum(need.locked for need in short)


def _said(
    sentences: tuple[str, str, str, str], floor: Floor, short: Sequence[Need], free: int, **more: object
) -> Shortage:
    own, own_in_zone, every, every_in_zone = sentences
    values = {"least": sum(need.least for need in short), "free": free, **more}
    if floor.zone is not None:
        values["zone"] = floor.zone
    if len(short) == 1:
        values["province"] = short[0].province
        return Shortage(own if floor.zone is None else own_in_zone, values)
    who = {need.province: need.least for need in short}
    return Shortage(every if floor.zone is None else every_in_zone, values, who)


def _against_zones(ground: Ground) -> Iterator[Shortage]:
    """A province's bounds in its zones against its bounds in the whole plan."""
    given = ground.given
    needed: Counter[str] = Counter()
    room: Counter[str] = Counter()
    for zone in sorted({booth.zone for booth in given.booths}):
        floor = ground.floor(zone)
        for need in ground.needs(zone):
            needed[need.province] += max(need.least, need.locked)
            there = need.locked + floor.open_to(need.apps)
            bounds = given.province[need.province].zones.get(zone)
            room[need.province] += min(bounds[1], there) if bounds else there
    for whole in ground.needs(None):
        least, free = whole.least, room[whole.province]
        if least > free:
            yield Shortage(ZONES_FULL, {"province": whole.province, "least": least, "free": free})
        most = given.province[whole.province].max
        if needed[whole.province] > most:
            values = {"least": needed[whole.province], "most": most}
            yield Shortage(ZONES_OVER, {"province": whole.province, **values})
