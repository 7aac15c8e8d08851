"""The organiser's plan: the editor, and the plan to take away."""

from urllib.parse import quote

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.documents.plan_sheet import PlanSheet, PlanTables, plan_copy, plan_picture, plan_sheet
from fairapp.domain.booths import BoothKind, FeatureKind, PriceClass
from fairapp.domain.calendar import join_days
from fairapp.domain.plan_rules import in_metres
from fairapp.services import booths, fairs
from fairapp.web import audiences, downloads
from fairapp.web.booths.desk import find, frame
from fairapp.web.booths.forms import PlanRulesForm, UnderlayForm, UnderlayPlaceForm, UnderlayScaleForm
from fairapp.web.booths.rows import rows_form
from fairapp.web.booths.things import whole
from fairapp.web.booths.views import VIEW_LABELS, asked_view, drawing
from fairapp.web.booths.words import shortcuts, words
from fairapp.web.filters import language
from fairapp.web.forms import options
from fairapp.web.labels import choices
from fairapp.web.transaction import commits

bp = audiences.organiser("booths", __name__)

SITE = "/fairs/<int:fair_id>/sites/<int:site_id>"


@bp.get("/fairs/<int:fair_id>/plan")
def plan(fair_id):
    """The plan of the site that the query names, or of the first that has a hall."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    wanted = request.args.get("site", type=int)
    drawable = [site for site in fair.sites if site.hall]
    site = fairs.get_site(fair, wanted) if wanted else next(iter(drawable), None)
    if site is None or site.hall is None:
        return render_template("booths/no_hall.html", fair=fair)
    return editor_page(fair, site)


@bp.post(SITE + "/plan/rules")
@commits
def save_rules(fair_id, site_id):
    """How wide aisles are to be, and how much is kept clear before doors."""
    fair, site = find(fair_id, site_id)
    form = PlanRulesForm()
    if form.validate():
        with form.refusals():
            booths.set_rules(current_user, site, form.aisle.data, form.exit_clear.data)
            flash(_("Đã lưu quy tắc của sơ đồ."), "success")
            return redirect(url_for("organiser_booths.plan", fair_id=fair.id, site=site.id))
    return editor_page(fair, site, form), 422


@bp.get(SITE + "/plan.pdf")
def paper(fair_id, site_id):
    """The plan to hang up and to hand out."""
    fair, site = find(fair_id, site_id)
    return downloads.pdf(plan_sheet(_sheet(fair, site), now()), f"so-do-{fair.slug}-{site.id}.pdf")


@bp.get(SITE + "/plan.svg")
def picture(fair_id, site_id):
    """The plan as one drawing, to be opened or laid into another."""
    fair, site = find(fair_id, site_id)
    return _file(plan_picture(_sheet(fair, site)), "image/svg+xml", f"so-do-{fair.slug}-{site.id}.svg")


@bp.get(SITE + "/plan.html")
def copy(fair_id, site_id):
    """Drawing and tables in one file that needs no network."""
    fair, site = find(fair_id, site_id)
    to_line = {"href": lambda booth: f"#gian-{booth.id}", "feature_href": lambda thing: f"#muc-{thing.id}"}
    standing, features = booths.list_for_site(site), booths.list_features(site)
    tables = PlanTables(standing, features, booths.map_feeds(site), booths.map_facts(site))
    page = plan_copy(_sheet(fair, site, **to_line), tables, now())
    return _file(page, "text/html", f"so-do-{fair.slug}-{site.id}.html")


def _sheet(fair, site, **links) -> PlanSheet:
    place, days = f"{site.hall.name}, {site.hall.venue.name}", join_days(fairs.days(fair), language())
    return PlanSheet(fair.name, place, days, drawing(site, asked_view(), **links))


def _file(content: str, kind: str, name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, mimetype=kind, headers={"Content-Disposition": disposition})


def editor_page(fair, site, rules=None, underlay_form=None, place_form=None, scale_form=None):
    """The editor, with a form of its panel that was refused, if any was."""
    zones, standing = booths.list_zones(site), booths.plan_of(site)
    laid = booths.find_underlay(site)
    return render_template(
        "booths/plan.html",
        **frame(fair, site),
        things=whole(site),
        views=[(view.value, _(word)) for view, word in VIEW_LABELS.items()],
        words=words(),
        shortcuts=shortcuts(),
        zones=options([("", _("Không thuộc khu nào")), *((z.key, f"{z.code} · {z.name}") for z in zones)]),
        kinds=choices(BoothKind),
        price_classes=choices(PriceClass),
        feature_kinds=choices(FeatureKind),
        rows_form=rows_form(site),
        underlay=laid,
        underlay_form=underlay_form or UnderlayForm(None),
        place_form=place_form or (_place_form(laid) if laid else None),
        scale_form=scale_form or UnderlayScaleForm(None, prefix="scale-"),
        rules=rules
        or PlanRulesForm(None, data={"aisle": standing.aisle_cm, "exit_clear": standing.exit_clear_cm}),
    )


def _place_form(laid) -> UnderlayPlaceForm:
    lengths = {"x": in_metres(laid.x_cm), "y": in_metres(laid.y_cm), "width": laid.width_cm}
    return UnderlayPlaceForm(None, prefix="underlay-", data=lengths | {"strength": laid.strength})
