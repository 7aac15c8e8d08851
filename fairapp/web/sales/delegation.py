"""The diary of a member, written by the lead of its delegation."""

from flask_login import current_user

from fairapp.services import applications
from fairapp.services.applications import endorsement
from fairapp.web import audiences
from fairapp.web.sales import pages
from fairapp.web.transaction import commits

bp = audiences.delegation("sales", __name__)

DIARY = "/applications/<int:application_id>/diary"


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
    return pages.Desk(applications.get_for_places(application_id, places, lock=lock), bp.name)
