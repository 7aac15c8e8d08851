"""A reviewer reads one application's papers: the paper large beside its verdict, by mouse or by keys."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.errors import Refusal
from fairapp.domain.papers import Finding
from fairapp.models import Application, Fair
from fairapp.services import applications, fairs
from fairapp.services.applications import paper_review
from fairapp.services.applications.paper_review import Desk, Sheet
from fairapp.web import audiences
from fairapp.web.applications.asked import query
from fairapp.web.applications.forms import FindingForm
from fairapp.web.transaction import commits

bp = audiences.organiser("papers", __name__)

ONE = "/fairs/<int:fair_id>/applications/<int:application_id>/papers"


@bp.get(ONE)
def show(fair_id, application_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    application = applications.get_for_fair(application_id, fair)
    return _show(fair, application, request.args.get("paper", type=int))


@bp.post(ONE + "/<int:paper_id>")
@commits
def judge(fair_id, application_id, paper_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    application = applications.get_for_fair(application_id, fair)
    paper_review.get_paper(application, paper_id)
    form = _form()
    status = 422
    if form.validate():
        finding = Finding(form.finding.data)
        try:
            paper_review.judge(application, paper_id, current_user, finding, form.reason.data or "", _seen())
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            return _onward(fair, application, paper_id)
    return _show(fair, application, paper_id, form), status


@bp.post(ONE + "/<int:paper_id>/take-back")
@commits
def take_back(fair_id, application_id, paper_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    application = applications.get_for_fair(application_id, fair)
    paper_review.get_paper(application, paper_id)
    try:
        paper_review.take_back(application, paper_id, current_user, _seen())
    except Refusal as refusal:
        form = FindingForm(formdata=None)
        form.offer()
        form.refuse(refusal)
        return _show(fair, application, paper_id, form), refusal.status
    flash(_("Đã bỏ nhận xét."), "success")
    return redirect(_address(fair, application, paper_id))


def _show(fair: Fair, application: Application, paper_id: int | None, form: FindingForm | None = None):
    desk = paper_review.desk(application)
    chosen = _chosen(desk, paper_id)
    place = desk.sheets.index(chosen) if chosen else 0
    return render_template(
        "applications/papers.html",
        fair=fair,
        application=application,
        desk=desk,
        chosen=chosen,
        form=form or _form(chosen),
        before=_address_of(fair, application, desk, place - 1) if place else None,
        after=_address_of(fair, application, desk, place + 1),
        paper_url=lambda number: _address(fair, application, number),
        days=fairs.days(fair),
        query=query(),
    )


def _chosen(desk: Desk, paper_id: int | None) -> Sheet | None:
    """The one asked for, else the first that nobody has read."""
    unread = (sheet for sheet in desk.sheets if sheet.standing and sheet.verdict is None)
    asked = (sheet for sheet in desk.sheets if sheet.paper.id == paper_id)
    return next(asked, None) or next(unread, None) or next(iter(desk.sheets), None)


def _onward(fair: Fair, application: Application, paper_id: int):
    """To the next paper that nobody has read, round the list; else stay, and say that all are read."""
    sheets = paper_review.desk(application).sheets
    place = next((i for i, sheet in enumerate(sheets) if sheet.paper.id == paper_id), 0)
    ahead = [*sheets[place + 1 :], *sheets[:place]]
    unread = next((sheet for sheet in ahead if sheet.standing and sheet.verdict is None), None)
    if unread is None:
        flash(_("Đã ghi nhận xét. Mọi giấy tờ của đơn này đã được xem."), "success")
        return redirect(_address(fair, application, paper_id))
    return redirect(_address(fair, application, unread.paper.id))


def _address(fair: Fair, application: Application, paper_id: int) -> str:
    return url_for(
        "organiser_papers.show", fair_id=fair.id, application_id=application.id, paper=paper_id, **query()
    )


def _address_of(fair: Fair, application: Application, desk: Desk, place: int) -> str | None:
    if place >= len(desk.sheets):
        return None
    return _address(fair, application, desk.sheets[place].paper.id)


def _form(sheet: Sheet | None = None) -> FindingForm:
    """With a sheet: as it stands, not as it was sent."""
    if sheet is None:
        form = FindingForm()
    else:
        verdict = sheet.verdict
        form = FindingForm(
            formdata=None,
            finding=verdict.finding.value if verdict else None,
            reason=verdict.reason if verdict else "",
        )
    form.offer()
    return form


def _seen() -> int:
    return request.form.get("seen", 0, int)
