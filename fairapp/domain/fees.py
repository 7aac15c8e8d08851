"""What an exhibitor owes: the booths' price, what is added, and who pays a part of it instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from fairapp.domain.booths import BOOTH_KIND_LABELS, BoothKind
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.text import N_

WHOLE = 100  # quantities are counted in hundredths: 7,5 m² is 750
UNNAMED_PAYER = N_("Ban tổ chức")


class BaseHow(StrEnum):
    """Where a booth's price comes from."""

    PLANNED = "planned"
    PER_BOOTH = "per_booth"
    PER_M2 = "per_m2"


BASE_HOW_LABELS = {
    BaseHow.PLANNED: N_("Theo giá ghi ở từng gian trên sơ đồ"),
    BaseHow.PER_BOOTH: N_("Một giá cho mỗi gian"),
    BaseHow.PER_M2: N_("Theo mét vuông"),
}


class SurchargeKind(StrEnum):
    """What may cost extra: of the booth, of what was applied for, or counted by the organiser."""

    BOOTH = "booth"
    CORNER = "corner"
    POWER = "power"
    WATER = "water"
    FLAME = "flame"
    COLD = "cold"
    LORRY = "lorry"
    ITEM = "item"


SURCHARGE_KIND_LABELS = {
    SurchargeKind.BOOTH: N_("Mỗi gian"),
    SurchargeKind.CORNER: N_("Góc mở (mỗi góc)"),
    SurchargeKind.POWER: N_("Điện vượt mức (mỗi kW)"),
    SurchargeKind.WATER: N_("Cấp nước"),
    SurchargeKind.FLAME: N_("Dùng bếp lửa"),
    SurchargeKind.COLD: N_("Chỗ cho tủ lạnh"),
    SurchargeKind.LORRY: N_("Xe tải vào tận gian"),
    SurchargeKind.ITEM: N_("Đồ thuê thêm (tính theo số lượng)"),
}
UNITS = {
    SurchargeKind.BOOTH: "gian",
    SurchargeKind.CORNER: "góc",
    SurchargeKind.POWER: "kW",
    SurchargeKind.ITEM: "cái",
}


class Covers(StrEnum):
    """What a subsidy is reckoned on."""

    BASE = "base"
    ALL = "all"


COVERS_LABELS = {Covers.BASE: N_("Giá gian"), Covers.ALL: N_("Giá gian và mọi khoản thêm")}


@dataclass(frozen=True)
class Base:
    """The price of one kind of booth."""

    kind: BoothKind
    how: BaseHow
    price: int = 0


@dataclass(frozen=True)
class Surcharge:
    """`free` comes with the booth: watts of power, or pieces of an item, for each booth."""

    id: int
    kind: SurchargeKind
    label: str
    price: int
    free: int = 0


@dataclass(frozen=True)
class Subsidy:
    """A part that somebody else pays, by per cent or as a sum. None: for everybody, without a limit."""

    payer: str
    percent: int | None = None
    amount: int | None = None
    cap: int | None = None
    covers: Covers = Covers.ALL
    unit_id: str | None = None
    producer_kind: ProducerKind | None = None
    booth_kind: BoothKind | None = None


@dataclass(frozen=True)
class Schedule:
    """All that a fair charges. A kind of booth without a base costs what the plan says of each booth."""

    bases: tuple[Base, ...] = ()
    surcharges: tuple[Surcharge, ...] = ()
    subsidies: tuple[Subsidy, ...] = ()


@dataclass(frozen=True)
class Stand:
    """A booth as far as its price goes; lengths in centimetres."""

    number: str
    kind: BoothKind
    width_cm: int
    depth_cm: int
    open_sides: str
    fee: int = 0
    subsidy: int = 0
    subsidy_by: str = ""


@dataclass(frozen=True)
class Exhibitor:
    """Who pays, for which booths, and what was asked for. `extras` counts items by their surcharge."""

    unit_id: str
    producer_kind: ProducerKind
    stands: tuple[Stand, ...]
    power_watts: int = 0
    needs: frozenset[SurchargeKind] = frozenset()
    extras: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of an invoice. What somebody else pays has a payer and a negative amount."""

    label: str
    quantity: int
    unit: str
    unit_price: int
    amount: int
    payer: str = ""


@dataclass(frozen=True)
class Assessment:
    """The lines of one exhibitor and their sums, which always add up."""

    lines: tuple[Line, ...]

    @property
    def charges(self) -> int:
        return sum(line.amount for line in self.lines if line.amount > 0)

    @property
    def subsidised(self) -> int:
        return -sum(line.amount for line in self.lines if line.amount < 0)

    @property
    def payable(self) -> int:
        return self.charges - self.subsidised

    @property
    def payers(self) -> dict[str, int]:
        """Who pays how much in the exhibitor's stead."""
        shares: dict[str, int] = {}
        for line in self.lines:
            if line.amount < 0:
                shares[line.payer] = shares.get(line.payer, 0) - line.amount
        return shares


