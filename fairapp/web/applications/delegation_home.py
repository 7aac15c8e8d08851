"""The first page of a province's lead: its fairs, and how much of the quota is used."""

from flask import render_template
from flask_login import current_user

from fairapp.db import now
from fairapp.services import fairs
from fairapp.services.applications import delegations
from fairapp.web import audiences

bp = audiences.delegation("home", __name__)


@bp.get("/")
def index():
    shares = delegations.shares_of_lead(current_user)
    rows = [
        (share, fairs.days(share.delegation.fair), fairs.takes_applications(share.delegation.fair, now()))
        for share in shares
    ]
    return render_template(
        "applications/delegation_home.html",
        rows=rows,
        waiting=sum(share.waiting for share in shares),
    )
