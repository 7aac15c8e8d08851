"""Gates, who stands at them, and the bundle of facts they judge by."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.domain.calendar import local
from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.gate_bundle import Bundle
from fairapp.domain.text import N_
from fairapp.models import Fair, FairKey, Gate, GateDuty, OpeningSession, Pass, Site, User
from fairapp.services import passwords
from fairapp.services.accounts import audit, register
from fairapp.services.gate.facts import GateFacts, Hours, SiteFacts, lasting_facts

NOT_HERE = N_("Người này không trực ở cổng đó.")
NOBODY_KNOWS = N_("Không có cổng này, hoặc tài khoản này không được phân công ở đó.")


def list_for_fair(fair: Fair) -> list[Gate]:
    query = select(Gate).join(Site).where(Site.fair_id == fair.id).options(joinedload(Gate.site))
    return list(db.session.scalars(query.order_by(Site.id, Gate.name)))


def get_for_organiser(gate_id: int, fair: Fair) -> Gate:
    gate = db.session.scalar(select(Gate).join(Site).where(Gate.id == gate_id, Site.fair_id == fair.id))
    if gate is None:
        raise NotFound(N_("Hội chợ này không có cổng đó."))
    return gate


def list_on_duty(user: User) -> list[Gate]:
    """The gates at which this person may scan."""
    query = (
        select(Gate)
        .join(GateDuty)
        .where(GateDuty.user_id == user.id)
        .options(joinedload(Gate.site).joinedload(Site.fair))
        .order_by(Gate.site_id.desc(), Gate.name)
    )
    return list(db.session.scalars(query))


def get_on_duty(gate_id: int, user: User) -> Gate:
    """The gate, for somebody who stands at it; nobody else learns that it exists."""
    gate = db.session.scalar(
        select(Gate)
        .join(GateDuty)
        .where(Gate.id == gate_id, GateDuty.user_id == user.id)
        .options(joinedload(Gate.site).joinedload(Site.fair))
    )
    if gate is None:
        raise NotFound(NOBODY_KNOWS)
    return gate


def add_gate(site: Site, name: str, zone_bit: int, actor: User | None) -> Gate:
    gate = Gate(site=site, name=name, zone_bit=zone_bit)
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
        raise Conflict(N_("%(name)s đã có lượt quét nên không xoá được."), name=name) from None
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


def bundle(gate: Gate) -> Bundle:
    """Everything a phone at this gate needs to judge."""
    fair_id = gate.site.fair_id
    sites = db.session.scalars(select(Site).where(Site.fair_id == fair_id).order_by(Site.id)).all()
    gates = db.session.scalars(select(Gate).join(Site).where(Site.fair_id == fair_id).order_by(Gate.id))
    facts = lasting_facts(
        fair_id,
        gate.site.fair.name,
        [GateFacts(one.id, one.site_id, one.name, one.zone_bit) for one in gates],
        [SiteFacts(site.id, local(site.build_from), local(site.clear_by)) for site in sites],
        _hours(fair_id),
    )
    return {**facts, "keys": _keys(fair_id), **_void(fair_id)}


def _hours(fair_id: int) -> list[Hours]:
    query = (
        select(OpeningSession.site_id, OpeningSession.day, OpeningSession.opens, OpeningSession.closes)
        .join(Site)
        .where(Site.fair_id == fair_id)
        .order_by(OpeningSession.site_id, OpeningSession.day, OpeningSession.opens)
    )
    return [Hours(*row) for row in db.session.execute(query)]


def _keys(fair_id: int) -> dict:
    rows = db.session.scalars(select(FairKey).where(FairKey.fair_id == fair_id))
    return {
        str(key.key_id): {"public": key.public_key.hex(), "refused": key.refused_at is not None}
        for key in rows
    }


def _void(fair_id: int) -> dict:
    query = (
        select(Pass.number, Pass.issue, Pass.revoked_at)
        .where(Pass.fair_id == fair_id, (Pass.revoked_at.is_not(None)) | (Pass.issue > 1))
        .order_by(Pass.number)
    )
    rows = db.session.execute(query).all()
    return {
        "revoked": [number for number, _, revoked_at in rows if revoked_at is not None],
        "superseded": {str(number): issue for number, issue, _ in rows if issue > 1},
    }
