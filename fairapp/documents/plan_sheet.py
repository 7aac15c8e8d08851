"""A hall's plan on paper: A3 across, a long street in strips below each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template

from fairapp.documents import pdf
from fairapp.domain.booths import FeatureKind
from fairapp.domain.plan_drawing import PlanDrawing
from fairapp.domain.plan_rules import in_runs
from fairapp.domain.plan_walks import Distances
from fairapp.domain.text import N_

PAPER_MM = 390
LEAST_MM = 2.1  # letters of 6 points
DOORS, FEEDS, REST = N_("Cửa và lối bốc dỡ hàng"), N_("Điện và nước"), N_("Mục khác")
HEADS = (
    (DOORS, (FeatureKind.ENTRANCE, FeatureKind.EXIT, FeatureKind.UNLOADING)),
    (FEEDS, (FeatureKind.POWER, FeatureKind.WATER)),
    (REST, (FeatureKind.STAGE, FeatureKind.OFFICE, FeatureKind.TOILET, FeatureKind.COLUMN)),
)


@dataclass(frozen=True)
class PlanSheet:
    """One plan, every text ready to print."""

    fair: str
    place: str
    days: str
    drawing: PlanDrawing


@dataclass(frozen=True)
class PlanTables:
    """What a plan's tables tell: booths and what their places are worth, whatever else stands there, and
    which booths a feed serves."""

    booths: Sequence[Any]
    features: Sequence[Any]
    served: Mapping[int, Sequence[Any]]  # by the feature's id
    worth: Mapping[int, tuple[Mapping[str, int], Distances, Sequence[int]]]  # by the booth's id

    def names(self, feature: Any) -> str:
        return in_runs(stand.number for stand in self.served[feature.id])

    def beside(self, booth: Any) -> str:
        _front, _far, ids = self.worth[booth.id]
        return ", ".join(other.number for other in self.booths if other.id in ids)

    def lengths(self, booth: Any) -> tuple[int, int | None, int | None]:
        """The free front, the way to the nearest entrance, the cable to the nearest power point."""
        front, far, _beside = self.worth[booth.id]
        return sum(front.values()), far.entrance, far.power

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """Features under the heads of their tables, in the order in which people look for them."""
        found = [
            (head, [feature for kind in kinds for feature in self.features if feature.kind is kind])
            for head, kinds in HEADS
        ]
        return [(head, features) for head, features in found if features]


def plan_picture(sheet: PlanSheet) -> str:
    """The drawing alone as SVG; its colours stand in its own attributes, so it needs nothing beside it."""
    return render_template("documents/plan_picture.svg", sheet=sheet)


def plan_copy(sheet: PlanSheet, tables: PlanTables, made_at: datetime) -> str:
    """Drawing and tables as one page without a script, a font or a picture from elsewhere."""
    return render_template("documents/plan_copy.html", sheet=sheet, tables=tables, made_at=made_at)


def plan_sheet(sheet: PlanSheet, created_at: datetime | None = None) -> bytes:
    """The PDF. Numbers are never set smaller than they can be read."""
    smallest = min((booth.number_size for booth in sheet.drawing.booths), default=100)
    html = render_template(
        "documents/plan_sheet.html",
        sheet=sheet,
        views=sheet.drawing.strips(int(PAPER_MM * smallest / LEAST_MM)),
    )
    return pdf.render(html, created_at=created_at, stylesheets=("css/plan_sheet.css",))
