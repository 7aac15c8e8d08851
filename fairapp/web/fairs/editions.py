"""Holding a fair again: the next edition, with its days shown before anything is made."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.editions import nearest_same_weekday, proposal
from fairapp.domain.errors import Refusal
from fairapp.services import booths, fairs, papers
from fairapp.services.applications import fair_form
from fairapp.web import audiences
from fairapp.web.fairs.forms import CloneForm
from fairapp.web.sentences import say
from fairapp.web.transaction import commits

bp = audiences.organiser("editions", __name__)

EDITION = "/fairs/<int:fair_id>/next-edition"


@bp.get(EDITION)
def new(fair_id):
    """The days of the next edition, moved to the first day that the query names."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    typed = request.args if "first" in request.args else None
    form = CloneForm(typed)
    status = 200
    if typed is None:
        form.name.data, form.first.data = fair.name, _proposed(fair)
    elif not form.first.data:
        form.first.validate(form)
        status = 422
    return _page(fair, form), status


@bp.post(EDITION)
@commits
def create(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = CloneForm()
    if form.validate():
        with form.refusals():
            edition = fairs.clone(current_user, fair, name=form.name.data, first=form.first.data)
            papers.copy_demands(fair, edition.fair)
            fair_form.copy_form(fair, edition.fair)
            copied = sum(booths.copy_plan(old, new) for old, new in edition.sites)
            flash(_("Đã lập lần tổ chức mới với %(n)d gian hàng, các sảnh giữ chỗ tạm.", n=copied), "success")
            return redirect(url_for("organiser_fairs.show", fair_id=edition.fair.id))
    return _page(fair, form), 422


def _proposed(fair):
    days = fairs.days(fair)
    return proposal(days[0]) if days else None


def _page(fair, form):
    shift, refused = None, None
    if form.first.data:
        try:
            shift = fairs.plan_shift(fair, form.first.data)
        except Refusal as refusal:
            refused = say(refusal)
    same_weekday = None
    if shift and not shift.keeps_weekdays:
        same_weekday = nearest_same_weekday(shift.moved[0][0], form.first.data)
    return render_template(
        "fairs/next_edition.html",
        fair=fair,
        form=form,
        shift=shift,
        refused=refused if not form.errors else None,
        same_weekday=same_weekday,
        booth_count=booths.count_for_fair(fair),
    )
