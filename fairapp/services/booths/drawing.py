"""A site's plan as a frozen drawing, for the organiser, the exhibitor, the public and paper alike."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from fairapp.domain.booth_rows import NewBooth
from fairapp.domain.booths import BoothKind
from fairapp.domain.geometry import all_open_sides
from fairapp.domain.plan_drawing import (
    BoothDrawing,
    BoothLook,
    FeatureDrawing,
    PlanDrawing,
    ZoneKey,
)
from fairapp.models import Booth, PlanFeature, Site, Zone
from fairapp.services.booths.listing import hall_rect, list_features, list_for_site, list_zones, rect

PLAIN = BoothLook()
NEW = "new"
BLOCKED = "blocked"


def drawing(
    site: Site,
    looks: Mapping[int, BoothLook] | None = None,
    *,
    href: Callable[[Booth], str] | None = None,
    feature_href: Callable[[PlanFeature], str] | None = None,
    proposed: Sequence[NewBooth] = (),
    grid: bool = False,
) -> PlanDrawing:
    """The plan with what a later chapter says of its booths (`looks`, by booth id).

    `proposed` are booths not yet saved, drawn among the others with the open sides they would have.
    """
    hall, zones = hall_rect(site), list_zones(site)
    booths, looks = list_for_site(site), looks or {}
    new = [(booth.number, booth.rect) for booth in proposed]
    sides = all_open_sides([*(rect(b) for b in booths), *(r for _, r in new)], hall) if new else []
    standing = tuple(
        _booth(booth, looks.get(booth.id, PLAIN), href, sides[i] if sides else booth.open_sides)
        for i, booth in enumerate(booths)
    )
    added = tuple(
        BoothDrawing(0, number, place, BoothKind.STANDARD, open_sides, state=NEW)
        for (number, place), open_sides in zip(new, sides[len(booths) :], strict=True)
    )
    return PlanDrawing(
        key=f"plan{site.id}",
        name=site.name,
        hall=hall,
        booths=standing + added,
        features=tuple(_feature(f, feature_href) for f in list_features(site)),
        zones=_legend(zones, booths),
        grid=grid,
        states=tuple(dict.fromkeys(booth.state for booth in standing + added if booth.state)),
    )


def _booth(
    booth: Booth, look: BoothLook, href: Callable[[Booth], str] | None, open_sides: str
) -> BoothDrawing:
    tint = booth.zone.tint if booth.zone else 0
    return BoothDrawing(
        id=booth.id,
        number=booth.number,
        rect=rect(booth),
        kind=booth.kind,
        open_sides=open_sides,
        zone=booth.zone.code if booth.zone else "",
        tint=tint if look.tint is None else look.tint,
        state=look.state or (BLOCKED if booth.blocked else ""),
        label=look.label,
        title=look.title or booth.blocked or "",
        href=look.href or (href(booth) if href else ""),
        chosen=look.chosen,
    )


def _feature(feature: PlanFeature, href: Callable[[PlanFeature], str] | None) -> FeatureDrawing:
    return FeatureDrawing(
        feature.id, feature.kind, feature.label, rect(feature), href(feature) if href else ""
    )


def _legend(zones: Sequence[Zone], booths: Sequence[Booth]) -> tuple[ZoneKey, ...]:
    count = Counter(booth.zone_id for booth in booths)
    return tuple(ZoneKey(zone.code, zone.name, zone.tint, count[zone.id]) for zone in zones)
