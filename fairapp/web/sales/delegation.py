"""The diary of a producer without a telephone, written by the lead of its province."""

from flask_login import current_user

from fairapp.domain.errors import NotFound
from fairapp.services import applications
from fairapp.services.applications import endorsement
from fairapp.services.applications.listing import NO_APPLICATION
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
    return pages.record(_desk(application_id), pages.read_day(day))


def _desk(application_id: int) -> pages.Desk:
    """A lead never sees the figures of a producer that keeps its own diary."""
    places = endorsement.places_of(current_user)
    application = applications.get_for_places(application_id, places)
    if application.producer.user_id is not None:
        raise NotFound(NO_APPLICATION)
    return pages.Desk(application, bp.name)
