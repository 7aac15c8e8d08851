"""A sponsor's own page of one fair, and its report."""

from flask import render_template
from flask_login import current_user

from fairapp.documents import figures
from fairapp.domain.fairs import FairState
from fairapp.services import fairs, reports, sponsors
from fairapp.web import audiences
from fairapp.web.reports.organiser import sponsor_pdf

bp = audiences.sponsor("reports", __name__)

ONE = "/sponsorships/<int:sponsor_id>"


@bp.get(ONE)
def show(sponsor_id):
    sponsor = sponsors.get_for_user(sponsor_id, current_user)
    latest = reports.find_latest(sponsor.fair)
    summary = reports.published_of(latest) if latest else None
    if summary and all(one.id != sponsor.id for one in summary.sponsors):
        latest = summary = None  # frozen before this sponsor joined
    return render_template(
        "reports/sponsorship.html",
        sponsor=sponsor,
        about=sponsor.fair,
        days=fairs.days(sponsor.fair),
        over=sponsor.fair.state is FairState.CLOSED,
        benefits=[(benefit, sponsors.state_of(benefit, sponsor.fair)) for benefit in sponsor.benefits],
        latest=latest,
        summary=summary,
        figures=figures,
    )


@bp.get(ONE + "/reports/<int:number>.pdf")
def report(sponsor_id, number):
    sponsor = sponsors.get_for_user(sponsor_id, current_user)
    return sponsor_pdf(reports.get_snapshot(sponsor.fair, number), sponsor.id)
