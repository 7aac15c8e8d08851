"""An exhibitor's own fee."""

from flask_login import current_user

from fairapp.services import applications, producers
from fairapp.web import audiences
from fairapp.web.fees import pages

bp = audiences.producer("fees", __name__)

FEE = "/applications/<int:application_id>/fee"


@bp.get(FEE)
def show(application_id):
    return pages.show(_desk(application_id))


@bp.get(FEE + "/notice")
def notice(application_id):
    return pages.notice(_desk(application_id))


@bp.get(FEE + "/receipt")
def receipt(application_id):
    return pages.receipt(_desk(application_id))


@bp.get(FEE + "/code")
def code(application_id):
    return pages.own_picture(_desk(application_id))


def _desk(application_id: int) -> pages.Desk:
    producer = producers.get_for_user(current_user)
    return pages.Desk(applications.get_for_producer(application_id, producer), bp.name)
