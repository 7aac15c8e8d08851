"""What one-time links open, on whatever telephone: a nomination, and an application filed on behalf."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.accounts import Role
from fairapp.domain.delegations import Answer
from fairapp.domain.errors import Invalid, Refusal
from fairapp.services import applications, fairs, producers
from fairapp.services.applications import confirmations, fair_form, nominations
from fairapp.web import audiences
from fairapp.web.applications.delegation_forms import AnswerForm
from fairapp.web.forms import options
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse

bp = audiences.public("links", __name__)


@bp.get("/word/<token>")
def read(token):
    return _word(token, _answer_form())


@bp.post("/word/<token>")
@commits
def answer(token):
    form = _answer_form()
    if form.validate():
        try:
            said = Answer(form.answer.data)
            application = confirmations.answer(
                token, said, form.note.data or "", form.consent.data or "", form.take_back.data
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return render_template("applications/word_given.html", application=application, said=said)
    return _word(token, form, 422)


@bp.get("/nominations/<token>")
def nomination(token):
    return _nomination(token)


@bp.post("/nominations/<token>")
@commits
def accept(token):
    """The producer who is signed in says yes, and goes on to its application."""
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.sign_in", next=request.path))
    if current_user.role != Role.PRODUCER:
        refuse()
        return _nomination(token, _("Chỉ tài khoản của chủ thể nhận lời đề cử được."), 409)
    try:
        delegation = nominations.accept(token, current_user, producers.get_for_user(current_user))
    except Refusal as refusal:
        refuse()
        return _nomination(token, say(refusal), refusal.status)
    flash(_("Đã tham gia %(name)s. Hãy làm đơn đăng ký.", name=delegation.name), "success")
    return redirect(url_for("producer_applications.index"))


@bp.post("/nominations/<token>/decline")
@commits
def decline(token):
    try:
        nominations.decline(token)
    except Refusal as refusal:
        refuse()
        return _nomination(token, say(refusal), refusal.status)
    return render_template("applications/nomination.html", row=None, problem="", declined=True)


def _word(token: str, form: AnswerForm, status: int = 200):
    found = confirmations.find_by_link(token)
    if found is None:
        page = render_template("applications/word.html", application=None, problem=_(confirmations.GONE))
        return page, 404
    row, application = found
    page = render_template(
        "applications/word.html",
        problem="",
        row=row,
        application=application,
        fair=application.fair,
        days=fairs.days(application.fair),
        goods=[(product, []) for product, _gaps in applications.list_goods(application)],
        consent=fair_form.read(application.fair).consent,
        form=form,
    )
    return page, status


def _nomination(token: str, problem: str = "", status: int = 200):
    row = nominations.find_by_link(token)
    page = render_template(
        "applications/nomination.html",
        row=row,
        token=token,
        days=fairs.days(row.delegation.fair) if row else [],
        problem=problem or ("" if row else _(nominations.GONE)),
        declined=False,
        is_producer=current_user.is_authenticated and current_user.role == Role.PRODUCER,
    )
    return page, status if row else 404


def _answer_form() -> AnswerForm:
    form = AnswerForm()
    form.answer.choices = options(
        [
            (Answer.CONFIRMED.value, _("Đúng, tôi đồng ý với đơn này")),
            (Answer.DISPUTED.value, _("Có điều không đúng")),
        ]
    )
    return form
