"""What an allocation is made from: booths, applications, provinces, and what already stands fast.

Ids are text, so that an instance can come from a file as well as from the database. What only some
fairs have (zone quotas, caps, the booth opposite, weight of goods) has a default that means "nothing".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

STANDARD = "std"
RAW = "raw"
RAW_EQUIVALENT = 4
"""A raw plot counts as so many standard booths of 9 m² in every quota."""


@dataclass(frozen=True, kw_only=True)
class Booth:
    """A place on the plan; `next` adjoins it in its row, `facing` lies opposite across the aisle."""

    id: str
    hall: int = 0
    zone: str = ""
    island: int = 0
    row: int = 0
    pos: int = 0
    x: int = 0
    y: int = 0
    kind: str = STANDARD
    area: int = 9
    group: str = ""
    corner: bool = False
    entrance: bool = False
    feat: frozenset[str] = frozenset()
    price: int = 0
    next: str | None = None
    reserved: bool = False
    facing: tuple[str, ...] = ()
    loading: int = 0  # metres to the nearest loading bay
    only: str | None = None  # kept for this province's exhibitors

    @property
    def prime(self) -> bool:
        return self.kind == STANDARD and (self.corner or self.entrance)


@dataclass(frozen=True, kw_only=True)
class App:
    """An accepted application; `prefs` are up to three ("booth" | "zone", id), dearest first."""

    id: str
    prov: str
    kind: str = ""
    space: str = STANDARD
    size: int = 1
    group: str = ""
    line: str = ""
    stars: int = 3
    cert_until: date
    needs: frozenset[str] = frozenset()
    prefs: tuple[tuple[str, str], ...] = ()
    first: bool = False
    past: int = 0
    applied: datetime
    goods: int = 0  # kg to be carried in
    bad_before: bool = False  # had a bad booth last year
    merit: int = 0  # points of the organiser's own scoring, on top of the others

    @property
    def equivalents(self) -> int:
        """How much of a quota it uses up."""
        return self.size * (RAW_EQUIVALENT if self.space == RAW else 1)


@dataclass(frozen=True, kw_only=True)
class Province:
    """Quotas in standard-booth equivalents; `share` in millionths; `zones`: (least, most) by zone."""

    id: str
    min: int = 0
    max: int
    share: int = 0
    host: bool = False
    zones: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Instance:
    """Everything that bears on who stands where. The same instance, seed and steps: the same plan."""

    name: str = ""
    fair_end: date
    booths: tuple[Booth, ...]
    apps: tuple[App, ...]
    provinces: tuple[Province, ...]
    locks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    published: Mapping[str, str] = field(default_factory=dict)  # application -> its first booth
    caps: Mapping[str, int] = field(default_factory=dict)  # group -> most standard-booth equivalents
    mandatory: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # group -> the only zones of its std booths
    moved_at_most: int | None = None  # of the published, how many may move or lose their booths

    @cached_property
    def booth(self) -> dict[str, Booth]:
        return {booth.id: booth for booth in self.booths}

    @cached_property
    def app(self) -> dict[str, App]:
        return {app.id: app for app in self.apps}

    @cached_property
    def province(self) -> dict[str, Province]:
        return {province.id: province for province in self.provinces}

    @cached_property
    def previous(self) -> dict[str, str]:
        """The booth before each booth in its row."""
        return {booth.next: booth.id for booth in self.booths if booth.next}

    @cached_property
    def kept_for(self) -> frozenset[str]:
        """Provinces that have booths of their own."""
        return frozenset(booth.only for booth in self.booths if booth.only is not None)

    @cached_property
    def facing(self) -> frozenset[tuple[str, str]]:
        """Pairs of booths that look at each other, each pair once."""
        return frozenset(
            (min(booth.id, other), max(booth.id, other)) for booth in self.booths for other in booth.facing
        )


Plan = Mapping[str, tuple[str, ...]]
"""The booths of each placed application, in the order of their row; who is absent is not placed."""
