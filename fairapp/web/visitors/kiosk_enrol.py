"""A tablet becomes a kiosk: the code it read is all it has."""

from flask import request

from fairapp.db import now
from fairapp.domain.errors import Invalid
from fairapp.services.visitors import kiosks
from fairapp.web import audiences
from fairapp.web.transaction import commits
from fairapp.web.visitors.kiosk_api import MISSING

bp = audiences.public("kiosk_enrol", __name__, "/api/kiosk")


@bp.post("/enrol")
@commits
def enrol():
    sent = request.get_json()
    code = sent.get("code") if isinstance(sent, dict) else None
    if not isinstance(code, str) or not code:
        raise Invalid(MISSING, name="code")
    made = kiosks.enrol(code, now())
    return {"credential": made.credential, "kiosk": {"name": made.kiosk.name}}, 201
