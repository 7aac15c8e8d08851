"""The fair's report on paper, for the organiser: every table, each figure with how it is known."""

from flask import render_template
from flask_babel import force_locale

from fairapp.documents import figures, headlines, pdf, qr
from fairapp.documents.close_up import CloseUp, close_up
from fairapp.documents.seal import Seal
from fairapp.domain.facts import FairFacts
from fairapp.domain.summary import FairSummary

STYLES = ("css/report_sheet.css",)


def summary_report(summary: FairSummary, seal: Seal, facts: FairFacts | None = None) -> bytes:
    """The same summary, seal and facts give the same bytes. It is Vietnamese, whoever prints.

    `facts` are those of the summary; without them there are its tables and no drawings of single stands.
    """
    with force_locale("vi"):
        html = render_template(
            "documents/summary_report.html",
            summary=summary,
            seal=seal,
            figures=figures,
            headlines=headlines,
            close=close_up(facts, summary) if facts else CloseUp(),
            qr=qr.png_address(seal.address),
        )
        return pdf.render(html, created_at=seal.frozen_at, stylesheets=STYLES, tagged=True)
