"""What each tier promises at a fair."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.services import fairs, sponsors
from fairapp.web import audiences
from fairapp.web.sponsors.forms import standard_form
from fairapp.web.transaction import commits

bp = audiences.organiser("tiers", __name__)

FAIR = "/fairs/<int:fair_id>/sponsors/tiers"


@bp.get(FAIR)
def index(fair_id):
    return _page(fairs.get_for_organiser(fair_id, current_user), standard_form())


@bp.post(FAIR)
@commits
def add(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = standard_form()
    if form.validate():
        with form.refusals():
            sponsors.add_standard(current_user, fair, form.facts())
            flash(_("Đã thêm vào danh mục của hạng."), "success")
            return redirect(url_for("organiser_tiers.index", fair_id=fair.id))
    return _page(fair, form), 422


@bp.post(FAIR + "/<int:line_id>/remove")
@commits
def remove(fair_id, line_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    sponsors.remove_standard(current_user, fair, sponsors.get_standard(line_id, fair))
    flash(_("Đã bỏ khỏi danh mục. Nhà tài trợ đã có quyền lợi này vẫn giữ."), "success")
    return redirect(url_for("organiser_tiers.index", fair_id=fair.id))


def _page(fair, form):
    return render_template("sponsors/tiers.html", fair=fair, lists=sponsors.list_standard(fair), form=form)
