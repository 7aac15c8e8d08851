"""The organiser writes to the exhibitors of its fair."""

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.services import fairs
from fairapp.services.circulars import Desk
from fairapp.web import audiences
from fairapp.web.circulars import pages
from fairapp.web.circulars.pages import Work
from fairapp.web.transaction import commits

bp = audiences.organiser("circulars", __name__)

ALL = "/fairs/<int:fair_id>/notices"
ONE = ALL + "/<int:circular_id>"


@bp.get(ALL)
def index(fair_id):
    return pages.index(_work(fair_id))


@bp.get(ALL + "/new")
def new(fair_id):
    return pages.new(_work(fair_id))


@bp.post(ALL)
@commits
def create(fair_id):
    return pages.create(_work(fair_id))


@bp.get(ONE + "/edit")
def edit(fair_id, circular_id):
    return pages.edit(_work(fair_id), circular_id)


@bp.post(ONE)
@commits
def save(fair_id, circular_id):
    return pages.save(_work(fair_id), circular_id)


@bp.get(ONE + "/preview")
def preview(fair_id, circular_id):
    return pages.preview(_work(fair_id), circular_id)


@bp.post(ONE + "/send")
@commits
def send(fair_id, circular_id):
    return pages.send(_work(fair_id), circular_id)


@bp.post(ONE + "/discard")
@commits
def discard(fair_id, circular_id):
    return pages.discard(_work(fair_id), circular_id)


@bp.post(ONE + "/stop")
@commits
def stop(fair_id, circular_id):
    return pages.stop(_work(fair_id), circular_id)


@bp.get(ONE)
def show(fair_id, circular_id):
    return pages.show(_work(fair_id), circular_id)


@bp.get(ALL + "/ledger")
def ledger(fair_id):
    return pages.ledger(_work(fair_id))


@bp.post(ALL + "/told/<int:notice_id>")
@commits
def handed(fair_id, notice_id):
    return pages.handed(_work(fair_id), notice_id)


def _work(fair_id: int) -> Work:
    fair = fairs.get_for_organiser(fair_id, current_user)
    address = url_for("organiser_circulars.index", fair_id=fair.id)
    return Work(
        Desk(fair, None, current_user),
        "organiser_circulars",
        {"fair_id": fair.id},
        [(_("Thông báo"), address)],
    )
