"""What a sponsor got for its support: outcomes first, promises beside what was delivered, gaps included."""

from flask import render_template
from flask_babel import force_locale

from fairapp.documents import figures, pdf, qr
from fairapp.documents.seal import Seal
from fairapp.domain.facts import SponsorFact
from fairapp.domain.sponsors import TIER_LABELS, Tier, benefit_state
from fairapp.domain.summary import FairSummary

STYLES = ("css/report_sheet.css", "css/sponsor_sheet.css")


def sponsor_report(summary: FairSummary, sponsor: SponsorFact, seal: Seal) -> bytes:
    """Takes the published summary only: a sponsor never reads a sum of fewer than three exhibitors."""
    if not summary.published:
        raise ValueError("a sponsor's report is set from published figures")
    states = [benefit_state(b.promised, b.delivered, summary.fair.closed) for b in sponsor.benefits]
    with force_locale("vi"):
        html = render_template(
            "documents/sponsor_report.html",
            summary=summary,
            sponsor=sponsor,
            tier=TIER_LABELS[Tier(sponsor.tier)],
            benefits=list(zip(sponsor.benefits, states, strict=True)),
            states=states,
            seal=seal,
            figures=figures,
            qr=qr.png_address(seal.address),
        )
        return pdf.render(html, created_at=seal.frozen_at, stylesheets=STYLES, tagged=True)
