"""What phones send, read strictly: anything odd is a sentence, never a stack trace."""

import uuid
from datetime import datetime

from flask import request

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_
from fairapp.domain.verdicts import Direction, How
from fairapp.services.gate.clicks import Tap
from fairapp.services.gate.scans import Reading

LONGEST_CODE = 600  # characters; a pass has about 160, other people's QR codes may have many more
MOST_CLICKS = 200


def reading() -> Reading:
    """The scan in this request's JSON body."""
    sent = _object()
    return Reading(
        id=_uuid(sent, "id"),
        code=_text(sent, "code")[:LONGEST_CODE],
        direction=_one_of(Direction, sent, "direction"),
        how=_one_of(How, sent, "how"),
        scanned_at=_moment(sent, "scanned_at"),
        clock=_moment(sent, "clock"),
    )


def taps() -> list[Tap]:
    """The clicks in this request's JSON body."""
    clicks = _object().get("clicks")
    if not isinstance(clicks, list) or not 1 <= len(clicks) <= MOST_CLICKS:
        raise Invalid(N_("Thiếu mục %(name)s hoặc mục này sai kiểu."), name="clicks")
    return [_tap(click) for click in clicks]


def _tap(sent: object) -> Tap:
    if not isinstance(sent, dict):
        raise Invalid(N_("Thiếu mục %(name)s hoặc mục này sai kiểu."), name="clicks")
    n = sent.get("n")
    if not isinstance(n, int) or isinstance(n, bool):
        raise Invalid(N_("Thiếu mục %(name)s hoặc mục này sai kiểu."), name="n")
    return Tap(
        id=_uuid(sent, "id"),
        at=_moment(sent, "at"),
        kind=_text(sent, "kind"),
        n=n,
        undoes=_uuid(sent, "undoes") if sent.get("undoes") else None,
    )


def _object() -> dict:
    sent = request.get_json()
    if not isinstance(sent, dict):
        raise Invalid(N_("Cần gửi một đối tượng JSON."))
    return sent


def _text(sent: dict, name: str) -> str:
    value = sent.get(name)
    if not isinstance(value, str) or "\x00" in value:
        raise Invalid(N_("Thiếu mục %(name)s hoặc mục này sai kiểu."), name=name)
    return value


def _uuid(sent: dict, name: str) -> uuid.UUID:
    try:
        return uuid.UUID(_text(sent, name))
    except ValueError:
        raise Invalid(N_("Thiếu mục %(name)s hoặc mục này sai kiểu."), name=name) from None


def _one_of(kind: type, sent: dict, name: str):
    try:
        return kind(_text(sent, name))
    except ValueError:
        raise Invalid(N_("Thiếu mục %(name)s hoặc mục này sai kiểu."), name=name) from None


def _moment(sent: dict, name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(sent, name))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 2020 <= moment.year <= 2100:
        raise Invalid(N_("Mục %(name)s phải là thời điểm ISO 8601 có múi giờ."), name=name)
    return moment
