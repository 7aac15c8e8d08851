"""The organiser's list of registered visitors."""

from flask import current_app, render_template, request, url_for
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.services import fairs, visitors
from fairapp.web import audiences

bp = audiences.organiser("visitors", __name__)


@bp.get("/fairs/<int:fair_id>/visitors")
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    q, sort = request.args.get("q", ""), request.args.get("sort", "-at")
    return render_template(
        "visitors/index.html",
        fair=fair,
        phase=fairs.phase(fair, now()),
        listed=visitors.list_for_fair(fair, q, sort, request.args.get("page", 1, type=int)),
        q=q,
        sort=sort,
        address=current_app.config["FAIRAPP"].public_url + url_for("visitors.visit", slug=fair.slug),
        takes=visitors.takes_visitors(fair, local_day(now())),
    )
