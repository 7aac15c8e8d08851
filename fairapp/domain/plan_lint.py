"""What is wrong with a plan that may yet be kept: narrow aisles, blocked exits, overloaded feeds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fairapp.domain.booths import FeatureKind
from fairapp.domain.floors import Floor, Stand, Thing, band, clearance, stretch, uncovered
from fairapp.domain.geometry import Rect, bounding, inside, overlap, wall_sides
from fairapp.domain.plan_rules import in_metres, natural_key
from fairapp.domain.plan_walks import Walks, hanging
from fairapp.domain.text import N_

NO_PASSAGE = 60  # a gap into which nobody steps is no aisle, narrow or not
LEAST_FRONT = 100


class FaultKind(StrEnum):
    """In the order in which they are shown: what endangers people first."""

    EXIT_BLOCKED = "exit_blocked"
    EXIT_CUT_OFF = "exit_cut_off"
    NO_ENTRANCE = "no_entrance"
    NO_AISLE = "no_aisle"
    CUT_OFF = "cut_off"
    NARROW_AISLE = "narrow_aisle"
    POWER_OVER = "power_over"
    NUMBER_TWICE = "number_twice"


FAULT_SENTENCES = {
    FaultKind.EXIT_BLOCKED: N_("%(thing)s bị chắn bởi %(names)s: trước cửa phải trống %(clear)s m."),
    FaultKind.EXIT_CUT_OFF: N_("Không có lối đi từ lối vào đến %(thing)s."),
    FaultKind.NO_ENTRANCE: N_("Sơ đồ chưa có lối vào."),
    FaultKind.NO_AISLE: N_("Gian %(names)s không mở ra lối đi nào."),
    FaultKind.CUT_OFF: N_("Không có đường từ lối vào đến gian %(names)s."),
    FaultKind.NARROW_AISLE: N_("Lối đi trước gian %(names)s chỉ rộng %(width)s m, cần %(rule)s m."),
    FaultKind.POWER_OVER: N_("%(thing)s cấp %(watts)d W nhưng các gian gần nó cần %(sum)d W."),
    FaultKind.NUMBER_TWICE: N_("Số gian dùng hai lần trong hội chợ: %(names)s."),
}


@dataclass(frozen=True)
class Rules:
    """What a site asks of its plan, in centimetres."""

    aisle: int = 200
    exit_clear: int = 200


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and the piece of floor to look at."""

    kind: FaultKind
    rect: Rect
    booths: tuple[int, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return FAULT_SENTENCES[self.kind]


def lint(floor: Floor, rules: Rules, elsewhere: Iterable[str] = ()) -> list[Fault]:
    """Every fault of one plan; `elsewhere` are the numbers on the fair's other plans."""
    walks = Walks(floor)
    found = [
        *_exits(floor, rules, walks),
        *_ways(floor, walks),
        *_aisles(floor, rules),
        *_power(floor),
        *_numbers(floor, elsewhere),
    ]
    order = list(FaultKind)
    return sorted(found, key=lambda fault: (order.index(fault.kind), fault.rect))


def _exits(floor: Floor, rules: Rules, walks: Walks) -> Iterator[Fault]:
    entrances = floor.of_kind(FeatureKind.ENTRANCE)
    if floor.stands and not entrances:
        yield Fault(FaultKind.NO_ENTRANCE, floor.hall)
    for thing in floor.of_kind(FeatureKind.ENTRANCE, FeatureKind.EXIT):
        for before in _before(floor.hall, thing.rect, rules.exit_clear):
            inside = [i for i in floor.solids.touching(before) if overlap(floor.solids.rects[i], before)]
            if inside:
                names = tuple(dict.fromkeys(_name_of(floor, i) for i in inside))
                values = {"thing": _name(thing), "names": names, "clear": in_metres(rules.exit_clear)}
                yield Fault(FaultKind.EXIT_BLOCKED, bounding([thing.rect, before]), (), values)
        if thing.kind is FeatureKind.EXIT and entrances and not walks.reaches(thing, entrances):
            yield Fault(FaultKind.EXIT_CUT_OFF, thing.rect, (), {"thing": _name(thing)})


def _before(hall: Rect, rect: Rect, depth: int) -> list[Rect]:
    """The floor inside a door in a wall; which side of a door amid the hall is inside, nobody knows."""
    inwards = {"N": "S", "S": "N", "E": "W", "W": "E"}
    along = [side for side in wall_sides(rect, hall) if (side in "NS") == (rect.width >= rect.depth)]
    return [band(rect, inwards[side], depth) for side in along or wall_sides(rect, hall)]


def _ways(floor: Floor, walks: Walks) -> Iterator[Fault]:
    """Booths without a front, and booths to which no way leads from an entrance."""
    entrances = floor.of_kind(FeatureKind.ENTRANCE)
    reached = walks.to(entrances) if entrances else {}
    for stand in floor.stands:
        values = {"names": stand.number}
        least = min(LEAST_FRONT, stand.rect.width, stand.rect.depth)
        if not any(_way_in(floor, stand, side) >= least for side in stand.open_sides):
            yield Fault(FaultKind.NO_AISLE, stand.rect, (stand.id,), values)
        elif entrances and reached[stand.id] is None:
            yield Fault(FaultKind.CUT_OFF, stand.rect, (stand.id,), values)


def _way_in(floor: Floor, stand: Stand, side: str) -> int:
    """How much of a side has a passage before it: a column leans on a front without shutting it."""
    before = band(stand.rect, side, NO_PASSAGE)
    if not inside(before, floor.hall):
        return 0
    near = (floor.solids.rects[i] for i in floor.solids.touching(before))
    return uncovered(
        stretch(stand.rect, side), [stretch(other, side) for other in near if overlap(other, before)]
    )


def _aisles(floor: Floor, rules: Rules) -> Iterator[Fault]:
    """Each narrow aisle once, however many booths stand along it."""
    along: dict[tuple[str, int, int], list[tuple[Stand, Rect]]] = defaultdict(list)
    for stand in floor.stands:
        for side in stand.open_sides:
            gap = clearance(floor, stand.rect, side, rules.aisle)
            if NO_PASSAGE <= gap < rules.aisle:
                aisle = band(stand.rect, side, gap)
                axis = "N" if side in "NS" else "E"
                start = aisle.y if side in "NS" else aisle.x
                along[axis, start, gap].append((stand, aisle))
    for (_axis, _start, gap), met in along.items():
        stands = {stand.id: stand for stand, _aisle in met}
        yield Fault(
            FaultKind.NARROW_AISLE,
            bounding([aisle for _stand, aisle in met]),
            tuple(stands),
            {
                "names": _span(stands.values()),
                "width": in_metres(gap),
                "rule": in_metres(rules.aisle),
            },
        )


def _power(floor: Floor) -> Iterator[Fault]:
    """Each booth hangs on the feed with the shortest cable; feeds of unknown strength are not judged."""
    feeds = floor.of_kind(FeatureKind.POWER)
    load = hanging([stand for stand in floor.stands if stand.power_watts], feeds)
    for feed in feeds:
        total = sum(stand.power_watts for stand in load[feed.id])
        if feed.watts and total > feed.watts:
            values = {"thing": _name(feed), "watts": feed.watts, "sum": total}
            yield Fault(FaultKind.POWER_OVER, feed.rect, tuple(s.id for s in load[feed.id]), values)


def _numbers(floor: Floor, elsewhere: Iterable[str]) -> Iterator[Fault]:
    """A1 and A01 are one number to whoever looks for it; so is a number of another hall of the fair."""
    same: dict[tuple, list[str]] = defaultdict(list)
    for number in elsewhere:
        same[tuple(natural_key(number))].append(number)
    here: dict[tuple, list[Stand]] = defaultdict(list)
    for stand in floor.stands:
        here[tuple(natural_key(stand.number))].append(stand)
    for key, stands in here.items():
        numbers = [*(stand.number for stand in stands), *same[key]]
        if len(numbers) > 1:
            rect = bounding([stand.rect for stand in stands])
            ids = tuple(stand.id for stand in stands)
            yield Fault(FaultKind.NUMBER_TWICE, rect, ids, {"names": ", ".join(numbers)})


def _name(thing: Thing) -> str | FeatureKind:
    """The kind's own word is for the edge to say."""
    return thing.label or thing.kind


def _name_of(floor: Floor, index: int) -> str | FeatureKind:
    """The name of the n-th solid: booths come first, then what else is in the way."""
    if index < len(floor.stands):
        return floor.stands[index].number
    rect = floor.solids.rects[index]
    return next(_name(thing) for thing in floor.things if thing.rect == rect)


def _span(stands: Iterable[Stand]) -> str:
    """A02, A03 or, of many, A02–A22."""
    numbers = sorted({stand.number for stand in stands}, key=natural_key)
    return ", ".join(numbers) if len(numbers) < 4 else f"{numbers[0]}–{numbers[-1]}"
