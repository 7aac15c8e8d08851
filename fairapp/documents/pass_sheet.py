"""Passes on paper: A6 badges, four of them on A4, cards for the wallet, and a page as wide as a phone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask import render_template
from flask_babel import force_locale, gettext

from fairapp.documents import overlay, pdf
from fairapp.documents.overlay import Copy
from fairapp.documents.typeface import WEIGHTS, typeface

STYLES = ("css/pass_bands.css", "css/pass_sheet.css")


class Paper(StrEnum):
    """What is put into the printer."""

    A6 = "a6"
    A4 = "a4"
    CARD = "card"
    CARDS = "cards"
    PHONE = "phone"


TEMPLATES = {
    Paper.A6: "documents/badge.html",
    Paper.A4: "documents/badge.html",
    Paper.CARD: "documents/visitor_card.html",
    Paper.CARDS: "documents/visitor_card.html",
    Paper.PHONE: "documents/visitor_phone.html",
}
SHEETS = {Paper.A4: "documents/badge_sheet.html", Paper.CARDS: "documents/card_sheet.html"}
"""Papers that hold several passes, and the page that says where each stands."""


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
    gates: str = ""
    hotline: str
    venue: str
    printed_id: str
    issue: int
    code: str


@dataclass(frozen=True, kw_only=True)
class Design:
    """What many badges share. `foreign` are a badge's own texts in letters that our typeface lacks: only
    WeasyPrint can borrow them from another one."""

    fair: str
    role: str
    band: str
    days: str
    gates: str
    hotline: str
    venue: str
    foreign: tuple[tuple[str, str], ...]

    def text(self, field: str) -> str:
        return dict(self.foreign).get(field, "")


def sheet(badges: Sequence[Badge], paper: Paper, title: str, created_at: datetime) -> bytes:
    """All badges as one PDF, in their order. The fair speaks Vietnamese, whoever prints."""
    with force_locale("vi"):
        pages: dict[Design, int] = {}
        copies = [_copy(badge, pages) for badge in badges]
        printed = pdf.render_parts(_parts(list(pages), paper, title), pdf.STATIC, created_at, STYLES)
    return overlay.fill(printed, copies, len(pages) if paper in SHEETS else None)


def _parts(designs: Sequence[Design], paper: Paper, title: str) -> Iterator[str]:
    for start in range(0, len(designs), pdf.CHUNK):
        yield render_template(TEMPLATES[paper], designs=designs[start : start + pdf.CHUNK], title=title)
    if designs and paper in SHEETS:
        yield render_template(SHEETS[paper], title=title)


def _copy(badge: Badge, pages: dict[Design, int]) -> Copy:
    """What is this badge's own, and the page of the design that it is written on."""
    texts = {
        "holder": badge.holder,
        "line": badge.line,
        "booths": gettext("Gian %(numbers)s", numbers=badge.booths) if badge.booths else "",
        "printed_id": badge.printed_id,
        "issue": gettext("Bản số %(n)s", n=badge.issue),
    }
    foreign = tuple((field, text) for field, text in texts.items() if _is_foreign(text))
    design = Design(
        fair=badge.fair,
        role=badge.role,
        band=badge.band,
        days=badge.days,
        gates=badge.gates,
        hotline=badge.hotline,
        venue=badge.venue,
        foreign=foreign,
    )
    return Copy(pages.setdefault(design, len(pages)), texts, badge.code)


def _is_foreign(text: str) -> bool:
    return any(typeface(weight).lacks(text) for weight in WEIGHTS)
