"""Gates, and how many may be behind them."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.text import N_
from fairapp.models import Fair, Gate, GateArea, GateSetting, Site, User
from fairapp.services.accounts import audit
from fairapp.services.gate.devices import make_setting
from fairapp.services.gate.zones import keep_ways


def list_for_fair(fair: Fair) -> list[Gate]:
    query = select(Gate).join(Site).where(Site.fair_id == fair.id).options(joinedload(Gate.site))
    return list(db.session.scalars(query.order_by(Site.id, Gate.name)))


def get_for_organiser(gate_id: int, fair: Fair) -> Gate:
    gate = db.session.scalar(select(Gate).join(Site).where(Gate.id == gate_id, Site.fair_id == fair.id))
    if gate is None:
        raise NotFound(N_("Hội chợ này không có cổng đó."))
    return gate


def get_by_name(fair: Fair, said: str) -> Gate:
    """A gate of the fair by its number or its name, for a command."""
    for gate in list_for_fair(fair):
        if said in (str(gate.id), gate.name):
            return gate
    raise NotFound(N_("Hội chợ này không có cổng đó."))


def add_gate(site: Site, name: str, zone_bit: int, actor: User | None, kind_bits: int = 3) -> Gate:
    gate = Gate(site=site, name=name, zone_bit=zone_bit, kind_bits=kind_bits)
    try:
        with db.session.begin_nested():
            db.session.add(gate)
    except IntegrityError:
        raise Conflict(N_("Địa điểm này đã có cổng tên %(name)s."), field="name", name=name) from None
    audit(actor, "gate.add", "gate", gate.id, N_("Thêm cổng “%(name)s”."), fair_id=site.fair_id, name=name)
    return gate


def remove_gate(gate: Gate, actor: User | None) -> None:
    """Take away a gate that nothing was counted at; a gate with facts stays."""
    name, fair = gate.name, gate.site.fair
    try:
        with db.session.begin_nested():
            db.session.delete(gate)
    except IntegrityError:
        raise Conflict(N_("%(name)s đã có máy quét hoặc lượt quét nên không xoá được."), name=name) from None
    keep_ways(fair)
    audit(actor, "gate.remove", "gate", name, N_("Xoá cổng “%(name)s”."), fair_id=fair.id, name=name)


def limits(fair: Fair) -> dict[int, int | None]:
    """How many each site may hold, where that was said."""
    query = select(GateArea.site_id, GateArea.most_inside).join(Site).where(Site.fair_id == fair.id)
    return dict(db.session.execute(query).all())


def again_after(fair: Fair) -> int | None:
    setting = db.session.get(GateSetting, fair.id)
    return setting.again_after if setting else None


def set_limits(fair: Fair, most: dict[int, int | None], again_after: int | None, actor: User) -> None:
    """How many each site may hold, and after how many minutes a pass still inside may come in again."""
    for site in fair.sites:
        area = db.session.get(GateArea, site.id) or GateArea(site_id=site.id)
        area.most_inside = most.get(site.id)
        db.session.add(area)
    make_setting(fair.id).again_after = again_after
    audit(actor, "gate.limits", "fair", fair.id, N_("Đổi sức chứa và giờ vào lại."), fair_id=fair.id)
