"""The application form, the same for a producer and for the lead who writes for one without a telephone."""

from dataclasses import dataclass

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from fairapp.db import now
from fairapp.domain.applications import (
    COMMITMENTS,
    MOST_BOOTHS,
    ApplicationState,
    Move,
    Who,
    may,
    told_reason,
)
from fairapp.domain.calendar import format_time
from fairapp.domain.completeness import certificate_gaps, missing, most_staff
from fairapp.domain.errors import Invalid, Refusal
from fairapp.domain.gaps import Missing
from fairapp.domain.papers import to_confirm
from fairapp.models import Application
from fairapp.services import accounts, applications, booths, fairs
from fairapp.services.applications import answering, offers
from fairapp.services.producers import products
from fairapp.web import transaction
from fairapp.web.applications.forms import FIELDS, DraftForm, shown
from fairapp.web.sentences import say


@dataclass(frozen=True)
class Paperwork:
    """One application on the desk of the person who fills it in."""

    application: Application
    blueprint: str
    papers_url: str
    products_url: str
    profile_url: str
    acting: bool = False

    def url(self, view: str) -> str:
        return url_for(f"{self.blueprint}.{view}", application_id=self.application.id)

    def may(self, move: Move) -> bool:
        return may(self.application.state, move, Who.APPLICANT)


@dataclass(frozen=True)
class Choice:
    """A product that may be brought, with what its certificate lacks for this fair."""

    id: int
    product: object
    chosen: bool
    gaps: list[Missing]


def show(work: Paperwork):
    if applications.may_keep(work.application, now()):
        return _form(work, _bound(work, data=shown(work.application)))
    return _record(work)


def keep(work: Paperwork):
    """One or more fields as they were typed: each is kept or refused by itself, and the answer says which."""
    sent = request.get_json(silent=True)
    sent = sent if isinstance(sent, dict) else {}
    fields = [name for name in FIELDS if name in _list(sent.get("fields"))]
    form = _bound(work, formdata=MultiDict(_pairs(sent.get("pairs"))), meta={"csrf": False})
    form.validate()
    errors = {name: _first(form[name].errors) for name in fields if form[name].errors}
    for name in fields:
        if name not in errors:
            try:
                applications.keep(work.application, form.changes([name]))
            except Invalid as refusal:
                errors[name] = say(refusal)
    answer = {
        "saved": _saved_note(work.application),
        "errors": errors,
        "gaps": render_template(
            "applications/_gaps.html", gaps=missing(applications.facts(work.application))
        ),
        "papers": _wanted_papers(work),
    }
    return jsonify(answer), 422 if errors else 200


def save(work: Paperwork):
    form = _bound(work)
    if status := _take(work, form):
        return _form(work, form), status
    flash(_("Đã lưu bản nháp."), "success")
    return redirect(work.url("show"))


def submit(work: Paperwork):
    """Keep what the page holds, then send it unless something is missing."""
    form = _bound(work)
    if status := _take(work, form):
        return _form(work, form), status
    if applications.submit(work.application, current_user):
        return _form(work, form, tried=True), 422
    flash(_("Đã gửi đơn."), "success")
    return redirect(work.url("show"))


def withdraw(work: Paperwork):
    applications.withdraw(work.application, current_user)
    flash(_("Đã rút đơn."), "success")
    return redirect(work.url("show"))


def answer_offer(work: Paperwork, takes: bool):
    """Yes or no to a booth from the waiting list; too late is said on the same page."""
    act = answering.take if takes else answering.decline
    try:
        act(work.application, current_user, request.form.get("offer", 0, int))
    except Refusal as refusal:
        transaction.refuse()
        flash(say(refusal), "danger")
        return redirect(work.url("show"))
    if takes:
        flash(_("Đã nhận gian. Ban tổ chức sẽ báo số gian khi xếp xong."), "success")
    else:
        flash(_("Đã trả lời không nhận. Đơn vẫn giữ số trong danh sách chờ."), "success")
    return redirect(work.url("show"))


def reopen(work: Paperwork):
    applications.reopen(work.application, current_user)
    flash(_("Đã mở lại đơn thành bản nháp."), "success")
    return redirect(work.url("show"))


def _take(work: Paperwork, form: DraftForm) -> int:
    """Keep everything typed; else the status of the answer, and each sentence stands at its field."""
    if not form.validate():
        return 422
    try:
        applications.keep(work.application, form.changes(FIELDS))
    except Refusal as refusal:
        form.refuse(refusal)
        return refusal.status
    return 0


def _bound(work: Paperwork, **given) -> DraftForm:
    form = DraftForm(**given)
    form.offer(
        products.list_products(work.application.producer),
        booths.list_zones_for_fair(work.application.fair),
    )
    return form


def _form(work: Paperwork, form: DraftForm, tried: bool = False):
    application = work.application
    facts = applications.facts(application)
    return render_template(
        "applications/form.html",
        work=work,
        application=application,
        fair=application.fair,
        days=fairs.days(application.fair),
        form=form,
        choices=_choices(work, form),
        commitments=COMMITMENTS,
        most_staff=most_staff(MOST_BOOTHS, application.fair.passes_per_booth),
        gaps=missing(facts),
        papers=facts.papers,
        to_confirm=to_confirm(facts.papers, application.created_at),
        tried=tried,
        saved=_saved_note(application),
        late=application.state is ApplicationState.RETURNED,
        Move=Move,
    )


def _wanted_papers(work: Paperwork) -> str:
    """The list of papers as it is now: which are wanted depends on the goods."""
    found = applications.standings_of(work.application)
    return render_template("applications/_wanted_papers.html", papers=found, work=work)


def _record(work: Paperwork):
    application = work.application
    return render_template(
        "applications/record.html",
        offer=offers.open_offer_of(application),
        told_reason=told_reason(application.state, application.decision, application.decision_reason),
        work=work,
        application=application,
        fair=application.fair,
        days=fairs.days(application.fair),
        goods=[(line.product, []) for line in application.goods],
        papers=applications.standings_of(application),
        history=accounts.list_audit("application", application.id, private=False),
        may_reopen=fairs.takes_applications(application.fair, now()),
        Move=Move,
    )


def _choices(work: Paperwork, form: DraftForm) -> list[Choice]:
    days, rule = fairs.days(work.application.fair), work.application.fair.expiry_rule
    chosen = set(form.goods.data or ())
    return [
        Choice(p.id, p, p.id in chosen, certificate_gaps(applications.goods_facts(p), days, rule))
        for p in products.list_products(work.application.producer)
    ]


def _saved_note(application: Application) -> str:
    return format_time(application.saved_at) if application.saved_at else ""


def _pairs(sent: object) -> list[tuple[str, str]]:
    """Name and value of each typed field, as a form would send them; anything else is left out."""
    return [
        (row[0], row[1])
        for row in _list(sent)
        if isinstance(row, list) and len(row) == 2 and all(isinstance(part, str) for part in row)
    ]


def _list(sent: object) -> list:
    return sent if isinstance(sent, list) else []


def _first(errors: object) -> str:
    """The first sentence among errors that may lie nested, as those of a list of people do."""
    while isinstance(errors, dict | list | tuple):
        values = errors.values() if isinstance(errors, dict) else errors
        errors = next((value for value in values if value), "")
    return str(errors)
