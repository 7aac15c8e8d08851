"""Finding what stands on a fair's plans."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from fairapp.db import db
from fairapp.domain.booths import BoothKind
from fairapp.domain.errors import NotFound
from fairapp.domain.geometry import Rect
from fairapp.domain.text import N_
from fairapp.models import Booth, Fair, PlanFeature, PlanUnderlay, Site, Zone


def list_for_fair(fair: Fair) -> list[Booth]:
    """Every booth of every site, site by site, in the natural order of numbers."""
    query = (
        select(Booth)
        .join(Booth.site)
        .options(joinedload(Booth.zone), joinedload(Booth.site).joinedload(Site.hall))
        .where(Site.fair_id == fair.id)
        .order_by(Booth.site_id, Booth.position, Booth.id)
    )
    return list(db.session.scalars(query))


def list_for_site(site: Site) -> list[Booth]:
    query = (
        select(Booth)
        .options(joinedload(Booth.zone))
        .where(Booth.site_id == site.id)
        .order_by(Booth.position, Booth.id)
    )
    return list(db.session.scalars(query))


def get_booth(site: Site, booth_id: int) -> Booth:
    booth = db.session.scalar(select(Booth).where(Booth.id == booth_id, Booth.site_id == site.id))
    if booth is None:
        raise NotFound(N_("Sơ đồ này không có gian đó."))
    return booth


def get_booths(site: Site, ids: Sequence[int]) -> list[Booth]:
    """Several booths of one site; a single one that is not there refuses all."""
    wanted = set(ids)
    found = [booth for booth in list_for_site(site) if booth.id in wanted]
    if not found or len(found) < len(wanted):
        raise NotFound(N_("Có gian không còn trên sơ đồ. Hãy tải lại trang rồi chọn lại."))
    return found


def count_by_kind(fair: Fair) -> dict[BoothKind, int]:
    """How many booths of each kind may be given, blocked ones left out."""
    query = (
        select(Booth.kind, func.count())
        .join(Booth.site)
        .where(Site.fair_id == fair.id, Booth.blocked.is_(None))
        .group_by(Booth.kind)
    )
    counted: dict[BoothKind, int] = dict(db.session.execute(query).all())  # type: ignore[arg-type]
    return {kind: counted.get(kind, 0) for kind in BoothKind}


def count_for_fair(fair: Fair) -> int:
    query = select(func.count()).select_from(Booth).join(Booth.site).where(Site.fair_id == fair.id)
    return db.session.scalar(query) or 0


def list_zones(site: Site) -> list[Zone]:
    return list(db.session.scalars(select(Zone).where(Zone.site_id == site.id).order_by(Zone.code, Zone.id)))


def list_zones_for_fair(fair: Fair) -> list[Zone]:
    query = (
        select(Zone)
        .join(Zone.site)
        .options(joinedload(Zone.site))
        .where(Site.fair_id == fair.id)
        .order_by(Zone.site_id, Zone.code, Zone.id)
    )
    return list(db.session.scalars(query))


def get_zone(site: Site, zone_id: int) -> Zone:
    zone = db.session.scalar(select(Zone).where(Zone.id == zone_id, Zone.site_id == site.id))
    if zone is None:
        raise NotFound(N_("Sơ đồ này không có khu đó."), field="zone")
    return zone


def list_features(site: Site) -> list[PlanFeature]:
    query = select(PlanFeature).where(PlanFeature.site_id == site.id).order_by(PlanFeature.id)
    return list(db.session.scalars(query))


def list_features_for_fair(fair: Fair) -> list[PlanFeature]:
    query = select(PlanFeature).join(PlanFeature.site).where(Site.fair_id == fair.id).order_by(PlanFeature.id)
    return list(db.session.scalars(query))


def get_feature(site: Site, feature_id: int) -> PlanFeature:
    query = select(PlanFeature).where(PlanFeature.id == feature_id, PlanFeature.site_id == site.id)
    feature = db.session.scalar(query)
    if feature is None:
        raise NotFound(N_("Sơ đồ này không có mục đó."))
    return feature


def find_underlay(site: Site) -> PlanUnderlay | None:
    """What the plan is drawn over, if anything."""
    return db.session.get(PlanUnderlay, site.id)


def rect(row: Booth | PlanFeature | PlanUnderlay) -> Rect:
    return Rect(row.x_cm, row.y_cm, row.width_cm, row.depth_cm)


def hall_rect(site: Site) -> Rect:
    """The floor of the site; a site without a hall has nothing to draw on."""
    if site.hall is None:
        raise NotFound(N_("Địa điểm này chưa chọn sảnh nên chưa có sơ đồ."))
    return Rect(0, 0, site.hall.width_cm, site.hall.depth_cm)
