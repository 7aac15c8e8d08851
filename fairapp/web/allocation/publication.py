"""The moment in which a draft begins to hold: looked over, published, or thrown away."""

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.errors import Refusal
from fairapp.models import Application, Fair
from fairapp.services import allocation, fairs
from fairapp.services.allocation import Board, Change
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
    board = allocation.board(fair)
    changes = [_as_it_stands(board, change) for change in allocation.changes(fair)]
    return render_template(
        "allocation/publish.html",
        fair=fair,
        form=form,
        discard_form=DiscardForm(),
        board=board,
        changes=changes,
        by_hand=allocation.count_by_hand(board.plan) if board.plan else 0,
        reach=allocation.reach_of(_whom(fair, board, changes)),
    )


def _as_it_stands(board: Board, change: Change) -> Change:
    """With the reason that would be published."""
    line = board.line_of.get(change.application.id)
    if line is None or not line.rows or not board.is_draft:
        return change
    why = board.reason_of(line)
    return replace(change, reason=why.sentence, values=why.values)


def _whom(fair: Fair, board: Board, changes: list[Change]) -> list[Application]:
    """Who is told by the publication of this draft; where there is none, who was."""
    waiting = [line.application for line in board.waiting]
    if board.plan is None or not board.is_draft:
        return [*allocation.list_exhibitors(fair), *waiting]
    untold = allocation.list_untold(board.plan, changes, waiting)
    return [*(change.application for change in changes), *(one.application for one in untold)]
