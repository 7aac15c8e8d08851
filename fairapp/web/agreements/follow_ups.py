"""What became of a fair's agreements: what is due, and the answers, given here or by the exhibitors."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.follow_ups import FollowAnswer, FollowState
from fairapp.domain.pages import cut
from fairapp.services import accounts, agreements, fairs
from fairapp.web import audiences
from fairapp.web.agreements import pages
from fairapp.web.agreements.forms import FollowForm
from fairapp.web.labels import choices
from fairapp.web.transaction import commits

bp = audiences.organiser("follow_ups", __name__)

FAIR = "/fairs/<int:fair_id>/agreements/follow-ups"
ONE = "/fairs/<int:fair_id>/agreements/<int:agreement_id>/follow-up"
PAGE = 50


@bp.get(FAIR)
def index(fair_id):
    """By the day on which something is due, and what came of it in all."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    signed = agreements.list_for_fair(fair)
    followed = agreements.list_followed(signed, local_day(now()))
    state = request.args.get("state", "")
    found = [one for one in followed if not state or one.state == state]
    shown = cut(found, request.args.get("page", 1, type=int), PAGE)
    return render_template(
        "agreements/follow_ups.html",
        fair=fair,
        followed=shown.rows,
        found=shown.total,
        counts={one: sum(row.state is one for row in followed) for one in FollowState},
        outcomes=agreements.outcomes_of(signed),
        totals=agreements.totals(signed),
        state=state,
        page=shown.page,
        pages=shown.pages,
    )


@bp.get(ONE)
def show(fair_id, agreement_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _page(fair, agreements.get_for_fair(agreement_id, fair), FollowForm())


@bp.post(ONE + "/<int:step>")
@commits
def answer(fair_id, agreement_id, step):
    fair = fairs.get_for_organiser(fair_id, current_user)
    agreement = agreements.get_for_fair(agreement_id, fair)
    form = FollowForm()
    if pages.keep_answer(form, agreement, step):
        flash(_("Đã ghi câu trả lời."), "success")
        return redirect(url_for(".show", fair_id=fair.id, agreement_id=agreement.id))
    return _page(fair, agreement, form), 422


def _page(fair, agreement, form):
    return render_template(
        "agreements/follow_up.html",
        fair=fair,
        application=None,
        agreement=agreement,
        one=agreements.read_followed(agreement, local_day(now())),
        form=form,
        answers=choices(FollowAnswer),
        history=accounts.list_audit("agreement", agreement.id, private=True),
        answer_endpoint=".answer",
        ids={"fair_id": fair.id, "agreement_id": agreement.id},
        back=url_for(".index", fair_id=fair.id),
    )
