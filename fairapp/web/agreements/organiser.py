"""Everything that was signed at a fair."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.domain.calendar import local_day
from fairapp.domain.pages import cut
from fairapp.services import agreements, fairs
from fairapp.web import audiences
from fairapp.web.agreements.forms import agreement_form
from fairapp.web.labels import label
from fairapp.web.transaction import commits

bp = audiences.organiser("agreements", __name__)

FAIR = "/fairs/<int:fair_id>/agreements"
PAGE = 50


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    signed = agreements.list_for_fair(fair)
    wanted = {name: request.args.get(name, "") for name in ("q", "kind", "level")}
    found = agreements.choose(signed, **wanted)
    shown = cut(found, request.args.get("page", 1, type=int), PAGE)
    return render_template(
        "agreements/index.html",
        fair=fair,
        signed=signed,
        agreements=shown.rows,
        found=shown.total,
        totals=agreements.totals(signed),
        wanted=wanted,
        kinds=[(kind.value, label(kind)) for kind in AgreementKind],
        levels=[(level.value, label(level)) for level in AgreementLevel],
        page=shown.page,
        pages=shown.pages,
    )


@bp.get(FAIR + "/new")
def new(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _form(fair, agreement_form(count=1, signed_on=local_day(now())))


@bp.post(FAIR + "/new")
@commits
def create(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = agreement_form()
    if form.validate():
        with form.refusals():
            agreements.enter(current_user, fair, form.facts(), now())
            flash(_("Đã ghi văn bản."), "success")
            return redirect(url_for("organiser_agreements.index", fair_id=fair.id))
    return _form(fair, form), 422


@bp.get(FAIR + "/<int:agreement_id>")
def edit(fair_id, agreement_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    agreement = agreements.get_for_fair(agreement_id, fair)
    return _form(fair, agreement_form(agreement), agreement)


@bp.post(FAIR + "/<int:agreement_id>")
@commits
def save(fair_id, agreement_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    agreement = agreements.get_for_fair(agreement_id, fair)
    form = agreement_form(agreement)
    if form.validate():
        with form.refusals():
            agreements.change(current_user, agreement, form.facts(), now())
            flash(_("Đã sửa văn bản."), "success")
            return redirect(url_for("organiser_agreements.index", fair_id=fair.id))
    return _form(fair, form, agreement), 422


@bp.post(FAIR + "/<int:agreement_id>/remove")
@commits
def remove(fair_id, agreement_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    agreements.remove(current_user, agreements.get_for_fair(agreement_id, fair))
    flash(_("Đã xoá văn bản."), "success")
    return redirect(url_for("organiser_agreements.index", fair_id=fair.id))


def _form(fair, form, agreement=None):
    return render_template(
        "agreements/form.html",
        fair=fair,
        form=form,
        agreement=agreement,
        back=url_for("organiser_agreements.index", fair_id=fair.id),
        remove_url=url_for("organiser_agreements.remove", fair_id=fair.id, agreement_id=agreement.id)
        if agreement
        else None,
    )
