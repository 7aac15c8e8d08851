"""The organiser reads, asks, decides in private, and announces."""

from collections.abc import Collection

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user

from fairapp.domain.applications import (
    ApplicationState,
    Decision,
    is_pending,
)
from fairapp.domain.errors import Refusal
from fairapp.domain.places import MERGER
from fairapp.models import Application, Fair
from fairapp.services import applications, fairs
from fairapp.services.applications import (
    announcing,
    delegations,
    members,
    parties,
    passwords,
    review,
    scoring,
    wished,
)
from fairapp.services.applications.trays import TRAY_LABELS, Tray
from fairapp.web import audiences
from fairapp.web.accounts import pages
from fairapp.web.applications import desk_page
from fairapp.web.applications.asked import LACKING, Typed, picked, query, typed_sheet, wanted
from fairapp.web.applications.forms import BulkForm, DecisionForm, QuestionForm
from fairapp.web.labels import label
from fairapp.web.producers.pages import send_paper
from fairapp.web.transaction import commits

bp = audiences.organiser("applications", __name__)

FAIR = "/fairs/<int:fair_id>/applications"
ONE = FAIR + "/<int:application_id>"


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _index(fair, _bulk_form())


@bp.post(FAIR + "/decide")
@commits
def decide_many(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = _bulk_form()
    versions = picked()
    if not versions:
        form.form_errors.append(_("Hãy chọn ít nhất một đơn trong danh sách."))
    elif form.validate():
        with form.refusals():
            outcome = review.decide_many(
                fair, current_user, versions, Decision(form.decision.data), form.reason.data or ""
            )
            _report(outcome)
            return redirect(url_for("organiser_applications.index", fair_id=fair.id, **query()))
    return _index(fair, form, chosen=set(versions)), 422


@bp.get(ONE)
def show(fair_id, application_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return desk_page.render(fair, applications.get_for_fair(application_id, fair))


@bp.post(ONE + "/decide")
@commits
def decide(fair_id, application_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    application = applications.get_for_fair(application_id, fair, lock=True)
    form, sheet = desk_page.decision_form_of(), typed_sheet()
    decides = sheet is None or "decision" in request.form
    status = 422
    if not decides or form.validate():
        try:
            _judge(application, sheet, form if decides else None)
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            return _onward(fair, application)
    return desk_page.render(fair, application, decision_form=form, sheet=sheet), status


@bp.post(ONE + "/undecide")
@commits
def undecide(fair_id, application_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    application = applications.get_for_fair(application_id, fair, lock=True)
    try:
        review.undecide(application, current_user, _version())
    except Refusal as refusal:
        form = desk_page.decision_form_of()
        form.refuse(refusal)
        return desk_page.render(fair, application, decision_form=form), refusal.status
    flash(_("Đã bỏ quyết định chưa công bố."), "success")
    return redirect(desk_page.address(fair, application.id))


@bp.post(ONE + "/ask")
@commits
def ask(fair_id, application_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    application = applications.get_for_fair(application_id, fair, lock=True)
    form = QuestionForm()
    status = 422
    if form.validate():
        try:
            review.ask(application, current_user, form.question.data, _version())
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            flash(_("Đã gửi câu hỏi cho %(name)s.", name=application.producer.name), "success")
            return _onward(fair, application)
    return desk_page.render(fair, application, question_form=form), status


@bp.post(ONE + "/password")
@commits
def give_password(fair_id, application_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    application = applications.get_for_fair(application_id, fair)
    producer = application.producer
    return pages.give_password(
        fair,
        producer.user,
        desk_page.address(fair, application.id),
        producer.name,
        lambda: passwords.give_password(application, current_user),
    )


@bp.get(FAIR + "/announcement")
def announcement(fair_id):
    return _announcement(fairs.get_for_organiser(fair_id, current_user))


@bp.post(FAIR + "/announcement")
@commits
def announce(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = BulkForm(formdata=None)
    try:
        told = announcing.announce(fair, current_user, request.form.get("mark", ""))
    except Refusal as refusal:
        form.refuse(refusal)
        return _announcement(fair, form), refusal.status
    flash(ngettext("Đã công bố %(num)d kết quả.", "Đã công bố %(num)d kết quả.", told), "success")
    return redirect(url_for("organiser_applications.index", fair_id=fair.id, tray=Tray.ANNOUNCED.value))


@bp.get(FAIR + "/papers/<int:paper_id>")
def paper(fair_id, paper_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return send_paper(applications.get_paper_for_fair(paper_id, fair))


def _judge(application: Application, sheet: Typed | None, form: DecisionForm | None) -> None:
    """The score, the verdict, or both; a verdict that stands as it was is not written again."""
    if sheet is not None:
        scoring.save_sheet(application, current_user, sheet.points, sheet.comment, sheet.mark)
    said = _("Đã ghi điểm.")
    if form is not None:
        verdict, reason = Decision(form.decision.data), form.reason.data or ""
        if sheet is None or (application.decision, application.decision_reason) != (verdict, reason):
            review.decide(application, current_user, verdict, reason, _version())
            said = _("Đã ghi, chưa công bố: %(decision)s.", decision=label(verdict))
    flash(said, "success")


def _index(fair: Fair, form: BulkForm, chosen: Collection[int] = ()):
    asked = wanted()
    counted = applications.counts(fair)
    page = applications.list_for_fair(fair, asked)
    tabs = [
        (
            tray.value,
            _(TRAY_LABELS[tray]),
            url_for("organiser_applications.index", fair_id=fair.id, tray=tray.value),
            counted.trays[tray],
        )
        for tray in Tray
        if tray not in (Tray.TO_READ, Tray.DECIDED) or tray is asked.tray
    ]
    return render_template(
        "applications/organiser_index.html",
        fair=fair,
        page=page,
        wishes=wished.wishes_of([row.id for row in page.rows]),
        ranks=members.ranks(fair, parties.read(fair)),
        wanted=asked,
        counts=counted,
        trays=tabs,
        units=applications.units_of(fair, asked.units_now),
        two_readings=fairs.first_day(fair) < MERGER,
        states=[(s.value, label(s)) for s in ApplicationState if s is not ApplicationState.DRAFT],
        decisions=[(d.value, label(d)) for d in Decision],
        lacking=applications.failing(fair, applications.open_ids(fair)),
        papers=[(LACKING, _("Thiếu giấy tờ"))],
        form=form,
        picked=chosen,
        query=query(),
        is_pending=is_pending,
    )


def _announcement(fair: Fair, form: BulkForm | None = None):
    return render_template(
        "applications/announcement.html",
        fair=fair,
        preview=announcing.preview(fair),
        told_last=announcing.told_last(fair),
        shares=delegations.shares(fair),
        Decision=Decision,
        form=form or BulkForm(formdata=None),
    )


def _onward(fair: Fair, application: Application):
    """To the next application of the same list when asked to read on, else back to this one."""
    if "onward" in request.form:
        _before, after = applications.neighbours(fair, wanted(), application)
        if after:
            return redirect(desk_page.address(fair, after))
        return redirect(url_for("organiser_applications.index", fair_id=fair.id, **query()))
    return redirect(desk_page.address(fair, application.id))


def _report(outcome: review.BulkOutcome) -> None:
    if outcome.decided:
        flash(
            ngettext(
                "Đã ghi quyết định cho %(num)d đơn, chưa công bố.",
                "Đã ghi quyết định cho %(num)d đơn, chưa công bố.",
                outcome.decided,
            ),
            "success",
        )
    if outcome.changed:
        names = ", ".join(outcome.changed)
        flash(_("Vừa có người sửa nên chưa ghi, hãy xem lại: %(names)s.", names=names), "warning")
    if outcome.barred:
        names = ", ".join(outcome.barred)
        flash(_("Người xét phải tránh nên bỏ qua: %(names)s.", names=names), "warning")
    if outcome.not_now:
        names = ", ".join(outcome.not_now)
        flash(_("Đang ở bước không quyết được nên bỏ qua: %(names)s.", names=names), "warning")


def _version() -> int:
    return request.form.get("version", 0, int)


def _bulk_form() -> BulkForm:
    form = BulkForm()
    form.offer()
    return form
