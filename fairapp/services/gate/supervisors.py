"""Supervisors of a fair's gates: people whose PIN lets in whom a rule refused, with a reason."""

import secrets

from sqlalchemy import select

from fairapp.db import db, now
from fairapp.domain import gate_pins
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.text import N_, clean
from fairapp.models import Fair, GateSupervisor, User
from fairapp.services.accounts import audit
from fairapp.services.gate.devices import make_setting

MOST = 20
LONGEST_NAME = 60


def list_for_fair(fair: Fair) -> list[GateSupervisor]:
    query = select(GateSupervisor).where(GateSupervisor.fair_id == fair.id, GateSupervisor.ended_at.is_(None))
    return list(db.session.scalars(query.order_by(GateSupervisor.id)))


def get_for_fair(supervisor_id: int, fair: Fair) -> GateSupervisor:
    query = select(GateSupervisor).where(
        GateSupervisor.id == supervisor_id,
        GateSupervisor.fair_id == fair.id,
        GateSupervisor.ended_at.is_(None),
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(N_("Hội chợ này không có người phụ trách đó."))
    return found


def add(fair: Fair, name: str, actor: User, rounds: int = gate_pins.ROUNDS) -> tuple[GateSupervisor, str]:
    """A supervisor with a PIN, told this once. Phones name nobody: `name` is an office, as Trưởng ca."""
    name = clean(name)[:LONGEST_NAME]
    if not name:
        raise Invalid(N_("Hãy ghi tên gọi của người phụ trách."), field="name")
    if len(list_for_fair(fair)) >= MOST:
        raise Conflict(N_("Hội chợ đã có %(most)d người phụ trách cổng."), most=MOST)
    make_setting(fair.id)
    pin, salt = gate_pins.make_pin(), secrets.token_bytes(gate_pins.SALT_BYTES)
    made = GateSupervisor(
        fair_id=fair.id, name=name, salt=salt, rounds=rounds, key=gate_pins.key_of(pin, salt, rounds)
    )
    db.session.add(made)
    db.session.flush()
    _audit(actor, made, "add", N_("Cấp mã PIN cho người phụ trách cổng “%(name)s”."))
    return made, pin


def end(supervisor: GateSupervisor, actor: User) -> None:
    """The PIN overrides nothing more as soon as phones hear of it; what it has let in, stays."""
    supervisor.ended_at = now()
    _audit(actor, supervisor, "end", N_("Thu hồi mã PIN của “%(name)s”."))


def _audit(actor: User, supervisor: GateSupervisor, verb: str, sentence: str) -> None:
    audit(
        actor,
        f"gate.supervisor_{verb}",
        "gate_supervisor",
        supervisor.id,
        sentence,
        fair_id=supervisor.fair_id,
        name=supervisor.name,
    )
