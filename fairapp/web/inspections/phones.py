"""What officers' phones ask and send. docs/gate-protocol.md tells it whole."""

from flask import request

from fairapp.db import begin_writing, let_go, now
from fairapp.services import gate as gates, inspections
from fairapp.web import audiences
from fairapp.web.gate import openapi
from fairapp.web.gate.answers import answer, credential
from fairapp.web.inspections import payloads
from fairapp.web.inspections.openapi import PATHS, SCHEMAS
from fairapp.web.transaction import commits

bp = audiences.device("inspections", __name__, "/api/gate")
openapi.add(PATHS, SCHEMAS)


@bp.get("/floor")
def floor():
    """The booths, whole; nothing of them while the phone's own are the same."""
    station = _officer()
    book = inspections.book_for(station, now())
    if request.args.get("mark") == book["mark"]:
        book["booths"] = None
    return answer({"now": gates.iso(now()), **book})


@bp.post("/checks")
@commits
def checks():
    station, at = _officer(), now()
    batch, sent = payloads.check_batch()
    gates.note_seen(station, batch.phone, at, always=True)
    kept = inspections.keep_checks(station, batch.phone, sent, at)
    dead = [*batch.dead, *kept.dead]
    gates.keep_dead(station, dead, at)
    return answer(
        {
            "now": gates.iso(at),
            "kept": kept.new,
            "known": kept.known,
            "dead": [{"id": letter.id, "sentence": letter.sentence} for letter in dead],
            "delta": gates.tell_since(station, batch.cursor, at),
        }
    )


@bp.post("/photos/<uuid:photo_id>/<int:start>")
@commits
def photos(photo_id, start):
    """A part of a photo. The last one has the picture made new before the database is locked."""
    let_go()
    photo, part = inspections.get_photo(photo_id, _officer()), payloads.part()
    made = inspections.whole(photo, part) if inspections.completes(photo, start, part) else None
    begin_writing()
    photo = inspections.get_photo(photo_id, _officer(), lock=True)
    held = inspections.keep_part(photo, start, part, made)
    return answer({"now": gates.iso(now()), "held": held.bytes, "done": held.done})


def _officer() -> gates.Station:
    station = gates.get_by_credential(credential())
    inspections.require_inspector(station)
    return station
