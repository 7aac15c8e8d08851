"""The application form, the same for a producer and for the lead who writes for one without a telephone."""

from flask import flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.applications import ApplicationState, Move, told_reason
from fairapp.domain.completeness import missing
from fairapp.domain.errors import Conflict, Refusal
from fairapp.services import accounts, allocation, applications, fairs
from fairapp.services.applications import (
    answering,
    copying,
    drafts,
    fair_form,
    offers,
    promises,
    saves,
    typed,
)
from fairapp.services.applications.candidates import stand_of_booths
from fairapp.web import transaction
from fairapp.web.applications import draft_page, elsewhere
from fairapp.web.applications.draft_form import DraftForm, shown
from fairapp.web.applications.draft_page import Paperwork
from fairapp.web.sentences import say


def show(work: Paperwork):
    if applications.may_keep(work.application, now()):
        return draft_page.render(work, draft_page.bound(work, data=shown(work.application)))
    return _record(work)


def keep(work: Paperwork):
    """One or more fields as they were typed: each is kept or refused by itself, and the answer says which."""
    sent = request.get_json(silent=True)
    sent = sent if isinstance(sent, dict) else {}
    form, fields, gone = draft_page.as_typed(work, sent)
    form.validate()
    errors = {name: draft_page.first_error(form[name].errors) for name in fields if form[name].errors}
    errors |= {name: say(Conflict(drafts.NOT_ASKED)) for name in gone}
    changes = form.changes(name for name in fields if name not in errors)
    outcome = _keep_typed(work, changes, draft_page.seen(sent.get("seen")))
    errors |= {name: say(refusal) for name, refusal in outcome.refused.items()}
    answer = draft_page.answer(work, outcome, errors, sent)
    return jsonify(answer), 422 if errors else 200


def save(work: Paperwork):
    before = saves.numbers(work.application)
    form, fields = draft_page.as_sent(work)
    if status := _take(work, form, fields):
        return draft_page.render(work, form, before), status
    flash(_("Đã lưu bản nháp."), "success")
    return redirect(work.url("show"))


def submit(work: Paperwork):
    """Keep what the page holds, then send it unless something is missing."""
    before = saves.numbers(work.application)
    form, fields = draft_page.as_sent(work)
    if status := _take(work, form, fields):
        return draft_page.render(work, form, before), status
    if applications.submit(work.application, current_user):
        return draft_page.render(work, form, tried=True), 422
    flash(_("Đã gửi đơn."), "success")
    return redirect(work.url("show"))


def list_saves(work: Paperwork):
    """Where the draft stands, part by part, and when each was last saved from where."""
    return render_template(
        "applications/saves.html",
        work=work,
        application=work.application,
        fair=work.application.fair,
        saves=saves.list_saves(work.application),
        words=elsewhere.words,
        gaps=missing(applications.facts(work.application, current_user)),
    )


def copy(work: Paperwork):
    """What still holds of the last application, into the fields that nobody has typed in yet."""
    try:
        done = copying.copy(work.application, current_user, elsewhere.device())
    except Refusal as refusal:
        transaction.refuse()
        flash(say(refusal), "danger")
        return redirect(work.url("show"))
    flash(_("Đã chép từ đơn dự %(fair)s.", fair=done.source.fair.name), "success")
    if done.left_out:
        flash(_("Không còn nên không chép: %(names)s.", names=", ".join(done.left_out)), "warning")
    return redirect(work.url("show"))


def give_consent(work: Paperwork):
    return _about_consent(
        work,
        lambda: promises.consent(work.application, request.form.get("consent", ""), current_user),
        _("Đã ghi sự đồng ý."),
    )


def withdraw_consent(work: Paperwork):
    return _about_consent(
        work,
        lambda: promises.withdraw_consent(work.application, current_user),
        _("Đã ghi việc rút sự đồng ý. Ban tổ chức thấy ngay."),
    )


def withdraw(work: Paperwork):
    booths = allocation.booths_of(work.application)
    applications.withdraw(work.application, current_user, stand_of_booths(booths))
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


def _about_consent(work: Paperwork, act, said: str):
    try:
        act()
    except Refusal as refusal:
        transaction.refuse()
        flash(say(refusal), "danger")
    else:
        flash(said, "success")
    return redirect(work.url("show"))


def _keep_typed(work: Paperwork, changes: dict[str, object], seen: dict[str, int] | None) -> typed.Outcome:
    return typed.keep_typed(work.application, changes, seen, current_user, elsewhere.device())


def _take(work: Paperwork, form: DraftForm, fields: list[str]) -> int:
    """Keep everything typed, or nothing: then the answer's status, with each sentence at its field."""
    if not form.is_valid(fields):
        return 422
    try:
        outcome = _keep_typed(work, form.changes(fields), draft_page.seen(request.form.get("seen")))
    except Refusal as refusal:
        form.refuse(refusal)
        return refusal.status
    for refusal in outcome.refused.values():
        form.refuse(refusal)
    for name, save in outcome.elsewhere.items():
        again = _("Bấm lưu lần nữa để dùng nội dung đang có trên trang này.")
        form[name].errors = [f"{elsewhere.sentence(work.application, save)} {again}"]
        transaction.refuse()
    if outcome.refused:
        return 422
    return 409 if outcome.elsewhere else 0


def _record(work: Paperwork):
    application = work.application
    form = fair_form.read(application.fair)
    own = not work.acting
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
        consent_asked=form.consent if own and application.state is not ApplicationState.WITHDRAWN else None,
        Move=Move,
    )
