"""A phone becomes a device of a gate: the code it read is all it has."""

from fairapp.db import now
from fairapp.domain.errors import Invalid
from fairapp.services import gate as gates
from fairapp.web import audiences
from fairapp.web.gate import payloads
from fairapp.web.gate.answers import answer
from fairapp.web.transaction import commits

bp = audiences.public("gate_enrol", __name__, "/api/gate")


@bp.post("/enrol")
@commits
def enrol():
    sent, at = payloads.body(), now()
    version = payloads.text(sent, "version") if sent.get("version") is not None else ""
    code = payloads.text(sent, "code")
    if not code:
        raise Invalid(payloads.MISSING, name="code")
    made = gates.enrol(code, version, at)
    device = made.device
    return answer(
        {
            "credential": made.credential,
            "now": gates.iso(at),
            "device": {
                "id": device.id,
                "name": device.name,
                "gate": device.gate_id,
                "fair": device.fair_id,
                "supervisor": device.supervisor,
                "inspector": device.inspector,
            },
        },
        201,
    )
