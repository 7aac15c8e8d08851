"""The gate's protocol: what enrolled phones and machines ask. docs/gate-protocol.md tells it whole."""

from flask import request

from fairapp.db import begin_reading, begin_writing, now
from fairapp.domain.errors import Forbidden
from fairapp.domain.text import N_
from fairapp.services import gate as gates
from fairapp.web import audiences
from fairapp.web.gate import payloads
from fairapp.web.gate.answers import answer, credential, outcomes
from fairapp.web.transaction import commits

bp = audiences.device("gate", __name__, "/api/gate")

FEW_BYTES = 4000  # a dozen scans; two transactions would cost more than their signatures


@bp.get("/bundle")
def bundle():
    return answer(gates.tell_all(gates.get_by_credential(credential()), now()), tagged=True)


@bp.get("/delta")
def delta():
    station = gates.get_by_credential(credential())
    return answer(gates.tell_since(station, request.args.get("cursor"), now()))


@bp.get("/state")
def state():
    return answer(gates.tell_state(gates.get_by_credential(credential()), now()))


@bp.post("/scans")
@commits
def scans():
    many = (request.content_length or 0) > FEW_BYTES
    code = payloads.only_code()
    if many:  # their signatures are checked before anybody waits for the lock
        begin_reading()
    else:
        gates.check_ahead(code)
    holding = gates.number_in(code)
    station, at = gates.get_by_credential(credential(), None if many else holding), now()
    batch = payloads.scan_batch(station.lasting.areas)
    readings = gates.read_scans(station, batch.phone, batch.scans, at)
    if many:
        begin_writing()
    kept = gates.keep_scans(station, readings, at)
    gates.keep_dead(station, batch.dead, at)
    gates.note_seen(station, batch.phone, at)
    return answer(
        {
            **_kept(kept.new, kept.known, batch, at),
            "outcomes": outcomes(kept, station, tell=batch.tell),
            "delta": gates.tell_since(station, batch.cursor, at),
        }
    )


@bp.post("/clicks")
@commits
def clicks():
    station, at = gates.get_by_credential(credential()), now()
    batch = payloads.click_batch(station.lasting.areas)
    gates.note_seen(station, batch.phone, at, always=True)
    new, known = gates.keep_clicks(station, batch.phone, batch.clicks, at)
    gates.keep_dead(station, batch.dead, at)
    return answer({**_kept(new, known, batch, at), "delta": gates.tell_since(station, batch.cursor, at)})


@bp.post("/search")
@commits
def search():
    station = gates.get_by_credential(credential())
    if not station.row.supervisor:
        raise Forbidden(N_("Chỉ máy của người phụ trách mới tìm được theo tên."))
    found = gates.search(station, payloads.text(payloads.body(), "q"))
    return answer({"passes": found})


def _kept(new, known, batch, at) -> dict:
    return {
        "now": gates.iso(at),
        "kept": new,
        "known": known,
        "dead": [{"id": letter.id, "sentence": letter.sentence} for letter in batch.dead],
    }
