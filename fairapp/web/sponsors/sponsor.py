"""A sponsor reads its own: what was promised, what was delivered."""

from flask import render_template
from flask_login import current_user

from fairapp.services import fairs, sponsors
from fairapp.web import audiences
from fairapp.web.inspections.pages import send_photo

bp = audiences.sponsor("home", __name__)


@bp.get("/")
def index():
    mine = sponsors.list_for_user(current_user)
    rows = [
        (sponsor, fairs.days(sponsor.fair), [sponsors.state_of(b, sponsor.fair) for b in sponsor.benefits])
        for sponsor in mine
    ]
    return render_template("sponsors/home.html", rows=rows)


@bp.get("/sponsorships/<int:sponsor_id>/photos/<sha256>")
def photo(sponsor_id, sha256):
    sponsor = sponsors.get_for_user(sponsor_id, current_user)
    return send_photo(sponsors.get_photo(sha256, sponsor).stored_name)
