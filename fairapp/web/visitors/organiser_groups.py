"""The organiser's groups of visitors: who leads them, how many come, and sending the address again."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user

from fairapp.services import fairs, passes, visitors
from fairapp.services.visitors import groups
from fairapp.web import audiences
from fairapp.web.transaction import commits

bp = audiences.organiser("visitor_groups", __name__)

FAIR = "/fairs/<int:fair_id>/visitors/groups"
ONE = FAIR + "/<int:group_id>"


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    q, sort = request.args.get("q", ""), request.args.get("sort", "-at")
    return render_template(
        "visitors/groups.html",
        fair=fair,
        listed=visitors.list_groups(fair, q, sort, request.args.get("page", 1, type=int)),
        q=q,
        sort=sort,
    )


@bp.get(ONE)
def show(fair_id, group_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    group = groups.get_for_fair(group_id, fair)
    return render_template(
        "visitors/show_group.html",
        fair=fair,
        group=group,
        badges=passes.list_for_group(group),
    )


@bp.post(ONE + "/resend")
@commits
def resend(fair_id, group_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    group = groups.get_for_fair(group_id, fair)
    passes.resend_group(group, current_user)
    flash(_("Đường dẫn của đoàn được gửi lại tới %(email)s.", email=group.email), "success")
    return redirect(url_for("organiser_visitor_groups.show", fair_id=fair.id, group_id=group.id))


@bp.post(ONE + "/cancel")
@commits
def cancel(fair_id, group_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    n = passes.cancel_group(groups.get_for_fair(group_id, fair), current_user)
    said = ngettext(
        "Đã huỷ %(num)d thẻ và xoá dữ liệu của đoàn.", "Đã huỷ %(num)d thẻ và xoá dữ liệu của đoàn.", n
    )
    flash(said, "success")
    return redirect(url_for("organiser_visitor_groups.index", fair_id=fair.id))
