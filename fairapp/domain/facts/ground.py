"""The fair itself, where it stands and who stands there."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FairFact:
    """The fair itself. `illustrative` facts are invented and say so wherever they are shown; of a fair that
    is not `closed` nothing is final."""

    slug: str
    name: str
    kind: str
    theme: str
    host: str
    organisers: tuple[str, ...]
    basis: str
    illustrative: bool
    past_record: bool
    closed: bool


@dataclass(frozen=True)
class SiteFact:
    id: int
    name: str
    venue: str
    gross_cm2: int


@dataclass(frozen=True)
class SessionFact:
    """Opening hours, local, as 08:30."""

    site: int
    day: date
    opens: str
    closes: str


@dataclass(frozen=True)
class GateFact:
    id: int
    site: int
    name: str


@dataclass(frozen=True)
class BoothFact:
    number: str
    site: int
    kind: str
    area_cm2: int
    blocked: bool
    exhibitor: int | None


@dataclass(frozen=True)
class PlaceFact:
    """Where a booth stands on its site's floor, in centimetres."""

    site: int
    number: str
    zone: str
    x: int
    y: int
    width: int
    depth: int


@dataclass(frozen=True)
class FeatureFact:
    """What stands on a site's floor beside the booths, as its plan names it; earlier issues did not say."""

    site: int
    kind: str
    label: str
    x: int
    y: int
    width: int
    depth: int


@dataclass(frozen=True)
class ExhibitorFact:
    """An application that was placed or kept a diary; its province as it was then and by today's map.

    `group` is the product group of which it brought most, `stars` the most that one of its goods has;
    earlier snapshots did not say.
    """

    id: int
    kind: str
    unit: str
    unit_now: str
    group: str = ""
    stars: int | None = None


@dataclass(frozen=True)
class StaffFact:
    """Passes of one exhibitor's people, and how many of them came at least once."""

    exhibitor: int
    issued: int
    came: int


@dataclass(frozen=True)
class DelegationFact:
    """A province or another party, its name on the fair's days and by today's map, and whom it brought."""

    id: int
    name: str
    name_now: str
    exhibitors: tuple[int, ...]
