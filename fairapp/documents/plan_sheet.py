"""A hall's plan on paper: A3 across, a long street in strips below each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from fairapp.documents import pdf
from fairapp.domain.plan_drawing import PlanDrawing

PAPER_MM = 390
LEAST_MM = 2.1  # letters of 6 points


@dataclass(frozen=True)
class PlanSheet:
    """One plan, every text ready to print."""

    fair: str
    place: str
    days: str
    drawing: PlanDrawing


def plan_picture(sheet: PlanSheet) -> str:
    """The drawing alone as SVG; its colours stand in its own attributes, so it needs nothing beside it."""
    return render_template("documents/plan_picture.svg", sheet=sheet)


def plan_copy(sheet: PlanSheet, booths: Sequence[object], made_at: datetime) -> str:
    """Drawing and table as one page without a script, a font or a picture from elsewhere."""
    return render_template("documents/plan_copy.html", sheet=sheet, booths=booths, made_at=made_at)


def plan_sheet(sheet: PlanSheet, created_at: datetime | None = None) -> bytes:
    """The PDF. Numbers are never set smaller than they can be read."""
    smallest = min((booth.number_size for booth in sheet.drawing.booths), default=100)
    html = render_template(
        "documents/plan_sheet.html",
        sheet=sheet,
        views=sheet.drawing.strips(int(PAPER_MM * smallest / LEAST_MM)),
    )
    return pdf.render(html, created_at=created_at, stylesheets=("css/plan_sheet.css",))
