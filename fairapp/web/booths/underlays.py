"""What a plan is drawn over: a picture or a drawing, sent in, laid to scale, taken away."""

from io import BytesIO

from flask import flash, redirect, request, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user
from PIL import Image

from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.text import N_
from fairapp.domain.uploads import MediaType
from fairapp.services import booths
from fairapp.services.papers import storing
from fairapp.services.papers.intake import take_in
from fairapp.web import audiences
from fairapp.web.booths.desk import find
from fairapp.web.booths.forms import UnderlayForm, UnderlayPlaceForm, UnderlayScaleForm
from fairapp.web.booths.organiser import editor_page
from fairapp.web.transaction import commits

bp = audiences.organiser("underlays", __name__)

UNDERLAY = "/fairs/<int:fair_id>/sites/<int:site_id>/plan/underlay"
NOT_OURS = N_("Chỉ nhận ảnh PNG, JPEG hoặc bản vẽ DXF, SVG.")


@bp.post(UNDERLAY)
@commits
def add(fair_id, site_id):
    fair, site = find(fair_id, site_id)
    form, sent = UnderlayForm(), request.files.get("file")
    if form.validate():
        with form.refusals():
            if sent is None or not sent.filename:
                raise Invalid(N_("Hãy chọn một tệp."), field="file")
            _lay(site, sent.filename, sent.read())
            flash(_("Đã đặt hình nền. Hãy ghi bề rộng ngoài đời để hình đúng tỉ lệ."), "success")
            return _back(fair, site)
    return editor_page(fair, site, underlay_form=form), 422


@bp.post(UNDERLAY + "/place")
@commits
def place(fair_id, site_id):
    fair, site = find(fair_id, site_id)
    booths.get_underlay(site)
    form = UnderlayPlaceForm(prefix="underlay-")
    if form.validate():
        with form.refusals():
            booths.place_underlay(current_user, site, form.at(), form.width.data, form.strength.data)
            flash(_("Đã lưu hình nền."), "success")
            return _back(fair, site)
    return editor_page(fair, site, place_form=form), 422


@bp.post(UNDERLAY + "/scale")
@commits
def scale(fair_id, site_id):
    """By two points with a known distance."""
    fair, site = find(fair_id, site_id)
    booths.get_underlay(site)
    form = UnderlayScaleForm(prefix="scale-")
    if form.validate():
        with form.refusals():
            booths.scale_underlay(current_user, site, *form.points(), form.length.data)
            flash(_("Đã chỉnh tỉ lệ hình nền."), "success")
            return _back(fair, site)
    return editor_page(fair, site, scale_form=form), 422


@bp.post(UNDERLAY + "/remove")
@commits
def remove(fair_id, site_id):
    fair, site = find(fair_id, site_id)
    if stored := booths.remove_underlay(current_user, site):
        storing.discard(stored)
    flash(_("Đã bỏ hình nền."), "success")
    return _back(fair, site)


@bp.get(UNDERLAY + "/picture")
def picture(fair_id, site_id):
    """The picture itself, which was made new when it came in. Drawings are lines in the page."""
    _fair, site = find(fair_id, site_id)
    laid = booths.get_underlay(site)
    if laid.stored_name is None:
        raise NotFound(N_("Sơ đồ này không có hình nền."))
    kind = MediaType.PNG if laid.stored_name.endswith(".png") else MediaType.JPEG
    answer = send_file(storing.path_of(laid.stored_name), kind.value, max_age=0)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _lay(site, filename: str, content: bytes) -> None:
    if booths.is_drawing(content):
        traced = booths.trace(content)
        _forget(site)
        booths.lay_lines(current_user, site, filename, traced)
        return
    kind, made_new = take_in(content)
    if kind is MediaType.PDF:
        raise Invalid(NOT_OURS, field="file")
    with Image.open(BytesIO(made_new)) as opened:
        pixels = opened.size
    _forget(site)
    booths.lay_picture(current_user, site, filename, storing.store(made_new, kind), pixels)


def _forget(site) -> None:
    """The picture that the new one takes the place of."""
    before = booths.find_underlay(site)
    if before is not None and before.stored_name:
        storing.discard(before.stored_name)


def _back(fair, site):
    return redirect(url_for("organiser_booths.plan", fair_id=fair.id, site=site.id))
