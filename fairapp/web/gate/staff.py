"""Pages and JSON of the people who stand at a gate."""

from flask import jsonify, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.gate_words import phrases
from fairapp.services import gate as gates
from fairapp.web import audiences
from fairapp.web.gate import payloads
from fairapp.web.gate.answers import describe
from fairapp.web.transaction import commits

bp = audiences.staff("gates", __name__)


@bp.get("/")
def index():
    return render_template("gate/index.html", gates=gates.list_on_duty(current_user))


@bp.get("/<int:gate_id>/scanner")
def scanner(gate_id):
    gate = gates.get_on_duty(gate_id, current_user)
    return render_template(
        "gate/scanner.html",
        **_page(gate),
        count=gates.count_entries_today(gate, now()),
        phrases=phrases(gettext),
        scans_url=url_for("staff_gates.scan", gate_id=gate.id),
        bundle_url=url_for("staff_gates.bundle", gate_id=gate.id),
        clicker_url=url_for("staff_gates.clicker", gate_id=gate.id),
    )


@bp.get("/<int:gate_id>/clicker")
def clicker(gate_id):
    gate = gates.get_on_duty(gate_id, current_user)
    return render_template(
        "gate/clicker.html",
        **_page(gate),
        count=gates.count_clicks_today(gate, now()),
        clicks_url=url_for("staff_gates.click", gate_id=gate.id),
        scanner_url=url_for("staff_gates.scanner", gate_id=gate.id),
    )


@bp.get("/<int:gate_id>/bundle")
def bundle(gate_id):
    """What the page needs to refuse what nobody of ours has signed."""
    return jsonify(gates.find_on_duty(gate_id, current_user.id).lasting.bundle)


@bp.post("/<int:gate_id>/scans")
@commits
def scan(gate_id):
    """The one scan of a page, by the same way as a phone's batch."""
    station, at = _station(gate_id), now()
    batch = payloads.page_scan(gate_id, at)
    kept = gates.keep_scans(station, gates.read_scans(station, batch.phone, batch.scans, at), at)
    gates.note_seen(station, batch.phone, at)
    counts = gates.tell_state(station, at)["gates"]
    return jsonify(_answer(kept.told[0], station, counts))


@bp.post("/<int:gate_id>/clicks")
@commits
def click(gate_id):
    station, at = _station(gate_id), now()
    batch = payloads.page_clicks(gate_id, at)
    gates.note_seen(station, batch.phone, at, always=True)
    gates.keep_clicks(station, batch.phone, batch.clicks, at)
    [gate] = [gate for gate in gates.tell_state(station, at)["gates"] if gate["id"] == gate_id]
    return jsonify(count=gate["clicks"])


def _station(gate_id) -> gates.Station:
    """This browser as a device of the gate; its first scan makes it one."""
    station = gates.find_on_duty(gate_id, current_user.id)
    if station.row.device_id is None:
        gates.make_for_user(gate_id, current_user, now())
        station = gates.find_on_duty(gate_id, current_user.id)
    return station


def _page(gate) -> dict:
    return {"gate": gate, "fair": gate.site.fair, "leave_url": url_for("staff_gates.index")}


def _answer(told, station, counts) -> dict:
    said = describe(told, station)
    [gate] = [gate for gate in counts if gate["id"] == said["gate"]]
    kept = ("id", "verdict", "word", "detail", "next_step", "role", "holder_line", "booth", "at")
    return {name: said[name] for name in kept} | {"gate": gate["name"], "count": gate["entries"]}
