"""A booth's sign on paper: its number to be read from afar, whose it is, and a code for any camera."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask import render_template
from flask_babel import force_locale

from fairapp.documents import pdf, qr

STYLES = {"a4": ("css/booth_sign.css",), "a5": ("css/booth_sign.css", "css/booth_sign_a5.css")}


class Paper(StrEnum):
    """What is put into the printer; one sign a page."""

    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, kw_only=True)
class BoothSign:
    """One sign, every text ready to print. `stars` are (stars, products with so many)."""

    fair: str
    days: str
    hotline: str
    number: str
    site: str
    zone: str
    exhibitor: str
    unit: str
    stars: tuple[tuple[int, int], ...]
    code: str

    @property
    def picture(self) -> str:
        return qr.png_address(self.code)

    @property
    def length(self) -> str:
        """How large the number may be set."""
        return "long" if len(self.number) > 5 else "middle" if len(self.number) > 3 else "short"


def sheet(signs: Sequence[BoothSign], paper: Paper, title: str, created_at: datetime) -> bytes:
    """All signs as one PDF, in their order. The fair speaks Vietnamese, whoever prints."""
    with force_locale("vi"):
        parts = [
            render_template("documents/booth_sign.html", signs=signs[start : start + pdf.CHUNK], title=title)
            for start in range(0, len(signs), pdf.CHUNK)
        ]
    return pdf.render_parts(parts, created_at=created_at, stylesheets=STYLES[paper])
