"""A sponsor reads its own: what was promised, what was delivered."""

from flask import render_template
from flask_login import current_user

from fairapp.services import fairs, sponsors
from fairapp.web import audiences

bp = audiences.sponsor("home", __name__)


@bp.get("/")
def index():
    mine = sponsors.list_for_user(current_user)
    rows = [
        (sponsor, fairs.days(sponsor.fair), [sponsors.state_of(b, sponsor.fair) for b in sponsor.benefits])
        for sponsor in mine
    ]
    return render_template("sponsors/home.html", rows=rows)
