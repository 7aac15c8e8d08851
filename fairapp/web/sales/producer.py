"""A producer's own diary."""

from flask_login import current_user

from fairapp.services import applications, producers
from fairapp.web import audiences
from fairapp.web.sales import pages
from fairapp.web.transaction import commits

bp = audiences.producer("sales", __name__)

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
    """`lock`: the same answer sent twice at once comes one after the other."""
    producer = producers.get_for_user(current_user)
    return pages.Desk(applications.get_for_producer(application_id, producer, lock=lock), bp.name)
