"""The organiser's gates and live board."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from fairapp.db import now
from fairapp.domain.calendar import format_day, local_day
from fairapp.domain.gate_words import WORDS
from fairapp.services import fairs, gate as gates
from fairapp.web import audiences, refreshing
from fairapp.web.forms import options
from fairapp.web.gate.forms import GateForm, GateZonesForm, LimitsForm, RoleZonesForm
from fairapp.web.transaction import commits

bp = audiences.organiser("gate", __name__)

FAIR = "/fairs/<int:fair_id>/gates"


@bp.get(FAIR)
def live(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    facts = _board(fair)
    tabs = [
        (day, format_day(day), url_for("organiser_gate.live", fair_id=fair.id, day=day))
        for day in fairs.days(fair)
    ]
    return render_template("gate/live.html", fair=fair, day_tabs=tabs, read_at=now(), **facts)


@bp.get(FAIR + "/board")
def board(fair_id):
    """The board alone, refreshed in place: the same partial as in the page, 304 while nothing changed."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    return refreshing.part(render_template("gate/_board.html", fair=fair, **_board(fair)))


def _board(fair) -> dict:
    day = _day(fair)
    facts = gates.read_board(fair, day, now())
    waiting = gates.count_conflicts(fair)
    words = {verdict: _(WORDS[verdict]) for verdict in facts.refusals}
    return {"day": day, "board": facts, "words": words, "waiting": waiting}


@bp.get(FAIR + "/set-up")
def set_up(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _set_up(fair, _gate_form(fair))


@bp.post(FAIR + "/set-up")
@commits
def add_gate(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = _gate_form(fair)
    if form.validate():
        site = next(site for site in fair.sites if site.id == form.site.data)
        with form.refusals():
            gates.add_gate(
                site, form.name.data, form.zone_bit.data, current_user, kind_bits=form.kind_bits.data
            )
            flash(_("Đã thêm %(name)s.", name=form.name.data), "success")
            return redirect(url_for("organiser_gate.set_up", fair_id=fair.id))
    return _set_up(fair, form), 422


@bp.post(FAIR + "/limits")
@commits
def save_limits(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = _limits_form(fair)
    if form.validate():
        most = {site.id: form[f"site_{site.id}"].data for site in fair.sites}
        gates.set_limits(fair, most, form.again_after.data, current_user)
        flash(_("Đã lưu sức chứa và giờ vào lại."), "success")
        return redirect(url_for("organiser_gate.set_up", fair_id=fair.id))
    return _set_up(fair, _gate_form(fair), form), 422


@bp.post(FAIR + "/zones")
@commits
def save_gate_zones(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    posts = gates.list_for_fair(fair)
    form = GateZonesForm.of(posts)
    if form.validate():
        with form.refusals():
            zones = {post.id: form[f"gate_{post.id}"].data for post in posts}
            gates.set_gate_zones(fair, zones, current_user)
            flash(_("Đã lưu khu vực của các cổng."), "success")
            return redirect(url_for("organiser_gate.set_up", fair_id=fair.id))
    return _set_up(fair, _gate_form(fair), gate_zones_form=form), 422


@bp.post(FAIR + "/roles")
@commits
def save_role_zones(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    zones = gates.list_zones(gates.list_for_fair(fair))
    form = RoleZonesForm.of(zones, gates.role_zones(fair))
    if form.validate():
        with form.refusals():
            gates.set_role_zones(fair, form.chosen, form.seen, current_user)
            flash(_("Đã lưu. Máy quét có mạng nhận ngay; thẻ in từ giờ ghi tên cổng được vào."), "success")
            return redirect(url_for("organiser_gate.set_up", fair_id=fair.id))
    return _set_up(fair, _gate_form(fair), role_zones_form=form), 422


@bp.post(FAIR + "/<int:gate_id>/remove")
@commits
def remove_gate(fair_id, gate_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    gate = gates.get_for_organiser(gate_id, fair)
    gates.remove_gate(gate, current_user)
    flash(_("Đã xoá %(name)s.", name=gate.name), "success")
    return redirect(url_for("organiser_gate.set_up", fair_id=fair.id))


def _set_up(fair, gate_form, limits_form=None, gate_zones_form=None, role_zones_form=None):
    posts = gates.list_for_fair(fair)
    zones, bound = gates.list_zones(posts), gates.role_zones(fair)
    roles = role_zones_form or RoleZonesForm.of(zones, bound, formdata=None)
    roles.show(zones)
    return render_template(
        "gate/set_up.html",
        fair=fair,
        gates=posts,
        zones=zones,
        gate_form=gate_form,
        limits_form=limits_form or _limits_form(fair, filled=True),
        gate_zones_form=gate_zones_form or GateZonesForm.of(posts, formdata=None),
        role_zones_form=roles,
    )


def _gate_form(fair) -> GateForm:
    form = GateForm(prefix="gate")
    form.site.choices = options((site.id, site.name) for site in fair.sites)
    return form


def _limits_form(fair, *, filled=False) -> LimitsForm:
    """One number for each site, and the fair's time."""

    class OfFair(LimitsForm):
        pass

    for site in fair.sites:
        label = _("Sức chứa của %(site)s (người)", site=site.name)
        setattr(OfFair, f"site_{site.id}", IntegerField(label, [Optional(), NumberRange(1, 1_000_000)]))
    form = OfFair(prefix="limits")
    if filled:
        form.again_after.data = gates.again_after(fair)
        for site_id, most in gates.limits(fair).items():
            form[f"site_{site_id}"].data = most
    return form


def _day(fair):
    """The day asked for; else today while the fair is on, its last day afterwards, its first before."""
    days = fairs.days(fair)
    today = local_day(now())
    asked = request.args.get("day", type=date.fromisoformat)
    if asked in days:
        return asked
    if not days or today in days:
        return today
    return max((day for day in days if day <= today), default=days[0])
