"""The application form of a fair: which fields, for whom, and the words to be accepted."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.domain.application_form import FOLLOWS, FORM_FIELD_LABELS, FieldAsk, FormField, choices_of
from fairapp.domain.errors import Invalid
from fairapp.domain.fairs import FairState
from fairapp.domain.ocop import ProducerKind
from fairapp.models import Fair
from fairapp.services import fairs
from fairapp.services.applications import fair_form
from fairapp.web import audiences
from fairapp.web.applications import form_preview
from fairapp.web.applications.form_forms import FieldsForm, WordsForm
from fairapp.web.labels import label
from fairapp.web.transaction import commits

bp = audiences.organiser("form", __name__)

FAIR = "/fairs/<int:fair_id>/application-form"


@bp.get(FAIR)
def show(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _fields(fair, FieldsForm(formdata=None))


@bp.post(FAIR)
@commits
def save(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = FieldsForm()
    if form.validate():
        with form.refusals():
            changed = fair_form.change_asks(fair, current_user, _table(), form.version.data or 0)
            flash(_("Đã lưu mẫu đơn.") if changed else _("Không có gì thay đổi."), "success")
            return redirect(url_for("organiser_form.show", fair_id=fair.id))
    return _fields(fair, form), 422


@bp.get(FAIR + "/words")
def words(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _words(fair, WordsForm.of(fair_form.read(fair)))


@bp.post(FAIR + "/words")
@commits
def save_words(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = WordsForm()
    if form.validate():
        with form.refusals():
            changed = fair_form.change_words(
                fair, current_user, form.wordings(), form.consent_words(), form.version.data or 0
            )
            flash(
                _("Đã lưu lời cam kết và lời đồng ý.") if changed else _("Không có gì thay đổi."), "success"
            )
            return redirect(url_for("organiser_form.words", fair_id=fair.id))
    return _words(fair, form), 422


@bp.get(FAIR + "/preview")
def preview(fair_id):
    """The form as one kind of producer sees it."""
    fair = fairs.get_for_organiser(fair_id, current_user)
    asked = request.args.get("kind", "")
    kind = next((kind for kind in ProducerKind if kind.value == asked), ProducerKind.COOPERATIVE)
    kinds = [
        (one.value, label(one), url_for("organiser_form.preview", fair_id=fair.id, kind=one.value))
        for one in ProducerKind
    ]
    return render_template(
        "applications/form_preview.html",
        kind=kind,
        kinds=kinds,
        here="preview",
        **form_preview.context(fair, kind),
    )


def _table() -> dict[FormField, dict[ProducerKind, FieldAsk]]:
    """The table as it was sent; each kind of producer has its own switch."""
    table: dict[FormField, dict[ProducerKind, FieldAsk]] = {}
    for field in FormField:
        for kind in ProducerKind:
            sent = request.form.get(f"ask-{field.value}-{kind.value}", "")
            if sent not in set(FieldAsk):
                raise Invalid(fair_form.NO_CHOICE)
            table.setdefault(field, {})[kind] = FieldAsk(sent)
    return table


def _fields(fair: Fair, form: FieldsForm):
    found = fair_form.read(fair)
    form.version.data = found.version
    return render_template(
        "applications/form_fields.html",
        fair=fair,
        form=form,
        here="fields",
        fields=[
            (field, FORM_FIELD_LABELS[field], choices_of(field), FOLLOWS.get(field)) for field in FormField
        ],
        labels=FORM_FIELD_LABELS,
        asks={kind: found.asks(kind) for kind in ProducerKind},
        kinds=list(ProducerKind),
        is_open_book=_is_open(fair),
    )


def _words(fair: Fair, form: WordsForm):
    found = fair_form.read(fair)
    form.version.data = found.version
    return render_template(
        "applications/form_words.html",
        fair=fair,
        form=form,
        here="words",
        found=found,
        is_open_book=_is_open(fair),
    )


def _is_open(fair: Fair) -> bool:
    return fair.state in (FairState.DRAFT, FairState.ANNOUNCED)
