"""What visitors reported by the booths' signs, and what the organiser did about it."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.errors import NotFound
from fairapp.domain.inspections import ReportState
from fairapp.domain.text import N_
from fairapp.services import fairs, inspections
from fairapp.web import audiences
from fairapp.web.inspections import pages
from fairapp.web.inspections.forms import AnswerForm
from fairapp.web.labels import choices
from fairapp.web.transaction import commits

bp = audiences.organiser("booth_reports", __name__)

FAIR = "/fairs/<int:fair_id>/booth-reports"
ONE = FAIR + "/<int:report_id>"


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    asked = request.args.get("state", "")
    state = ReportState(asked) if asked in set(ReportState) else None
    return render_template(
        "inspections/reports.html",
        fair=fair,
        found=inspections.list_reports(fair, state, request.args.get("page", 1, type=int)),
        state=state,
        state_choices=[(choice.value, choice.label) for choice in choices(ReportState)],
    )


@bp.get(ONE)
def show(fair_id, report_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    found = inspections.get_report(report_id, fair)
    form = AnswerForm().offer()
    form.answer.data = found.answer
    if found.state is not ReportState.NEW:
        form.state.data = found.state.value
    return _show(fair, found, form)


@bp.post(ONE)
@commits
def answer(fair_id, report_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    found, form = inspections.get_report(report_id, fair), AnswerForm().offer()
    if form.validate():
        with form.refusals():
            state = ReportState(form.state.data)
            inspections.answer_report(found, state, form.answer.data or "", current_user, now())
            flash(_("Đã lưu."), "success")
            return redirect(url_for("organiser_booth_reports.index", fair_id=fair.id))
    return _show(fair, found, form), 422


@bp.get(ONE + "/photo")
def photo(fair_id, report_id):
    found = inspections.get_report(report_id, fairs.get_for_organiser(fair_id, current_user))
    if not found.stored_name:
        raise NotFound(N_("Phản ánh này không có ảnh."))
    return pages.send_photo(found.stored_name)


def _show(fair, found, form):
    return render_template("inspections/report.html", fair=fair, report=found, form=form)
