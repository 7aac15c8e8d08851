"""The fair's report on paper, for the organiser: every table, each figure with how it is known."""

from flask import render_template
from flask_babel import force_locale

from fairapp.documents import figures, pdf, qr
from fairapp.documents.seal import Seal
from fairapp.domain.summary import FairSummary

STYLES = ("css/report_sheet.css",)


def summary_report(summary: FairSummary, seal: Seal) -> bytes:
    """The same summary and seal give the same bytes. It is Vietnamese, whoever prints."""
    with force_locale("vi"):
        html = render_template(
            "documents/summary_report.html",
            summary=summary,
            seal=seal,
            figures=figures,
            qr=qr.png_address(seal.address),
        )
        return pdf.render(html, created_at=seal.frozen_at, stylesheets=STYLES, tagged=True)
