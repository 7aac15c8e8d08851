"""The organiser's sites: halls held for a fair, and the sessions in which each is open."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.errors import Refusal
from fairapp.domain.fairs import Hold
from fairapp.domain.opening import Run
from fairapp.services import booths, fairs, places, venues
from fairapp.services.fairs import SiteFacts
from fairapp.services.venues import HallFacts, VenueFacts
from fairapp.web import audiences
from fairapp.web.fairs.forms import NEW, RunForm, SessionsForm, SiteForm
from fairapp.web.filters import metres
from fairapp.web.forms import options
from fairapp.web.labels import choices
from fairapp.web.transaction import commits

bp = audiences.organiser("sites", __name__)

SITES = "/fairs/<int:fair_id>/sites"
SITE = SITES + "/<int:site_id>"


@bp.get(SITES + "/new")
def new(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _new_page(fair, _site_form())


@bp.post(SITES)
@commits
def create(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = _site_form()
    if form.validate():
        with form.refusals():
            site = fairs.add_site(current_user, fair, _facts(form))
            flash(_("Đã thêm địa điểm. Tiếp theo: thêm các ngày mở cửa."), "success")
            return redirect(url_for("organiser_sites.show", fair_id=fair.id, site_id=site.id))
    return _new_page(fair, form), 422


@bp.get(SITE)
def show(fair_id, site_id):
    return _page(*_find(fair_id, site_id))


@bp.post(SITE)
@commits
def save(fair_id, site_id):
    fair, site = _find(fair_id, site_id)
    form = _site_form()
    if form.validate():
        with form.refusals():
            fairs.change_site(current_user, site, _facts(form))
            booths.check_fits(site)
            flash(_("Đã lưu địa điểm."), "success")
            return redirect(url_for("organiser_sites.show", fair_id=fair.id, site_id=site.id))
    return _page(fair, site, site_form=form), 422


@bp.post(SITE + "/remove")
@commits
def remove(fair_id, site_id):
    fair, site = _find(fair_id, site_id)
    try:
        fairs.remove_site(current_user, site)
    except Refusal as refusal:
        form = _site_form(site, None)
        form.refuse(refusal)
        return _page(fair, site, site_form=form), refusal.status
    flash(_("Đã xoá địa điểm."), "success")
    return redirect(url_for("organiser_fairs.sites", fair_id=fair.id))


@bp.post(SITE + "/sessions/run")
@commits
def add_run(fair_id, site_id):
    fair, site = _find(fair_id, site_id)
    form = RunForm()
    if form.validate():
        with form.refusals():
            added = fairs.add_run(current_user, site, _run(form))
            flash(_("Đã thêm %(n)d phiên mở cửa.", n=len(added)), "success")
            return redirect(url_for("organiser_sites.show", fair_id=fair.id, site_id=site.id))
    return _page(fair, site, run_form=form), 422


@bp.post(SITE + "/sessions")
@commits
def save_sessions(fair_id, site_id):
    fair, site = _find(fair_id, site_id)
    form = SessionsForm().read(site.sessions, request.form)
    if form.validate() and form.validate_rows():
        with form.refusals():
            fairs.change_sessions(current_user, site, form.hours())
            flash(_("Đã lưu các phiên mở cửa."), "success")
            return redirect(url_for("organiser_sites.show", fair_id=fair.id, site_id=site.id))
    return _page(fair, site, sessions_form=form), 422


def _find(fair_id, site_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return fair, fairs.get_site(fair, site_id)


def _new_page(fair, form):
    return render_template("fairs/new_site.html", fair=fair, form=form)


def _page(fair, site, site_form=None, run_form=None, sessions_form=None):
    return render_template(
        "fairs/site.html",
        fair=fair,
        site=site,
        site_form=site_form or _site_form(site, None),
        run_form=run_form or _run_form(site),
        sessions_form=sessions_form or SessionsForm(None).read(site.sessions),
        hours=fairs.list_hours(site),
        beside=fairs.list_beside(site),
    )


def _site_form(site=None, *formdata) -> SiteForm:
    """The form of a new site, of a site, or of what was sent."""
    form = SiteForm(*formdata, obj=site)
    known = venues.list_venues()
    form.hall.choices = {
        "": options([("", _("Chọn sảnh")), (NEW, _("Sảnh chưa có trong danh sách…"))]),
        **{f"{v.name} ({v.unit.name})": options((str(h.id), _hall_words(h)) for h in v.halls) for v in known},
    }
    form.venue.choices = options(
        [("", _("Chọn nơi tổ chức")), (NEW, _("Nơi tổ chức mới…")), *((str(v.id), v.name) for v in known)]
    )
    form.venue_unit.choices = options([("", _("Chọn tỉnh, thành phố")), *places.choices_today()])
    form.hold.choices = choices(Hold)
    if formdata or not form.is_submitted():
        form.hall.data = str(site.hall_id or "") if site else ""
        form.hold.data = (site.hold if site else Hold.TENTATIVE).value
    return form


def _hall_words(hall) -> str:
    return _(
        "%(name)s, %(width)s × %(depth)s",
        name=hall.name,
        width=metres(hall.width_cm),
        depth=metres(hall.depth_cm),
    )


def _run_form(site) -> RunForm:
    """Days after those that are there already, with the hours of the last one."""
    form = RunForm(None)
    if site.sessions:
        form.opens.data, form.closes.data = site.sessions[-1].opens, site.sessions[-1].closes
    return form


def _facts(form: SiteForm) -> SiteFacts:
    return SiteFacts(
        name=form.name.data,
        hall_id=_hall_id(form),
        hold=Hold(form.hold.data),
        build_from=form.build_from.data,
        clear_by=form.clear_by.data,
    )


def _hall_id(form: SiteForm) -> int:
    """The chosen hall, or the new one that the same form describes."""
    if form.hall.data != NEW:
        return int(form.hall.data)
    facts = HallFacts(form.hall_name.data, form.width.data, form.depth.data)
    try:
        return venues.add_hall(current_user, _venue(form), facts).id
    except Refusal as refusal:
        refusal.field = {"name": "hall_name"}.get(refusal.field or "", refusal.field)
        raise


def _venue(form: SiteForm):
    if form.venue.data != NEW:
        return venues.get_venue(int(form.venue.data))
    try:
        return venues.create(
            current_user,
            VenueFacts(form.venue_name.data, form.venue_unit.data, form.venue_address.data or ""),
        )
    except Refusal as refusal:
        refusal.field = {"name": "venue_name", "unit": "venue_unit"}.get(refusal.field or "", refusal.field)
        raise


def _run(form: RunForm) -> Run:
    weekend = (form.weekend_opens.data, form.weekend_closes.data) if form.weekend.data else None
    return Run(form.first.data, form.last.data, form.opens.data, form.closes.data, weekend)
