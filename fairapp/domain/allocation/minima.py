"""Promises that no plan can keep: told before a search, which would find out only at its end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fairapp.domain.allocation.instance import RAW, RAW_EQUIVALENT, App, Booth, Instance
from fairapp.domain.allocation.shares import may_come, may_stand, runs
from fairapp.domain.text import N_

OWN = N_("%(province)s cần ít nhất %(least)s gian, nhưng chỉ có %(free)s gian hợp với các đơn của đoàn.")
OWN_IN_ZONE = N_(
    "%(province)s cần ít nhất %(least)s gian ở khu %(zone)s, nhưng khu này chỉ có %(free)s gian hợp với các "
    "đơn của đoàn."
)
ALL = N_(
    "Mức tối thiểu của các đoàn cần %(least)s gian (%(who)s), nhưng chỉ có %(free)s gian dùng được cho các "
    "đoàn đó."
)
ALL_IN_ZONE = N_(
    "Mức tối thiểu ở khu %(zone)s cần %(least)s gian (%(who)s), nhưng khu này chỉ có %(free)s gian dùng được "
    "cho các đoàn đó."
)


@dataclass(frozen=True)
class Shortage:
    """Minima that contradict what there is; `who` are provinces with what each of them needs."""

    sentence: str
    values: Mapping[str, object]
    who: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Need:
    """What a minimum binds to: no more than the province's applications could fill, as the checker has it."""

    province: str
    least: int
    locked: int
    open_to: frozenset[str]  # booths that nobody is locked into, for those not locked

    def free(self, given: Instance) -> int:
        return self.locked + _size(given, self.open_to)


def shortages(given: Instance) -> Iterator[Shortage]:
    """Each minimum by itself, then all together; for the whole plan, then zone by zone."""
    zones = sorted({zone for province in given.provinces for zone in province.zones})
    for zone in (None, *zones):
        yield from _in(given, zone)


def _in(given: Instance, zone: str | None) -> Iterator[Shortage]:
    named = {"zone": zone} if zone is not None else {}
    needs = [need for need in _needs(given, zone) if need.least > need.locked]
    for need in needs:
        if need.least > need.free(given):
            values = {"province": need.province, "least": need.least, "free": need.free(given)}
            yield Shortage(OWN_IN_ZONE if named else OWN, values | named)
    least = sum(need.least for need in needs)
    free = sum(need.locked for need in needs)
    free += _size(given, frozenset[str]().union(*(need.open_to for need in needs)))
    if least > free:
        who = {need.province: need.least for need in needs}
        yield Shortage(ALL_IN_ZONE if named else ALL, {"least": least, "free": free} | named, who)


def _needs(given: Instance, zone: str | None) -> Iterator[_Need]:
    for province in given.provinces:
        least = province.min if zone is None else province.zones.get(zone, (0, 0))[0]
        if least:
            own = [app for app in given.apps if app.prov == province.id and may_come(given, app)]
            asked = sum(app.equivalents for app in own if _fits(given, app, zone))
            yield _Need(province.id, min(least, asked), _locked(given, own, zone), _open_to(given, own, zone))


def _fits(given: Instance, app: App, zone: str | None) -> bool:
    return any(zone is None or all(booth.zone == zone for booth in run) for run in runs(given, app))


def _locked(given: Instance, own: list[App], zone: str | None) -> int:
    booths = frozenset(id for app in own for id in given.locks.get(app.id, ()))
    return _size(given, frozenset(id for id in booths if zone in (None, given.booth[id].zone)))


def _open_to(given: Instance, own: list[App], zone: str | None) -> frozenset[str]:
    taken = {id for booths in given.locks.values() for id in booths}
    kinds = {(a.space, a.needs, a.group): a for a in own if a.id not in given.locks}
    return frozenset(
        booth.id
        for booth in given.booths
        if booth.id not in taken
        and zone in (None, booth.zone)
        and any(may_stand(given, app, booth) for app in kinds.values())
    )


def _size(given: Instance, ids: frozenset[str]) -> int:
    """In standard-booth equivalents."""
    return sum(_equivalent(given.booth[id]) for id in ids)


def _equivalent(booth: Booth) -> int:
    return RAW_EQUIVALENT if booth.kind == RAW else 1
