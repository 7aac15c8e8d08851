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
from fairapp.services.booths.layout import placed, put
from fairapp.services.booths.listing import hall_rect, list_for_site, list_zones
from fairapp.services.booths.selection import named
from fairapp.services.booths.steps import step

MOST_FEED_WATTS = 2_000_000


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
    watts: int = 0  # what a power point can give; 0: nobody has said


def add_zone(actor: User, site: Site, facts: ZoneFacts) -> Zone:
    with step(actor, site) as taken:
        zone = Zone(site_id=site.id)
        _write_zone(site, zone, facts)
        db.session.add(zone)
        taken.tell("zone.add", N_("Thêm khu %(code)s, %(name)s."), code=zone.code, name=zone.name)
    return zone


def change_zone(actor: User, site: Site, zone: Zone, facts: ZoneFacts) -> None:
    with step(actor, site) as taken:
        _write_zone(site, zone, facts)
        taken.tell("zone.change", N_("Sửa khu %(code)s, %(name)s."), code=zone.code, name=zone.name)


def remove_zone(actor: User, site: Site, zone: Zone) -> None:
    """The booths stay, without a zone."""
    with step(actor, site) as taken:
        taken.tell("zone.remove", N_("Xoá khu %(code)s, %(name)s."), code=zone.code, name=zone.name)
        for booth in list_for_site(site):
            if booth.zone_id == zone.id:
                booth.zone = None
        db.session.flush()
        db.session.delete(zone)


def change_feature(
    actor: User, site: Site, feature: PlanFeature, facts: FeatureFacts, *, seen: int | None = None
) -> None:
    with step(actor, site, seen) as taken:
        check_feature(site, facts)
        write_feature(feature, facts)
        taken.tell("feature.change", N_("Sửa %(names)s trên sơ đồ %(site)s."), names=named([feature]))


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


def check_feature(site: Site, facts: FeatureFacts) -> None:
    if not 0 <= facts.watts <= MOST_FEED_WATTS:
        raise Invalid(N_("Công suất của tủ điện từ 0 đến 2.000.000 W."), field="watts")
    booths = [placed(booth) for booth in list_for_site(site)]
    plan_rules.check_feature(Placed(facts.label or facts.kind, facts.rect), booths, hall_rect(site))


def write_feature(feature: PlanFeature, facts: FeatureFacts) -> None:
    feature.kind, feature.label = facts.kind, facts.label
    feature.watts = facts.watts if facts.kind is FeatureKind.POWER else 0
    put(feature, facts.rect)
