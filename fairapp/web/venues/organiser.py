"""Venues and their halls, which every organiser may add to."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.errors import Refusal
from fairapp.services import places, venues
from fairapp.services.venues import HallFacts, VenueFacts
from fairapp.web import audiences
from fairapp.web.forms import options
from fairapp.web.transaction import commits
from fairapp.web.venues.forms import HallForm, VenueForm

bp = audiences.organiser("venues", __name__)


@bp.get("/venues")
def index():
    q, unit = request.args.get("q", ""), request.args.get("unit", "")
    return render_template(
        "venues/index.html", venues=venues.list_venues(q, unit), q=q, unit=unit, units=places.choices_today()
    )


@bp.get("/venues/new")
def new():
    return render_template("venues/form.html", form=_venue_form(), venue=None)


@bp.post("/venues")
@commits
def create():
    form = _venue_form()
    if form.validate():
        with form.refusals():
            venue = venues.create(current_user, _facts(form))
            flash(_("Đã thêm nơi tổ chức. Tiếp theo: thêm các sảnh."), "success")
            return redirect(url_for("organiser_venues.show", venue_id=venue.id))
    return render_template("venues/form.html", form=form, venue=None), 422


@bp.get("/venues/<int:venue_id>")
def show(venue_id):
    return _page(venues.get_venue(venue_id))


@bp.get("/venues/<int:venue_id>/edit")
def edit(venue_id):
    venue = venues.get_venue(venue_id)
    return render_template("venues/form.html", form=_venue_form(venue), venue=venue)


@bp.post("/venues/<int:venue_id>")
@commits
def save(venue_id):
    venue = venues.get_venue(venue_id)
    form = _venue_form()
    if form.validate():
        with form.refusals():
            venues.change(current_user, venue, _facts(form))
            flash(_("Đã lưu nơi tổ chức."), "success")
            return redirect(url_for("organiser_venues.show", venue_id=venue.id))
    return render_template("venues/form.html", form=form, venue=venue), 422


@bp.post("/venues/<int:venue_id>/halls")
@commits
def add_hall(venue_id):
    venue = venues.get_venue(venue_id)
    form = HallForm()
    if form.validate():
        with form.refusals():
            venues.add_hall(current_user, venue, _hall_facts(form))
            flash(_("Đã thêm sảnh."), "success")
            return redirect(url_for("organiser_venues.show", venue_id=venue.id))
    return _page(venue, add=form), 422


@bp.post("/halls/<int:hall_id>")
@commits
def save_hall(hall_id):
    hall = venues.get_hall(hall_id)
    form = HallForm(prefix=_prefix(hall))
    if form.validate():
        with form.refusals():
            venues.change_hall(current_user, hall, _hall_facts(form))
            flash(_("Đã lưu sảnh."), "success")
            return redirect(url_for("organiser_venues.show", venue_id=hall.venue_id))
    return _page(hall.venue, edited=(hall, form)), 422


@bp.post("/halls/<int:hall_id>/remove")
@commits
def remove_hall(hall_id):
    hall = venues.get_hall(hall_id)
    form = _hall_form(hall)
    try:
        venues.remove_hall(current_user, hall)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(hall.venue, edited=(hall, form)), 409
    flash(_("Đã xoá sảnh."), "success")
    return redirect(url_for("organiser_venues.show", venue_id=hall.venue_id))


def _page(venue, add=None, edited=None):
    forms = {hall.id: _hall_form(hall) for hall in venue.halls}
    if edited:
        forms[edited[0].id] = edited[1]
    return render_template("venues/show.html", venue=venue, add=add or HallForm(None), forms=forms)


def _hall_form(hall) -> HallForm:
    values = {"name": hall.name, "width": hall.width_cm, "depth": hall.depth_cm}
    return HallForm(None, prefix=_prefix(hall), data=values)


def _prefix(hall) -> str:
    return f"hall{hall.id}-"


def _venue_form(venue=None) -> VenueForm:
    form = VenueForm(obj=venue)
    form.unit.choices = options([("", _("Chọn tỉnh, thành phố")), *places.choices_today()])
    if venue is not None and not form.is_submitted():
        form.unit.data = venue.unit_id
    return form


def _facts(form: VenueForm) -> VenueFacts:
    return VenueFacts(form.name.data, form.unit.data, form.address.data or "", form.note.data or "")


def _hall_facts(form: HallForm) -> HallFacts:
    return HallFacts(form.name.data, form.width.data, form.depth.data)
