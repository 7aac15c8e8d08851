"""The live board, read from running totals: as dear with a million scans as with none."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.calendar import local_day, quarter_of
from fairapp.domain.gate_phones import AWAY, PhoneState, state_of
from fairapp.domain.gate_totals import (
    CLICK,
    CONFLICT,
    GONE,
    IN,
    OUT,
    OVERRIDE,
    REFUSED,
    VEHICLE,
    Level,
    level,
)
from fairapp.domain.verdicts import VERDICTS, Reason, Verdict
from fairapp.models import Fair, Gate, GateArea, GateDevice, GateTotal, Site
from fairapp.services.gate.posts import list_for_fair


@dataclass
class GateLine:
    """One gate's day: people with a pass and people clicked in, per local hour."""

    gate: Gate
    entries: Counter[int] = field(default_factory=Counter)
    clicks: Counter[int] = field(default_factory=Counter)
    refused: Counter[Verdict] = field(default_factory=Counter)
    exits: int = 0
    vehicles: int = 0
    overrides: int = 0
    conflicts: int = 0
    gone: int = 0
    rate: int = 0  # people in this quarter of an hour and the one before
    heard_at: datetime | None = None  # from which moment on every phone of this gate is heard of; None: none

    @property
    def total(self) -> int:
        return self.entries.total() + self.clicks.total()

    def at(self, hour: int) -> int:
        return self.entries[hour] + self.clicks[hour]


@dataclass(frozen=True)
class SiteLine:
    """How many with a pass are inside a site, and how many may be. `heard_at` as that of its gates."""

    site: Site
    inside: int
    most: int | None
    heard_at: datetime | None

    @property
    def share(self) -> int | None:
        return 100 * self.inside // self.most if self.most else None

    @property
    def level(self) -> Level:
        return level(self.inside, self.most)


@dataclass(frozen=True)
class DeviceLine:
    device: GateDevice
    state: PhoneState


@dataclass(frozen=True)
class Board:
    """A day at all gates of a fair. `inside` counts people seen coming in and not yet going out."""

    day: date
    lines: list[GateLine]
    sites: list[SiteLine]
    roles: dict[str, int]
    refusals: dict[Verdict, int]
    devices: list[DeviceLine]

    @property
    def entries(self) -> int:
        return sum(line.entries.total() for line in self.lines)

    @property
    def clicks(self) -> int:
        return sum(line.clicks.total() for line in self.lines)

    @property
    def exits(self) -> int:
        return sum(line.exits for line in self.lines)

    @property
    def vehicles(self) -> int:
        return sum(line.vehicles for line in self.lines)

    @property
    def overrides(self) -> int:
        return sum(line.overrides for line in self.lines)

    @property
    def conflicts(self) -> int:
        return sum(line.conflicts for line in self.lines)

    @property
    def rate(self) -> int:
        return sum(line.rate for line in self.lines)

    @property
    def inside(self) -> int:
        return sum(site.inside for site in self.sites)

    @property
    def unsent(self) -> int:
        return sum(line.device.unsent or 0 for line in self.devices)

    @property
    def heard_at(self) -> datetime | None:
        """From which moment on a figure of the whole fair may lack something."""
        return _earliest(self.lines)

    @property
    def hours(self) -> list[int]:
        seen = {hour for line in self.lines for hour in (*line.entries, *line.clicks)}
        return list(range(min(seen), max(seen) + 1)) if seen else []

    @property
    def strips(self) -> list[tuple[str, list[int]]]:
        """People by gate, in the order of `hours`."""
        return [(line.gate.name, [line.at(hour) for hour in self.hours]) for line in self.lines]

    def at(self, hour: int) -> int:
        return sum(line.at(hour) for line in self.lines)


def read_board(fair: Fair, day: date, now: datetime) -> Board:
    """Four statements, however many scans there are."""
    lines = {gate.id: GateLine(gate) for gate in list_for_fair(fair)}
    roles: Counter[str] = Counter()
    quarters = range(quarter_of(now) - 1, quarter_of(now) + 1) if local_day(now) == day else range(0)
    for gate, quarter, what, n in _totals(list(lines), day):
        kind, _, name = what.partition(":")
        _put(lines[gate], kind, name, quarter, n, quarter in quarters)
        if kind == IN and name != VEHICLE:
            roles[name] += n
    devices = _devices(fair, now)
    for line in lines.values():
        heard = [one.device.last_seen_at for one in devices if one.device.gate_id == line.gate.id]
        line.heard_at = min((at for at in heard if at and now - at < AWAY), default=None)
    refusals = sum((line.refused for line in lines.values()), Counter())
    return Board(
        day,
        list(lines.values()),
        _sites(list(lines.values())),
        dict(roles.most_common()),
        {verdict: n for verdict, n in refusals.most_common() if n},
        devices,
    )


def _put(line: GateLine, kind: str, name: str, quarter: int, n: int, lately: bool) -> None:
    if kind == CLICK:
        line.clicks[quarter // 4] += n
    elif kind == IN and name == VEHICLE:
        line.vehicles += n
    elif kind == IN:
        line.entries[quarter // 4] += n
    elif kind == GONE and name != VEHICLE:
        line.gone += n
    elif kind == OUT:
        line.exits += n
    elif kind == REFUSED:
        line.refused[VERDICTS[Reason(name)]] += n
    elif kind == OVERRIDE:
        line.overrides += n
    elif kind == CONFLICT:
        line.conflicts += n
    if lately and (kind == CLICK or (kind == IN and name != VEHICLE)):
        line.rate += n


def _totals(gates: list[int], day: date) -> list[tuple[int, int, str, int]]:
    query = (
        select(GateTotal.gate_id, GateTotal.quarter, GateTotal.what, func.sum(GateTotal.n))
        .where(GateTotal.gate_id.in_(gates), GateTotal.day == day)
        .group_by(GateTotal.gate_id, GateTotal.quarter, GateTotal.what)
    )
    return [(gate, quarter, what, int(n)) for gate, quarter, what, n in db.session.execute(query)]


def _sites(lines: list[GateLine]) -> list[SiteLine]:
    of_site: defaultdict[int, list[GateLine]] = defaultdict(list)
    for line in lines:
        of_site[line.gate.site_id].append(line)
    query = select(GateArea.site_id, GateArea.most_inside).where(GateArea.site_id.in_(of_site))
    most = dict(db.session.execute(query).all())
    return [
        SiteLine(
            here[0].gate.site,
            sum(line.entries.total() - line.gone for line in here),
            most.get(id),
            _earliest(here),
        )
        for id, here in of_site.items()
    ]


def _earliest(lines: list[GateLine]) -> datetime | None:
    return min((line.heard_at for line in lines if line.heard_at), default=None)


def _devices(fair: Fair, now: datetime) -> list[DeviceLine]:
    query = (
        select(GateDevice)
        .where(GateDevice.fair_id == fair.id, GateDevice.revoked_at.is_(None))
        .options(joinedload(GateDevice.gate))
        .order_by(GateDevice.gate_id, GateDevice.id)
    )
    return [DeviceLine(device, look_of(device, now)) for device in db.session.scalars(query)]


def look_of(device: GateDevice, now: datetime) -> PhoneState:
    return state_of(device.last_seen_at, device.revoked_at, now)
