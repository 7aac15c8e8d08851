"""An exhibitor's own passes: who stands at the booth, within the limit."""

from io import BytesIO

from flask import flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.documents.pass_sheet import Paper
from fairapp.domain.errors import Refusal
from fairapp.models import Application, Pass
from fairapp.services import allocation, applications, gate, passes, producers
from fairapp.web import audiences
from fairapp.web.passes.forms import PersonForm, PrintForm
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse

bp = audiences.producer("passes", __name__)

ALL = "/applications/<int:application_id>/passes"
ONE = ALL + "/<int:pass_id>"


@bp.get(ALL)
def index(application_id):
    return _index(_application(application_id), PersonForm(None))


@bp.post(ALL)
@commits
def add(application_id):
    application, form = _application(application_id), PersonForm()
    if form.validate():
        try:
            passes.add_staff(application, form.name.data, current_user)
        except Refusal as refusal:
            form.refuse(refusal)
            return _index(application, form), refusal.status
        flash(_("Đã thêm thẻ cho %(name)s.", name=form.name.data), "success")
        return redirect(url_for("producer_passes.index", application_id=application.id))
    return _index(application, form), 422


@bp.get(ONE + "/edit")
def edit(application_id, pass_id):
    application = _application(application_id)
    badge = passes.get_for_application(pass_id, application)
    form = PersonForm(None)
    form.name.data = badge.holder_name
    return _edit(application, badge, form)


@bp.post(ONE + "/edit")
@commits
def rename(application_id, pass_id):
    application, form = _application(application_id), PersonForm()
    badge = passes.get_for_application(pass_id, application)
    if form.validate():
        try:
            passes.rename(badge, form.name.data, current_user)
        except Refusal as refusal:
            form.refuse(refusal)
            return _edit(application, badge, form), refusal.status
        flash(_("Đã đổi tên trên thẻ."), "success")
        return redirect(url_for("producer_passes.index", application_id=application.id))
    return _edit(application, badge, form), 422


@bp.post(ONE + "/give-back")
@commits
def give_back(application_id, pass_id):
    application = _application(application_id)
    badge = passes.get_for_application(pass_id, application)
    passes.revoke(badge, _("Gian hàng huỷ thẻ"), current_user)
    flash(_("Đã huỷ thẻ của %(name)s.", name=badge.holder_name), "success")
    return redirect(url_for("producer_passes.index", application_id=application.id))


@bp.post(ALL + "/print")
@commits
def print_(application_id):
    application, form = _application(application_id), PrintForm()
    paper = form.paper.data if form.paper.data in (Paper.A4, Paper.A6) else Paper.A4
    badges = passes.list_for_application(application)
    try:
        ways = gate.ways_in(application.fair, badges)
        printed = passes.print_sheet(application.fair, badges, Paper(paper), ways)
    except Refusal as refusal:
        refuse()
        return _index(application, PersonForm(None), say(refusal)), refusal.status
    name = f"the-ra-vao-{application.fair.slug}.pdf"
    return send_file(BytesIO(printed), "application/pdf", as_attachment=True, download_name=name)


def _index(application: Application, form: PersonForm, problem: str = ""):
    booths = allocation.booths_of(application)
    return render_template(
        "passes/own.html",
        application=application,
        fair=application.fair,
        form=form,
        problem=problem,
        booths=booths,
        badges=passes.list_for_application(application),
        limit=passes.limit_of(application.fair, len(booths)),
    )


def _edit(application: Application, badge: Pass, form: PersonForm):
    return render_template(
        "passes/edit.html", application=application, fair=application.fair, badge=badge, form=form
    )


def _application(application_id: int) -> Application:
    return applications.get_for_producer(application_id, producers.get_for_user(current_user))