def assess(schedule: Schedule, exhibitor: Exhibitor) -> Assessment:
    """What this exhibitor owes. Subsidies are taken in their order and never exceed what is left."""
    groups = _groups(schedule, exhibitor.stands)
    base = dict.fromkeys(BoothKind, 0)
    lines = []
    for kind, line, _ in groups:
        base[kind] += line.amount
        lines.append(line)
    added = [line for s in schedule.surcharges if (line := _surcharge(s, exhibitor)) is not None]
    lines += added
    extra = sum(line.amount for line in added)
    shares = [share for *_, share in groups if share is not None]
    shares += [(s, _share(s, base, extra)) for s in schedule.subsidies if _is_for(s, exhibitor)]
    left = sum(line.amount for line in lines)
    for subsidy, wanted in shares:
        taken = min(wanted, left)
        left -= taken
        if taken:
            lines.append(Line(_subsidy_label(subsidy), WHOLE, "", -taken, -taken, subsidy.payer))
    return Assessment(tuple(lines))


def open_corners(open_sides: str) -> int:
    """How many corners two open sides meet at: one of N and E, four of N, E, S and W."""
    return sum(a in open_sides and b in open_sides for a, b in ("NE", "ES", "SW", "WN"))


def area(stand: Stand) -> int:
    """Hundredths of a square metre, half up."""
    return (stand.width_cm * stand.depth_cm + 50) // 100


def times(quantity: int, price: int) -> int:
    """What so many hundredths cost, in whole đồng, half up."""
    return (quantity * price + WHOLE // 2) // WHOLE


_Group = tuple[BoothKind, Line, tuple[Subsidy, int] | None]


def _groups(schedule: Schedule, stands: Sequence[Stand]) -> list[_Group]:
    """Booths of one kind and price share a line that names them all."""
    bases = {base.kind: base for base in schedule.bases}
    alike: dict[tuple, list[Stand]] = {}
    for stand in stands:
        base = bases.get(stand.kind, Base(stand.kind, BaseHow.PLANNED))
        planned = base.how is BaseHow.PLANNED
        own = (stand.fee, stand.subsidy, stand.subsidy_by) if planned else ()
        alike.setdefault((base, own), []).append(stand)
    return [_group(base, own, same) for (base, own), same in alike.items()]


def _group(base: Base, own: tuple[int, int, str] | tuple[()], stands: list[Stand]) -> _Group:
    numbers = ", ".join(stand.number for stand in stands)
    label = f"{BOOTH_KIND_LABELS[base.kind]} {numbers}"
    if base.how is BaseHow.PER_M2:
        quantity, unit = sum(area(stand) for stand in stands), "m²"
    else:
        quantity, unit = len(stands) * WHOLE, "gian"
    price = own[0] if own else base.price
    line = Line(label, quantity, unit, price, times(quantity, price))
    if not own or not own[1]:
        return base.kind, line, None
    amount = own[1] * len(stands)
    return base.kind, line, (Subsidy(own[2] or UNNAMED_PAYER, amount=amount), amount)


def _surcharge(surcharge: Surcharge, exhibitor: Exhibitor) -> Line | None:
    """None where it does not concern this exhibitor."""
    count = _count(surcharge, exhibitor)
    if not count:
        return None
    unit = UNITS.get(surcharge.kind, "")
    return Line(surcharge.label, count * WHOLE, unit, surcharge.price, count * surcharge.price)


def _count(surcharge: Surcharge, exhibitor: Exhibitor) -> int:
    booths = len(exhibitor.stands)
    if surcharge.kind is SurchargeKind.BOOTH:
        return booths
    if surcharge.kind is SurchargeKind.CORNER:
        return sum(open_corners(stand.open_sides) for stand in exhibitor.stands)
    if surcharge.kind is SurchargeKind.POWER:
        return -(-max(0, exhibitor.power_watts - surcharge.free) // 1000) * booths
    if surcharge.kind is SurchargeKind.ITEM:
        return max(0, exhibitor.extras.get(surcharge.id, 0) - surcharge.free * booths)
    return int(surcharge.kind in exhibitor.needs)


def _is_for(subsidy: Subsidy, exhibitor: Exhibitor) -> bool:
    kinds = {stand.kind for stand in exhibitor.stands}
    return (
        subsidy.unit_id in (None, exhibitor.unit_id)
        and subsidy.producer_kind in (None, exhibitor.producer_kind)
        and (subsidy.booth_kind is None or subsidy.booth_kind in kinds)
    )


def _share(subsidy: Subsidy, base: Mapping[BoothKind, int], extra: int) -> int:
    """What the payer takes over, before it is held against what is left."""
    covered = sum(base.values()) if subsidy.booth_kind is None else base[subsidy.booth_kind]
    if subsidy.covers is Covers.ALL:
        covered += extra
    wanted = subsidy.amount if subsidy.percent is None else times(covered, subsidy.percent)
    return min(wanted or 0, covered, covered if subsidy.cap is None else subsidy.cap)


def _subsidy_label(subsidy: Subsidy) -> str:
    if subsidy.percent is None:
        return f"{subsidy.payer} hỗ trợ"
    what = "giá gian" if subsidy.covers is Covers.BASE else "các khoản trên"
    return f"{subsidy.payer} hỗ trợ {subsidy.percent}% {what}"
