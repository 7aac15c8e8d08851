"""The organiser's zones, and the entrances, stages and columns of a plan."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.services import booths
from fairapp.services.applications.wish_keeping import keeping_wishes
from fairapp.web import audiences
from fairapp.web.booths.desk import draw, find, frame
from fairapp.web.booths.forms import FeatureForm, ZoneForm, place_of
from fairapp.web.transaction import commits

bp = audiences.organiser("zones", __name__)

SITE = "/fairs/<int:fair_id>/sites/<int:site_id>"
ZONE = SITE + "/zones/<int:zone_id>"
FEATURE = SITE + "/features/<int:feature_id>"


@bp.get(SITE + "/zones")
def index(fair_id, site_id):
    return _page(*find(fair_id, site_id))


@bp.post(SITE + "/zones")
@commits
def add_zone(fair_id, site_id):
    fair, site = find(fair_id, site_id)
    form = _offered(ZoneForm())
    if form.validate():
        with form.refusals():
            booths.add_zone(current_user, site, form.facts())
            flash(_("Đã thêm khu."), "success")
            return _back(fair, site)
    return _page(fair, site, new_zone=form), 422


@bp.post(ZONE)
@commits
def save_zone(fair_id, site_id, zone_id):
    fair, site = find(fair_id, site_id)
    zone = booths.get_zone(site, zone_id)
    form = _offered(ZoneForm(prefix=f"zone{zone.id}-"))
    if form.validate():
        with form.refusals():
            booths.change_zone(current_user, site, zone, form.facts())
            flash(_("Đã lưu khu."), "success")
            return _back(fair, site)
    return _page(fair, site, zone_forms={zone.id: form}), 422


@bp.post(ZONE + "/remove")
@commits
def remove_zone(fair_id, site_id, zone_id):
    fair, site = find(fair_id, site_id)
    with keeping_wishes(site, agreed=True):
        booths.remove_zone(current_user, site, booths.get_zone(site, zone_id))
    flash(_("Đã xoá khu. Các gian của khu vẫn còn trên sơ đồ."), "success")
    return _back(fair, site)


@bp.post(SITE + "/features")
@commits
def add_feature(fair_id, site_id):
    fair, site = find(fair_id, site_id)
    form = _offered(FeatureForm(prefix="feature-"))
    if form.validate():
        with form.refusals():
            booths.add_feature(current_user, site, form.facts())
            flash(_("Đã thêm vào sơ đồ."), "success")
            return _back(fair, site)
    return _page(fair, site, new_feature=form), 422


@bp.post(FEATURE)
@commits
def save_feature(fair_id, site_id, feature_id):
    fair, site = find(fair_id, site_id)
    feature = booths.get_feature(site, feature_id)
    form = _offered(FeatureForm(prefix=f"feature{feature.id}-"))
    if form.validate():
        with form.refusals():
            booths.change_feature(current_user, site, feature, form.facts())
            flash(_("Đã lưu sơ đồ."), "success")
            return _back(fair, site)
    return _page(fair, site, feature_forms={feature.id: form}), 422


@bp.post(FEATURE + "/remove")
@commits
def remove_feature(fair_id, site_id, feature_id):
    fair, site = find(fair_id, site_id)
    booths.remove(current_user, site, [], [booths.get_feature(site, feature_id)])
    flash(_("Đã xoá khỏi sơ đồ."), "success")
    return _back(fair, site)


def _back(fair, site):
    return redirect(url_for("organiser_zones.index", fair_id=fair.id, site_id=site.id))


def _page(fair, site, new_zone=None, new_feature=None, zone_forms=None, feature_forms=None):
    zones, features = booths.list_zones(site), booths.list_features(site)
    zone_forms, feature_forms = zone_forms or {}, feature_forms or {}
    return render_template(
        "booths/zones.html",
        **frame(fair, site),
        drawing=draw(site),
        zones=[(zone, zone_forms.get(zone.id) or _zone_form(zone)) for zone in zones],
        features=[(f, feature_forms.get(f.id) or _feature_form(f)) for f in features],
        new_zone=new_zone or _offered(ZoneForm(None)),
        new_feature=new_feature or _offered(FeatureForm(None, prefix="feature-")),
    )


def _zone_form(zone) -> ZoneForm:
    values = {
        "code": zone.code,
        "name": zone.name,
        "group_code": zone.group_code or "",
        "tint": str(zone.tint),
    }
    return _offered(ZoneForm(None, prefix=f"zone{zone.id}-", data=values))


def _feature_form(feature) -> FeatureForm:
    values = {"kind": feature.kind.value, "label": feature.label, "watts": feature.watts} | place_of(feature)
    return _offered(FeatureForm(None, prefix=f"feature{feature.id}-", data=values))


def _offered(form):
    form.offer()
    return form
