"""The organiser's plan: the drawing, one booth, several booths."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.documents.plan_sheet import PlanSheet, plan_sheet
from fairapp.domain.calendar import join_days
from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_
from fairapp.services import allocation, booths, fairs
from fairapp.web import audiences, downloads
from fairapp.web.booths.desk import find, frame, plan_page, selection_form
from fairapp.web.booths.forms import BoothForm, SelectionForm, SplitForm, equipment_of, place_of
from fairapp.web.filters import language
from fairapp.web.transaction import commits

bp = audiences.organiser("booths", __name__)

SITE = "/fairs/<int:fair_id>/sites/<int:site_id>"
BOOTH = SITE + "/booths/<int:booth_id>"


@bp.get("/fairs/<int:fair_id>/plan")
def plan(fair_id):
    """The plan of the site that the query names, or of the first that has a hall."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    wanted = request.args.get("site", type=int)
    drawable = [site for site in fair.sites if site.hall]
    site = fairs.get_site(fair, wanted) if wanted else next(iter(drawable), None)
    if site is None or site.hall is None:
        return render_template("booths/no_hall.html", fair=fair, phase=fairs.phase(fair, now()))
    return plan_page(fair, site)


@bp.get(SITE + "/plan.pdf")
def paper(fair_id, site_id):
    """The plan to hang up and to hand out."""
    fair, site = find(fair_id, site_id)
    drawing = booths.drawing(site)
    place = f"{site.hall.name}, {site.hall.venue.name}"
    sheet = PlanSheet(fair.name, place, join_days(fairs.days(fair), language()), drawing)
    return downloads.pdf(plan_sheet(sheet, now()), f"so-do-{fair.slug}-{site.id}.pdf")


@bp.get(BOOTH)
def booth(fair_id, site_id, booth_id):
    fair, site = find(fair_id, site_id)
    return _booth_page(fair, site, booths.get_booth(site, booth_id))


@bp.post(BOOTH)
@commits
def save_booth(fair_id, site_id, booth_id):
    fair, site = find(fair_id, site_id)
    booth, zones = booths.get_booth(site, booth_id), booths.list_zones(site)
    form = BoothForm()
    form.offer(zones)
    if form.validate():
        facts = form.facts(zones, form.subsidy_by.data or "")
        with form.refusals():
            booths.change(current_user, site, booth, form.number.data, form.rect(), facts)
            flash(_("Đã lưu gian %(number)s.", number=booth.number), "success")
            return redirect(_plan_url(fair, site))
    return _booth_page(fair, site, booth, form), 422


@bp.post(BOOTH + "/split")
@commits
def split(fair_id, site_id, booth_id):
    fair, site = find(fair_id, site_id)
    booth, form = booths.get_booth(site, booth_id), SplitForm()
    if form.validate():
        with form.refusals():
            parts = booths.split(current_user, site, booth, form.parts.data)
            flash(_("Đã tách thành: %(numbers)s.", numbers=", ".join(p.number for p in parts)), "success")
            return redirect(_plan_url(fair, site))
    return _booth_page(fair, site, booth, split_form=form), 422


@bp.post(SITE + "/booths/selection")
@commits
def selection(fair_id, site_id):
    """Merge, block, put into a zone or remove what was chosen on the plan or in the table."""
    fair, site = find(fair_id, site_id)
    form = selection_form(booths.list_zones(site), SelectionForm())
    ids = request.form.getlist("booth", type=int)
    if form.validate():
        with form.refusals():
            said = _act(form, site, _chosen(site, ids))
            flash(said, "success")
            from_table = request.form.get("from") == "table"
            return redirect(_table_url(fair, site) if from_table else _plan_url(fair, site))
    return plan_page(fair, site, chosen=ids, selection=form), 422


def _chosen(site, ids):
    if not ids:
        raise Invalid(N_("Hãy chọn ít nhất một gian."))
    return booths.get_booths(site, ids)


def _act(form, site, chosen) -> str:
    """Do what the button said; gives the sentence for the page."""
    numbers = ", ".join(booth.number for booth in chosen)
    action = form.action.data
    if action == "merge":
        merged = booths.merge(current_user, site, chosen)
        return _("Đã ghép thành gian %(number)s.", number=merged.number)
    if action == "block":
        allocation.require_nobody_there(chosen)
        booths.block(current_user, site, chosen, form.reason.data or "")
        return _("Không dùng: %(numbers)s.", numbers=numbers)
    if action == "unblock":
        booths.unblock(current_user, site, chosen)
        return _("Dùng lại: %(numbers)s.", numbers=numbers)
    if action == "zone":
        zone = booths.get_zone(site, int(form.zone.data)) if form.zone.data else None
        booths.assign_zone(current_user, site, chosen, zone)
        return _("Đã đổi khu của: %(numbers)s.", numbers=numbers)
    if action == "remove":
        booths.remove(current_user, site, chosen)
        return _("Đã xoá: %(numbers)s.", numbers=numbers)
    raise Invalid(N_("Hãy chọn việc cần làm với các gian này."))


def _booth_page(fair, site, booth, form=None, split_form=None):
    if form is None:
        form = BoothForm(None, data=equipment_of(booth) | place_of(booth))
        form.offer(booths.list_zones(site))
    is_fragment = request.headers.get("X-Fragment") == "1"
    return render_template(
        "booths/_booth.html" if is_fragment else "booths/booth.html",
        **frame(fair, site),
        booth=booth,
        is_fragment=is_fragment,
        form=form,
        split_form=split_form or SplitForm(None),
        selection=selection_form(booths.list_zones(site)),
    )


def _plan_url(fair, site) -> str:
    return url_for("organiser_booths.plan", fair_id=fair.id, site=site.id)


def _table_url(fair, site) -> str:
    return url_for("organiser_table.show", fair_id=fair.id, site_id=site.id)
