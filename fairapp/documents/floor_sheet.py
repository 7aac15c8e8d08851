"""The list of booths in a session on paper, to walk round with."""

from collections.abc import Sequence
from datetime import datetime

from flask import render_template

from fairapp.documents import pdf


def sheet(fair: str, session: str, lines: Sequence[object], at: datetime) -> bytes:
    html = render_template("documents/floor_sheet.html", fair=fair, session=session, lines=lines, at=at)
    return pdf.render(html, created_at=at, stylesheets=("css/floor_sheet.css",))
