"""What officers found at the booths of a lead's members."""

from flask import render_template
from flask_login import current_user

from fairapp.domain.inspections import FINDINGS
from fairapp.services import inspections
from fairapp.services.applications import endorsement
from fairapp.web import audiences

bp = audiences.delegation("inspections", __name__)


@bp.get("/fairs/<int:delegation_id>/checks")
def index(delegation_id):
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    members = endorsement.list_for_delegation(delegation)
    return render_template(
        "inspections/members.html",
        delegation=delegation,
        fair=delegation.fair,
        checks=inspections.list_for_applications([application.id for application in members]),
        words=FINDINGS,
    )
