"""Passes on paper: A6 badges, four of them on A4, and a card for the wallet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask import render_template
from flask_babel import force_locale

from fairapp.documents import pdf, qr
from fairapp.documents.fitting import MM_PER_PT, Fitted, fit

NAME_TOP, NAME_HEIGHT, LINE_HEIGHT = 40, 22, 1.2
STYLES = ("css/pass_bands.css", "css/pass_sheet.css")


class Paper(StrEnum):
    """What is put into the printer."""

    A6 = "a6"
    A4 = "a4"
    CARD = "card"


TEMPLATES = {
    Paper.A6: "documents/badge_a6.html",
    Paper.A4: "documents/badge_a4.html",
    Paper.CARD: "documents/visitor_card.html",
}
PER_PAGE = {Paper.A6: 1, Paper.A4: 4, Paper.CARD: 1}


@dataclass(frozen=True, kw_only=True)
class Badge:
    """One pass, every text ready to print. `code` is what the QR code says."""

    fair: str
    role: str
    band: str
    holder: str
    line: str
    booths: str
    days: str
    hotline: str
    venue: str
    printed_id: str
    issue: int
    code: str


@dataclass(frozen=True)
class Ready:
    """A badge with its name fitted and its code drawn."""

    badge: Badge
    name: Fitted
    picture: str

    @property
    def name_top(self) -> float:
        """Where the name begins, in mm, so that it stands in the middle of its 21 mm on a badge."""
        height = len(self.name.lines) * self.name.size * LINE_HEIGHT * MM_PER_PT
        return round(NAME_TOP + (NAME_HEIGHT - height) / 2, 2)


def sheet(badges: Sequence[Badge], paper: Paper, title: str, created_at: datetime) -> bytes:
    """All badges as one PDF, in their order. The fair speaks Vietnamese, whoever prints."""
    with force_locale("vi"):
        return pdf.render_parts(_parts(badges, paper, title), pdf.STATIC, created_at, STYLES)


def _parts(badges: Sequence[Badge], paper: Paper, title: str) -> Iterator[str]:
    step = pdf.CHUNK * PER_PAGE[paper]
    for start in range(0, len(badges), step):
        ready = [_ready(badge, paper) for badge in badges[start : start + step]]
        yield render_template(TEMPLATES[paper], badges=ready, title=title)


def _ready(badge: Badge, paper: Paper) -> Ready:
    sizes = (36, 11, 9, 6) if paper == Paper.CARD else (91, 30, 23, 11)
    width, largest, two_lines, smallest = sizes
    return Ready(badge, fit(badge.holder, width, largest, two_lines, smallest), qr.png_address(badge.code))
