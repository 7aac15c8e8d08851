"""What an exhibitor says after the fair."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.models import Application
from fairapp.services import applications, exhibitors, producers, sales
from fairapp.web import audiences
from fairapp.web.exhibitors.forms import FeedbackForm, feedback_form
from fairapp.web.transaction import commits

bp = audiences.producer("feedback", __name__)

FEEDBACK = "/applications/<int:application_id>/feedback"


@bp.get(FEEDBACK)
def show(application_id):
    application = _application(application_id)
    return _page(application, feedback_form(exhibitors.find_feedback(application)))


@bp.post(FEEDBACK)
@commits
def give(application_id):
    application = _application(application_id)
    form = feedback_form()
    if form.validate():
        with form.refusals():
            exhibitors.give_feedback(application, current_user, form.answer(), now())
            flash(_("Cảm ơn. Góp ý đã được gửi tới ban tổ chức."), "success")
            return redirect(url_for("producer_home.show", application_id=application.id))
    return _page(application, form), 422


def _application(application_id: int) -> Application:
    """Only exhibitors have stood there."""
    application = applications.get_for_producer(application_id, producers.get_for_user(current_user))
    sales.require_exhibitor(application)
    return application


def _page(application: Application, form: FeedbackForm):
    return render_template(
        "exhibitors/feedback.html",
        application=application,
        fair=application.fair,
        form=form,
        given=exhibitors.find_feedback(application),
        problem=exhibitors.feedback_refusal(application, sales.require_exhibitor(application), now()),
    )
