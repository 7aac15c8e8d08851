"""What a kiosk asks: to be one, how the fair stands, and to register somebody."""

from uuid import UUID

from flask import g, request

from fairapp.db import now
from fairapp.documents import qr
from fairapp.domain.calendar import join_days, local_day, parse_day, weekday_name
from fairapp.domain.errors import Invalid
from fairapp.domain.printed_ids import printed_id
from fairapp.domain.text import N_, clean
from fairapp.domain.visitors import CONSENTS, DayRoom, is_limited, is_sold_out, still_to_come
from fairapp.models import Pass, VisitorKiosk
from fairapp.services import gate, passes, visitors
from fairapp.services.passes import Signer
from fairapp.services.passes.visiting import address_of
from fairapp.services.visitors import VisitFacts
from fairapp.web import audiences
from fairapp.web.filters import language
from fairapp.web.transaction import commits

bp = audiences.device("kiosk", __name__, "/api/kiosk")

LONGEST = {"name": 120, "phone": 20, "email": 254, "day": 10, "consent": 20}
MISSING = N_("Thiếu mục %(name)s hoặc mục này sai kiểu.")
TOO_LONG = N_("Mục này quá dài.")


@bp.post("/state")
@commits
def state():
    """How the fair stands; the kiosk says how many it has not sent yet."""
    kiosk = visitors.get_by_credential(g.credential)
    waiting = _sent().get("waiting", 0)
    visitors.note_seen(kiosk, waiting if isinstance(waiting, int) else 0, now())
    return _describe(kiosk)


@bp.post("/visitors")
@commits
def register():
    """Somebody's pass; the same `id` again gives the same one, so an answer may be lost on the way."""
    kiosk, sent = visitors.get_by_credential(g.credential), _sent()
    name, version = _text(sent, "name"), _text(sent, "consent")
    if not name:
        raise Invalid(N_("Hãy điền mục này."), field="name")
    facts = VisitFacts(
        name=name,
        phone=_text(sent, "phone"),
        email=_text(sent, "email"),
        day=parse_day(_text(sent, "day")),
        consent=version in CONSENTS,
        consent_version=version,
        language=language(),
        once=_id(sent),
    )
    badge = passes.welcome(kiosk.fair, visitors.register_at(kiosk, facts))
    return {"badge": _badge(badge), "state": _describe(kiosk)}, 201


def _describe(kiosk: VisitorKiosk) -> dict:
    today = local_day(now())
    rooms = still_to_come(visitors.list_rooms(kiosk.fair), today)
    return {
        "kiosk": {"name": kiosk.name, "paper": kiosk.paper.value},
        "fair": kiosk.fair.name,
        "days": join_days([room.day for room in rooms], language()) if rooms else "",
        "takes": visitors.takes_visitors(kiosk.fair, today),
        "sold_out": is_sold_out(rooms, today),
        "rooms": [_room(room) for room in rooms] if is_limited(rooms) else [],
    }


def _room(room: DayRoom) -> dict:
    word = f"{weekday_name(room.day, language())}, {room.day:%d/%m/%Y}"
    return {"day": room.day.isoformat(), "word": word, "left": room.left}


def _badge(badge: Pass) -> dict:
    code, phone = qr.svg_path(Signer().code(badge)), qr.svg_path(address_of(badge))
    return {
        "holder": badge.holder_name,
        "days": join_days(passes.body_of(badge).days, language()),
        "ways": gate.ways_in(badge.fair, [badge]).get(badge.id, ""),
        "printed_id": printed_id(badge.number),
        "fair": badge.fair.name,
        "hotline": passes.hotline(badge.fair),
        "revoked": badge.revoked_at is not None,
        "code": {"width": code[0], "path": code[1]},
        "phone": {"width": phone[0], "path": phone[1]},
    }


def _sent() -> dict:
    sent = request.get_json()
    if not isinstance(sent, dict):
        raise Invalid(MISSING, name="{}")
    return sent


def _text(sent: dict, name: str) -> str:
    value = sent.get(name, "")
    if not isinstance(value, str):
        raise Invalid(MISSING, name=name)
    value = clean(value)
    if len(value) > LONGEST[name]:
        raise Invalid(TOO_LONG, field=name)
    return value


def _id(sent: dict) -> UUID:
    try:
        return UUID(sent["id"])
    except (KeyError, ValueError, TypeError, AttributeError):
        raise Invalid(MISSING, name="id") from None
