"""What a sponsor got for its support: outcomes first, promises beside what was delivered, gaps included."""

from base64 import b64encode
from collections.abc import Mapping

from flask import render_template
from flask_babel import force_locale

from fairapp.documents import figures, pdf, qr, sponsor_figures
from fairapp.documents.change_rows import change_rows
from fairapp.documents.seal import Seal
from fairapp.domain.sponsor_sheet import SponsorSheet
from fairapp.domain.sponsors import TIER_LABELS, Tier

STYLES = ("css/report_sheet.css", "css/sponsor_sheet.css")


def sponsor_report(sheet: SponsorSheet, seal: Seal, photos: Mapping[str, bytes] | None = None) -> bytes:
    """`photos` are the pictures of the proofs by their digests; one that is missing is said to be."""
    html = sponsor_html(sheet, seal, photos or {})
    return pdf.render(html, created_at=seal.frozen_at, stylesheets=STYLES, tagged=True)


def sponsor_html(sheet: SponsorSheet, seal: Seal, photos: Mapping[str, bytes]) -> str:
    with force_locale("vi"):
        return render_template(
            "documents/sponsor_report.html",
            sheet=sheet,
            summary=sheet.summary,
            sponsor=sheet.sponsor,
            tier=TIER_LABELS[Tier(sheet.sponsor.tier)],
            benefits=[(one.benefit, one.state) for one in sheet.kept],
            pictures={digest: _address(photo) for digest, photo in photos.items()},
            corrections=[row for row in change_rows(sheet.corrections, sheet.summary) if not row.key],
            seal=seal,
            figures=figures,
            told=sponsor_figures,
            qr=qr.png_address(seal.address),
        )


def _address(photo: bytes) -> str:
    kind = "png" if photo.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{b64encode(photo).decode()}"
