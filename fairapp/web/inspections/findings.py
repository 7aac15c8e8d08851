"""The organiser's findings: what officers found, what became of it, one check with its photos."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.documents.workbooks import Kind
from fairapp.domain.inspections import FINDINGS, REMEDIES, FindingState, Word
from fairapp.domain.pages import cut
from fairapp.domain.text import N_
from fairapp.services import fairs, inspections
from fairapp.web import audiences
from fairapp.web.downloads import Column, send_list
from fairapp.web.inspections import pages
from fairapp.web.inspections.forms import WordForm
from fairapp.web.labels import choices, label
from fairapp.web.transaction import commits

bp = audiences.organiser("findings", __name__)

FAIR = "/fairs/<int:fair_id>/inspections"
CHECK = FAIR + "/checks/<uuid:check_id>"
PAGE = 50


@bp.get(FAIR + "/findings")
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    found = cut(_found(fair), request.args.get("page", 1, type=int), PAGE)
    return render_template(
        "inspections/findings.html",
        fair=fair,
        found=found,
        rows=inspections.get_rows(fair, {finding.check.id for finding in found.rows}),
        words=FINDINGS,
        state=_state(),
        state_choices=[(choice.value, choice.label) for choice in choices(FindingState)],
    )


@bp.get(FAIR + "/findings.xlsx")
def take_away(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    found = _found(fair)
    rows = inspections.get_rows(fair, {finding.check.id for finding in found})
    lines = [(finding, rows[finding.check.id]) for finding in found]
    return send_list(_("Việc cần khắc phục"), f"khac-phuc-{fair.slug}", COLUMNS, lines)


@bp.get(CHECK)
def show(fair_id, check_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _show(fair, inspections.get_for_fair(check_id, fair), WordForm())


@bp.post(CHECK + "/<point>")
@commits
def settle(fair_id, check_id, point):
    """Somebody of the organiser has seen that it is mended."""
    fair, form = fairs.get_for_organiser(fair_id, current_user), WordForm()
    shown = inspections.get_for_fair(check_id, fair)
    if form.validate():
        with form.refusals():
            inspections.say_of(shown.row, point, Word.MENDED, form.note.data or "", current_user)
            flash(_("Đã ghi là đã khắc phục."), "success")
            return redirect(url_for("organiser_findings.show", fair_id=fair.id, check_id=check_id))
    return _show(fair, shown, form), 422


@bp.get(FAIR + "/photos/<uuid:photo_id>")
def photo(fair_id, photo_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return pages.send_photo(inspections.get_photo_for_fair(photo_id, fair).stored_name)


def _show(fair, shown, form):
    return render_template(
        "inspections/check.html", fair=fair, shown=shown, form=form, words=FINDINGS, remedies=REMEDIES
    )


def _found(fair):
    state = _state()
    return inspections.list_findings(fair, {state} if state else ())


def _state() -> FindingState | None:
    asked = request.args.get("state", "")
    return FindingState(asked) if asked in set(FindingState) else None


def _exhibitor(row) -> str:
    return row.application.producer.name if row.application else ""


COLUMNS = (
    Column(N_("Gian"), lambda line: line[1].booth.number, width=10),
    Column(N_("Đơn vị tham gia"), lambda line: _exhibitor(line[1]), width=40),
    Column(N_("Việc"), lambda line: _(FINDINGS[line[0].point]), width=34),
    Column(N_("Kiểm tra lúc"), lambda line: line[1].at, Kind.MOMENT),
    Column(N_("Trạng thái"), lambda line: label(line[0].state)),
    Column(N_("Ghi chú"), lambda line: line[1].note, width=40),
    Column(N_("Máy"), lambda line: line[1].device.name),
)
