"""An exhibitor's own checks: what was found at its booth, and its word that it is mended."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.inspections import FINDINGS, REMEDIES, Word
from fairapp.services import applications, inspections, producers
from fairapp.web import audiences
from fairapp.web.inspections import pages
from fairapp.web.inspections.forms import WordForm
from fairapp.web.transaction import commits

bp = audiences.producer("inspections", __name__)

CHECKS = "/applications/<int:application_id>/checks"


@bp.get(CHECKS)
def index(application_id):
    return _index(_mine(application_id), WordForm())


@bp.post(CHECKS + "/<uuid:check_id>/<point>")
@commits
def claim(application_id, check_id, point):
    application, form = _mine(application_id), WordForm()
    row = inspections.get_for_application(check_id, application)
    if form.validate():
        with form.refusals():
            inspections.say_of(row, point, Word.CLAIMED, form.note.data or "", current_user)
            flash(_("Đã báo ban tổ chức là đã khắc phục."), "success")
            return redirect(url_for("producer_inspections.index", application_id=application.id))
    return _index(application, form), 422


@bp.get("/applications/<int:application_id>/checks/photos/<uuid:photo_id>")
def photo(application_id, photo_id):
    found = inspections.get_photo_for_application(photo_id, _mine(application_id))
    return pages.send_photo(found.stored_name)


def _mine(application_id):
    return applications.get_for_producer(application_id, producers.get_for_user(current_user))


def _index(application, form):
    return render_template(
        "inspections/mine.html",
        application=application,
        fair=application.fair,
        checks=inspections.list_for_applications([application.id]),
        words=FINDINGS,
        remedies=REMEDIES,
        form=form,
    )
