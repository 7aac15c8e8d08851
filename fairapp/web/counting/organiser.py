"""The organiser's counting plan: points, lots, links, and what has been counted."""

from datetime import date

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.documents import qr
from fairapp.domain.attendance import sampled
from fairapp.services import counting, fairs, reports
from fairapp.web import audiences
from fairapp.web.counting.forms import PlanForm, PointForm, StrikeForm
from fairapp.web.forms import options
from fairapp.web.transaction import commits

bp = audiences.organiser("counting", __name__)

FAIR = "/fairs/<int:fair_id>/counting"
SITE = FAIR + "/sites/<int:site_id>"


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _index(fair, _point_form(fair))


@bp.post(FAIR + "/points")
@commits
def add_point(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = _point_form(fair)
    if form.validate():
        with form.refusals():
            site = fairs.get_site(fair, form.site.data)
            point = counting.add_point(site, current_user, form.name.data, form.stand.data or "")
            flash(_("Đã thêm điểm đếm %(name)s.", name=point.name), "success")
            return redirect(url_for("organiser_counting.index", fair_id=fair.id))
    return _index(fair, form), 422


@bp.post(FAIR + "/points/<int:point_id>/remove")
@commits
def remove_point(fair_id, point_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    point = counting.get_point(fair, point_id)
    counting.remove_point(point, current_user)
    flash(_("Đã xoá điểm đếm %(name)s.", name=point.name), "success")
    return redirect(url_for("organiser_counting.index", fair_id=fair.id))


@bp.post(SITE + "/draw")
@commits
def draw(fair_id, site_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    site = fairs.get_site(fair, site_id)
    form = PlanForm(prefix=f"site{site.id}")
    if form.validate():
        with form.refusals():
            counting.draw_plan(site, current_user, form.an_hour.data, form.counters.data)
            flash(_("Đã rút thăm lịch đếm. Tạo đường dẫn cho từng người đếm ở bên dưới."), "success")
            return redirect(url_for("organiser_counting.index", fair_id=fair.id))
    return _index(fair, _point_form(fair), {site.id: form}), 422


@bp.post(SITE + "/counters/<int:number>/link")
@commits
def link(fair_id, site_id, number):
    """Shown once: the code's hash alone is kept."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    site = fairs.get_site(fair, site_id)
    code = counting.make_link(site, number, current_user)
    address = url_for("counting.show", code=code, _external=True)
    return render_template(
        "counting/link.html",
        fair=fair,
        site=site,
        number=number,
        address=address,
        picture=qr.png_address(address),
    )


@bp.get(SITE + "/spells/<day>")
def spells(fair_id, site_id, day):
    fair = fairs.get_for_organiser(fair_id, current_user)
    site = fairs.get_site(fair, site_id)
    return _spells(fair, site, _day(day), StrikeForm())


@bp.post(FAIR + "/spells/<int:spell_id>/strike")
@commits
def strike(fair_id, spell_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    count = counting.get_count(fair, spell_id)
    spell, form = count.spell, StrikeForm()
    day = counting.day_of(spell)
    if form.validate():
        with form.refusals():
            counting.strike(fair, count, current_user, form.why.data)
            flash(_("Đã loại ca đếm này khỏi ước tính."), "success")
            site = spell.point.site_id
            return redirect(
                url_for("organiser_counting.spells", fair_id=fair.id, site_id=site, day=day.isoformat())
            )
    return _spells(fair, spell.point.site, day, form), 422


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


def _point_form(fair) -> PointForm:
    form = PointForm(prefix="point")
    form.site.choices = options((site.id, site.name) for site in fair.sites)
    return form


def _index(fair, point_form, plan_forms=None):
    plans = counting.plans_of(fair)
    forms = {}
    for site in fair.sites:
        plan = plans.get(site.id)
        forms[site.id] = PlanForm(None, obj=plan, prefix=f"site{site.id}")
    return render_template(
        "counting/index.html",
        fair=fair,
        gated=counting.sites_with_gates(fair),
        points=counting.list_points(fair),
        plans=plans,
        counters=counting.list_counters(fair),
        days=counting.tally_days(fair),
        sample=sampled(reports.gather(fair, now())),
        point_form=point_form,
        plan_forms=forms | (plan_forms or {}),
    )


def _spells(fair, site, day, form):
    spells = counting.list_spells(site, day)
    return render_template("counting/spells.html", fair=fair, site=site, day=day, spells=spells, form=form)
