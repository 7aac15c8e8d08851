"""A delegation's part of the report, for its lead."""

from flask import render_template
from flask_login import current_user

from fairapp.services import reports
from fairapp.services.applications import endorsement
from fairapp.web import audiences
from fairapp.web.reports import slices

bp = audiences.delegation("reports", __name__)

REPORT = "/fairs/<int:delegation_id>/report"


@bp.get(REPORT)
def show(delegation_id):
    """Of the latest snapshot; until there is one, when it will be."""
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    latest = reports.find_latest(delegation.fair)
    if latest is None or all(one.id != delegation.id for one in reports.list_delegations(latest)):
        return render_template("reports/no_slice.html", delegation=delegation, about=delegation.fair)
    return slices.page(delegation.fair, latest, delegation.id, "delegation_reports")


@bp.get(REPORT + "/<int:number>.pdf")
def paper(delegation_id, number):
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    return slices.send_paper(delegation.fair, reports.get_snapshot(delegation.fair, number), delegation.id)


@bp.get(REPORT + "/<int:number>.xlsx")
def book(delegation_id, number):
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    return slices.send_book(delegation.fair, reports.get_snapshot(delegation.fair, number), delegation.id)
