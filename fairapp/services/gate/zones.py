"""Which gates a role may use. A gate opens one zone, a zone stands behind one gate or several, and a role
that is bound to zones enters by their gates alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.gate import gates_for
from fairapp.domain.passes import Role
from fairapp.domain.text import N_
from fairapp.models import Fair, Gate, GateSetting, Pass, Site, User
from fairapp.services.accounts import audit
from fairapp.services.gate.devices import make_setting
from fairapp.services.gate.station import get_of_fair
from fairapp.services.passes import body_of

PEOPLE = 1
"""Of a gate's `kind_bits`."""
LEFT_WITHOUT = N_("“%(role)s” sẽ không còn cổng nào để vào. Hãy đổi khu vực của loại thẻ đó trước.")
FOR_VEHICLES = N_(
    "%(gates)s chỉ cho xe vào nên người mang thẻ này không vào được. Hãy chọn thêm cổng cho người."
)
HAS_CHANGED = N_("Khu vực của các cổng vừa được đổi. Hãy xem lại bảng rồi lưu.")


@dataclass(frozen=True)
class Zone:
    """An area of the fair by the gates that lead into it."""

    bit: int
    gates: list[Gate]


def list_zones(gates: Iterable[Gate]) -> list[Zone]:
    """The zones of these gates, the lowest first."""
    gates = list(gates)
    return [Zone(bit, [g for g in gates if g.zone_bit == bit]) for bit in sorted({g.zone_bit for g in gates})]


def role_zones(fair: Fair) -> dict[Role, list[int]]:
    """The zones of each role that is bound to some; any other may use every gate."""
    setting = db.session.get(GateSetting, fair.id)
    return {Role(name): bits for name, bits in setting.role_zones.items()} if setting else {}


def set_role_zones(
    fair: Fair, chosen: Mapping[Role, Iterable[int]], shown: Iterable[int], actor: User
) -> None:
    """Bind roles to zones. Every zone that was shown is no bond, so a zone of later is open to that role."""
    setting, gates = _hold(fair), _gates(fair)
    in_use, for_people = _zones(gates), _zones(_for_people(gates))
    if set(shown) != in_use:
        raise Conflict(HAS_CHANGED)
    bound = {}
    for role, bits in chosen.items():
        wanted = set(bits)
        if not wanted or not wanted <= in_use:
            raise Invalid(N_("Hãy chọn ít nhất một khu vực."), field=role.value)
        if wanted != in_use:
            if not wanted & for_people:
                names = tuple(gate.name for gate in gates if gate.zone_bit in wanted)
                raise Invalid(FOR_VEHICLES, field=role.value, gates=names)
            bound[role.value] = sorted(wanted)
    setting.role_zones = bound
    audit(
        actor, "gate.role_zones", "fair", fair.id, N_("Đổi cổng mà từng loại thẻ được vào."), fair_id=fair.id
    )


def set_gate_zones(fair: Fair, zones: Mapping[int, int], actor: User) -> None:
    """Say anew which zone each gate opens."""
    setting = _hold(fair)
    for gate in _gates(fair):
        gate.zone_bit = zones.get(gate.id, gate.zone_bit)
    _keep_ways(setting, fair)
    audit(actor, "gate.zones", "fair", fair.id, N_("Đổi khu vực của các cổng."), fair_id=fair.id)


def keep_ways(fair: Fair) -> None:
    """After a gate is gone: every role must have a gate left, and bonds to what is gone mean nothing."""
    _keep_ways(_hold(fair), fair)


def ways_in(fair: Fair, badges: Sequence[Pass]) -> dict[int, str]:
    """By which gates each of these passes enters, where that is not by all that are for its kind."""
    bundle = get_of_fair(fair).bundle
    ways = {}
    for badge in badges:
        body = body_of(badge)
        own = gates_for(body, bundle)
        if own and len(own) < sum(body.kind in post["kinds"] for post in bundle["gates"]):
            ways[badge.id] = ", ".join(dict.fromkeys(post["name"] for post in own))
    return ways


def _hold(fair: Fair) -> GateSetting:
    """The fair's setting, held: zones of gates and of roles change one after the other."""
    make_setting(fair.id)
    return db.session.get_one(GateSetting, fair.id, with_for_update=True, populate_existing=True)


def _gates(fair: Fair) -> list[Gate]:
    query = select(Gate).join(Site).where(Site.fair_id == fair.id)
    return list(db.session.scalars(query.order_by(Site.id, Gate.name)))


def _zones(gates: Iterable[Gate]) -> set[int]:
    return {gate.zone_bit for gate in gates}


def _for_people(gates: Iterable[Gate]) -> list[Gate]:
    """Every role is of people; some of a role's passes may be a vehicle's."""
    return [gate for gate in gates if gate.kind_bits & PEOPLE]


def _keep_ways(setting: GateSetting, fair: Fair) -> None:
    gates, bound = _gates(fair), {}
    in_use, for_people = _zones(gates), _zones(_for_people(gates))
    for name, bits in setting.role_zones.items():
        left = in_use.intersection(bits)
        if in_use and left != in_use and not left & for_people:
            raise Conflict(LEFT_WITHOUT, role=Role(name))
        if left != in_use:
            bound[name] = sorted(left)
    setting.role_zones = bound
