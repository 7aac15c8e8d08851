"""An exhibitor's own results at a fair."""

from flask import render_template
from flask_login import current_user

from fairapp.documents import figures, messages, part_figures
from fairapp.documents.own_report import own_report, own_workbook
from fairapp.domain.errors import NotFound
from fairapp.services import applications, producers, reports
from fairapp.web import audiences, downloads
from fairapp.web.reports.organiser import seal_of

bp = audiences.producer("reports", __name__)

RESULTS = "/applications/<int:application_id>/results"


@bp.get(RESULTS)
def show(application_id):
    """Of the latest snapshot; until there is one, when it will be."""
    application = _application(application_id)
    latest = reports.find_latest(application.fair)
    own = None
    if latest is not None:
        try:
            own = reports.results_for(latest, application)
        except NotFound:  # placed after it was frozen
            latest = None
    return render_template(
        "reports/own.html",
        application=application,
        about=application.fair,
        snapshot=latest,
        own=own,
        seal=seal_of(latest) if latest else None,
        figures=figures,
        parts=part_figures,
    )


@bp.get(RESULTS + "/<int:number>.pdf")
def paper(application_id, number):
    application = _application(application_id)
    snapshot = reports.get_snapshot(application.fair, number)
    content = own_report(
        reports.results_for(snapshot, application), application.producer.name, seal_of(snapshot)
    )
    return downloads.pdf(content, messages.own_report_name(application.fair.slug, number) + ".pdf")


@bp.get(RESULTS + "/<int:number>.xlsx")
def book(application_id, number):
    application = _application(application_id)
    snapshot = reports.get_snapshot(application.fair, number)
    content = own_workbook(
        reports.results_for(snapshot, application), application.producer.name, seal_of(snapshot)
    )
    return downloads.send_workbook(content, messages.own_report_name(application.fair.slug, number))


def _application(application_id: int):
    return applications.get_for_producer(application_id, producers.get_for_user(current_user))
