"""What a minimum binds to, and which booths are left for it beside the locks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from fairapp.domain.allocation.instance import RAW, RAW_EQUIVALENT, App, Booth, Instance, Province
from fairapp.domain.allocation.shares import may_come, may_stand, runs


@dataclass(frozen=True)
class Need:
    """A province's minimum in the plan or in one zone; all numbers in standard-booth equivalents."""

    province: str
    least: int  # no more than its applications could fill, as the checker has it
    locked: int
    kinds: tuple[tuple[App, int], ...]  # of those not locked: one of each kind, and what its like ask for

    @property
    def open(self) -> int:
        return self.least - self.locked

    @property
    def apps(self) -> list[App]:
        return [app for app, _ in self.kinds]


@dataclass(frozen=True)
class Floor:
    """The booths of the plan or of one zone that nobody is locked into: one of each kind, and how many."""

    given: Instance
    zone: str | None
    cells: tuple[tuple[Booth, int], ...]

    def ways(self, app: App) -> Iterator[tuple[Booth, int]]:
        return ((booth, n) for booth, n in self.cells if may_stand(self.given, app, booth))

    def open_to(self, apps: Iterable[App]) -> int:
        kinds = {kind_of(self.given, app): app for app in apps}
        return sum({booth.id: n for app in kinds.values() for booth, n in self.ways(app)}.values())

    def anywhere(self) -> "Floor":
        """As if no group of goods were bound to its zones."""
        return replace(self, given=replace(self.given, mandatory={}))


@dataclass(frozen=True)
class Ground:
    """An instance seen from its minima; None is the whole plan among its zones."""

    given: Instance

    def floor(self, zone: str | None) -> Floor:
        taken = {id for booths in self.given.locks.values() for id in booths}
        one: dict[object, Booth] = {}
        many: Counter[str] = Counter()
        for booth in self.given.booths:
            if booth.id not in taken and not booth.reserved and zone in (None, booth.zone):
                alike = one.setdefault((booth.kind, booth.feat, booth.zone, booth.only), booth)
                many[alike.id] += _equivalent(booth)
        return Floor(self.given, zone, tuple((booth, many[booth.id]) for booth in one.values()))

    def needs(self, zone: str | None) -> list[Need]:
        """Each province's, whether it has a minimum here or none."""
        return [self._need(province, zone) for province in self.given.provinces]

    def _need(self, province: Province, zone: str | None) -> Need:
        own, locks, booth = self._own[province.id], self.given.locks, self.given.booth
        least = province.min if zone is None else province.zones.get(zone, (0, 0))[0]
        asked = sum(app.equivalents for app in own if zone in self._fits[self._alike(app)])
        locked = [booth[id] for app in own for id in locks.get(app.id, ()) if zone in (None, booth[id].zone)]
        return Need(province.id, min(least, asked), sum(map(_equivalent, locked)), self._kinds[province.id])

    @cached_property
    def _own(self) -> dict[str, list[App]]:
        own = defaultdict[str, list[App]](list)
        for app in self.given.apps:
            if may_come(self.given, app):
                own[app.prov].append(app)
        return own

    @cached_property
    def _kinds(self) -> dict[str, tuple[tuple[App, int], ...]]:
        kinds = {}
        for province in self.given.provinces:
            one: dict[object, App] = {}
            asked: Counter[str] = Counter()
            for app in self._own[province.id]:
                if app.id not in self.given.locks:
                    alike = one.setdefault((app.group, kind_of(self.given, app)), app)
                    asked[alike.id] += app.equivalents
            kinds[province.id] = tuple((app, asked[app.id]) for app in one.values())
        return kinds

    @cached_property
    def _fits(self) -> dict[object, set[str | None]]:
        """Where those of one kind and size could stand wholly in an empty hall."""
        alike = {self._alike(app): app for app in self.given.apps}
        return {kind: self._zones_for(app) for kind, app in alike.items()}

    def _alike(self, app: App) -> object:
        return app.size, kind_of(self.given, app)

    def _zones_for(self, app: App) -> set[str | None]:
        found: set[str | None] = set()
        for run in runs(self.given, app):
            zones = {booth.zone for booth in run}
            found |= {None, *zones} if len(zones) == 1 else {None}
        return found


def kind_of(given: Instance, app: App) -> str:
    """The same for applications that may stand in the same booths."""
    bound = app.group if app.group in given.mandatory else ""
    kept = app.prov if app.prov in given.kept_for else ""
    return "|".join((app.space, *sorted(app.needs), bound, kept))


def _equivalent(booth: Booth) -> int:
    return RAW_EQUIVALENT if booth.kind == RAW else 1
