"""Gates, who stands at them, and the bundle of facts they judge by."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.text import N_
from fairapp.models import Fair, Gate, GateArea, GateDuty, GateSetting, Site, User
from fairapp.services import passwords
from fairapp.services.accounts import audit, register
from fairapp.services.gate.devices import make_setting

NOT_HERE = N_("Người này không trực ở cổng đó.")


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
    name, fair_id = gate.name, gate.site.fair_id
    try:
        with db.session.begin_nested():
            db.session.delete(gate)
    except IntegrityError:
        raise Conflict(N_("%(name)s đã có máy quét hoặc lượt quét nên không xoá được."), name=name) from None
    audit(actor, "gate.remove", "gate", name, N_("Xoá cổng “%(name)s”."), fair_id=fair_id, name=name)


def list_duties(fair: Fair) -> list[GateDuty]:
    query = (
        select(GateDuty)
        .join(Gate)
        .join(Site)
        .where(Site.fair_id == fair.id)
        .options(joinedload(GateDuty.user), joinedload(GateDuty.gate))
        .order_by(Gate.name, GateDuty.user_id)
    )
    return list(db.session.scalars(query))


def create_steward(gate: Gate, name: str, contact: str, actor: User) -> tuple[User, str]:
    """Make an account for a volunteer and put it at the gate; gives the password to hand over once."""
    password = passwords.one_time_password()
    user = register(
        name=name, contact=contact, password=password, role=Role.STAFF, organisation=actor.organisation
    )
    assign(gate, user, actor)
    return user, password


def assign(gate: Gate, user: User, actor: User) -> None:
    """Put a volunteer of the organiser's own at a gate."""
    if user.role != Role.STAFF or user.organisation_id != actor.organisation_id:
        raise NotFound(N_("Đơn vị tổ chức này không có nhân viên cổng đó."))
    if db.session.get(GateDuty, (gate.id, user.id)) is None:
        db.session.add(GateDuty(gate=gate, user=user))
    audit(
        actor,
        "gate.assign",
        "gate",
        gate.id,
        N_("%(person)s trực %(gate)s."),
        fair_id=gate.site.fair_id,
        person=user.name,
        gate=gate.name,
    )


def release(gate: Gate, user_id: int, actor: User) -> None:
    duty = db.session.get(GateDuty, (gate.id, user_id), options=[joinedload(GateDuty.user)])
    if duty is None:
        raise NotFound(NOT_HERE)
    audit(
        actor,
        "gate.release",
        "gate",
        gate.id,
        N_("%(person)s thôi trực %(gate)s."),
        fair_id=gate.site.fair_id,
        person=duty.user.name,
        gate=gate.name,
    )
    db.session.delete(duty)


def get_steward(gate: Gate, user_id: int) -> User:
    """Somebody who stands at this gate; anybody else is not found."""
    duty = db.session.get(GateDuty, (gate.id, user_id), options=[joinedload(GateDuty.user)])
    if duty is None:
        raise NotFound(NOT_HERE)
    return duty.user


def give_password(gate: Gate, steward: User, actor: User) -> str:
    """A new password for one of the organiser's own stewards."""
    elsewhere = steward.organisation_id != actor.organisation_id
    return passwords.give(steward, actor, gate.site.fair_id, elsewhere=elsewhere)


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
