"""What phones are told."""

import gzip
import hashlib
import json

from flask import Response, g, request
from flask_babel import gettext

from fairapp.domain.gate import Decision, again_at, rule_for
from fairapp.domain.gate_bundle import Bundle, Visit
from fairapp.domain.gate_words import wording
from fairapp.domain.passes import RoleCode
from fairapp.domain.verdicts import VERDICTS, Reason
from fairapp.services.gate import Kept, Station, Told

WORTH_PACKING = 600  # bytes; below, the head of the packing costs more than it saves
HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
MEETS = {Reason.WELCOME_AGAIN, Reason.STILL_INSIDE, Reason.LEFT, Reason.LEFT_CANCELLED}


_json = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def answer(said: dict, status: int = 200, *, tagged: bool = False) -> Response:
    """JSON, packed for whoever reads that; with a tag where the same question is asked again and again."""
    body = _json(said).encode()
    response = Response(body, status, HEADERS, content_type="application/json")
    if tagged:
        response.set_etag(tag_of(said))
        response = response.make_conditional(request)
    if len(body) >= WORTH_PACKING and response.status_code != 304 and request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(body, 6, mtime=0))
        response.content_encoding = "gzip"
    return response


def tag_of(said: dict) -> str:
    """The same as long as nothing but the time has changed."""
    lasting = {name: value for name, value in said.items() if name not in ("now", "cursor")}
    return hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()[:32]


def outcomes(kept: Kept, station: Station, *, tell: bool) -> list[dict]:
    """What amounts to something else than the phone said, and what it asked for."""
    return [describe(told, station) for told in kept.told if tell or _differs(told)]


def _differs(told: Told) -> bool:
    sent = told.sent
    if sent.reason is None:
        return True
    expected = Reason.OVERRIDDEN if sent.override else sent.reason
    return told.conflict or told.outcome.reason != expected


def describe(told: Told, station: Station) -> dict:
    bundle, badge, sent = station.lasting.bundle, told.badge, told.sent
    words = wording(_decision(told, bundle), bundle, sent.gate, gettext)
    return {
        "id": str(sent.id),
        "reason": told.outcome.reason,
        "verdict": VERDICTS[told.outcome.reason],
        "conflict": told.conflict,
        "word": words.word,
        "detail": words.detail,
        "next_step": words.next_step,
        "role": RoleCode(badge.role).role if badge else None,
        "holder_line": badge.holder_line if badge else "",
        "booth": badge.booth_numbers if badge else "",
        "at": told.at.isoformat(),
        "gate": sent.gate,
    }


def _decision(told: Told, bundle: Bundle) -> Decision:
    reason, own, met = told.outcome.reason, told.own, told.outcome.met
    visit: Visit | None = None
    again = own.next_entry if reason == own.reason else None
    if met is not None and reason in MEETS:
        visit = {"inside": True, "entered_at": met.at.isoformat(), "gate": met.gate}
        if reason == Reason.STILL_INSIDE and own.facts is not None:
            rule = rule_for(own.facts, bundle)
            again = again_at(met.at, rule["again_after"], bundle) if rule else None
    return Decision(reason, own.facts, visit, again)


def credential() -> str:
    return g.credential
