"""Delivering what was promised: the open tasks, and a delivery with its photo, taken on a phone."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import begin_writing, let_go, now
from fairapp.domain.errors import Refusal
from fairapp.services import fairs, sponsors
from fairapp.web import audiences
from fairapp.web.inspections.pages import send_photo
from fairapp.web.sponsors.forms import proof_form
from fairapp.web.transaction import commits

bp = audiences.organiser("promises", __name__)

TASKS = "/fairs/<int:fair_id>/sponsors/tasks"
BENEFIT = "/fairs/<int:fair_id>/sponsors/<int:sponsor_id>/benefits/<int:benefit_id>"
PROOF = BENEFIT + "/proofs/<uuid:proof_id>"


@bp.get(TASKS)
def tasks(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return render_template(
        "sponsors/tasks.html",
        fair=fair,
        tasks=sponsors.list_tasks(fair, now()),
        proved=sponsors.list_lately_proved(fair),
    )


@bp.get(BENEFIT + "/deliver")
def deliver(fair_id, sponsor_id, benefit_id):
    fair, benefit = _get(fair_id, sponsor_id, benefit_id)
    return _page(fair, benefit, proof_form(benefit, now()))


@bp.post(BENEFIT + "/deliver")
@commits
def record(fair_id, sponsor_id, benefit_id):
    """The picture is made new before the database is locked: gates go on scanning meanwhile."""
    let_go()
    fair, benefit = _get(fair_id, sponsor_id, benefit_id)
    form = proof_form(benefit, now())
    if not form.validate():
        return _page(fair, benefit, form), 422
    try:
        content = form.photo.data.read() if form.photo.data else b""
        photo = sponsors.take_photo(content) if content else None
        begin_writing()
        fair, benefit = _get(fair_id, sponsor_id, benefit_id)
        sponsors.prove(current_user, benefit, form.facts(photo), now())
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(*_get(fair_id, sponsor_id, benefit_id), form), 422
    flash(_("Đã ghi: %(what)s.", what=benefit.what), "success")
    return redirect(url_for("organiser_promises.tasks", fair_id=fair.id))


@bp.get(PROOF + "/photo")
def photo(fair_id, sponsor_id, benefit_id, proof_id):
    _fair, benefit = _get(fair_id, sponsor_id, benefit_id)
    proof = sponsors.get_proof(proof_id, benefit)
    return send_photo(
        sponsors.get_photo(proof.photo.sha256 if proof.photo else "", benefit.sponsor).stored_name
    )


@bp.post(PROOF + "/strike")
@commits
def strike(fair_id, sponsor_id, benefit_id, proof_id):
    fair, benefit = _get(fair_id, sponsor_id, benefit_id)
    sponsors.strike(current_user, sponsors.get_proof(proof_id, benefit), now())
    flash(_("Đã gạch bằng chứng. Số lượng đã thực hiện giữ nguyên: hãy sửa nếu cần."), "success")
    return redirect(
        url_for(
            "organiser_sponsors.benefit",
            fair_id=fair.id,
            sponsor_id=benefit.sponsor_id,
            benefit_id=benefit.id,
        )
    )


def _get(fair_id: int, sponsor_id: int, benefit_id: int):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return fair, sponsors.get_benefit(benefit_id, sponsors.get_for_fair(sponsor_id, fair))


def _page(fair, benefit, form):
    return render_template(
        "sponsors/deliver.html",
        fair=fair,
        sponsor=benefit.sponsor,
        benefit=benefit,
        proofs=sponsors.proofs_of(benefit),
        form=form,
    )
