"""A lead writes to its delegation's members at a fair."""

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.services.applications import endorsement
from fairapp.services.circulars import Desk
from fairapp.web import audiences
from fairapp.web.circulars import pages
from fairapp.web.circulars.pages import Work
from fairapp.web.transaction import commits

bp = audiences.delegation("circulars", __name__)

ALL = "/fairs/<int:delegation_id>/notices"
ONE = ALL + "/<int:circular_id>"


@bp.get(ALL)
def index(delegation_id):
    return pages.index(_work(delegation_id))


@bp.get(ALL + "/new")
def new(delegation_id):
    return pages.new(_work(delegation_id))


@bp.post(ALL)
@commits
def create(delegation_id):
    return pages.create(_work(delegation_id))


@bp.get(ONE + "/edit")
def edit(delegation_id, circular_id):
    return pages.edit(_work(delegation_id), circular_id)


@bp.post(ONE)
@commits
def save(delegation_id, circular_id):
    return pages.save(_work(delegation_id), circular_id)


@bp.get(ONE + "/preview")
def preview(delegation_id, circular_id):
    return pages.preview(_work(delegation_id), circular_id)


@bp.post(ONE + "/send")
@commits
def send(delegation_id, circular_id):
    return pages.send(_work(delegation_id), circular_id)


@bp.post(ONE + "/discard")
@commits
def discard(delegation_id, circular_id):
    return pages.discard(_work(delegation_id), circular_id)


@bp.post(ONE + "/stop")
@commits
def stop(delegation_id, circular_id):
    return pages.stop(_work(delegation_id), circular_id)


@bp.get(ONE)
def show(delegation_id, circular_id):
    return pages.show(_work(delegation_id), circular_id)


@bp.post(ALL + "/told/<int:notice_id>")
@commits
def handed(delegation_id, notice_id):
    return pages.handed(_work(delegation_id), notice_id)


def _work(delegation_id: int) -> Work:
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    values = {"delegation_id": delegation.id}
    crumbs = [
        (delegation.fair.name, url_for("delegation_applications.index", **values)),
        (_("Thông báo"), url_for("delegation_circulars.index", **values)),
    ]
    desk = Desk(delegation.fair, delegation, current_user)
    return Work(desk, "delegation_circulars", values, crumbs)
