"""Pages and JSON of the people who stand at a gate."""

from flask import jsonify, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.gate_words import phrases, wording
from fairapp.domain.passes import RoleCode
from fairapp.domain.verdicts import VERDICTS
from fairapp.services import gate as gates
from fairapp.services.gate import Recorded
from fairapp.web import audiences
from fairapp.web.gate import payloads
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
    return jsonify(gates.bundle(gates.get_on_duty(gate_id, current_user)))


@bp.post("/<int:gate_id>/scans")
@commits
def scan(gate_id):
    return jsonify(_answer(gates.scan_on_duty(gate_id, current_user, payloads.reading(), now())))


@bp.post("/<int:gate_id>/clicks")
@commits
def click(gate_id):
    gate = gates.get_on_duty(gate_id, current_user)
    return jsonify(count=gates.record_clicks(gate, current_user, payloads.taps(), now()))


def _page(gate) -> dict:
    return {"gate": gate, "fair": gate.site.fair, "leave_url": url_for("staff_gates.index")}


def _answer(kept: Recorded) -> dict:
    words = wording(kept.decision, kept.bundle, kept.scan.gate_id, gettext)
    badge = kept.badge
    return {
        "id": str(kept.scan.id),
        "verdict": VERDICTS[kept.decision.reason],
        "word": words.word,
        "detail": words.detail,
        "next_step": words.next_step,
        "role": RoleCode(badge.role).role if badge else None,
        "holder_line": badge.holder_line if badge else "",
        "booth": badge.booth_numbers if badge else "",
        "at": kept.scan.scanned_at.isoformat(),
        "gate": next(post["name"] for post in kept.bundle["gates"] if post["id"] == kept.scan.gate_id),
        "count": kept.count,
    }
