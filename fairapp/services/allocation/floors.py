"""What a site's plan says of each booth: its row, its island, whom it faces, how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from fairapp.domain.floors import Floor, Stand, Thing
from fairapp.domain.geometry import Rect
from fairapp.domain.plan_facts import Meeting, islands, neighbours, pairs
from fairapp.domain.plan_rows import rows
from fairapp.domain.plan_walks import Distances, distances
from fairapp.models import Booth, PlanFeature, Site

KEPT = 16


@dataclass(frozen=True)
class Lie:
    """Where a booth lies among the others; `row` and `pos` count from 0."""

    row: int
    pos: int
    next: int | None
    island: int
    facing: tuple[int, ...]
    away: Distances


def floor_of(site: Site, booths: Sequence[Booth], features: Sequence[PlanFeature]) -> Floor:
    hall = site.hall
    width, depth = (hall.width_cm, hall.depth_cm) if hall else _extent(booths)
    return Floor(
        Rect(0, 0, width, depth),
        tuple(Stand(b.id, b.number, _rect(b), b.open_sides, b.power_watts) for b in booths),
        tuple(Thing(f.id, f.kind, _rect(f), f.label) for f in features),
    )


@lru_cache(KEPT)
def lies(floor: Floor) -> dict[int, Lie]:
    """Booth → where it lies. Kept: plans are looked at far oftener than changed."""
    met = pairs(floor)
    island, facing, away = islands(floor, met), neighbours(met, Meeting.FACING), distances(floor)
    return {
        id: Lie(
            row,
            pos,
            booths[pos + 1] if pos + 1 < len(booths) else None,
            island[id],
            tuple(sorted(facing.get(id, ()))),
            away[id],
        )
        for row, booths in enumerate(rows(floor, met))
        for pos, id in enumerate(booths)
    }


def _rect(thing: Booth | PlanFeature) -> Rect:
    return Rect(thing.x_cm, thing.y_cm, thing.width_cm, thing.depth_cm)


def _extent(booths: Sequence[Booth]) -> tuple[int, int]:
    """A site without a hall is as large as what stands on it."""
    return (
        max((b.x_cm + b.width_cm for b in booths), default=0) + 100,
        max((b.y_cm + b.depth_cm for b in booths), default=0) + 100,
    )
