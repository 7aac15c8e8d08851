"""What an exhibitor signed at the fair, entered by itself, and what became of it."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.agreements import AgreementLevel
from fairapp.domain.calendar import local_day
from fairapp.domain.follow_ups import FollowAnswer
from fairapp.services import agreements, applications, producers, sales
from fairapp.web import audiences
from fairapp.web.agreements import pages
from fairapp.web.agreements.forms import FollowForm, agreement_form
from fairapp.web.labels import choices
from fairapp.web.transaction import commits

bp = audiences.producer("agreements", __name__)

MINE = "/applications/<int:application_id>/agreements"


@bp.get(MINE)
def index(application_id):
    application = _application(application_id)
    signed = agreements.list_for_application(application)
    own = [agreement for agreement in signed if agreement.producer_id == application.producer_id]
    followed = agreements.list_followed(own, local_day(now()))
    return render_template(
        "agreements/mine.html",
        application=application,
        signed=signed,
        totals=agreements.totals(signed),
        due=[one for one in followed if one.step],
        outcomes=agreements.outcomes_of(own),
    )


@bp.get(MINE + "/new")
def new(application_id):
    application = _application(application_id)
    form = agreement_form(
        agreements.list_events(application.fair),
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
    form = agreement_form(agreements.list_events(application.fair))
    if form.validate():
        with form.refusals():
            made = agreements.enter(current_user, application.fair, form.facts(), now(), application)
            pages.keep_scan(form, made)
            flash(_("Đã ghi văn bản."), "success")
            return redirect(url_for("producer_agreements.index", application_id=application.id))
    return _form(application, form), 422


@bp.get(MINE + "/<int:agreement_id>")
def edit(application_id, agreement_id):
    application = _application(application_id)
    agreement = agreements.get_own(agreement_id, application)
    form = agreement_form(agreements.list_events(application.fair), agreement)
    return _form(application, form, agreement)


@bp.post(MINE + "/<int:agreement_id>")
@commits
def save(application_id, agreement_id):
    application = _application(application_id)
    agreement = agreements.get_own(agreement_id, application)
    form = agreement_form(agreements.list_events(application.fair), agreement)
    if form.validate():
        with form.refusals():
            agreements.require_open_book(application.fair, by_organiser=False)
            agreements.change(current_user, agreement, form.facts(), now())
            pages.keep_scan(form, agreement)
            flash(_("Đã sửa văn bản."), "success")
            return redirect(url_for("producer_agreements.index", application_id=application.id))
    return _form(application, form, agreement), 422


@bp.post(MINE + "/<int:agreement_id>/remove")
@commits
def remove(application_id, agreement_id):
    application = _application(application_id)
    agreement = agreements.get_own(agreement_id, application)
    agreements.require_open_book(application.fair, by_organiser=False)
    agreements.remove(current_user, agreement)
    flash(_("Đã xoá văn bản."), "success")
    return redirect(url_for("producer_agreements.index", application_id=application.id))


@bp.get(MINE + "/<int:agreement_id>/scan")
def scan(application_id, agreement_id):
    return pages.send_scan(agreements.get_own(agreement_id, _application(application_id)))


@bp.get(MINE + "/<int:agreement_id>/follow-up")
def follow_up(application_id, agreement_id):
    """Asked after the fair, too: answering stays open when the book is closed."""
    application = _application(application_id)
    return _follow_up(application, agreements.get_own(agreement_id, application), FollowForm())


@bp.post(MINE + "/<int:agreement_id>/follow-up/<int:step>")
@commits
def answer(application_id, agreement_id, step):
    application = _application(application_id)
    agreement = agreements.get_own(agreement_id, application)
    form = FollowForm()
    if pages.keep_answer(form, agreement, step):
        flash(_("Đã ghi câu trả lời. Cảm ơn đơn vị."), "success")
        return redirect(url_for("producer_agreements.index", application_id=application.id))
    return _follow_up(application, agreement, form), 422


def _application(application_id: int):
    """Only exhibitors sign here."""
    application = applications.get_for_producer(application_id, producers.get_for_user(current_user))
    sales.require_exhibitor(application)
    return application


def _form(application, form, agreement=None):
    ids = {"application_id": application.id}
    if agreement is not None:
        ids["agreement_id"] = agreement.id
    return render_template(
        "agreements/form.html",
        fair=None,
        application=application,
        form=form,
        agreement=agreement,
        suggestions=[],
        back=url_for("producer_agreements.index", application_id=application.id),
        remove_url=url_for("producer_agreements.remove", **ids) if agreement else None,
        scan_url=url_for("producer_agreements.scan", **ids) if agreement and agreement.stored_name else None,
        follow_url=url_for("producer_agreements.follow_up", **ids) if agreement else None,
    )


def _follow_up(application, agreement, form):
    ids = {"application_id": application.id, "agreement_id": agreement.id}
    return render_template(
        "agreements/follow_up.html",
        fair=None,
        application=application,
        agreement=agreement,
        one=agreements.read_followed(agreement, local_day(now())),
        form=form,
        answers=choices(FollowAnswer),
        history=[],
        answer_endpoint=".answer",
        ids=ids,
        back=url_for("producer_agreements.index", application_id=application.id),
    )
