"""A lead's own block: the members to be placed in the booths that are kept for the delegation."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.errors import Invalid, Refusal
from fairapp.models import Delegation
from fairapp.services.allocation import leads
from fairapp.services.applications import endorsement
from fairapp.web import audiences
from fairapp.web.allocation.forms import GiveForm, StepForm, SwapForm, read_numbers
from fairapp.web.allocation.looks import room_drawings
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse

bp = audiences.delegation("allocation", __name__)

SHARE = "/fairs/<int:delegation_id>/booths"


@bp.get(SHARE)
def room(delegation_id):
    return _room(endorsement.get_for_lead(delegation_id, current_user))


@bp.post(SHARE + "/give")
@commits
def give(delegation_id):
    delegation, form = endorsement.get_for_lead(delegation_id, current_user), GiveForm()
    return _step(
        delegation,
        form,
        lambda app, seen: leads.give(delegation, current_user, app, form.booth.data, seen),
    )


@bp.post(SHARE + "/swap")
@commits
def swap(delegation_id):
    delegation, form = endorsement.get_for_lead(delegation_id, current_user), SwapForm()
    return _step(
        delegation,
        form,
        lambda app, seen: leads.swap(
            delegation,
            current_user,
            (app, form.other.data),
            (seen, read_numbers(form.other_seen.data) if form.other_seen.data else None),
        ),
    )


@bp.post(SHARE + "/take-away")
@commits
def take_away(delegation_id):
    delegation, form = endorsement.get_for_lead(delegation_id, current_user), StepForm()
    return _step(delegation, form, lambda app, seen: leads.take_away(delegation, current_user, app, seen))


def _step(delegation: Delegation, form: StepForm, act) -> ResponseReturnValue:
    if not form.validate():
        return _room(delegation, Invalid(next(iter(form.errors.values()))[0]))
    try:
        act(form.application.data, read_numbers(form.seen.data))
    except Refusal as refusal:
        return _room(delegation, refusal)
    flash(_("Đã ghi vào bản nháp. Kết quả có hiệu lực khi ban tổ chức công bố."), "success")
    return redirect(url_for("delegation_allocation.room", delegation_id=delegation.id), 303)


def _room(delegation: Delegation, refusal: Refusal | None = None) -> ResponseReturnValue:
    if refusal is not None:
        refuse()
    shown = leads.room(delegation)
    chosen = request.values.get("application", 0, type=int)
    return (
        render_template(
            "allocation/room.html",
            fair=delegation.fair,
            delegation=delegation,
            room=shown,
            drawings=room_drawings(shown),
            chosen=chosen,
            problem=say(refusal) if refusal else "",
            form=StepForm(None),
        ),
        refusal.status if refusal else 200,
    )
