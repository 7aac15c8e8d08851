"""The organiser's kiosks at the entrance: added, paired by QR, printed for, stopped."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.documents import qr
from fairapp.domain.gate_phones import state_of
from fairapp.domain.visitors import LabelPaper
from fairapp.models import Fair, VisitorKiosk
from fairapp.services import fairs
from fairapp.services.visitors import kiosks
from fairapp.web import audiences
from fairapp.web.transaction import commits
from fairapp.web.visitors.forms import KioskForm

bp = audiences.organiser("kiosks", __name__)

FAIR = "/fairs/<int:fair_id>/visitors/kiosks"
ONE = FAIR + "/<int:kiosk_id>"


@bp.get(FAIR)
def index(fair_id):
    return _index(fairs.get_for_organiser(fair_id, current_user), KioskForm(paper=LabelPaper.LABEL.value))


@bp.post(FAIR)
@commits
def add(fair_id):
    """A new kiosk, and at once the code that makes a tablet one."""
    fair, form = fairs.get_for_organiser(fair_id, current_user), KioskForm()
    if form.validate():
        with form.refusals():
            kiosk = kiosks.add_kiosk(fair, form.name.data, LabelPaper(form.paper.data), current_user)
            return _show_code(fair, kiosk)
    return _index(fair, form), 422


@bp.post(ONE + "/invite")
@commits
def invite(fair_id, kiosk_id):
    """The same for a tablet that was exchanged or has lost its data."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _show_code(fair, kiosks.get_kiosk(kiosk_id, fair))


@bp.post(ONE + "/revoke")
@commits
def revoke(fair_id, kiosk_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    kiosk = kiosks.get_kiosk(kiosk_id, fair)
    kiosks.revoke_kiosk(kiosk, current_user)
    flash(_("Đã ngừng máy %(name)s. Thẻ máy đã cấp vẫn dùng được.", name=kiosk.name), "success")
    return redirect(url_for("organiser_kiosks.index", fair_id=fair.id))


def _index(fair: Fair, form: KioskForm):
    at = now()
    return render_template(
        "visitors/kiosks.html",
        fair=fair,
        form=form,
        rows=[
            (kiosk, n, state_of(kiosk.last_seen_at, kiosk.revoked_at, at))
            for kiosk, n in kiosks.list_kiosks(fair)
        ],
    )


def _show_code(fair: Fair, kiosk: VisitorKiosk):
    address = kiosks.address_of(kiosks.invite(kiosk, current_user))
    return render_template(
        "visitors/kiosk_pairing.html",
        fair=fair,
        kiosk=kiosk,
        address=address,
        picture=qr.png_address(address),
        minutes=kiosks.LINK_MINUTES,
    )
