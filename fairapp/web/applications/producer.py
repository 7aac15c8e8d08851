"""A producer's own applications."""

from flask import redirect, render_template, url_for
from flask_login import current_user

from fairapp.db import now
from fairapp.services import applications, fairs, producers
from fairapp.web import audiences
from fairapp.web.applications import pages
from fairapp.web.applications.draft_page import Paperwork
from fairapp.web.transaction import commits

bp = audiences.producer("applications", __name__)

ONE = "/applications/<int:application_id>"


@bp.get("/applications")
def index():
    producer = producers.get_for_user(current_user)
    mine = applications.list_for_producer(producer)
    applied = {application.fair_id for application in mine}
    return render_template(
        "applications/index.html",
        applications=mine,
        open_fairs=[row for row in fairs.list_open_for_application(now()) if row.fair.id not in applied],
    )


@bp.post("/fairs/<int:fair_id>/apply")
@commits
def begin(fair_id):
    producer = producers.get_for_user(current_user)
    application = applications.begin(producer, fairs.get_announced(fair_id), current_user)
    return redirect(url_for("producer_applications.show", application_id=application.id))


@bp.get(ONE)
def show(application_id):
    return pages.show(_work(application_id))


@bp.post(ONE + "/draft")
@commits
def keep(application_id):
    return pages.keep(_work(application_id, lock=True))


@bp.post(ONE + "/save")
@commits
def save(application_id):
    return pages.save(_work(application_id, lock=True))


@bp.get(ONE + "/saves")
def list_saves(application_id):
    return pages.list_saves(_work(application_id))


@bp.post(ONE + "/copy")
@commits
def copy(application_id):
    return pages.copy(_work(application_id, lock=True))


@bp.post(ONE + "/consent")
@commits
def give_consent(application_id):
    return pages.give_consent(_work(application_id, lock=True))


@bp.post(ONE + "/consent/withdraw")
@commits
def withdraw_consent(application_id):
    return pages.withdraw_consent(_work(application_id, lock=True))


@bp.post(ONE + "/submit")
@commits
def submit(application_id):
    return pages.submit(_work(application_id, lock=True))


@bp.post(ONE + "/withdraw")
@commits
def withdraw(application_id):
    return pages.withdraw(_work(application_id, lock=True, line=True))


@bp.post(ONE + "/offer/take")
@commits
def take_offer(application_id):
    return pages.answer_offer(_work(application_id, lock=True, line=True), takes=True)


@bp.post(ONE + "/offer/decline")
@commits
def decline_offer(application_id):
    return pages.answer_offer(_work(application_id, lock=True, line=True), takes=False)


@bp.post(ONE + "/reopen")
@commits
def reopen(application_id):
    return pages.reopen(_work(application_id, lock=True))


def _work(application_id: int, lock: bool = False, line: bool = False) -> Paperwork:
    producer = producers.get_for_user(current_user)
    return Paperwork(
        application=applications.get_for_producer(application_id, producer, lock=lock, line=line),
        blueprint="producer_applications",
        papers_url=url_for("producer_producers.list_papers"),
        products_url=url_for("producer_producers.list_products"),
        profile_url=url_for("producer_producers.profile"),
    )
