"""The organiser's phones at the gates: pairing by QR, how each does, and what they could not say."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.documents import qr
from fairapp.domain.gate_phones import is_far_off, is_low
from fairapp.domain.gate_words import WORDS
from fairapp.domain.verdicts import VERDICTS
from fairapp.services import fairs, gate as gates
from fairapp.web import audiences
from fairapp.web.filters import language
from fairapp.web.forms import options
from fairapp.web.gate.forms import DeviceForm, InviteForm, SupervisorForm
from fairapp.web.transaction import commits

bp = audiences.organiser("gate_devices", __name__)

FAIR = "/fairs/<int:fair_id>/gates/devices"
DEVICE = FAIR + "/<int:device_id>"


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _index(fair, _invite_form(fair), SupervisorForm(prefix="supervisor"))


@bp.post(FAIR + "/invite")
@commits
def invite(fair_id):
    """One QR on the screen, for one phone."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = _invite_form(fair)
    if form.validate():
        gate = gates.get_for_organiser(form.gate.data, fair)
        rights = {"supervisor": form.supervisor.data, "inspector": form.inspector.data}
        return _show_code(fair, gate, gates.invite(gate, current_user, **rights), rights=rights)
    return _index(fair, form, SupervisorForm(prefix="supervisor")), 422


@bp.post(DEVICE + "/invite")
@commits
def invite_again(fair_id, device_id):
    """The same for a device that has lost its credential; no other device notices."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    device = gates.get_device(device_id, fair)
    code = gates.invite(device.gate, current_user, device=device)
    return _show_code(fair, device.gate, code, device)


@bp.get(DEVICE)
def show(fair_id, device_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    device = gates.get_device(device_id, fair)
    form = _device_form(fair)
    form.name.data, form.gate.data = device.name, device.gate_id
    form.supervisor.data, form.inspector.data = device.supervisor, device.inspector
    return _show(fair, device, form)


@bp.post(DEVICE)
@commits
def save(fair_id, device_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    device = gates.get_device(device_id, fair)
    form = _device_form(fair)
    if form.validate():
        with form.refusals():
            gates.rename(device, form.name.data, current_user)
            gates.move(device, gates.get_for_organiser(form.gate.data, fair), current_user)
            rights = {"supervisor": form.supervisor.data, "inspector": form.inspector.data}
            gates.grant(device, current_user, **rights)
            flash(_("Đã lưu máy %(name)s.", name=device.name), "success")
            return redirect(url_for("organiser_gate_devices.index", fair_id=fair.id))
    return _show(fair, device, form), 422


@bp.post(DEVICE + "/revoke")
@commits
def revoke(fair_id, device_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    device = gates.get_device(device_id, fair)
    gates.revoke(device, current_user)
    flash(_("Đã ngừng máy %(name)s. Những lượt máy đã gửi vẫn được giữ.", name=device.name), "success")
    return redirect(url_for("organiser_gate_devices.index", fair_id=fair.id))


@bp.post(FAIR + "/supervisors")
@commits
def add_supervisor(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = SupervisorForm(prefix="supervisor")
    if form.validate():
        with form.refusals():
            supervisor, pin = gates.add_supervisor(fair, form.name.data, current_user)
            return render_template("gate/pin_made.html", fair=fair, supervisor=supervisor, pin=pin)
    return _index(fair, _invite_form(fair), form), 422


@bp.post(FAIR + "/supervisors/<int:supervisor_id>/end")
@commits
def end_supervisor(fair_id, supervisor_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    supervisor = gates.get_supervisor(supervisor_id, fair)
    gates.end_supervisor(supervisor, current_user)
    flash(_("Đã thu hồi mã PIN của %(name)s.", name=supervisor.name), "success")
    return redirect(url_for("organiser_gate_devices.index", fair_id=fair.id))


@bp.get(FAIR + "/unreadable")
def unreadable(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    page = request.args.get("page", 1, type=int)
    return render_template("gate/unreadable.html", fair=fair, found=gates.list_dead(fair, page))


@bp.get("/fairs/<int:fair_id>/gates/conflicts")
def conflicts(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    page = request.args.get("page", 1, type=int)
    return render_template(
        "gate/conflicts.html",
        fair=fair,
        found=gates.list_conflicts(fair, page),
        waiting=gates.count_conflicts(fair),
        words={reason: _(WORDS[verdict]) for reason, verdict in VERDICTS.items()},
    )


@bp.post("/fairs/<int:fair_id>/gates/conflicts/<uuid:scan_id>")
@commits
def look_at(fair_id, scan_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    gates.look_at(gates.get_conflict(scan_id, fair), current_user)
    flash(_("Đã đánh dấu là đã xem."), "success")
    return redirect(url_for("organiser_gate_devices.conflicts", fair_id=fair.id))


def _index(fair, invite_form, supervisor_form):
    at = now()
    return render_template(
        "gate/devices.html",
        fair=fair,
        devices=[(device, gates.look_of(device, at)) for device in gates.list_devices(fair)],
        supervisors=gates.list_supervisors(fair),
        invite_form=invite_form,
        supervisor_form=supervisor_form,
        dead=gates.count_dead(fair),
        is_far_off=is_far_off,
        is_low=is_low,
    )


def _show(fair, device, form):
    look = gates.look_of(device, now())
    return render_template("gate/device.html", fair=fair, device=device, form=form, look=look)


def _show_code(fair, gate, code, device=None, rights=None):
    address = gates.address_of(code, language())
    return render_template(
        "gate/pairing.html",
        fair=fair,
        gate=gate,
        device=device,
        rights=[name for name, given in (rights or {}).items() if given],
        address=address,
        picture=qr.png_address(address),
        minutes=gates.LINK_MINUTES,
    )


def _invite_form(fair) -> InviteForm:
    form = InviteForm(prefix="invite")
    form.gate.choices = options((gate.id, gate.name) for gate in gates.list_for_fair(fair))
    return form


def _device_form(fair) -> DeviceForm:
    form = DeviceForm()
    form.gate.choices = options((gate.id, gate.name) for gate in gates.list_for_fair(fair))
    return form
