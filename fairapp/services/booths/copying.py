"""The plan of the last edition laid out again in the next one."""

from sqlalchemy import inspect

from fairapp.db import Base, db
from fairapp.models import Booth, Plan, PlanFeature, Site, Zone
from fairapp.services.booths.listing import list_features, list_for_site, list_zones
from fairapp.services.booths.steps import plan_of


def copy_plan(old: Site, new: Site) -> int:
    """Copy zones, booths and features, never who stood there; gives the number of booths."""
    zones = {zone.id: Zone(**_values(zone), site_id=new.id) for zone in list_zones(old)}
    db.session.add_all(zones.values())
    db.session.flush()
    booths = [
        Booth(**_values(booth), site_id=new.id, zone=zones.get(booth.zone_id or 0))
        for booth in list_for_site(old)
    ]
    features = [PlanFeature(**_values(feature), site_id=new.id) for feature in list_features(old)]
    rules = plan_of(old)
    plan = Plan(site_id=new.id, aisle_cm=rules.aisle_cm, exit_clear_cm=rules.exit_clear_cm)
    db.session.add_all([*booths, *features, plan])
    db.session.flush()
    return len(booths)


def _values(row: Base) -> dict[str, object]:
    """Every column that is the row's own, keys to other rows left out."""
    columns = inspect(type(row)).columns
    own = (column for column in columns if not column.primary_key and not column.foreign_keys)
    return {column.key: getattr(row, column.key) for column in own}
