"""A lead's word on its producers' applications, and those it writes for producers without a telephone."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.applications import Move, Who, may
from fairapp.domain.errors import NotFound, Refusal
from fairapp.domain.phones import display
from fairapp.models import Application, Delegation
from fairapp.services import accounts, applications, fairs, producers
from fairapp.services.applications import (
    confirmations,
    delegations,
    endorsement,
    members,
    paper_review,
    pavilions,
)
from fairapp.services.applications.listing import NO_APPLICATION
from fairapp.web import audiences
from fairapp.web.applications import pages
from fairapp.web.applications.draft_page import Paperwork
from fairapp.web.applications.forms import ReturnForm
from fairapp.web.applications.pavilion import pavilion_drawings
from fairapp.web.producers.pages import send_paper
from fairapp.web.transaction import commits

bp = audiences.delegation("applications", __name__)

SHARE = "/fairs/<int:delegation_id>"
ONE = "/applications/<int:application_id>"


@bp.get(SHARE)
def index(delegation_id):
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    found = endorsement.list_for_delegation(delegation)
    pavilion = pavilions.list_booths(delegation)
    return render_template(
        "applications/delegation.html",
        share=delegations.share_of(delegation),
        said=confirmations.said_of_all(found),
        pavilion=pavilion,
        drawings=pavilion_drawings(pavilion),
        fair=delegation.fair,
        days=fairs.days(delegation.fair),
        open_now=fairs.takes_applications(delegation.fair, now()),
        applications=found,
    )


@bp.get(SHARE + "/enter")
def choose(delegation_id):
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    applied = {a.producer_id: a for a in endorsement.list_for_delegation(delegation)}
    return render_template(
        "applications/choose.html",
        delegation=delegation,
        fair=delegation.fair,
        producers=_without_account(delegation),
        applied=applied,
    )


@bp.post(SHARE + "/producers/<int:producer_id>/apply")
@commits
def begin(delegation_id, producer_id):
    delegation = endorsement.get_for_lead(delegation_id, current_user)
    mine = endorsement.charge_in(delegation, current_user)
    producer = producers.get_without_account(producer_id, mine.units, mine.ids)
    if delegation.unit_id is None:
        members.join(delegation, producer)
    application = applications.begin(producer, delegation.fair, current_user)
    return redirect(url_for("delegation_applications.show", application_id=application.id))


@bp.get(ONE)
def show(application_id):
    """Where the lead acts for the producer its form, else the application to be judged."""
    application = _get(application_id)
    if application.producer.user_id is None and may(application.state, Move.EDIT, Who.APPLICANT):
        return pages.show(_work(application))
    return _judged(application, ReturnForm())


@bp.post(ONE + "/endorse")
@commits
def endorse(application_id):
    application = _get(application_id, lock=True)
    try:
        endorsement.endorse(application, current_user, request.form.get("version", 0, int))
    except Refusal as refusal:
        form = ReturnForm(formdata=None)
        form.refuse(refusal)
        return _judged(application, form), refusal.status
    flash(_("Đã xác nhận đơn của %(name)s.", name=application.producer.name), "success")
    return redirect(_list_of(application))


@bp.post(ONE + "/return")
@commits
def send_back(application_id):
    application = _get(application_id, lock=True)
    form = ReturnForm()
    status = 422
    if form.validate():
        try:
            endorsement.send_back(
                application, current_user, form.reason.data, request.form.get("version", 0, int)
            )
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            flash(_("Đã trả lại đơn của %(name)s kèm lý do.", name=application.producer.name), "success")
            return redirect(_list_of(application))
    return _judged(application, form), status


@bp.post(ONE + "/word")
@commits
def ask_word(application_id):
    """A link by which the producer itself confirms: it is in this answer and nowhere else."""
    application = _get(application_id, lock=True)
    token = confirmations.ask(application, current_user)
    address = f"{current_app.config['FAIRAPP'].public_url}/word/{token}"
    text = _(
        "%(lead)s vừa nộp đơn dự %(fair)s thay cho %(name)s. "
        "Xin mở đường dẫn này để đọc lại và xác nhận: %(address)s",
        lead=current_user.name,
        fair=application.fair.name,
        name=application.producer.name,
        address=address,
    )
    found = confirmations.said_of(application)
    return render_template(
        "applications/link.html",
        title=_("Đường dẫn xác nhận đơn"),
        until=found.row.expires_at,
        address=address,
        text=text,
        contact=display(application.producer.phone) if application.producer.phone else "",
        written=False,
        back=url_for("delegation_applications.show", application_id=application.id),
        back_word=application.producer.name,
    )


@bp.post(ONE + "/draft")
@commits
def keep(application_id):
    return pages.keep(_own(application_id))


@bp.post(ONE + "/save")
@commits
def save(application_id):
    return pages.save(_own(application_id))


@bp.get(ONE + "/saves")
def list_saves(application_id):
    return pages.list_saves(_own(application_id, lock=False))


@bp.post(ONE + "/copy")
@commits
def copy(application_id):
    return pages.copy(_own(application_id))


@bp.post(ONE + "/submit")
@commits
def submit(application_id):
    """What the lead sends for its own producer, it vouches for in the same breath."""
    work = _own(application_id)
    answer = pages.submit(work)
    endorsement.endorse_own(work.application, current_user)
    return answer


@bp.post(ONE + "/withdraw")
@commits
def withdraw(application_id):
    return pages.withdraw(_own(application_id, line=True))


@bp.post(ONE + "/offer/take")
@commits
def take_offer(application_id):
    return pages.answer_offer(_own(application_id, line=True), takes=True)


@bp.post(ONE + "/offer/decline")
@commits
def decline_offer(application_id):
    return pages.answer_offer(_own(application_id, line=True), takes=False)


@bp.post(ONE + "/reopen")
@commits
def reopen(application_id):
    return pages.reopen(_own(application_id))


@bp.get("/papers/<int:paper_id>")
def paper(paper_id):
    places = endorsement.places_of(current_user)
    return send_paper(applications.get_paper_for_places(paper_id, places))


def _without_account(delegation: Delegation):
    mine = endorsement.charge_in(delegation, current_user)
    return producers.list_without_account(mine.units, mine.ids)


def _get(application_id: int, lock: bool = False, line: bool = False) -> Application:
    places = endorsement.places_of(current_user)
    return applications.get_for_places(application_id, places, lock=lock, line=line)


def _own(application_id: int, line: bool = False, lock: bool = True) -> Paperwork:
    """An application that this lead fills in; for a producer with an account it is not its to fill."""
    application = _get(application_id, lock=lock, line=line)
    if application.producer.user_id is not None:
        raise NotFound(NO_APPLICATION)
    return _work(application)


def _work(application: Application) -> Paperwork:
    producer_id = application.producer_id
    return Paperwork(
        application=application,
        blueprint="delegation_applications",
        papers_url=url_for("delegation_producers.list_papers", producer_id=producer_id),
        products_url=url_for("delegation_producers.list_products", producer_id=producer_id),
        profile_url=url_for("delegation_producers.profile", producer_id=producer_id),
        acting=True,
    )


def _judged(application: Application, form: ReturnForm):
    days = fairs.days(application.fair)
    history = accounts.list_audit("application", application.id, private=False)
    seen = request.form.get("seen", type=int)  # the latest line of the history that the reader had
    return render_template(
        "applications/judge.html",
        application=application,
        fair=application.fair,
        days=days,
        goods=applications.list_goods(application),
        desk=paper_review.desk(application),
        paper_url=lambda paper_id: url_for("delegation_applications.paper", paper_id=paper_id),
        history=history,
        said=confirmations.said_of(application),
        may_ask=application.state in confirmations.ASKABLE,
        news=[entry for entry in history if seen is not None and entry.id > seen],
        form=form,
        back=_list_of(application),
        work=_work(application) if application.producer.user_id is None else None,
        may_endorse=may(application.state, Move.ENDORSE, Who.LEAD),
        may_return=may(application.state, Move.RETURN, Who.LEAD),
        Move=Move,
    )


def _list_of(application: Application) -> str:
    delegation = endorsement.delegation_of(application, current_user)
    return url_for("delegation_applications.index", delegation_id=delegation.id)
