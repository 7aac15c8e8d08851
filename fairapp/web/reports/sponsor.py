"""A sponsor's own page of one fair, and its report."""

from flask import render_template, url_for
from flask_login import current_user

from fairapp.documents import figures, sponsor_figures
from fairapp.domain.fairs import FairState
from fairapp.services import fairs, reports, sponsors
from fairapp.web import audiences
from fairapp.web.inspections.pages import send_photo
from fairapp.web.reports.organiser import sponsor_pdf, sponsor_xlsx

bp = audiences.sponsor("reports", __name__)

ONE = "/sponsorships/<int:sponsor_id>"


@bp.get(ONE)
def show(sponsor_id):
    sponsor = sponsors.get_for_user(sponsor_id, current_user)
    latest = reports.find_latest(sponsor.fair)
    sheet = reports.find_sheet(latest, sponsor.id) if latest else None  # none: it joined later
    return render_template(
        "reports/sponsorship.html",
        sponsor=sponsor,
        about=sponsor.fair,
        days=fairs.days(sponsor.fair),
        over=sponsor.fair.state is FairState.CLOSED,
        benefits=[(benefit, sponsors.state_of(benefit, sponsor.fair)) for benefit in sponsor.benefits],
        latest=latest if sheet else None,
        sheet=sheet,
        pictures=_addresses(sponsor, sheet) if sheet else {},
        figures=figures,
        told=sponsor_figures,
    )


@bp.get(ONE + "/reports/<int:number>.xlsx")
def workbook(sponsor_id, number):
    sponsor = sponsors.get_for_user(sponsor_id, current_user)
    return sponsor_xlsx(reports.get_snapshot(sponsor.fair, number), sponsor.id)


@bp.get(ONE + "/photos/<sha256>")
def photo(sponsor_id, sha256):
    """A picture that the sponsor's latest report or its own list shows."""
    sponsor = sponsors.get_for_user(sponsor_id, current_user)
    latest = reports.find_latest(sponsor.fair)
    sheet = reports.find_sheet(latest, sponsor.id) if latest else None
    return send_photo(sponsors.get_photo(sha256, sponsor, sheet.photos if sheet else ()).stored_name)


@bp.get(ONE + "/reports/<int:number>.pdf")
def report(sponsor_id, number):
    sponsor = sponsors.get_for_user(sponsor_id, current_user)
    return sponsor_pdf(reports.get_snapshot(sponsor.fair, number), sponsor.id)


def _addresses(sponsor, sheet) -> dict[str, str]:
    return {
        digest: url_for("sponsor_reports.photo", sponsor_id=sponsor.id, sha256=digest)
        for digest in sheet.photos
    }
