"""The diary of a member, written by the lead of its delegation."""

from flask import render_template, url_for
from flask_login import current_user

from fairapp.domain.sales import DiaryState
from fairapp.services import applications, sales
from fairapp.services.applications import endorsement
from fairapp.web import audiences
from fairapp.web.sales import pages
from fairapp.web.transaction import commits

bp = audiences.delegation("sales", __name__)

MEMBERS = "/fairs/<int:delegation_id>/diary"
DIARY = "/applications/<int:application_id>/diary"


@bp.get(MEMBERS)
def members(delegation_id):
    """Who of the delegation has answered and who has not; no figures."""
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    fair = delegation.fair
    day = pages.day_of(fair)
    overview = sales.read_overview(fair, day, delegation=delegation) if day else None
    return render_template(
        "sales/members.html",
        delegation=delegation,
        fair=fair,
        day=day,
        begun=pages.is_begun(fair, day),
        day_tabs=pages.day_tabs(fair, lambda at: url_for(".members", delegation_id=delegation.id, day=at)),
        overview=overview,
        lines=sales.choose(overview, "", "", "", "name") if overview else [],
        states=DiaryState,
    )


@bp.get(DIARY)
def diary(application_id):
    return pages.show(_desk(application_id))


@bp.get(DIARY + "/<day>")
def diary_day(application_id, day):
    return pages.show(_desk(application_id), pages.read_day(day))


@bp.post(DIARY + "/<day>")
@commits
def record(application_id, day):
    return pages.record(_desk(application_id, lock=True), pages.read_day(day))


def _desk(application_id: int, lock: bool = False) -> pages.Desk:
    """A lead may answer for any member, and never sees what a member answered itself."""
    places = endorsement.places_of(current_user)
    application = applications.get_for_places(application_id, places, lock=lock)
    return pages.Desk(application, bp.name, endorsement.delegation_of(application, current_user).id)
