"""Beside the board: the rules laid down, two plans side by side, the history of every change."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.ocop import groups
from fairapp.models import Fair
from fairapp.services import allocation, booths, fairs
from fairapp.services.allocation import rules
from fairapp.services.allocation.rules import Bounds
from fairapp.web import audiences
from fairapp.web.allocation.forms import SeedForm, TrialForm
from fairapp.web.transaction import commits

bp = audiences.organiser("allocation_desk", __name__)

FAIR = "/fairs/<int:fair_id>/allocation"


@bp.get(FAIR + "/rules")
def show_rules(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _rules(fair, _seed_form(fair), TrialForm(formdata=None))


@bp.post(FAIR + "/rules/groups")
@commits
def set_groups(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), TrialForm()
    if form.validate():
        with form.refusals():
            rules.set_bounds(fair, current_user, {group.code: _bounds(group.code) for group in groups()})
            flash(_("Đã lưu giới hạn của các nhóm hàng."), "success")
            return redirect(url_for("organiser_allocation_desk.show_rules", fair_id=fair.id))
    return _rules(fair, _seed_form(fair), form), 422


@bp.post(FAIR + "/rules/seed")
@commits
def announce_seed(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), SeedForm()
    if form.validate():
        with form.refusals():
            rules.announce_seed(
                fair,
                current_user,
                rule=form.rule.data or "",
                text=form.text.data or "",
                lottery=form.lottery.data,
                seen=form.seen.data,
            )
            flash(_("Đã công bố cách lấy số khởi đầu."), "success")
            return redirect(url_for("organiser_allocation_desk.show_rules", fair_id=fair.id))
    return _rules(fair, form, TrialForm(formdata=None)), 422


@bp.get(FAIR + "/compare")
def compare(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    sides = allocation.list_sides(fair)
    chosen = [request.args.get(name, default) for name, default in _defaults(sides)]
    found = allocation.compare(fair, *chosen) if all(chosen) else None
    return render_template(
        "allocation/compare.html",
        fair=fair,
        sides=sides,
        chosen=chosen,
        found=found,
    )


@bp.get(FAIR + "/history")
def history(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    found = allocation.list_history(fair, request.args.get("page", 1, type=int))
    return render_template(
        "allocation/history.html",
        fair=fair,
        entries=found.rows,
        total=found.total,
        page=found.page,
        pages=found.pages,
    )


def _defaults(sides: list[str]) -> list[tuple[str, str]]:
    """The two latest plans, the older one left."""
    return [("left", sides[1] if len(sides) > 1 else ""), ("right", sides[0] if len(sides) > 1 else "")]


def _rules(fair: Fair, seed_form: SeedForm, form: TrialForm) -> str:
    return render_template(
        "allocation/rules.html",
        fair=fair,
        form=form,
        seed_form=seed_form,
        rule=rules.rule_of(fair),
        fixed=rules.has_run(fair),
        groups=groups(),
        bounds=rules.bounds_of(fair),
        zones=booths.list_zones_for_fair(fair),
    )


def _seed_form(fair: Fair) -> SeedForm:
    rule = rules.rule_of(fair)
    text = "" if rule.seed_text == fair.slug else rule.seed_text
    return SeedForm(formdata=None, rule=rule.seed_rule, text=text, lottery=rule.lottery, seen=rule.version)


def _bounds(code: str) -> Bounds:
    """One row of the table as it was sent; what is no number is beyond every bound, and told so."""
    most = request.form.get(f"most-{code}", "").strip()
    zones = request.form.getlist(f"zones-{code}", type=int)
    return Bounds(
        (int(most) if most.isdecimal() and len(most) < 9 else -1) if most else None, frozenset(zones)
    )
