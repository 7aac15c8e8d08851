"""Who stands where, on paper: with rule, seed and hashes, so that anybody can make the plan again."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from fairapp.documents import pdf


@dataclass(frozen=True)
class Stand:
    """One exhibitor's line."""

    booths: str
    name: str
    unit: str
    how: str
    why: str


@dataclass(frozen=True)
class LeftOut:
    """An exhibitor without a booth."""

    name: str
    unit: str
    why: str


@dataclass(frozen=True, kw_only=True)
class AllocationSheet:
    """One plan, every text ready to print."""

    fair: str
    number: int
    published_at: datetime | None
    facts: tuple[tuple[str, str], ...]  # rule, seed, hashes; empty where no run began it
    terms: tuple[tuple[str, str, str, str], ...]  # what is counted, how often, × how much, = points
    stands: tuple[Stand, ...]
    left_out: tuple[LeftOut, ...]
    command: str


def allocation_sheet(sheet: AllocationSheet, created_at: datetime | None = None) -> bytes:
    html = render_template("documents/allocation_sheet.html", sheet=sheet)
    return pdf.render(html, created_at=created_at, stylesheets=("css/allocation_sheet.css",))
