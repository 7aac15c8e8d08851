"""What an exhibitor signed at the fair, entered by itself."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.agreements import AgreementLevel
from fairapp.domain.calendar import local_day
from fairapp.services import agreements, applications, producers, sales
from fairapp.web import audiences
from fairapp.web.agreements.forms import agreement_form
from fairapp.web.transaction import commits

bp = audiences.producer("agreements", __name__)

MINE = "/applications/<int:application_id>/agreements"


@bp.get(MINE)
def index(application_id):
    application = _application(application_id)
    signed = agreements.list_for_application(application)
    return render_template(
        "agreements/mine.html", application=application, signed=signed, totals=agreements.totals(signed)
    )


@bp.get(MINE + "/new")
def new(application_id):
    application = _application(application_id)
    form = agreement_form(
        count=1,
        level=AgreementLevel.BUSINESSES.value,
        party_a=application.producer.name,
        signed_on=local_day(now()),
    )
    return _form(application, form)


@bp.post(MINE + "/new")
@commits
def create(application_id):
    application = _application(application_id)
    form = agreement_form()
    if form.validate():
        with form.refusals():
            agreements.enter(current_user, application.fair, form.facts(), now(), application)
            flash(_("Đã ghi văn bản."), "success")
            return redirect(url_for("producer_agreements.index", application_id=application.id))
    return _form(application, form), 422


@bp.get(MINE + "/<int:agreement_id>")
def edit(application_id, agreement_id):
    application = _application(application_id)
    agreement = agreements.get_for_application(agreement_id, application)
    return _form(application, agreement_form(agreement), agreement)


@bp.post(MINE + "/<int:agreement_id>")
@commits
def save(application_id, agreement_id):
    application = _application(application_id)
    agreement = agreements.get_for_application(agreement_id, application)
    form = agreement_form(agreement)
    if form.validate():
        with form.refusals():
            agreements.require_open_book(application.fair, by_organiser=False)
            agreements.change(current_user, agreement, form.facts(), now())
            flash(_("Đã sửa văn bản."), "success")
            return redirect(url_for("producer_agreements.index", application_id=application.id))
    return _form(application, form, agreement), 422


@bp.post(MINE + "/<int:agreement_id>/remove")
@commits
def remove(application_id, agreement_id):
    application = _application(application_id)
    agreement = agreements.get_for_application(agreement_id, application)
    agreements.require_open_book(application.fair, by_organiser=False)
    agreements.remove(current_user, agreement)
    flash(_("Đã xoá văn bản."), "success")
    return redirect(url_for("producer_agreements.index", application_id=application.id))


def _application(application_id: int):
    """Only exhibitors sign here."""
    application = applications.get_for_producer(application_id, producers.get_for_user(current_user))
    sales.require_exhibitor(application)
    return application


def _form(application, form, agreement=None):
    ids = {"application_id": application.id}
    return render_template(
        "agreements/form.html",
        fair=None,
        application=application,
        form=form,
        agreement=agreement,
        back=url_for("producer_agreements.index", **ids),
        remove_url=url_for("producer_agreements.remove", agreement_id=agreement.id, **ids)
        if agreement
        else None,
    )
