"""Changes of a plan written into its rows: how a step is taken back, and an old version comes again."""

from collections import Counter
from collections.abc import Sequence

from fairapp.db import db
from fairapp.domain import plan_rules
from fairapp.domain.booths import BoothKind, FeatureKind, PriceClass
from fairapp.domain.errors import Conflict
from fairapp.domain.plan_history import Change, Name, State, differences
from fairapp.domain.text import N_
from fairapp.models import Booth, PlanFeature, PlanUnderlay, Site, Zone
from fairapp.services.booths.arranging import check_standing
from fairapp.services.booths.layout import require_free
from fairapp.services.booths.listing import find_underlay, list_features, list_for_site, list_zones
from fairapp.services.booths.steps import underlay_name

PLACE = {"x": "x_cm", "y": "y_cm", "width": "width_cm", "depth": "depth_cm"}
STAYS = {"number", *PLACE}
KINDS = {"booth": BoothKind, "feature": FeatureKind}
Row = PlanUnderlay | Zone | PlanFeature | Booth


def rewrite(site: Site, here: State, wanted: State) -> None:
    """Make the plan, which is as `here` says, as it is wanted, or refuse with what is in the way."""
    changes = differences(here, wanted)
    _check_names(wanted)
    laid = find_underlay(site)
    rows: dict[Name, Row] = {
        **({underlay_name(laid): laid} if laid else {}),
        **{Name("zone", zone.key): zone for zone in list_zones(site)},
        **{Name("feature", feature.key): feature for feature in list_features(site)},
        **{Name("booth", booth.key): booth for booth in list_for_site(site)},
    }
    _require_free(rows, changes)
    _clear(rows, changes)
    for change in changes:
        if change.after is not None:
            if change.name not in rows:
                rows[change.name] = _new(site, change)
            _write(rows, change)
    db.session.flush()
    _remove_zones(rows, changes)
    _check(site, rows, changes)


def _check_names(wanted: State) -> None:
    """Numbers and letters may have been given anew since; the database would only say that it will not."""
    plan_rules.check_numbers(str(facts["number"]) for name, facts in wanted.items() if name.what == "booth")
    codes = Counter(str(f["code"]).casefold() for name, f in wanted.items() if name.what == "zone")
    if twice := [code for code, count in codes.items() if count > 1]:
        raise Conflict(N_("Sơ đồ đã có khu ký hiệu %(code)s."), field="code", code=twice[0].upper())


def _require_free(rows: dict[Name, Row], changes: Sequence[Change]) -> None:
    bound = [
        row
        for change in changes
        if isinstance(row := rows.get(change.name), Booth)
        and (change.after is None or STAYS & set(change.after))
    ]
    if bound:
        require_free(bound)


def _clear(rows: dict[Name, Row], changes: Sequence[Change]) -> None:
    """Take away what goes and free the numbers that are traded, before anything takes their place."""
    for change in changes:
        row = rows.get(change.name)
        if isinstance(row, Zone):
            if change.after and "code" in change.after:
                row.code = f"\N{MIDDLE DOT}{row.id}"
        elif row is not None and change.after is None:
            db.session.delete(rows.pop(change.name))
        elif isinstance(row, Booth) and change.after and "number" in change.after:
            row.number = f"\N{MIDDLE DOT}{row.id}"
    db.session.flush()


def _new(site: Site, change: Change) -> Row:
    model = {"zone": Zone, "feature": PlanFeature, "booth": Booth}[change.what]
    row: Row = model(site_id=site.id, key=change.key)
    db.session.add(row)
    return row


def _write(rows: dict[Name, Row], change: Change) -> None:
    row = rows[change.name]
    for field, value in (change.after or {}).items():
        if field == "zone":
            zone = rows.get(Name("zone", str(value)))
            row.zone = zone if isinstance(zone, Zone) else None  # type: ignore[union-attr]
        elif field == "kind":
            row.kind = KINDS[change.what](value)  # type: ignore[union-attr]
        elif field == "price_class":
            row.price_class = PriceClass(value) if value else None  # type: ignore[union-attr]
        else:
            setattr(row, PLACE.get(field, field), value)


def _remove_zones(rows: dict[Name, Row], changes: Sequence[Change]) -> None:
    for change in changes:
        row = rows.get(change.name)
        if isinstance(row, Zone) and change.after is None:
            db.session.delete(row)
    db.session.flush()


def _check(site: Site, rows: dict[Name, Row], changes: Sequence[Change]) -> None:
    placed = [rows[c.name] for c in changes if c.after and STAYS & set(c.after)]
    booths = [row for row in placed if isinstance(row, Booth)]
    features = [row for row in placed if isinstance(row, PlanFeature)]
    check_standing(site, booths, features)
