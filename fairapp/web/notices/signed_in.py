"""A person's own notices, whatever the role."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from fairapp.db import now
from fairapp.services import notices
from fairapp.web import audiences
from fairapp.web.transaction import commits

bp = audiences.signed_in("notices", __name__)


@bp.get("/notices")
def index():
    page = notices.list_for_user(current_user, request.args.get("page", 1, int))
    return render_template("notices/index.html", page=page)


@bp.post("/notices/<int:notice_id>")
@commits
def open(notice_id):
    """Opening one is what marks it read; a page that is only shown writes nothing."""
    notice = notices.get_for_user(notice_id, current_user)
    notices.mark_read(notice, now())
    return redirect(url_for("notices.show", notice_id=notice.id))


@bp.get("/notices/<int:notice_id>")
def show(notice_id):
    return render_template("notices/show.html", notice=notices.get_for_user(notice_id, current_user))
