"""A delegation's pavilion on the plan."""

from collections.abc import Sequence
from itertools import groupby

from fairapp.domain.plan_drawing import BoothLook, PlanDrawing
from fairapp.models import Booth
from fairapp.services import booths as plans


def pavilion_drawings(pavilion: Sequence[Booth]) -> list[PlanDrawing]:
    """One plan a site, the delegation's own booths set apart."""
    drawn = []
    for _site_id, kept in groupby(pavilion, lambda booth: booth.site_id):
        own = list(kept)
        if own[0].site.hall is not None:
            looks = {booth.id: BoothLook("mine", chosen=True) for booth in own}
            drawn.append(plans.drawing(own[0].site, looks))
    return drawn
