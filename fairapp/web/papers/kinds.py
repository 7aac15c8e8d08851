"""An organisation's own kinds of papers, beside those of the house."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.papers import Belongs
from fairapp.models import DocumentKind
from fairapp.services import papers
from fairapp.web import audiences
from fairapp.web.papers.forms import KindForm
from fairapp.web.transaction import commits

bp = audiences.organiser("document_kinds", __name__)

ONE = "/document-kinds/<int:kind_id>"


@bp.get("/document-kinds")
def index():
    return _index(_form(belongs=Belongs.PRODUCER.value))


@bp.post("/document-kinds")
@commits
def add():
    form = _form()
    if form.validate():
        with form.refusals():
            kind = papers.add_kind(current_user, form.facts())
            flash(_("Đã thêm %(name)s. Bật loại này ở từng hội chợ cần đến.", name=kind.name), "success")
            return redirect(url_for("organiser_document_kinds.index"))
    return _index(form), 422


@bp.get(ONE)
def edit(kind_id):
    kind = papers.get_own(kind_id, current_user)
    facts = {name: getattr(kind, name) for name in ("name", "name_en", "explanation", "explanation_en")}
    switches = {name: getattr(kind, name) for name in ("asks_facts", "expires", "valid_months")}
    return _edit(kind, _form(formdata=None, **facts, **switches, belongs=kind.belongs.value))


@bp.post(ONE)
@commits
def save(kind_id):
    kind = papers.get_own(kind_id, current_user)
    form = _form()
    if form.validate():
        with form.refusals():
            papers.change_kind(current_user, kind, form.facts())
            flash(_("Đã lưu %(name)s.", name=kind.name), "success")
            return redirect(url_for("organiser_document_kinds.index"))
    return _edit(kind, form), 422


@bp.post(ONE + "/retire")
@commits
def retire(kind_id):
    kind = papers.get_own(kind_id, current_user)
    papers.retire_kind(current_user, kind)
    flash(_("Thôi dùng %(name)s. Giấy đã gửi vẫn còn trong hồ sơ của chủ thể.", name=kind.name), "success")
    return redirect(url_for("organiser_document_kinds.index"))


def _form(**data: object) -> KindForm:
    form = KindForm(**data)
    form.offer()
    return form


def _index(form: KindForm):
    kinds = papers.list_for_organisation(current_user.organisation_id)
    return render_template(
        "papers/kinds.html",
        own=[kind for kind in kinds if kind.organisation_id],
        shared=[kind for kind in kinds if kind.organisation_id is None],
        form=form,
    )


def _edit(kind: DocumentKind, form: KindForm):
    return render_template("papers/kind.html", kind=kind, form=form)
