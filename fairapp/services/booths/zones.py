"""Zones with their product groups, and the other things that stand in a hall."""

from dataclasses import dataclass

from fairapp.db import db
from fairapp.domain import plan_rules
from fairapp.domain.booths import FeatureKind
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.geometry import Rect
from fairapp.domain.ocop import groups
from fairapp.domain.plan_drawing import TINTS, tint_of
from fairapp.domain.plan_rules import Placed
from fairapp.domain.text import N_
from fairapp.models import PlanFeature, Site, User, Zone
from fairapp.services.booths.layout import placed, record
from fairapp.services.booths.listing import hall_rect, list_for_site, list_zones
from fairapp.services.fairs import require_open_book


@dataclass(frozen=True)
class ZoneFacts:
    """A zone's letter on the plan, its name and the product group it is meant for."""

    code: str
    name: str
    group_code: str | None = None
    tint: int = 0  # 0: the next one that is free


@dataclass(frozen=True)
class FeatureFacts:
    """What stands where; an empty label shows the kind's word."""

    kind: FeatureKind
    rect: Rect
    label: str = ""


def add_zone(actor: User, site: Site, facts: ZoneFacts) -> Zone:
    require_open_book(site.fair)
    zone = Zone(site_id=site.id)
    _write_zone(site, zone, facts)
    db.session.add(zone)
    db.session.flush()
    record(actor, site, "zone.add", N_("Thêm khu %(code)s, %(name)s."), code=zone.code, name=zone.name)
    return zone


def change_zone(actor: User, site: Site, zone: Zone, facts: ZoneFacts) -> None:
    require_open_book(site.fair)
    _write_zone(site, zone, facts)
    db.session.flush()
    record(actor, site, "zone.change", N_("Sửa khu %(code)s, %(name)s."), code=zone.code, name=zone.name)


def remove_zone(actor: User, site: Site, zone: Zone) -> None:
    """The booths stay, without a zone."""
    require_open_book(site.fair)
    record(actor, site, "zone.remove", N_("Xoá khu %(code)s, %(name)s."), code=zone.code, name=zone.name)
    for booth in list_for_site(site):
        if booth.zone_id == zone.id:
            booth.zone = None
    db.session.delete(zone)
    db.session.flush()


def add_feature(actor: User, site: Site, facts: FeatureFacts) -> PlanFeature:
    require_open_book(site.fair)
    feature = PlanFeature(site_id=site.id)
    _write_feature(site, feature, facts)
    db.session.add(feature)
    db.session.flush()
    record(actor, site, "feature.add", N_("Thêm một mục vào sơ đồ %(site)s."))
    return feature


def change_feature(actor: User, site: Site, feature: PlanFeature, facts: FeatureFacts) -> None:
    require_open_book(site.fair)
    _write_feature(site, feature, facts)
    db.session.flush()
    record(actor, site, "feature.change", N_("Sửa một mục trên sơ đồ %(site)s."))


def remove_feature(actor: User, site: Site, feature: PlanFeature) -> None:
    require_open_book(site.fair)
    db.session.delete(feature)
    db.session.flush()
    record(actor, site, "feature.remove", N_("Xoá một mục khỏi sơ đồ %(site)s."))


def _write_zone(site: Site, zone: Zone, facts: ZoneFacts) -> None:
    others = [other for other in list_zones(site) if other is not zone]
    if facts.code.casefold() in {other.code.casefold() for other in others}:
        raise Conflict(N_("Sơ đồ đã có khu ký hiệu %(code)s."), field="code", code=facts.code)
    if facts.group_code and facts.group_code not in {group.code for group in groups()}:
        raise Invalid(N_("Không có nhóm sản phẩm này."), field="group_code")
    if not 0 <= facts.tint <= TINTS:
        raise Invalid(N_("Không có màu này."), field="tint")
    zone.code, zone.name, zone.group_code = facts.code, facts.name, facts.group_code or None
    zone.tint = facts.tint or zone.tint or _free_tint(others)


def _free_tint(others: list[Zone]) -> int:
    used = {zone.tint for zone in others}
    return next((tint for tint in range(1, TINTS + 1) if tint not in used), tint_of(len(others)))


def _write_feature(site: Site, feature: PlanFeature, facts: FeatureFacts) -> None:
    booths = [placed(booth) for booth in list_for_site(site)]
    plan_rules.check_feature(Placed(facts.label or facts.kind, facts.rect), booths, hall_rect(site))
    feature.kind, feature.label = facts.kind, facts.label
    feature.x_cm, feature.y_cm = facts.rect.x, facts.rect.y
    feature.width_cm, feature.depth_cm = facts.rect.width, facts.rect.depth
