"""The review board, the criteria, and who stands aside."""

import re

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.errors import Refusal
from fairapp.domain.scoring import MOST_CRITERIA, Weighed
from fairapp.models import Fair
from fairapp.services import applications, fairs, places
from fairapp.services.applications import delegations, recusal, scoring
from fairapp.services.applications.board import COLUMN_LABELS, Column, heaps
from fairapp.web import audiences
from fairapp.web.applications.asked import query
from fairapp.web.applications.forms import OwnUnitForm, RecusalForm
from fairapp.web.forms import Form, options
from fairapp.web.transaction import commits

bp = audiences.organiser("board", __name__)

FAIR = "/fairs/<int:fair_id>/applications"
ONE = FAIR + "/<int:application_id>"
WHOLE = re.compile(r"\d{1,3}")


@bp.get(FAIR + "/board")
def show(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    board = heaps(fair, now())
    shares = delegations.shares(fair)
    chosen = request.args.get("column", "")
    return render_template(
        "applications/board.html",
        fair=fair,
        heaps=board,
        labels=COLUMN_LABELS,
        current=chosen if chosen in list(Column) else Column.NEW.value,
        shares=shares,
        quota=sum(share.delegation.quota for share in shares),
        taken=sum(share.taken_booths for share in shares),
    )


@bp.get(FAIR + "/criteria")
def criteria(fair_id):
    return _criteria(fairs.get_for_organiser(fair_id, current_user))


@bp.post(FAIR + "/criteria")
@commits
def save_criteria(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = Form()
    rows = _typed_rows()
    try:
        scoring.save_criteria(fair, current_user, rows, request.form.get("mark", ""))
    except Refusal as refusal:
        form.refuse(refusal)
        return _criteria(fair, form, rows), refusal.status
    flash(_("Đã lưu tiêu chí chấm."), "success")
    return redirect(url_for("organiser_board.criteria", fair_id=fair.id))


@bp.post(FAIR + "/own-units")
@commits
def belong(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = _unit_form()
    if form.validate():
        with form.refusals():
            recusal.belong_to(current_user, form.unit.data)
            flash(_("Đã ghi nơi công tác. Đơn của nơi này do người khác xét."), "success")
            return redirect(url_for("organiser_board.criteria", fair_id=fair.id))
    return _criteria(fair, unit_form=form), 422


@bp.post(FAIR + "/own-units/<unit_id>/leave")
@commits
def leave(fair_id, unit_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    recusal.leave(current_user, unit_id)
    return redirect(url_for("organiser_board.criteria", fair_id=fair.id))


@bp.post(ONE + "/stand-aside")
@commits
def stand_aside(fair_id, application_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    application = applications.get_for_fair(application_id, fair, lock=True)
    form = RecusalForm()
    if form.validate():
        with form.refusals():
            recusal.stand_aside(current_user, application, form.recusal.data)
            flash(_("Đã ghi: đơn này do người khác xét."), "success")
            return redirect(_address(fair, application.id))
    for error in form.recusal.errors:
        flash(error, "danger")
    return redirect(_address(fair, application.id))


@bp.post(ONE + "/come-back")
@commits
def come_back(fair_id, application_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    application = applications.get_for_fair(application_id, fair, lock=True)
    recusal.come_back(current_user, application)
    return redirect(_address(fair, application_id))


def _address(fair: Fair, application_id: int) -> str:
    return url_for("organiser_applications.show", fair_id=fair.id, application_id=application_id, **query())


def _criteria(
    fair: Fair,
    form: Form | None = None,
    typed: dict[int, Weighed] | None = None,
    unit_form: OwnUnitForm | None = None,
):
    kept = scoring.list_criteria(fair)
    rows = typed or {c.position: Weighed(c.name, c.weight) for c in kept}
    return render_template(
        "applications/criteria.html",
        fair=fair,
        form=form or Form(formdata=None),
        rows=rows,
        blank=max(rows, default=0) + 1 if len(rows) < MOST_CRITERIA else None,
        total=sum(max(row.weight, 0) for row in rows.values()),
        mark=request.form.get("mark", scoring.mark(kept)) if typed else scoring.mark(kept),
        own_units=recusal.own_units(current_user),
        unit_form=unit_form or _unit_form(fresh=True),
    )


def _typed_rows() -> dict[int, Weighed]:
    """name-3 and weight-3; a row without a name is a row taken out."""
    rows = {}
    for key, name in request.form.items():
        number = key.removeprefix("name-")
        if key.startswith("name-") and WHOLE.fullmatch(number) and name.strip():
            weight = request.form.get(f"weight-{number}", "").strip()
            rows[int(number)] = Weighed(name, int(weight) if WHOLE.fullmatch(weight) else -1)
    return dict(sorted(rows.items()))


def _unit_form(fresh: bool = False) -> OwnUnitForm:
    form = OwnUnitForm(formdata=None) if fresh else OwnUnitForm()
    form.unit.choices = options([("", _("Chọn tỉnh, thành phố")), *places.choices_today()])
    return form
