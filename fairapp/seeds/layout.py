"""Plans drawn with the organiser's own tools: rows, zones and what else stands in the hall."""

from collections.abc import Iterable
from dataclasses import dataclass

from fairapp.domain.booth_rows import Rows
from fairapp.domain.booths import FeatureKind
from fairapp.domain.geometry import Rect
from fairapp.models import Booth, Site, User, Zone
from fairapp.services import booths
from fairapp.services.booths import BoothFacts, DrawnFeature, FeatureFacts, ZoneFacts

ZONES = {
    "TP": ZoneFacts("TP", "Thực phẩm", "I"),
    "DU": ZoneFacts("DU", "Đồ uống", "II"),
    "DL": ZoneFacts("DL", "Dược liệu", "III"),
    "TC": ZoneFacts("TC", "Thủ công mỹ nghệ", "IV"),
    "SC": ZoneFacts("SC", "Sinh vật cảnh", "V"),
    "DV": ZoneFacts("DV", "Du lịch cộng đồng", "VI"),
    "GT": ZoneFacts("GT", "Gian các tỉnh"),
    "AT": ZoneFacts("AT", "Ẩm thực", "I"),
    "CC": ZoneFacts("CC", "Cây cảnh ngoài trời", "V"),
}


@dataclass(frozen=True)
class Stretch:
    """Booths by their numbers, from the first to the last, that belong to one zone."""

    zone: str
    first: str
    last: str


def lay_out(
    actor: User, site: Site, rows: Iterable[tuple[Rows, BoothFacts]], stretches: Iterable[Stretch]
) -> None:
    """Draw the rows, then give them to zones."""
    for each, facts in rows:
        booths.add_rows(actor, site, each, facts)
    standing = booths.list_for_site(site)
    zones: dict[str, Zone] = {}
    for stretch in stretches:
        if stretch.zone not in zones:
            zones[stretch.zone] = booths.add_zone(actor, site, ZONES[stretch.zone])
        booths.set_facts(actor, site, _between(standing, stretch), {"zone": zones[stretch.zone]})


def furnish(
    actor: User, site: Site, features: Iterable[tuple[FeatureKind, str, Rect]], watts: int = 0
) -> None:
    """What stands there beside the booths; every power point gives so many watts."""
    drawn = [
        DrawnFeature(FeatureFacts(kind, rect, label, watts if kind is FeatureKind.POWER else 0))
        for kind, label, rect in features
    ]
    booths.draw(actor, site, features=drawn)


def _between(standing: list[Booth], stretch: Stretch) -> list[Booth]:
    numbers = [booth.number for booth in standing]
    return standing[numbers.index(stretch.first) : numbers.index(stretch.last) + 1]
