"""The moment in which a draft begins to hold: looked over, published, or thrown away."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.errors import Refusal
from fairapp.models import Fair
from fairapp.services import allocation, fairs
from fairapp.web import audiences
from fairapp.web.allocation.board import take_back
from fairapp.web.allocation.forms import DiscardForm, PublishForm
from fairapp.web.transaction import commits

bp = audiences.organiser("publication", __name__)

FAIR = "/fairs/<int:fair_id>/allocation"


@bp.get(FAIR + "/publish")
def review(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _review(fair, PublishForm())


@bp.post(FAIR + "/publish")
@commits
def publish(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), PublishForm()
    if form.validate():
        try:
            plan = allocation.publish(fair, current_user, form.why.data or "", form.number.data)
        except Refusal as refusal:
            form.refuse(refusal)
            take_back()
            return _review(fair, form), refusal.status
        flash(
            _("Đã công bố bản %(number)d. Mỗi đơn vị đã thấy gian của mình.", number=plan.number), "success"
        )
        return redirect(url_for("organiser_allocation.board", fair_id=fair.id))
    return _review(fair, form), 422


@bp.post(FAIR + "/discard")
@commits
def discard(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), DiscardForm()
    if form.validate():
        allocation.discard(fair, current_user, form.number.data)
        flash(_("Đã bỏ bản nháp."), "success")
    return redirect(url_for("organiser_allocation.board", fair_id=fair.id))


def _review(fair: Fair, form: PublishForm) -> str:
    board, changes = allocation.board(fair), allocation.changes(fair)
    told = [change.application for change in changes] if board.is_draft else allocation.list_exhibitors(fair)
    return render_template(
        "allocation/publish.html",
        fair=fair,
        form=form,
        discard_form=DiscardForm(),
        board=board,
        changes=changes,
        reach=allocation.reach_of(told),
    )
