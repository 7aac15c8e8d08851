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
from fairapp.web.agreements import pages
from fairapp.web.agreements.columns import columns
from fairapp.web.agreements.forms import agreement_form
from fairapp.web.downloads import send_list
from fairapp.web.labels import label
from fairapp.web.transaction import commits

bp = audiences.organiser("agreements", __name__)

FAIR = "/fairs/<int:fair_id>/agreements"
PAGE = 50


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    signed = agreements.list_for_fair(fair)
    wanted = _wanted()
    found = agreements.choose(signed, **wanted)
    shown = cut(found, request.args.get("page", 1, type=int), PAGE)
    return render_template(
        "agreements/index.html",
        fair=fair,
        signed=signed,
        agreements=shown.rows,
        found=shown.total,
        totals=agreements.totals(signed),
        twice=agreements.lookalikes(signed),
        wanted=wanted,
        kinds=[(kind.value, label(kind)) for kind in AgreementKind],
        levels=[(level.value, label(level)) for level in AgreementLevel],
        page=shown.page,
        pages=shown.pages,
    )


@bp.get(FAIR + "/list.xlsx")
def take_away(fair_id):
    """The book or, by `state`, what is to be followed: with the search and the filters of its page."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    state = request.args.get("state", "")
    found = agreements.choose(agreements.list_for_fair(fair), **_wanted())
    followed = [agreements.read_followed(one, local_day(now())) for one in found]
    rows = [one for one in followed if not state or one.state == state]
    return send_list(_("Văn bản ký kết"), f"van-ban-ky-ket-{fair.slug}", columns(), rows)


def _wanted() -> dict[str, str]:
    return {name: request.args.get(name, "") for name in ("q", "kind", "level")}


@bp.get(FAIR + "/new")
def new(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    event = request.args.get("event", type=int)
    defaults = {"count": 1, "signed_on": local_day(now()), "event": event}
    return _form(fair, agreement_form(agreements.list_events(fair), **defaults))


@bp.post(FAIR + "/new")
@commits
def create(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = agreement_form(agreements.list_events(fair))
    if form.validate():
        with form.refusals():
            pages.keep_scan(form, agreements.enter(current_user, fair, form.facts(), now()))
            flash(_("Đã ghi văn bản."), "success")
            return redirect(url_for("organiser_agreements.index", fair_id=fair.id))
    return _form(fair, form), 422


@bp.get(FAIR + "/<int:agreement_id>")
def edit(fair_id, agreement_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    agreement = agreements.get_for_fair(agreement_id, fair)
    return _form(fair, agreement_form(agreements.list_events(fair), agreement), agreement)


@bp.post(FAIR + "/<int:agreement_id>")
@commits
def save(fair_id, agreement_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    agreement = agreements.get_for_fair(agreement_id, fair)
    form = agreement_form(agreements.list_events(fair), agreement)
    if form.validate():
        with form.refusals():
            agreements.change(current_user, agreement, form.facts(), now())
            pages.keep_scan(form, agreement)
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


@bp.get(FAIR + "/<int:agreement_id>/scan")
def scan(fair_id, agreement_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return pages.send_scan(agreements.get_for_fair(agreement_id, fair))


def _form(fair, form, agreement=None):
    ids = {"fair_id": fair.id}
    if agreement is not None:
        ids["agreement_id"] = agreement.id
    return render_template(
        "agreements/form.html",
        fair=fair,
        form=form,
        agreement=agreement,
        suggestions=agreements.list_suggestions(fair),
        back=url_for("organiser_agreements.index", fair_id=fair.id),
        remove_url=url_for("organiser_agreements.remove", **ids) if agreement else None,
        scan_url=url_for("organiser_agreements.scan", **ids) if agreement and agreement.stored_name else None,
        follow_url=url_for("organiser_follow_ups.show", **ids) if agreement else None,
    )
