"""A plan's past: every step, versions with names, and what lies between two of them."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.booths import FeatureKind
from fairapp.domain.pages import cut
from fairapp.domain.plan_history import PLACE
from fairapp.services import allocation, booths
from fairapp.services.applications.pavilion_keeping import keeping_pavilions
from fairapp.services.applications.wish_keeping import keeping_wishes
from fairapp.web import audiences
from fairapp.web.booths.desk import find, frame
from fairapp.web.booths.forms import SaveForm
from fairapp.web.labels import label
from fairapp.web.sentences import say
from fairapp.web.transaction import commits

bp = audiences.organiser("plan_history", __name__)

HISTORY = "/fairs/<int:fair_id>/sites/<int:site_id>/plan/history"
PER_PAGE = 50


@bp.get(HISTORY)
def show(fair_id, site_id):
    return _page(*find(fair_id, site_id))


@bp.post(HISTORY + "/saves")
@commits
def save(fair_id, site_id):
    """Give the plan as it stands a name."""
    fair, site = find(fair_id, site_id)
    form = SaveForm()
    if form.validate():
        with form.refusals():
            saved = booths.save_version(current_user, site, form.name.data)
            flash(_("Đã lưu bản %(name)s.", name=saved.name), "success")
            return _back(fair, site)
    return _page(fair, site, form), 422


@bp.post(HISTORY + "/<int:version>")
@commits
def restore(fair_id, site_id, version):
    """Make the plan as it was at a version."""
    fair, site = find(fair_id, site_id)
    free = {booth.key for booth in booths.list_for_site(site) if not booth.blocked}
    form = SaveForm()
    with form.refusals():
        with keeping_wishes(site, agreed=True), keeping_pavilions(current_user, site):
            booths.restore(current_user, site, version)
        blocked = [b for b in booths.list_for_site(site) if b.blocked and b.key in free]
        if blocked:
            allocation.require_nobody_there(blocked)
        flash(_("Sơ đồ đã trở lại bản thứ %(version)d.", version=version), "success")
        return redirect(url_for("organiser_booths.plan", fair_id=fair.id, site=site.id))
    return _page(fair, site, form), 422


def _page(fair, site, form=None):
    plan = booths.plan_of(site)
    steps = booths.list_steps(site)
    shown = cut(steps, request.args.get("page", 1, type=int), PER_PAGE)
    old, new = _asked("old", plan.version), _asked("new", plan.version)
    return render_template(
        "booths/history.html",
        **frame(fair, site),
        form=form or SaveForm(None),
        version=plan.version,
        steps=[(step, say(step)) for step in shown.rows],
        saves=booths.list_saves(site),
        page=shown.page,
        pages=shown.pages,
        total=shown.total,
        old=old,
        new=new,
        differences=None if old is None else _differences(booths.compare(site, old, new)),
    )


def _asked(name: str, newest: int) -> int | None:
    version = request.args.get(name, type=int)
    return version if version is not None and 0 <= version <= newest else None


def _differences(between) -> list[tuple[str, str, list[str]]]:
    """For each thing: how it is called, what became of it, and in words what differs."""
    return [
        (_called(change, between), _became(change), _in_words(change, between)) for change in between.changes
    ]


def _called(change, between) -> str:
    facts = between.new.get(change.name) or between.old[change.name]
    if change.what == "booth":
        return _("Gian %(number)s", number=facts["number"])
    if change.what == "zone":
        return _("Khu %(code)s", code=facts["code"])
    if change.what == "underlay":
        return _("Hình nền %(file)s", file=facts["file"])
    return str(facts["label"] or label(FeatureKind(facts["kind"])))


def _became(change) -> str:
    return "came" if change.before is None else "went" if change.after is None else "changed"


def _in_words(change, between) -> list[str]:
    if change.before is None or change.after is None:
        return []
    words = []
    if set(PLACE) & set(change.after):
        words.append(_("đổi chỗ hoặc đổi cỡ"))
    if "number" in change.after:
        words.append(_("trước là %(number)s", number=change.before["number"]))
    if "zone" in change.after:
        words.append(_("đổi khu"))
    if "blocked" in change.after:
        words.append(_("không dùng") if change.after["blocked"] else _("dùng lại"))
    if "strength" in change.after:
        words.append(_("đổi độ đậm"))
    if {"fee", "subsidy", "subsidy_by", "price_class"} & set(change.after):
        words.append(_("đổi phí"))
    if set(change.after) - {
        *PLACE,
        "number",
        "strength",
        "zone",
        "blocked",
        "fee",
        "subsidy",
        "subsidy_by",
        "price_class",
    }:
        words.append(_("đổi trang bị"))
    return words


def _back(fair, site):
    return redirect(url_for("organiser_plan_history.show", fair_id=fair.id, site_id=site.id))
