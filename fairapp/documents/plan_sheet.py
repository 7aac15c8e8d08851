"""A hall's plan on paper: A3 across, a long street in strips below each other."""

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


def plan_sheet(sheet: PlanSheet, created_at: datetime | None = None) -> bytes:
    """The PDF. Numbers are never set smaller than they can be read."""
    smallest = min((booth.number_size for booth in sheet.drawing.booths), default=100)
    html = render_template(
        "documents/plan_sheet.html",
        sheet=sheet,
        views=sheet.drawing.strips(int(PAPER_MM * smallest / LEAST_MM)),
    )
    return pdf.render(html, created_at=created_at, stylesheets=("css/plan_sheet.css",))
